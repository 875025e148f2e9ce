import { defineCard, type CardMessage } from '../cards/card';
import { cityName, standingOf } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { quoteRule } from '../directory/rules';
import { joinWords, translator, type Locale } from '../i18n';
import { cycleOf } from '../meetings/standing';
import helpTemplate from './cards/help.json';
import ownChatTemplate from './cards/own-chat.json';
import welcomeTemplate from './cards/welcome.json';

const welcome = defineCard<{
  summary: string;
  heading: string;
  text: string;
  decidedBy: string;
  data: string;
  /** What an officer has to answer before the meetings can be told of. */
  question: string;
  presidium: boolean;
  /** What the button looks for; without it there is no such button. */
  said: string;
  coordinator: boolean;
  mineMode: 'primary' | 'secondary';
  switchMode: 'primary' | 'secondary';
  otherLocale: Locale;
}>(welcomeTemplate);

export interface WelcomeView {
  coordinator: boolean;
  /** Whether they are in the presidium, or its secretary. */
  presidium?: boolean;
  /** ISO date: which rule is in force. */
  today: string;
}

/** The bot introduces itself: what this person can do as buttons, the other language, how data is handled. */
export function welcomeCard(
  reader: Reader,
  { coordinator, presidium = false, today }: WelcomeView,
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const cities = activeCities(reader, today);
  const rule = quoteRule(reader, 'inform', today);
  return welcome(locale, {
    summary: t('welcome:summary', { cities }),
    heading: t('welcome:heading', { cities }),
    text: t('welcome:text', { rule: rule?.text ?? '' }).trim(),
    decidedBy: rule ? t('welcome:decidedBy', { decidedBy: rule.decidedBy }) : '',
    data: t('welcome:data'),
    question: coordinator && cycleOf(reader.lists).answer !== 'known' ? t('welcome:openQuestion') : '',
    presidium,
    ...buttons(locale, coordinator, ''),
  });
}

function activeCities(reader: Reader, today: string): string {
  const active = reader.lists.cities.filter(city => standingOf(city, today) === 'active');
  return joinWords(
    reader.locale,
    active.map(city => cityName(reader, city.id)),
  );
}

/** What was written was not understood: the same buttons, and one that looks for what was `said`. */
export function unknownCard(locale: Locale, coordinator: boolean, said: string): CardMessage {
  const t = translator(locale);
  const texts = {
    summary: t('welcome:unknownHeading'),
    heading: t('welcome:unknownHeading'),
    text: t('welcome:unknown'),
  };
  return welcome(locale, {
    ...texts,
    decidedBy: '',
    data: '',
    question: '',
    presidium: false,
    ...buttons(locale, coordinator, said),
  });
}

/** Three buttons stand in the open: a coordinator comes for what waits more often than for one's own. */
function buttons(locale: Locale, coordinator: boolean, said: string) {
  return {
    said,
    coordinator,
    mineMode: coordinator ? ('secondary' as const) : ('primary' as const),
    switchMode: said === '' ? ('primary' as const) : ('secondary' as const),
    otherLocale: locale === 'sv' ? ('en' as const) : ('sv' as const),
  };
}

const help = defineCard<{ summary: string; items: { word: string; line: string }[] }>(helpTemplate);

const FOR_ALL = [
  'ask',
  'meetings',
  'inform',
  'onBehalf',
  'mine',
  'show',
  'search',
  'unit',
  'city',
  'statistics',
  'handOver',
  'evaluate',
  'inquiryAnswer',
  'subscribe',
  'rules',
  'language',
  'help',
] as const;
const FOR_PRESIDIUM = ['delegation', 'takePart', 'calendar', 'lessons'] as const;
const FOR_COORDINATORS = [
  'todo',
  'plan',
  'preview',
  'evaluation',
  'inquiry',
  'report',
  'lists',
  'import',
  'deliveries',
  'channel',
] as const;

/** Who reads the help. */
export interface HelpView {
  coordinator: boolean;
  /** Whether they are in the presidium, or its secretary. */
  presidium: boolean;
}

/** What this person can say here. The word to write stands first in each line, before the colon. */
export function helpCard(locale: Locale, { coordinator, presidium }: HelpView): CardMessage {
  const t = translator(locale);
  const own = [...(presidium || coordinator ? FOR_PRESIDIUM : []), ...(coordinator ? FOR_COORDINATORS : [])];
  const items = [...own, ...FOR_ALL].map(key => {
    const text = t(`welcome:helpItem.${key}`);
    const colon = text.indexOf(':');
    return { word: text.slice(0, colon), line: text.slice(colon) };
  });
  return help(locale, { summary: t('welcome:helpSummary'), items });
}

const ownChat = defineCard<{ summary: string; said: string }>(ownChatTemplate);

/** In a channel: the way to one's own chat, where what was said is answered. */
export function ownChatCard(locale: Locale, said: string): CardMessage {
  return ownChat(locale, { summary: translator(locale)('welcome:ownChat.heading'), said });
}
