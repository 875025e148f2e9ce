import { defineCard, type CardMessage } from '../cards/card';
import { translator, type Locale } from '../i18n';
import { formatMoment } from '../i18n/moments';
import lostTemplate from './cards/lost.json';
import setupTemplate from './cards/setup.json';
import type { Binding, Setup } from './service';

const card = defineCard<{
  summary: string;
  heading: string;
  notice: string;
  bound: string;
  text: string;
  open: boolean;
  label: string;
  value: string;
  channels: { title: string; value: string }[];
  seen: string;
}>(setupTemplate);

export interface SetupView {
  setup: Setup;
  notice?: string;
  /** What was chosen and not accepted. */
  chosen?: string;
  missing?: boolean;
  /** Name of whoever bound the channel. */
  boundBy?: string;
}

/** Where a coordinator picks the channel for sister-city matters, and sees how many people that concerns. */
export function setupCard(locale: Locale, view: SetupView): CardMessage {
  const t = translator(locale);
  const { setup, notice = '', chosen, missing } = view;
  const { team, channels, coordinators, binding } = setup;
  const channel = binding ? channelName(binding.channelName, locale) : '';
  const bound = binding
    ? t('channel:bound', { who: view.boundBy ?? '', channel, at: formatMoment(binding.at, locale) })
    : '';
  return card(locale, {
    summary: binding ? t('channel:boundSummary', { channel }) : t('channel:summary'),
    heading: t(binding ? 'channel:boundHeading' : 'channel:heading'),
    notice,
    bound,
    text: t(binding ? 'channel:boundText' : 'channel:text', { count: coordinators, team: team.name }),
    open: !binding || notice !== '' || missing === true,
    label: t(missing ? 'channel:labelMissing' : 'channel:label'),
    value: chosen ?? binding?.channelId ?? '',
    channels: channels.map(({ id, name }) => ({ title: channelName(name, locale), value: id })),
    seen: binding?.channelId ?? '',
  });
}

const lost = defineCard<{ summary: string; heading: string; text: string }>(lostTemplate);

/** Tells an officer that nothing comes into the channel any more, since when, and what helps. `at` is an ISO moment. */
export function lostCard(
  locale: Locale,
  { why, at, channelName: name }: { why: 'gone' | 'closed'; at: string; channelName: string },
): CardMessage {
  const t = translator(locale);
  const channel = channelName(name, locale);
  return lost(locale, {
    summary: t(`channel:lost.${why}Heading`),
    heading: t(`channel:lost.${why}Heading`),
    text: t(`channel:lost.${why}`, { channel, at: formatMoment(at, locale) }),
  });
}

/** A team's first channel comes without a name: each reader's Teams has its own word for it. */
export function channelName(name: string, locale: Locale): string {
  return name || translator(locale)('channel:general');
}

export function racedNotice(locale: Locale, binding: Binding, who: string): string {
  const channel = channelName(binding.channelName, locale);
  return translator(locale)('channel:raced', { who, channel, at: formatMoment(binding.at, locale) });
}
