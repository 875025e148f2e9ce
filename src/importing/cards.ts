import { defineCard, type CardMessage } from '../cards/card';
import { translator, type Locale } from '../i18n';
import { formatMoment } from '../i18n/moments';
import importTemplate from './cards/import.json';
import pageTemplate from './cards/page.json';
import startTemplate from './cards/start.json';
import { DAYS_TO_DECIDE, doneRows, knownRows, LARGEST_FILE, MOST_ROWS, type Import } from './model';
import { problemLine, refusalText } from './wording';

const start = defineCard<{
  summary: string;
  limits: string;
  hasPage: boolean;
  recentHeading: string;
  recent: { line: string }[];
}>(startTemplate);

const page = defineCard<{ summary: string; terms: string; url: string }>(pageTemplate);

interface Button {
  title: string;
  verb: string;
  data: object;
  style: 'default' | 'positive';
}

const card = defineCard<{
  summary: string;
  heading: string;
  file: string;
  trouble: string;
  lines: { line: string }[];
  problemsHeading: string;
  problems: { where: string; what: string }[];
  more: string;
  note: string;
  buttons: Button[];
}>(importTemplate);

export interface StartView {
  /** Whether there is a page where a file can be handed in. */
  hasPage: boolean;
  /** What has been imported lately, newest first, and who did it, by Entra object id. */
  recent: readonly Import[];
  names: ReadonlyMap<string, string>;
}

/** How a list is imported. */
export function startCard(locale: Locale, { hasPage, recent, names }: StartView): CardMessage {
  const t = translator(locale);
  return start(locale, {
    summary: t('importing:start.summary'),
    limits: t('importing:start.limits', { rows: MOST_ROWS, megabytes: LARGEST_FILE / 1024 / 1024 }),
    hasPage,
    recentHeading: recent.length > 0 ? t('importing:start.recent') : '',
    recent: recent.map(one => ({
      line: t('importing:start.recentLine', {
        name: one.file.name,
        count: one.imported,
        who: names.get(one.by) ?? t('collaborations:formerColleague'),
        at: formatMoment(one.endedAt ?? one.at, locale),
      }),
    })),
  });
}

/** The way to the page where one file can be handed in. `minutes`: how long it is open. */
export function pageCard(locale: Locale, { url, minutes }: { url: string; minutes: number }): CardMessage {
  const t = translator(locale);
  const summary = t('importing:pageLink.heading');
  return page(locale, { summary, terms: t('importing:pageLink.terms', { minutes }), url });
}

/** An import as it stands: what was read, how far it has come, what came of it. */
export function importCard(locale: Locale, current: Import): CardMessage {
  const t = translator(locale);
  const { stage, file, refusal } = current;
  const heading = t(`importing:card.${stage}.heading`);
  const lines = linesOf(current, locale);
  // What comes of it is what a lock screen shows; the file's name was typed by somebody.
  const summary = [heading, refusal ? refusalText(refusal, locale) : (lines[0] ?? '')]
    .filter(Boolean)
    .join('. ');
  return card(locale, {
    summary,
    heading,
    file: file.name || t('importing:card.noName'),
    trouble: refusal ? refusalText(refusal, locale) : '',
    lines: lines.map(line => ({ line })),
    ...problemsOf(current, locale),
    note: noteOf(current, locale),
    buttons: buttonsOf(current, locale),
  });
}

function linesOf(current: Import, locale: Locale): string[] {
  const t = translator(locale);
  const { stage, total, wrong, imported } = current;
  const known = knownRows(current);
  const others = [
    ...(known > 0 ? [t('importing:card.known', { count: known })] : []),
    ...(wrong > 0 ? [t('importing:card.wrong', { count: wrong })] : []),
  ];
  switch (stage) {
    case 'reading':
    case 'refused':
    case 'cancelled':
      return [];
    case 'read':
      return [
        total > 0 ? t('importing:card.toImport', { count: total }) : t('importing:card.nothing'),
        ...others,
      ];
    case 'running':
      return [t('importing:card.progress', { done: doneRows(current), total })];
    case 'done':
      return [t('importing:card.imported', { count: imported }), ...others];
  }
}

function problemsOf(current: Import, locale: Locale) {
  const t = translator(locale);
  const { stage, firstProblems, problems } = current;
  const shown = stage === 'read' || stage === 'done' ? firstProblems : [];
  const left = shown.length > 0 ? problems - shown.length : 0;
  return {
    problemsHeading: shown.length > 0 ? t('importing:card.problems') : '',
    problems: shown.map(problem => problemLine(problem, locale)),
    more: left > 0 ? t('importing:card.more', { count: left }) : '',
  };
}

function noteOf({ stage, total, problems }: Import, locale: Locale): string {
  const t = translator(locale);
  if (stage === 'read') {
    if (total === 0) return problems > 0 ? t('importing:card.mend') : '';
    const note = t(problems > 0 ? 'importing:card.rightOnly' : 'importing:card.read.note');
    return `${note} ${t('importing:card.inTime', { days: DAYS_TO_DECIDE })}`;
  }
  return t(`importing:card.${stage}.note`);
}

function buttonsOf({ id, stage, total, problems }: Import, locale: Locale): Button[] {
  const t = translator(locale);
  const data = { locale, id };
  const errors: Button[] =
    problems > 0 && (stage === 'read' || stage === 'done')
      ? [{ title: t('importing:card.errors'), verb: 'importing.errors', data, style: 'default' }]
      : [];
  if (stage !== 'read') return errors;
  const title = t('importing:card.start', { count: total });
  return [
    ...(total > 0 ? [{ title, verb: 'importing.start', data, style: 'positive' } as const] : []),
    ...errors,
    { title: t('importing:card.cancel'), verb: 'importing.cancel', data, style: 'default' },
  ];
}
