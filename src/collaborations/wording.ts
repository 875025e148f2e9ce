import { cityName } from '../directory/cities';
import { unitLabel, unitName } from '../directory/units';
import { joinWords, translator, type Locale } from '../i18n';
import { formatMoment } from '../i18n/moments';
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
export function changeLine(change: Change, names: Names, locale: Locale): string {
  const { what, text = '', fields = [] } = change;
  return translator(locale)(`collaborations:change.${what}`, {
    who: nameOf(change.by, names, locale),
    at: formatMoment(change.at, locale),
    text,
    fields: fieldNames(fields, locale),
  });
}

export function nameOf(id: string | undefined, names: Names, locale: Locale): string {
  return (id && names.get(id)) || translator(locale)('collaborations:formerColleague');
}

export function cityNames(ids: readonly string[], locale: Locale): string {
  return joinWords(
    locale,
    ids.map(id => cityName(id, locale)),
  );
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

/** What each part says, in words; empty where nothing has been said. */
function fieldTexts(content: Content, locale: Locale): Record<keyof Content, string> {
  const t = translator(locale);
  const { area, direction, funding } = content;
  return {
    unitId: unitLabel(content.unitId, locale),
    cities: cityNames(content.cities, locale),
    title: content.title,
    category: t(`vocabulary:category.${content.category}`),
    when: formatWhen(content.when, locale),
    workplace: content.workplace ?? '',
    participatingUnits: content.participatingUnits.map(id => unitName(id, locale)).join(', '),
    otherParticipants: content.otherParticipants ?? '',
    direction: direction ? t(`vocabulary:direction.${direction}`) : '',
    area: area ? t(`vocabulary:area.${area}`) : '',
    participants: content.participants ?? '',
    funding: funding ? t(`vocabulary:funding.${funding}`) : '',
    purpose: content.purpose ?? '',
    climateNote: content.climateNote ?? '',
    links: content.links.join(' '),
    contactFunction: content.contactFunction ?? '',
  };
}

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
] as const;

/** What anyone may read of a collaboration, its title apart (S7). */
export function keyFacts(content: Content, locale: Locale): Fact[] {
  const t = translator(locale);
  const texts = fieldTexts(content, locale);
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
export function contentFacts(content: Content, locale: Locale): Fact[] {
  const texts = fieldTexts(content, locale);
  const told = MORE_FIELDS.filter(field => texts[field] !== '');
  return [
    ...keyFacts(content, locale),
    ...told.map(field => ({ name: shortLabel(field, locale), value: texts[field] })),
  ];
}

/** What changed parts say now: "rubrik: Lägerskola; när: vecka 37 2027". A part that was emptied has a dash. */
export function changedTexts(fields: readonly string[], content: Content, locale: Locale): string {
  const t = translator(locale);
  const texts = fieldTexts(content, locale);
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
