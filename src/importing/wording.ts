import { translator, type Locale } from '../i18n';
import { LARGEST_FILE, MOST_ROWS, type Field, type Problem, type Refusal } from './model';

const MEGABYTE = 1024 * 1024;

/** What stands above a field's column in the template. */
export function headingOf(field: Field, locale: Locale): string {
  return translator(locale)(`importing:column.${field}`);
}

/** Why a whole file is not taken and what to do about it, with a code to quote. */
export function refusalText({ code, missing = [] }: Refusal, locale: Locale): string {
  const t = translator(locale);
  const columns = missing.map(field => headingOf(field, locale)).join(', ');
  const text = t(`importing:refusal.${code}`, {
    columns,
    rows: MOST_ROWS,
    megabytes: LARGEST_FILE / MEGABYTE,
  });
  return t('importing:refusal.withCode', { text, code: `IMPORT-${code}` });
}

/** What is wrong with one cell, and what to write instead, without saying where it stands. */
export function problemText({ code, value, max = 0 }: Problem, locale: Locale): string {
  return translator(locale)(`importing:problem.${code}`, { value, max });
}

/** What could stand there instead, where something is known. */
export function insteadText({ instead, code }: Problem, locale: Locale): string {
  const t = translator(locale);
  if (instead.length > 0) {
    const few = instead.slice(0, MOST_NAMED).join('; ');
    return instead.length > MOST_NAMED
      ? t('importing:insteadAmong', { few })
      : t('importing:instead', { few });
  }
  return t(`importing:advice.${code}`);
}

/** More than this nobody reads on a card; the template lists all of them. */
const MOST_NAMED = 4;

/** A problem on a line of its own: where it is, what it is, what to write instead. */
export function problemLine(problem: Problem, locale: Locale): { where: string; what: string } {
  const t = translator(locale);
  const column = problem.heading || headingOf(problem.field, locale);
  return {
    where: t('importing:where', { row: problem.row, column }),
    what: [problemText(problem, locale), insteadText(problem, locale)].filter(Boolean).join(' '),
  };
}
