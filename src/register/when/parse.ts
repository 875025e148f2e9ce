import { spanIn, type Days } from './calendar';
import type { When, WhenSpan, WhenYearly } from './model';
import { betweenEnds, latest, pointOf, single, type Ends } from './resolve';
import { tidy, gather, readTokens, type Parts, type Token } from './tokens';

/** Longer than anyone needs to say when, and short enough to be read in no time. */
const LONGEST_TEXT = 200;

/**
 * Understands when a collaboration happens, in Swedish or English, past or coming. A missing year is the first to come
 * whose period is not over.
 *
 * @param today ISO day in Europe/Stockholm
 * @returns undefined when it is not understood or no such date exists; a date is never moved to fit. Never throws.
 */
export function parseWhen(text: string, today: string): When | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const [, main, detail] = /^([^()]*)\(([^()]*)\)$/.exec(tidy(text)) ?? [];
  if (main === undefined || detail === undefined) return recognise(tidy(text), today);
  const when = recognise(main, today);
  return when && agreed(when, detail, today);
}

type Recogniser = (tokens: readonly Token[], today: string) => When | undefined;

const RECOGNISERS: readonly Recogniser[] = [
  // First, since "varje år från 2019" also has the open start of what is ongoing.
  yearly,
  // Before spans, since "från 2019" is the start of a span that got no end.
  ongoing,
  span,
];

function recognise(folded: string, today: string): When | undefined {
  const tokens = readTokens(folded, today);
  if (!tokens) return undefined;
  for (const recogniser of RECOGNISERS) {
    const when = recogniser(tokens, today);
    if (when) return when;
  }
  return undefined;
}

/** A parenthesis says the same again, or one of the two is closer: "vecka 37 (13–17 sept)". Anything else is doubt. */
function agreed(when: When, detail: string, today: string): When | undefined {
  const shown = when.kind === 'span' ? when : when.kind === 'yearly' ? nextOf(when, today) : undefined;
  const said = shown && recognise(detail, shown.from);
  if (!shown || said?.kind !== 'span') return undefined;
  if (said.from <= shown.from && shown.to <= said.to) return when;
  const closer = shown.from <= said.from && said.to <= shown.to;
  return closer && when.kind === 'span' ? said : undefined;
}

function nextOf({ each }: WhenYearly, today: string): Days | undefined {
  return each && betweenEnds({ ...each, joinedBy: 'to' }, today);
}

function yearly(tokens: readonly Token[], today: string): When | undefined {
  if (!tokens.some(token => token.is === 'every')) return undefined;
  const rest = tokens.filter(token => token.is !== 'every' && !isYearUnit(token));
  const open = rest.findIndex(isOpening);
  const recurring = open < 0 ? rest : rest.slice(0, open);
  const from = open < 0 ? undefined : startFrom(rest.slice(open), today);
  if (open >= 0 && !from) return undefined;
  if (recurring.length === 0) {
    // "varje" alone, as in "varje vecka" or "varje termin", is no year.
    return tokens.some(isYearUnit) ? { kind: 'yearly', ...(from && { from }) } : undefined;
  }
  const each = partOfYear(recurring, today);
  return each && { kind: 'yearly', each, ...(from && { from }) };
}

function partOfYear(tokens: readonly Token[], today: string): WhenYearly['each'] {
  const ends = readEnds(tokens);
  if (!ends || ends.first.year !== undefined || ends.last.year !== undefined) return undefined;
  const [first, last] = [pointOf(ends.first), pointOf(ends.last)];
  if (!first || !last || first.unit === 'year' || last.unit === 'year' || first.unit !== last.unit)
    return undefined;
  return betweenEnds(ends, today) && { first, last };
}

