import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { areaName, categoryName } from '../directory/terms';
import { unitLabel, unitName } from '../directory/units';
import { joinWords, translator, type Locale } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import { statusOf, type Change, type Content, type Notification } from './model';
import { formatWhen } from './when';

/** Display names by Entra object id; an id without one is a former colleague, or not looked up. */
export type Names = ReadonlyMap<string, string>;

/** A named piece of information, as a card shows it on a line of its own. */
export interface Fact {
  name: string;
  value: string;
}

/** One line of history in words: "Kim Andersson bekräftade mottagande 23 november 2026 kl. 09:14". */
export function changeLine(change: Change, names: Names, reader: Reader): string {
  const { locale } = reader;
  const { what, text = '', fields = [] } = change;
  // An import had nobody before.
  const key = what === 'takenOver' && !change.person ? 'takenOverFirst' : what;
  return translator(locale)(`collaborations:change.${key}`, {
    who: nameOf(change.by, names, locale),
    at: formatMoment(change.at, locale),
    text,
    unit: change.unitId ? unitName(reader, change.unitId, change.at) : '',
    person: nameOf(change.person, names, locale),
    fields: fieldNames(fields, locale),
  });
}

export function nameOf(id: string | undefined, names: Names, locale: Locale): string {
  return (id && names.get(id)) || translator(locale)('collaborations:formerColleague');
}

export function cityNames(ids: readonly string[], reader: Reader): string {
  return joinWords(
    reader.locale,
    ids.map(id => cityName(reader, id)),
  );
}

/** Who wrote it down, and who keeps it now where that is another. */
export function keeperFacts({ createdBy, keptBy }: Notification, names: Names, locale: Locale): Fact[] {
  const t = translator(locale);
  const other = keptBy === createdBy ? undefined : keptBy;
  return [
    ...(createdBy
      ? [{ name: t('collaborations:label.sender'), value: nameOf(createdBy, names, locale) }]
      : []),
    ...(other ? [{ name: t('collaborations:label.keeper'), value: nameOf(other, names, locale) }] : []),
  ];
}

export function fieldNames(fields: readonly string[], locale: Locale): string {
  const t = translator(locale);
  return joinWords(
    locale,
    fields.map(field => t(`collaborations:name.${field as keyof Content}`)),
  );
}

/** Reference, status and case number; for officers also who brought it to this status, and when. */
export function referenceFacts(notification: Notification, locale: Locale, names?: Names): Fact[] {
  const t = translator(locale);
  const { ref, caseNumber } = notification;
  const status = t(`collaborations:status.${statusOf(notification)}`);
  const deed = names && deedBehind(notification);
  return [
    { name: t('collaborations:label.reference'), value: t('collaborations:label.referenceNote', { ref }) },
    {
      name: t('collaborations:label.status'),
      value: deed
        ? t('collaborations:label.statusBy', {
            status,
            who: nameOf(deed.by, names, locale),
            at: formatMoment(deed.at, locale),
          })
        : status,
    },
    ...(caseNumber ? [{ name: t('collaborations:label.caseNumber'), value: caseNumber.value }] : []),
  ];
}

function deedBehind(notification: Notification): { by: string; at: string } | undefined {
  const { withdrawn, question, caseNumber, received } = notification;
  const deeds = { withdrawn, registered: caseNumber, received, asked: question, answered: question?.answer };
  const status = statusOf(notification);
  return status in deeds ? deeds[status as keyof typeof deeds] : undefined;
}

/** What each part says, in words; empty where nothing has been said. `on`: when it was told, for names of that time. */
function fieldTexts(content: Content, reader: Reader, on: string): Record<keyof Content, string> {
  const { locale } = reader;
  const t = translator(locale);
  const { area, direction, funding, submittedBy } = content;
  return {
    unitId: unitLabel(reader, content.unitId, on),
    cities: cityNames(content.cities, reader),
    title: content.title,
    category: categoryName(reader, content.category, on),
    when: formatWhen(content.when, locale),
    workplace: content.workplace ?? '',
    participatingUnits: content.participatingUnits.map(id => unitName(reader, id, on)).join(', '),
    otherParticipants: content.otherParticipants ?? '',
    direction: direction ? t(`vocabulary:direction.${direction}`) : '',
    area: area ? areaName(reader, area, on) : '',
    participants: content.participants ?? '',
    funding: funding ? t(`vocabulary:funding.${funding}`) : '',
    purpose: content.purpose ?? '',
    climateNote: content.climateNote ?? '',
    links: content.links.join(' '),
    contactFunction: content.contactFunction ?? '',
    submittedBy: submittedBy
      ? t('collaborations:label.submittedBy', {
          function: submittedBy.function,
          unit: unitName(reader, submittedBy.unitId, on),
          day: formatDay(submittedBy.receivedOn, locale),
        })
      : '',
  };
}

/** What was told, and when: names are shown as they were then. */
type Told = Pick<Notification, 'content' | 'createdAt'>;

const KEY_FIELDS = ['unitId', 'cities', 'category', 'when'] as const;
const MORE_FIELDS = [
  'workplace',
  'participatingUnits',
  'otherParticipants',
  'direction',
  'area',
  'participants',
  'funding',
  'purpose',
  'climateNote',
  'links',
  'contactFunction',
  'submittedBy',
] as const;

/** What anyone may read of a collaboration, its title apart (S7). */
export function keyFacts({ content, createdAt }: Told, reader: Reader): Fact[] {
  const t = translator(reader.locale);
  const texts = fieldTexts(content, reader, createdAt);
  const labels =
    content.cities.length > 1 ? LABELS : { ...LABELS, cities: 'collaborations:label.city' as const };
  return KEY_FIELDS.map(field => ({ name: t(labels[field]), value: texts[field] }));
}

const LABELS = {
  unitId: 'collaborations:label.unit',
  cities: 'collaborations:label.cities',
  category: 'collaborations:label.category',
  when: 'collaborations:label.when',
} as const;

/** All that was told of a collaboration, its title apart. */
export function contentFacts(told: Told, reader: Reader): Fact[] {
  const texts = fieldTexts(told.content, reader, told.createdAt);
  const more = MORE_FIELDS.filter(field => texts[field] !== '');
  return [
    ...keyFacts(told, reader),
    ...more.map(field => ({ name: shortLabel(field, reader.locale), value: texts[field] })),
  ];
}

/** What changed parts say now: "rubrik: Lägerskola; när: vecka 37 2027". A part that was emptied has a dash. */
export function changedTexts(
  fields: readonly string[],
  { content, createdAt }: Told,
  reader: Reader,
): string {
  const t = translator(reader.locale);
  const texts = fieldTexts(content, reader, createdAt);
  const known = fields.filter((field): field is keyof Content => field in texts);
  return known.map(field => `${t(`collaborations:name.${field}`)}: ${texts[field] || '–'}`).join('; ');
}

function shortLabel(field: keyof Content, locale: Locale): string {
  const name = translator(locale)(`collaborations:name.${field}`);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function questionFacts({ question }: Notification, locale: Locale): Fact[] {
  if (!question) return [];
  const t = translator(locale);
  const asked = { name: t('collaborations:label.question'), value: question.text };
  return question.answer
    ? [asked, { name: t('collaborations:label.answer'), value: question.answer.text }]
    : [asked];
}
