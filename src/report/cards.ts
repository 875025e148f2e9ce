import { defineCard, type CardMessage } from '../cards/card';
import { formCard } from '../cards/form';
import type { Reader } from '../directory/lists';
import { translator, type Locale, type Translate } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import overviewTemplate from './cards/overview.json';
import versionTemplate from './cards/version.json';
import type { Period } from './model';
import type { Overview } from './service';
import { isReady, isSuperseded, type Difference, type Version } from './versions';

/** How many of the newest versions an overview shows. */
const SHOWN = 8;

const overview = defineCard<{
  summary: string;
  due: string;
  notice: string;
  none: string;
  versions: { number: number; title: string; line: string }[];
  clearQuestion: string;
  clearTitle: string;
}>(overviewTemplate);

/** The reports there are, and what the next would be about. `names` by Entra object id. */
export function overviewCard(
  { locale }: Reader,
  { versions, due }: Overview,
  { names, notice = '' }: { names: ReadonlyMap<string, string>; notice?: string },
): CardMessage {
  const t = translator(locale);
  const kept = versions.filter(({ cleared }) => !cleared);
  const drafts = kept.filter(version => isSuperseded(version, versions)).length;
  return overview(locale, {
    summary: t('report:overview.heading'),
    due: t('report:overview.due', { period: periodText(due, locale) }),
    notice,
    none: kept.length === 0 ? t('report:overview.none') : '',
    // What is registered can always be found, however many drafts came after it.
    versions: kept
      .filter((one, index) => index < SHOWN || one.registered)
      .map(version => ({
        number: version.number,
        title: titleOf(version, t),
        line: t('report:overview.line', {
          period: periodText(version, locale),
          who: names.get(version.by) ?? t('collaborations:formerColleague'),
          at: formatMoment(version.at, locale),
        }),
      })),
    clearQuestion: drafts > 0 ? t('report:overview.clearQuestion', { count: drafts }) : '',
    clearTitle: drafts > 0 ? t('report:overview.clearConfirm', { count: drafts }) : '',
  });
}

const version = defineCard<{
  summary: string;
  heading: string;
  notice: string;
  facts: { name: string; value: string }[];
  sinceHeading: string;
  since: { line: string }[];
  next: string;
  number: number;
  isReady: boolean;
  isFailed: boolean;
  registerTitle: string;
  overviewMode: 'primary' | 'secondary';
}>(versionTemplate);

/** One version: how far its making is, or the way to its files and what is different since the one before. */
export function versionCard(
  { locale }: Reader,
  shown: Version,
  { names, notice = '' }: { names: ReadonlyMap<string, string>; notice?: string },
): CardMessage {
  const t = translator(locale);
  const { number, state, since, registered, total, cleared } = shown;
  const heading = titleOf(shown, t);
  const who = (id: string) => names.get(id) ?? t('collaborations:formerColleague');
  const isReadyNow = isReady(shown);
  const fact = (name: 'period' | 'by' | 'total' | 'state', value: string) => ({
    name: t(`report:fact.${name}`),
    value,
  });
  return version(locale, {
    summary: [heading, stateText(shown, t)].filter(Boolean).join('. '),
    heading,
    notice,
    facts: [
      fact('period', periodText(shown, locale)),
      fact('by', t('report:byAt', { who: who(shown.by), at: formatMoment(shown.at, locale) })),
      ...(total === undefined ? [] : [fact('total', String(total))]),
      fact(
        'state',
        registered
          ? t('report:state.registered', {
              value: registered.value,
              who: who(registered.by),
              at: formatMoment(registered.at, locale),
            })
          : stateText(shown, t),
      ),
    ],
    sinceHeading: isReadyNow && since ? t('report:since.heading', { number: since.number }) : '',
    since: isReadyNow && since ? sinceLines(since.differences, t).map(line => ({ line })) : [],
    next: nextText(shown, t),
    number,
    isReady: isReadyNow,
    isFailed: state.kind === 'failed' && !cleared,
    registerTitle: t(registered ? 'report:version.registerAgain' : 'report:version.register'),
    overviewMode: isReadyNow ? 'secondary' : 'primary',
  });
}

