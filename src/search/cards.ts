import { defineCard, type CardMessage } from '../cards/card';
import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { categoryName } from '../directory/terms';
import { unitName } from '../directory/units';
import { joinWords, translator, type Locale } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Found } from '../register/rows';
import { formatWhen } from '../register/when';
import { cityNames, type Fact } from '../register/wording';
import searchTemplate from './cards/search-card.json';
import resultTemplate from './cards/result-card.json';
import sharedTemplate from './cards/shared-card.json';
import { LONGEST_QUERY, type Query } from './query';
import type { Results } from './service';
import type { Cursor } from './window';

const searchTemplateCard = defineCard<{ summary: string; label: string }>(searchTemplate);

/** Room for what somebody looks for. `empty`: the button was pressed with nothing written. */
export function searchCard(locale: Locale, empty = false): CardMessage {
  const t = translator(locale);
  return searchTemplateCard(locale, {
    summary: t('search:heading'),
    label: t(empty ? 'search:labelEmpty' : 'search:label'),
  });
}

const resultTemplateCard = defineCard<{
  summary: string;
  heading: string;
  query: string;
  notes: { text: string }[];
  items: { ref: string; title: string; unit: string; line: string }[];
  /** A reference that was looked for, which is shown by a button. */
  ref: string;
  openReference: string;
  /** The title of the button for more. */
  next: string;
  cursor: object;
  again: boolean;
  typed: string;
}>(resultTemplate);

export interface ResultView {
  /** As it was written. */
  text: string;
  results: Results;
  /** Where this page began, when it is not the first. */
  from?: Cursor;
}

/** What was found, as anyone in the City may read it (S7). */
export function resultCard(reader: Reader, { text, results, from }: ResultView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { query, items, kind, next } = results;
  const typed = text.trim().slice(0, LONGEST_QUERY);
  const understood = understoodAs(query, reader);
  const found = foundLine(results, from, locale);
  const notes = [
    found,
    results.searchedTo ? t('search:searchedTo', { day: formatDay(results.searchedTo, locale) }) : '',
    query.cut ? t('search:cut') : '',
    items.length === 0 && !next && !from?.some ? t('search:hint') : '',
  ];
  return resultTemplateCard(locale, {
    summary: t('search:summary', { query: understood || t('search:results'), count: found }),
    heading: t('search:results'),
    query: understood || (typed && t('search:quoted', { text: typed })),
    notes: notes.filter(note => note !== '').map(note => ({ text: note })),
    items: items.map(item => ({
      ref: item.ref,
      title: item.title,
      unit: unitLine(reader, item, query),
      line: [item.ref, cityNames(item.cities, reader), formatWhen(item.when, locale)].join(' · '),
    })),
    ref: '',
    openReference: '',
    next: next ? nextTitle(results, locale) : '',
    cursor: next ? { text: typed, cursor: next, locale } : {},
    again: kind === 'some' || (items.length === 0 && !next),
    typed,
  });
}

/** A reference is no word to look for: a button shows what it stands for. */
export function referenceCard(locale: Locale, ref: string): CardMessage {
  const t = translator(locale);
  return resultTemplateCard(locale, {
    summary: t('search:reference'),
    heading: t('search:results'),
    query: ref,
    notes: [{ text: t('search:reference') }],
    items: [],
    ref,
    openReference: t('search:openReference', { ref }),
    next: '',
    cursor: {},
    again: false,
    typed: '',
  });
}

/** Who is responsible; and who takes part, where that is why it was found. */
function unitLine(
  reader: Reader,
  { unitId, participatingUnits, createdAt }: Found,
  { terms }: Query,
): string {
  const unit = unitName(reader, unitId, createdAt);
  const meant = terms.filter(({ units }) => !units.includes(unitId)).flatMap(({ units }) => units);
  const others = participatingUnits
    .filter(id => meant.includes(id))
    .map(id => unitName(reader, id, createdAt));
  if (others.length === 0) return unit;
  return translator(reader.locale)('search:takesPart', { unit, others: joinWords(reader.locale, others) });
}

/** "Bergen · skola · 2024". */
function understoodAs({ cities, terms, years }: Query, reader: Reader): string {
  const span = years && (years.from === years.to ? `${years.from}` : `${years.from}–${years.to}`);
  const parts = [...cities.map(id => cityName(reader, id)), ...terms.map(({ text }) => text), span ?? ''];
  return parts.filter(part => part !== '').join(' · ');
}

function foundLine({ items, kind, next, spent }: Results, from: Cursor | undefined, locale: Locale): string {
  const t = translator(locale);
  const count = items.length;
  if (kind === 'some') return count > 0 ? t('search:some') : t('search:none');
  if (spent && !from?.some) return count > 0 ? t('search:spent', { count }) : t('search:spentNone');
  if (from?.some) return count > 0 ? t('search:more', { count }) : t(next ? 'search:moreNone' : 'search:end');
  if (count === 0) return t('search:none');
  return next ? t('search:first', { count }) : t('search:found', { count });
}

function nextTitle({ spent, searchedTo }: Results, locale: Locale): string {
  const t = translator(locale);
  if (!spent) return t('search:next');
  return t(searchedTo ? 'search:older' : 'search:onward');
}

const sharedTemplateCard = defineCard<{
  summary: string;
  heading: string;
  title: string;
  facts: Fact[];
  source: string;
}>(sharedTemplate);

/** One collaboration to send on to anyone: what all may read of it, and where it comes from (S7). */
export function sharedCard(reader: Reader, found: Found): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { ref, title, createdAt } = found;
  const unit = unitName(reader, found.unitId, createdAt);
  return sharedTemplateCard(locale, {
    summary: t('search:shared.summary', { title, unit, ref }),
    heading: t('search:shared.heading', { cities: cityNames(found.cities, reader) }),
    title,
    facts: [
      { name: t('search:shared.unit'), value: unit },
      { name: t('search:shared.category'), value: categoryName(reader, found.category, createdAt) },
      { name: t('search:shared.when'), value: formatWhen(found.when, locale) },
    ],
    source: t('search:shared.source', { ref }),
  });
}

/** What stands beside it where somebody chooses what to send on. */
export function sharedLine(reader: Reader, found: Found): string {
  const unit = unitName(reader, found.unitId, found.createdAt);
  return [unit, cityNames(found.cities, reader), formatWhen(found.when, reader.locale)].join(' · ');
}
