import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { existsOn } from '../directory/named';
import { allUnits, unitById, unitLabel, unitName } from '../directory/units';
import { joinWords, translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { FoundPage } from '../register/finder';
import type { Found } from '../register/rows';
import { formatWhen, startOf } from '../register/when';
import { cityNames } from '../register/wording';
import chooseTemplate from './cards/choose-unit.json';
import unitTemplate from './cards/unit.json';
import { byYearAndCity, firstDayOf, yearOf } from './model';

/** A collaboration in a list of this folder: what it is, and a line of what else matters there. */
export interface Row {
  ref: string;
  title: string;
  line: string;
}

const unitTemplateCard = defineCard<{
  summary: string;
  unitId: string;
  name: string;
  empty: string;
  years: { heading: string; cities: { city: string; rows: Row[] }[] }[];
  next: string;
  lastYear: number;
}>(unitTemplate);

export interface UnitView {
  unitId: string;
  page: FoundPage;
  /** The year that the page before ended with; undefined for the first page. */
  lastYear?: number;
}

/** One unit's collaborations by year and, within the year, by city, in pages (S6). */
export function unitCard(reader: Reader, { unitId, page, lastYear }: UnitView): CardMessage {
  const { locale, lists } = reader;
  const t = translator(locale);
  const unit = unitName(reader, unitId);
  const { items, next = '' } = page;
  const empty = lastYear === undefined ? t('overview:unit.empty', { unit }) : t('overview:unit.emptyPage');
  const years = byYearAndCity(
    items,
    lists.cities.map(({ id }) => id),
  );
  return unitTemplateCard(locale, {
    summary: items.length > 0 ? t('overview:unit.summary', { unit, count: items.length }) : empty,
    unitId,
    name: unitLabel(reader, unitId),
    empty: items.length > 0 ? '' : empty,
    years: years.map(({ year, groups }) => ({
      heading: year === lastYear ? t('overview:unit.yearAgain', { year }) : String(year),
      cities: groups.map(group => ({
        city: cityNames(group.cities, reader),
        rows: group.items.map(item => unitRow(reader, item, unitId)),
      })),
    })),
    next,
    lastYear: items.length > 0 ? yearOf(firstDayOf(items.at(-1)!)) : 0,
  });
}

function unitRow(reader: Reader, item: Found, unitId: string): Row {
  const { ref, title } = item;
  return { ref, title, line: [ref, roleIn(reader, item, unitId), timeOf(reader, item)].join(' · ') };
}

function roleIn(reader: Reader, item: Found, unitId: string): string {
  const t = translator(reader.locale);
  const then = unitName(reader, item.unitId, item.createdAt);
  if (item.unitId !== unitId) return t('overview:unit.takesPart', { unit: then });
  const same = then === unitName(reader, unitId);
  return same ? t('overview:unit.responsible') : t('overview:unit.responsibleThen', { unit: then });
}

/** What has no first day says when it was told, since it is listed by that. */
export function timeOf({ locale }: Reader, item: Found): string {
  const when = formatWhen(item.when, locale);
  if (startOf(item.when) !== undefined) return when;
  return translator(locale)('overview:unit.cameIn', { when, day: formatDay(firstDayOf(item), locale) });
}

const chooseTemplateCard = defineCard<{
  summary: string;
  text: string;
  label: string;
  value: string;
  choices: { title: string; value: string }[];
}>(chooseTemplate);

export interface ChooseUnitView {
  /** Those that come first in the list, where several fit. */
  candidates?: readonly string[];
  /** Something was typed, and nothing fits. */
  notFound?: boolean;
  /** It was sent without a choice. */
  error?: boolean;
  /** ISO day: which units exist. */
  today: string;
}

/** So many are named in a sentence; more would not be read. */
const MOST_NAMED = 4;

/** All units to choose from, those that have ended among them: what they did is still there. */
export function chooseUnitCard(reader: Reader, view: ChooseUnitView): CardMessage {
  const { candidates = [], notFound = false, error = false, today } = view;
  const t = translator(reader.locale);
  const heading = t('overview:choose.heading');
  const few = candidates.length > 0 && candidates.length <= MOST_NAMED;
  const units = joinWords(
    reader.locale,
    candidates.map(id => unitName(reader, id)),
  );
  const first = few ? t('overview:choose.several', { units }) : notFound ? t('overview:choose.none') : '';
  return chooseTemplateCard(reader.locale, {
    summary: heading,
    text: [first, t('overview:choose.text')].filter(Boolean).join(' '),
    label: t(error ? 'overview:choose.error' : 'overview:choose.label'),
    value: '',
    choices: unitIds(reader, candidates, today).map(value => ({
      title: choiceTitle(reader, value, today),
      value,
    })),
  });
}

function unitIds({ lists }: Reader, candidates: readonly string[], today: string): string[] {
  const existing = allUnits(lists, today);
  const ended = lists.units.filter(unit => unit.validTo !== undefined && unit.validTo < today);
  return [...new Set([...candidates, ...[...existing, ...ended].map(({ id }) => id)])];
}

function choiceTitle(reader: Reader, id: string, today: string): string {
  const unit = unitById(reader.lists, id);
  const label = unitLabel(reader, id);
  if (!unit?.validTo || existsOn(unit, today)) return label;
  return translator(reader.locale)('overview:choose.ended', {
    unit: label,
    last: formatDay(unit.validTo, reader.locale),
  });
}