function nextText({ registered, cleared, hostings, state }: Version, t: Translate): string {
  if (cleared) return '';
  if (!registered) return t(`report:next.${state.kind}`);
  // Nobody was reminded of a report on other years.
  return hostings.length > 0 ? t('report:next.registered') : '';
}

function titleOf({ number, registered, cleared, state }: Version, t: Translate): string {
  if (registered) return t('report:title.registered', { value: registered.value });
  if (cleared) return t('report:title.cleared', { number });
  return t(`report:title.${state.kind}`, { number });
}

function stateText({ state, cleared }: Version, t: Translate): string {
  if (cleared) return t('report:state.cleared');
  if (state.kind === 'making') return t(`report:step.${state.step}`, { count: state.done });
  if (state.kind === 'failed') return t(`report:failure.${failureOf(state.code)}`, { code: state.code });
  return t('report:state.ready');
}

const FAILURES = ['REPORT_FAILED', 'REPORT_STORAGE', 'REPORT_DIED', 'REPORT_TOO_SLOW'] as const;

function failureOf(code: string) {
  return FAILURES.find(failure => failure === code) ?? 'other';
}

function sinceLines(differences: readonly Difference[], t: Translate): string[] {
  if (differences.length === 0) return [t('report:since.same')];
  return differences.map(({ what, before, after }) => t(`report:since.${what}`, { before, after }));
}

function periodText({ from, to }: Period, locale: Locale): string {
  return `${formatDay(from, locale)} – ${formatDay(to, locale)}`;
}

export interface PeriodValues {
  period: 'due' | 'years' | '';
  fromYear: string;
  toYear: string;
  handledBy: string;
}

/** The longest name of a function. */
export const LONGEST_FUNCTION = 100;

/** Asks what the report is to be about. */
export function periodForm(
  { locale }: Reader,
  view: {
    due: Period;
    draft: string;
    values: PeriodValues;
    errors?: Partial<Record<keyof PeriodValues, string>>;
    trouble?: string;
  },
): CardMessage {
  const t = translator(locale);
  const { due, draft, values, errors = {}, trouble } = view;
  const field = (name: 'fromYear' | 'toYear' | 'handledBy', max: number) => ({
    name,
    kind: 'text' as const,
    label: t(`report:form.${name}`),
    error: errors[name],
    value: values[name],
    max,
  });
  return formCard(locale, {
    heading: t('report:form.heading'),
    trouble,
    hints: [t('report:form.hint')],
    fields: [
      {
        name: 'period',
        kind: 'options',
        label: t('report:form.period'),
        error: errors.period,
        value: values.period,
        choices: [
          { value: 'due', title: t('report:form.due', { period: periodText(due, locale) }) },
          { value: 'years', title: t('report:form.years') },
        ],
      },
      field('fromYear', 4),
      field('toYear', 4),
      field('handledBy', LONGEST_FUNCTION),
    ],
    buttons: [
      {
        title: t('report:form.make'),
        verb: 'report.make',
        data: { draft, due },
        takes: true,
        style: 'positive',
      },
      { title: t('common:form.cancel'), verb: 'report.overview', data: {}, takes: false },
    ],
  });
}

/** Asks for the case number under which the report is registered. */
export function registerForm(
  { locale }: Reader,
  view: { version: Pick<Version, 'number'>; typed: string; seen: string; error?: string; trouble?: string },
): CardMessage {
  const t = translator(locale);
  const { number } = view.version;
  return formCard(locale, {
    heading: t('report:register.heading'),
    trouble: view.trouble,
    hints: [t('report:register.hint')],
    fields: [
      {
        name: 'caseNumber',
        kind: 'text',
        label: t('report:register.label'),
        error: view.error,
        value: view.typed,
        placeholder: 'SLK-2026-00123',
        max: 40,
      },
    ],
    buttons: [
      {
        title: t('report:register.save'),
        verb: 'report.register',
        data: { number, seen: view.seen },
        takes: true,
        style: 'positive',
      },
      { title: t('common:form.cancel'), verb: 'report.show', data: { number }, takes: false },
    ],
  });
}
