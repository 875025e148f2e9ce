import { defineCard, type CardMessage } from '../cards/card';
import { standingOf, type City } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { nameOn } from '../directory/named';
import { areaName } from '../directory/terms';
import { unitName } from '../directory/units';
import { joinWords, translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Found } from '../register/rows';
import type { Fact } from '../register/wording';
import chooseTemplate from './cards/choose-city.json';
import cityTemplate from './cards/city.json';
import { heldMeetings, laterMeeting, meetingText } from './meetings';
import { countsOf, NO_AREA } from './model';
import type { CityNow } from './service';
import { timeOf, type Row } from './unit-cards';

const cityTemplateCard = defineCard<{
  summary: string;
  name: string;
  cities: string[];
  facts: Fact[];
  now: string;
  breakdown: Fact[];
  lists: { id: string; heading: string; shown: boolean; rows: Row[] }[];
  meetings: { line: string }[];
  canInform: boolean;
  hasLatest: boolean;
  hasOthers: boolean;
}>(cityTemplate);

export interface CityView {
  city: City;
  found: CityNow;
  /** The person's own units: what the others do is shown apart. */
  own: readonly string[];
  /** ISO day. */
  today: string;
}

const MOST_COUNTED = 8;
const MOST_OTHERS = 5;

/** A sister city: since when, what goes on, what began last and what others do, and the meetings (S1, S2, S5, S7). */
export function cityCard(reader: Reader, view: CityView): CardMessage {
  const { city, found, today } = view;
  const { locale } = reader;
  const t = translator(locale);
  const name = nameOn(city, locale);
  const others = othersThan(view);
  const lists = [
    { id: 'coming', heading: t('overview:city.coming'), items: found.coming },
    { id: 'latest', heading: t('overview:city.latest'), items: found.latest },
    { id: 'others', heading: t('overview:city.others'), items: others },
  ];
  return cityTemplateCard(locale, {
    summary: t('overview:city.summary', { city: name, count: found.underWay.length }),
    name,
    cities: [city.id],
    facts: cityFacts(reader, city, today),
    now: nowText(reader, view),
    breakdown: found.underWay.length > 0 ? breakdown(reader, found.underWay) : [],
    lists: lists
      .filter(({ items }) => items.length > 0)
      .map(({ id, heading, items }) => ({
        id,
        heading,
        shown: id !== 'others',
        rows: items.map(item => cityRow(reader, item)),
      })),
    meetings: meetingLines(reader, city, name, today),
    canInform: standingOf(city, today) !== 'proposed',
    hasLatest: found.coming.length + found.latest.length > 0,
    hasOthers: others.length > 0,
  });
}

/** What goes on in units that are not the person's own, beyond what is shown as the latest already. */
function othersThan({ found, own }: CityView): Found[] {
  const shown = new Set([...found.coming, ...found.latest].map(({ ref }) => ref));
  return found.underWay
    .filter(({ ref, unitId, participatingUnits }) => {
      const units = [unitId, ...participatingUnits];
      return !shown.has(ref) && !units.some(id => own.includes(id));
    })
    .slice(0, MOST_OTHERS);
}

function cityRow(reader: Reader, item: Found): Row {
  const { ref, title, unitId, createdAt } = item;
  const line = [ref, unitName(reader, unitId, createdAt), timeOf(reader, item)].join(' · ');
  return { ref, title, line };
}

function cityFacts(reader: Reader, city: City, today: string): Fact[] {
  const { locale } = reader;
  const t = translator(locale);
  const { since, decision } = city;
  const standing = standingText(reader, city, today);
  return [
    ...(since ? [{ name: t('overview:city.since'), value: String(since) }] : []),
    ...(standing ? [{ name: t('overview:city.standing'), value: standing }] : []),
    ...(decision
      ? [
          {
            name: t('overview:city.decision'),
            value: t('overview:city.decisionText', { ...decision, day: formatDay(decision.on, locale) }),
          },
        ]
      : []),
  ];
}

