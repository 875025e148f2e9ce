import type { CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { editorsOn } from '../directory/editors';
import { unitLabel } from '../directory/units';
import { joinWords, translator } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import { respondentGroups } from '../meetings/evaluation';
import { recordOf } from '../meetings/standing';
import { placeAndYear, whenText } from '../meetings/wording';
import { evaluationCard, type Button, type Fact, type Section } from './card';
import { isOpenOn, takesEntries, type Evaluation } from './model';
import { overText, resumeButton, workFacts, type Names } from './prompt-card';
import { whoIsMissing, type Opened } from './work-state';

export interface StatusView {
  opened: Opened;
  /** ISO day. */
  today: string;
  names: Names;
  notice?: string;
  /** Whether it ended so long ago that the channel is not prompted. */
  isOld?: boolean;
}

/** More names than this are counted instead. */
const MOST_NAMES = 40;

/** Where the evaluation of a hosting stands, and what can be done with it. */
export function statusCard(reader: Reader, { opened, today, names, notice, isOld }: StatusView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meeting, evaluation, report, end } = opened;
  const heading = t('evaluation:status.heading', { place: placeAndYear(reader, meeting) });
  const when = whenText(reader, meeting, recordOf(reader.lists, opened.meetingId));
  const over = overText(reader, { report, end }, names);
  const value = evaluation?.value;
  return evaluationCard(locale, {
    heading,
    notice,
    lines: [
      t('evaluation:status.when', { when }),
      ...(value?.purpose ? [value.purpose] : []),
      ...(over ? [over] : []),
      ...(isOld ? [t('evaluation:status.old')] : []),
    ],
    hints: value
      ? [modeText(reader, value), whoText(reader, value, names)]
      : [t('evaluation:status.notSent')],
    facts: [...workFacts(reader, opened, today), ...groupFacts(reader, opened)],
    sections: value ? sectionsOf(reader, opened, value, { names, today }) : [],
    buttons: buttonsOf(reader, opened, today),
  });
}

function modeText({ locale }: Reader, { anonymous }: Evaluation): string {
  return translator(locale)(anonymous ? 'evaluation:status.anonymous' : 'evaluation:status.named');
}

/** Who sent it out and when, and who closed it before its last day. */
function whoText({ locale }: Reader, { by, at, closed }: Evaluation, names: Names): string {
  const t = translator(locale);
  const name = (id: string) => names.get(id) ?? t('evaluation:someone');
  const sent = t('evaluation:status.sentBy', {
    on: formatDay(cityDay(new Date(at)), locale),
    name: name(by),
  });
  if (!closed?.by) return sent;
  const over = t('evaluation:status.closedBy', { on: formatDay(closed.on, locale), name: name(closed.by) });
  return `${sent} ${over}`;
}

/** Of each group how many have answered; without names that would tell of a person where a group is small. */
function groupFacts({ locale }: Reader, { evaluation, asked, answers }: Opened): Fact[] {
  const t = translator(locale);
  if (!evaluation) return [];
  if (evaluation.value.anonymous) return [{ title: t('evaluation:fact.asked'), value: String(asked.length) }];
  return respondentGroups.flatMap(group => {
    const own = asked.filter(one => one.group === group).length;
    const answered = answers.filter(one => one.group === group).length;
    if (own + answered === 0) return [];
    const value = group === 'guest' ? String(answered) : t('evaluation:fact.of', { answered, asked: own });
    return [{ title: t(`meetings:evaluation.group.${group}`), value }];
  });
}

function sectionsOf(
  reader: Reader,
  opened: Opened,
  value: Evaluation,
  { names, today }: { names: Names; today: string },
): Section[] {
  const { locale, lists } = reader;
  const t = translator(locale);
  if (!isOpenOn(value, today)) return [];
  const missing = value.anonymous ? [] : whoIsMissing(opened).map(({ personId }) => personId);
  const unkept = value.unitIds.filter(id => editorsOn(lists, id, today).length === 0);
  const namesOf = (ids: readonly string[]) => namedList(reader, ids, names);
  return [
    ...(missing.length > 0 ? [{ heading: t('evaluation:status.missing'), lines: [namesOf(missing)] }] : []),
    ...(opened.unreached.length > 0
      ? [
          {
            heading: t('evaluation:status.unreached'),
            lines: [namesOf(opened.unreached), t('evaluation:status.unreachedHelp')],
          },
        ]
      : []),
    ...(unkept.length > 0
      ? [
          {
            heading: t('evaluation:status.noEditors'),
            lines: [
              joinWords(
                locale,
                unkept.map(id => unitLabel(reader, id)),
              ),
              t('evaluation:status.noEditorsHelp'),
            ],
          },
        ]
      : []),
  ];
}

function namedList({ locale }: Reader, ids: readonly string[], names: Names): string {
  const t = translator(locale);
  const shown = ids.slice(0, MOST_NAMES).map(id => names.get(id) ?? t('evaluation:unnamed'));
  const rest = ids.length - shown.length;
  return joinWords(locale, rest > 0 ? [...shown, t('evaluation:status.more', { count: rest })] : shown);
}

/** The three that are needed most stand in the open; the others under "…". */
function buttonsOf(
  reader: Reader,
  { meetingId: meeting, evaluation, end, report }: Opened,
  today: string,
): Button[] {
  const t = translator(reader.locale);
  const form = (name: string) => ({ verb: 'evaluation.form', data: { meeting, form: name } });
  const ending: Button[] = report.registered
    ? []
    : [
        end
          ? { ...resumeButton(reader, meeting), hidden: true }
          : { title: t('evaluation:button.end'), ...form('end'), hidden: true },
      ];
  const toReport: Button = { title: t('evaluation:button.report'), verb: 'report.open', data: { meeting } };
  if (!evaluation)
    return [{ title: t('evaluation:button.send'), ...form('start'), style: 'positive' }, toReport, ...ending];
  const { value } = evaluation;
  const results: Button = {
    title: t('evaluation:button.results'),
    verb: 'evaluation.results',
    data: { meeting },
    style: 'positive',
  };
  const guests: Button[] = value.anonymous
    ? []
    : [{ title: t('evaluation:button.guests'), verb: 'evaluation.guests', data: { meeting }, hidden: true }];
  const enter: Button = { title: t('evaluation:button.guest'), ...form('guest') };
  if (!isOpenOn(value, today)) {
    const late = takesEntries(value, { report, today }) ? [enter] : [];
    return [results, toReport, ...late, ...guests, ...ending];
  }
  return [
    results,
    { title: t('evaluation:button.mail'), verb: 'evaluation.mail', data: { meeting, to: 'colleagues' } },
    enter,
    {
      title: t('evaluation:button.guestMail'),
      verb: 'evaluation.mail',
      data: { meeting, to: 'guests' },
      hidden: true,
    },
    { title: t('evaluation:button.word'), verb: 'evaluation.word', data: { meeting }, hidden: true },
    ...guests,
    { ...toReport, hidden: true },
    ...(value.anonymous ? [] : [{ title: t('evaluation:button.move'), ...form('move'), hidden: true }]),
    { title: t('evaluation:button.close'), ...form('close'), hidden: true },
    ...ending,
  ];
}

/** Göteborg has not hosted any meeting that anybody has told of. */
export function noHostingCard({ locale }: Reader): CardMessage {
  const t = translator(locale);
  return evaluationCard(locale, {
    heading: t('evaluation:none.heading'),
    lines: [t('evaluation:none.text')],
    buttons: [{ title: t('evaluation:none.meetings'), verb: 'asking.status', data: {} }],
  });
}
