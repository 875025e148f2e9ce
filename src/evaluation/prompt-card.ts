import type { CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { quoteRule } from '../directory/rules';
import { translator } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import { recordOf } from '../meetings/standing';
import { whenText } from '../meetings/wording';
import { evaluationCard, type Button, type Fact } from './card';
import { isOpenOn } from './model';
import { missingIn, type Opened } from './work-state';

export type Names = ReadonlyMap<string, string>;

export interface PromptView {
  /** `calledOff`: Göteborg does not host it any more. */
  state: Opened | { year: number | undefined; calledOff: true };
  /** The morning of the prompt, and the day on which it is shown; ISO days. */
  day: string;
  today: string;
  names: Names;
  /** Whether a newer one stands in the channel. */
  isReplaced?: boolean;
}

/** What must be done after a hosting, and how far it has come, in the channel (S9). */
export function promptCard(
  reader: Reader,
  { state, day, today, names, isReplaced }: PromptView,
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  if ('calledOff' in state) {
    const { year } = state;
    const heading =
      year === undefined
        ? t('evaluation:prompt.headingPlain')
        : t('evaluation:prompt.heading', { year: String(year) });
    return evaluationCard(locale, { heading, lines: [t('evaluation:prompt.calledOff')] });
  }
  const heading = t('evaluation:prompt.heading', { year: String(state.meeting.year) });
  const facts = workFacts(reader, state, today);
  const over = overText(reader, state, names);
  if (over) {
    const buttons = state.report.registered ? [] : [resumeButton(reader, state.meetingId)];
    return evaluationCard(locale, { heading, summary: over, lines: [over], facts, buttons });
  }
  const when = whenText(reader, state.meeting, recordOf(reader.lists, state.meetingId));
  const rule = quoteRule(reader, 'report', today);
  const demand = rule
    ? t('evaluation:prompt.demand', { rule: rule.text, decidedBy: rule.decidedBy })
    : t('evaluation:prompt.demandPlain');
  if (isReplaced) {
    const lines = [t('evaluation:prompt.replaced', { day: formatDay(day, locale) })];
    return evaluationCard(locale, { heading, lines, facts });
  }
  return evaluationCard(locale, {
    heading,
    summary: t('evaluation:prompt.summary'),
    lines: [t('evaluation:prompt.over', { when }), demand],
    hints: [t('evaluation:prompt.until')],
    facts,
    buttons: promptButtons(reader, state),
  });
}

function promptButtons({ locale }: Reader, { meetingId, evaluation }: Opened): Button[] {
  const t = translator(locale);
  const meeting = meetingId;
  return [
    evaluation
      ? { title: t('evaluation:button.show'), verb: 'evaluation.show', data: { meeting } }
      : {
          title: t('evaluation:button.send'),
          verb: 'evaluation.form',
          data: { meeting, form: 'start' },
          style: 'positive',
        },
    { title: t('evaluation:button.report'), verb: 'report.open', data: { meeting } },
    {
      title: t('evaluation:button.end'),
      verb: 'evaluation.form',
      data: { meeting, form: 'end' },
      hidden: true,
    },
  ];
}

/** Takes the end of the prompts back. */
export function resumeButton({ locale }: Reader, meeting: string): Button {
  return {
    title: translator(locale)('evaluation:button.resume'),
    verb: 'evaluation.resume',
    data: { meeting },
  };
}

/** Why there are no more prompts; undefined while they go on. */
export function overText({ locale }: Reader, { report, end }: Pick<Opened, 'report' | 'end'>, names: Names) {
  const t = translator(locale);
  const name = (id: string) => names.get(id) ?? t('evaluation:someone');
  const on = (at: string) => formatDay(cityDay(new Date(at)), locale);
  if (report.registered) {
    const { caseNumber, at, by } = report.registered;
    return t('evaluation:prompt.registered', { caseNumber, on: on(at), name: name(by) });
  }
  if (!end) return undefined;
  return t('evaluation:prompt.ended', { on: on(end.at), name: name(end.by), reason: end.reason ?? '' });
}

/** How far the evaluation and the report have come: answers in, answers missing, drafted, registered. */
export function workFacts({ locale }: Reader, state: Opened, today: string): Fact[] {
  const t = translator(locale);
  const { evaluation, answered, report } = state;
  const on = (at: string) => formatDay(cityDay(new Date(at)), locale);
  const drafted = report.drafted
    ? t('evaluation:fact.draftedOn', { on: on(report.drafted.at) })
    : t('evaluation:fact.notDrafted');
  const facts: Fact[] = [{ title: t('evaluation:fact.evaluation'), value: standText(locale, state, today) }];
  if (evaluation) {
    facts.push({ title: t('evaluation:fact.answered'), value: String(answered) });
    facts.push({ title: t('evaluation:fact.missing'), value: missingText(locale, state) });
  }
  return [
    ...facts,
    {
      title: t('evaluation:fact.report'),
      value: report.registered
        ? t('evaluation:fact.registered', { caseNumber: report.registered.caseNumber })
        : drafted,
    },
  ];
}

function missingText(locale: Reader['locale'], state: Opened): string {
  const t = translator(locale);
  const missing = missingIn(state);
  if (missing === undefined) return t('evaluation:fact.cannotTell');
  const isAtLeast = state.evaluation?.value.anonymous === true && missing > 0;
  return isAtLeast ? t('evaluation:fact.atLeast', { count: missing }) : String(missing);
}

function standText(locale: Reader['locale'], { evaluation }: Opened, today: string): string {
  const t = translator(locale);
  if (!evaluation) return t('evaluation:fact.notSent');
  const { value } = evaluation;
  if (isOpenOn(value, today)) return t('evaluation:fact.open', { on: formatDay(value.closesOn, locale) });
  return t('evaluation:fact.closed', { on: formatDay(value.closed?.on ?? value.closesOn, locale) });
}
