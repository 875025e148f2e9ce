import { defineCard, type CardMessage } from '../cards/card';
import { cityName, offeredCities } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { areaName, offeredTerms } from '../directory/terms';
import { unitLabel, unitName } from '../directory/units';
import { translator, type Locale } from '../i18n';
import { formatMoment } from '../i18n/moments';
import type { Names } from '../register/wording';
import subscriptionTemplate from './cards/subscription.json';
import { isRunning, type Choice, type Subscription } from './model';
import type { Opened } from './service';

interface Option {
  title: string;
  value: string;
}

const card = defineCard<{
  summary: string;
  heading: string;
  trouble: string;
  notice: string;
  intro: string;
  status: string;
  cities: Option[];
  citiesValue: string;
  areas: Option[];
  areasValue: string;
  others: { name: string; line: string; unit: string }[];
  canChooseUnit: boolean;
  units: Option[];
  save: string;
  saveData: object;
  running: boolean;
  ownerData: object;
  forUnit: boolean;
}>(subscriptionTemplate);

export interface SubscriptionView {
  opened: Opened;
  names: Names;
  /** ISO day: what can be chosen. */
  today: string;
  /** What was chosen and is not saved. */
  typed?: Choice;
  notice?: string;
  /** Something that went wrong. */
  trouble?: (button: string) => string;
  /** It could not be read: the reader has still seen what they saw, when it had been changed (ISO moment). */
  unread?: { seen: string };
}

/** What one has subscribed to, and the form to change it (S7). */
export function subscriptionCard(reader: Reader, view: SubscriptionView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { opened, typed, notice = '', trouble, today } = view;
  const { owner, subscription, keeps } = opened;
  const forUnit = owner.kind === 'unit';
  const running = isRunning(subscription);
  const save = t(running ? 'newsletter:subscription.save' : 'newsletter:subscription.start');
  const status = view.unread ? '' : statusLine(reader, view);
  const chosen = typed ?? (running ? subscription : undefined) ?? { cities: [], areas: [] };
  const unit = forUnit ? { unit: owner.id } : {};
  const others = opened.units.filter(({ id }) => id !== owner.id);
  const choosable = keeps.filter(id => id !== owner.id);
  return card(locale, {
    summary: t('newsletter:subscription.summary', { status: status || (trouble?.(save) ?? '') }),
    heading: forUnit
      ? t('newsletter:subscription.headingUnit', { unit: unitName(reader, owner.id) })
      : t('newsletter:subscription.heading'),
    trouble: trouble?.(save) ?? '',
    notice,
    intro: t(forUnit ? 'newsletter:subscription.introUnit' : 'newsletter:subscription.intro'),
    status,
    cities: options(
      offeredCities(reader.lists, today).map(({ id }) => id),
      chosen.cities,
      id => cityName(reader, id),
    ),
    citiesValue: chosen.cities.join(','),
    areas: options(
      offeredTerms(reader.lists.areas, today).map(({ id }) => id),
      chosen.areas,
      id => areaName(reader, id),
    ),
    areasValue: chosen.areas.join(','),
    others: others.map(({ id, subscription: other }) => ({
      name: unitName(reader, id),
      line: t('newsletter:subscription.unitLine', {
        unit: unitName(reader, id),
        what: choiceText(reader, other),
      }),
      unit: id,
    })),
    canChooseUnit: choosable.length > 0,
    units: options(choosable, [], id => unitLabel(reader, id)),
    save,
    saveData: { locale, ...unit, seen: view.unread?.seen ?? subscription?.at ?? '' },
    running,
    ownerData: { locale, ...unit },
    forUnit,
  });
}

function statusLine(reader: Reader, { opened, names }: SubscriptionView): string {
  const t = translator(reader.locale);
  const { owner, subscription } = opened;
  const running = isRunning(subscription);
  const what = running ? choiceText(reader, subscription) : '';
  if (owner.kind === 'person') {
    return t(running ? 'newsletter:subscription.running' : 'newsletter:subscription.none', { what });
  }
  if (!subscription) return t('newsletter:subscription.noneUnit');
  const deed = deedTexts(subscription, names, reader.locale);
  return t(running ? 'newsletter:subscription.runningUnit' : 'newsletter:subscription.endedUnit', {
    ...deed,
    what,
  });
}

/** Who changed it last, and when, in words. */
export function deedTexts(
  { by, at }: Subscription,
  names: Names,
  locale: Locale,
): { who: string; at: string } {
  const who = names.get(by) ?? translator(locale)('newsletter:formerColleague');
  return { who, at: formatMoment(at, locale) };
}

/** "Bergen, Åbo, klimat och miljö"; everything where nothing is chosen. */
export function choiceText(reader: Reader, { cities, areas }: Choice): string {
  const named = [
    ...cities.map(id => cityName(reader, id)),
    ...areas.map(id => withSmallInitial(areaName(reader, id))),
  ];
  return named.join(', ') || translator(reader.locale)('newsletter:everything');
}

function withSmallInitial(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** Those that can be chosen, and those that were chosen before. */
function options(ids: readonly string[], chosen: readonly string[], title: (id: string) => string): Option[] {
  const all = [...new Set([...ids, ...chosen])];
  return all.map(value => ({ title: title(value), value }));
}
