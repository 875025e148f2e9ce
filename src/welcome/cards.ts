import { defineCard, type CardMessage } from '../cards/card';
import { translator, type Locale, type TextKey } from '../i18n';
import helpTemplate from './cards/help.json';
import ownChatTemplate from './cards/own-chat.json';
import welcomeTemplate from './cards/welcome.json';

const welcome = defineCard<{
  summary: string;
  heading: string;
  text: string;
  data: string;
  coordinator: boolean;
  mineMode: 'primary' | 'secondary';
  otherLocale: Locale;
}>(welcomeTemplate);

/** The bot introduces itself: what this person can do as buttons, the other language, how data is handled. */
export function welcomeCard(locale: Locale, coordinator: boolean): CardMessage {
  const t = translator(locale);
  const texts = { summary: t('welcome:summary'), heading: t('welcome:heading'), text: t('welcome:text') };
  return welcome(locale, { ...texts, data: t('welcome:data'), ...buttons(locale, coordinator) });
}

/** What was written was not understood: the same buttons. */
export function unknownCard(locale: Locale, coordinator: boolean): CardMessage {
  const t = translator(locale);
  const texts = {
    summary: t('welcome:unknownHeading'),
    heading: t('welcome:unknownHeading'),
    text: t('welcome:unknown'),
  };
  return welcome(locale, { ...texts, data: '', ...buttons(locale, coordinator) });
}

/** Three buttons stand in the open: a coordinator comes for the deliveries more often than for one's own. */
function buttons(locale: Locale, coordinator: boolean) {
  const mineMode = coordinator ? ('secondary' as const) : ('primary' as const);
  return { coordinator, mineMode, otherLocale: locale === 'sv' ? ('en' as const) : ('sv' as const) };
}

const help = defineCard<{ summary: string; items: { word: string; line: string }[] }>(helpTemplate);

const FOR_ALL: TextKey[] = [
  'welcome:helpItem.inform',
  'welcome:helpItem.mine',
  'welcome:helpItem.show',
  'welcome:helpItem.language',
  'welcome:helpItem.help',
];
const FOR_COORDINATORS: TextKey[] = ['welcome:helpItem.deliveries', 'welcome:helpItem.channel'];

/** What this person can say here. The word to write stands first in each line, before the colon. */
export function helpCard(locale: Locale, coordinator: boolean): CardMessage {
  const t = translator(locale);
  const items = [...FOR_ALL, ...(coordinator ? FOR_COORDINATORS : [])].map(key => {
    const text = t(key);
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