/** Empty for a cooperation that simply goes on. */
function standingText({ locale }: Reader, city: City, today: string): string {
  const t = translator(locale);
  const { proposed, paused, ended } = city;
  const day = (date: string) => formatDay(date, locale);
  switch (standingOf(city, today)) {
    case 'proposed':
      return proposed ? t('overview:city.proposed', { day: day(proposed.on) }) : '';
    case 'paused': {
      if (!paused) return '';
      const from = day(paused.from);
      return paused.to
        ? t('overview:city.pausedFromTo', { from, to: day(paused.to) })
        : t('overview:city.pausedFrom', { from });
    }
    case 'ended':
      return ended ? t('overview:city.ended', { day: day(ended) }) : '';
    case 'active':
      return '';
  }
}

function nowText({ locale }: Reader, { city, found }: CityView): string {
  const t = translator(locale);
  const { underWay, more, latest } = found;
  const name = nameOn(city, locale);
  const count = underWay.length;
  if (more) return t('overview:city.atLeast', { count });
  if (count > 0) return t('overview:city.count', { count });
  return t(latest.length > 0 ? 'overview:city.nothingNow' : 'overview:city.nothingYet', { city: name });
}

function breakdown(reader: Reader, items: readonly Found[]): Fact[] {
  const t = translator(reader.locale);
  const area = (id: string) => (id === NO_AREA ? t('overview:city.noArea') : areaName(reader, id));
  return [
    { name: t('overview:city.areas'), value: counted(reader, items, ({ area: id }) => id ?? NO_AREA, area) },
    {
      name: t('overview:city.units'),
      value: counted(
        reader,
        items,
        ({ unitId }) => unitId,
        id => unitName(reader, id),
      ),
    },
  ];
}

/** "Skola 3, Trafik 2 och Kultur 1", the most first; of many the rest is a number of its own. */
function counted(
  { locale }: Reader,
  items: readonly Found[],
  keyOf: (item: Found) => string,
  nameOf: (key: string) => string,
): string {
  const counts = countsOf(items, keyOf);
  const rest = counts.slice(MOST_COUNTED).reduce((sum, { count }) => sum + count, 0);
  return joinWords(locale, [
    ...counts.slice(0, MOST_COUNTED).map(({ key, count }) => `${nameOf(key)} (${count})`),
    ...(rest > 0 ? [translator(locale)('overview:city.moreOf', { count: rest })] : []),
  ]);
}

function meetingLines(reader: Reader, city: City, name: string, today: string): { line: string }[] {
  const t = translator(reader.locale);
  const held = heldMeetings(reader);
  const here = held.filter(({ host }) => host === city.id);
  const elsewhere = held.filter(({ host }) => host !== city.id);
  const joined = (meetings: typeof here, withHost: boolean) =>
    meetings.map(meeting => meetingText(reader, meeting, withHost)).join('; ');
  return [
    here.length > 0
      ? t('overview:city.meetingsHere', { city: name, meetings: joined(here, false) })
      : t('overview:city.meetingsNotHere', { city: name }),
    ...(elsewhere.length > 0
      ? [t('overview:city.meetingsElsewhere', { meetings: joined(elsewhere, true) })]
      : []),
    laterMeeting(reader, today),
  ].map(line => ({ line }));
}

const chooseTemplateCard = defineCard<{
  summary: string;
  text: string;
  rows: { cities: { id: string; name: string }[] }[];
}>(chooseTemplate);

/** So many buttons stand in a row. */
const IN_A_ROW = 3;

/** A button for each city. `notFound`: something was typed, and no city is called so. */
export function chooseCityCard(reader: Reader, cities: readonly City[], notFound: boolean): CardMessage {
  const t = translator(reader.locale);
  const buttons = cities.map(city => ({ id: city.id, name: nameOn(city, reader.locale) }));
  return chooseTemplateCard(reader.locale, {
    summary: t('overview:city.chooseHeading'),
    text: [notFound ? t('overview:city.unknown') : '', t('overview:city.chooseText')]
      .filter(Boolean)
      .join(' '),
    rows: Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) => ({
      cities: buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
    })),
  });
}
