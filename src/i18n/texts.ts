import enCollaborations from './en/collaborations.json';
import enDelivery from './en/delivery.json';
import enOverview from './en/overview.json';
import enWelcome from './en/welcome.json';
import enCalendar from './en/calendar.json';
import enChannel from './en/channel.json';
import enCommon from './en/common.json';
import enFiles from './en/files.json';
import enHosting from './en/hosting.json';
import enReport from './en/report.json';
import enEvaluation from './en/evaluation.json';
import enImporting from './en/importing.json';
import enInquiry from './en/inquiry.json';
import enFollowup from './en/followup.json';
import enLists from './en/lists.json';
import enMeetings from './en/meetings.json';
import enAsking from './en/asking.json';
import enPlanning from './en/planning.json';
import enPresidium from './en/presidium.json';
import enNewsletter from './en/newsletter.json';
import enSearch from './en/search.json';
import enTrial from './en/trial.json';
import enVocabulary from './en/vocabulary.json';
import enWhen from './en/when.json';
import enWorklist from './en/worklist.json';
import svCollaborations from './sv/collaborations.json';
import svDelivery from './sv/delivery.json';
import svOverview from './sv/overview.json';
import svWelcome from './sv/welcome.json';
import svCalendar from './sv/calendar.json';
import svChannel from './sv/channel.json';
import svCommon from './sv/common.json';
import svFiles from './sv/files.json';
import svHosting from './sv/hosting.json';
import svReport from './sv/report.json';
import svEvaluation from './sv/evaluation.json';
import svImporting from './sv/importing.json';
import svInquiry from './sv/inquiry.json';
import svFollowup from './sv/followup.json';
import svLists from './sv/lists.json';
import svMeetings from './sv/meetings.json';
import svAsking from './sv/asking.json';
import svPlanning from './sv/planning.json';
import svPresidium from './sv/presidium.json';
import svNewsletter from './sv/newsletter.json';
import svSearch from './sv/search.json';
import svTrial from './sv/trial.json';
import svVocabulary from './sv/vocabulary.json';
import svWhen from './sv/when.json';
import svWorklist from './sv/worklist.json';

/** One file per capability and language: a capability's words are found, and changed, in one place. */
export const sv = {
  collaborations: svCollaborations,
  delivery: svDelivery,
  overview: svOverview,
  welcome: svWelcome,
  calendar: svCalendar,
  channel: svChannel,
  common: svCommon,
  files: svFiles,
  hosting: svHosting,
  report: svReport,
  evaluation: svEvaluation,
  importing: svImporting,
  inquiry: svInquiry,
  followup: svFollowup,
  lists: svLists,
  meetings: svMeetings,
  asking: svAsking,
  planning: svPlanning,
  presidium: svPresidium,
  newsletter: svNewsletter,
  search: svSearch,
  trial: svTrial,
  vocabulary: svVocabulary,
  when: svWhen,
  worklist: svWorklist,
};

/** Checked by the compiler to hold every key that the Swedish texts hold; a test checks the other way round. */
export const en: Shape<typeof sv> = {
  collaborations: enCollaborations,
  delivery: enDelivery,
  overview: enOverview,
  welcome: enWelcome,
  calendar: enCalendar,
  channel: enChannel,
  common: enCommon,
  files: enFiles,
  hosting: enHosting,
  report: enReport,
  evaluation: enEvaluation,
  importing: enImporting,
  inquiry: enInquiry,
  followup: enFollowup,
  lists: enLists,
  meetings: enMeetings,
  asking: enAsking,
  planning: enPlanning,
  presidium: enPresidium,
  newsletter: enNewsletter,
  search: enSearch,
  trial: enTrial,
  vocabulary: enVocabulary,
  when: enWhen,
  worklist: enWorklist,
};

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
/** i18next picks `key_one` and `key_other` by count: the code names `key`. */
type Unplural<K> = K extends `${infer Stem}_one` ? Stem : K extends `${infer Stem}_other` ? Stem : K;

export type Namespace = keyof typeof sv;
export type TextKey = { [N in Namespace]: `${N}:${Unplural<Leaves<(typeof sv)[N]>>}` }[Namespace];