function ongoing(tokens: readonly Token[], today: string): When | undefined {
  const marked = tokens.some(token => token.is === 'ongoing');
  const rest = tokens.filter(token => token.is !== 'ongoing');
  if (marked && rest.length === 0) return { kind: 'ongoing' };
  const opened = rest[0] !== undefined && isOpening(rest[0]);
  const leftOpen = rest.at(-1)?.is === 'to';
  if (!opened && !leftOpen) {
    // "löpande under 2027" has an end after all.
    return marked ? span(rest, today) : undefined;
  }
  const start = leftOpen ? rest.slice(0, -1) : rest;
  // Without a year "vecka 37–" is a text that was not finished.
  if (!opened && !marked && gather(start)?.year === undefined) return undefined;
  const from = startFrom(start, today);
  return from ? { kind: 'ongoing', from } : undefined;
}

/** The first day of a start, which may have no end of its own. "Sedan maj" is the last May, "från maj" the next. */
function startFrom(tokens: readonly Token[], today: string): string | undefined {
  const opening = tokens[0] && isOpening(tokens[0]) ? tokens[0] : undefined;
  const parts = gather(opening ? tokens.slice(1) : tokens);
  const point = parts && pointOf(parts);
  if (opening?.is === 'since' && point && parts.year === undefined && parts.shift === undefined) {
    return latest(
      today,
      year => spanIn(point, year),
      days => days.from <= today,
    )?.from;
  }
  return parts && single(parts, today)?.from;
}

function isOpening(token: Token): boolean {
  return token.is === 'from' || token.is === 'since';
}

function isYearUnit(token: Token): boolean {
  return token.is === 'unit' && token.unit === 'year';
}

function span(tokens: readonly Token[], today: string): WhenSpan | undefined {
  const ends = readEnds(tokens[0]?.is === 'from' ? tokens.slice(1) : tokens);
  if (!ends) return undefined;
  return ends.first === ends.last ? single(ends.first, today) : betweenEnds(ends, today);
}

/** Splits at "to". A single date is both ends. */
function readEnds(tokens: readonly Token[]): Ends | undefined {
  const between = tokens[0]?.is === 'between';
  const runs: Token[][] = [[]];
  let joinedBy: Ends['joinedBy'] = 'to';
  for (const token of between ? tokens.slice(1) : tokens) {
    if (token.is !== 'to' && token.is !== 'and') {
      runs.at(-1)!.push(token);
      continue;
    }
    if (token.is === 'and' && !between) joinedBy = 'and';
    runs.push([]);
  }
  const [first, second, third] = runs.map(gather);
  if (!first || runs.length > 3) return undefined;
  if (runs.length === 1) return { first, last: first, joinedBy };
  // "15–19/9-2027": the last dash only sets off the year.
  const last = runs.length === 3 ? setOffYear(second, third) : second;
  if (!last) return undefined;
  const one = runs.length === 2 ? setOffYear(first, last) : undefined;
  return one ? { first: one, last: one, joinedBy } : { ...withShared(first, last), joinedBy };
}

/** "maj-2027", "15/9-2027" and "2027-W37" are one date; a bare year beside a date without one belongs to it. */
function setOffYear(first: Parts | undefined, last: Parts | undefined): Parts | undefined {
  if (!first || !last || isBareYear(first) === isBareYear(last)) return undefined;
  if (first.year !== undefined && last.year !== undefined) return undefined;
  return { ...first, ...last };
}

function isBareYear(parts: Parts): boolean {
  return parts.year !== undefined && Object.keys(parts).length === 1;
}

/** "15–19 september" and "september 15–19" say the month once, "vecka 37–38" the word week. */
function withShared(first: Parts, last: Parts): { first: Parts; last: Parts } {
  if (isBareDay(first) && last.day !== undefined) return { first: { month: last.month, ...first }, last };
  if (!isBareDay(last)) return { first, last };
  const { day, ...rest } = last;
  if (first.week !== undefined) return { first, last: { ...rest, week: day } };
  return { first, last: { ...last, month: first.day === undefined ? undefined : first.month } };
}

function isBareDay(parts: Parts): boolean {
  return parts.day !== undefined && parts.month === undefined;
}
