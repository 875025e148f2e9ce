import type { CardMessage } from '../cards/card';
import { translator, isLocale } from '../i18n';

/** Says on a card that it may have come before: a crash fell between posting it and writing that down. */
export function markPossibleRepeat(message: CardMessage): CardMessage {
  const t = translator(isLocale(message.card.lang) ? message.card.lang : 'sv');
  const note = { type: 'TextBlock', text: t('delivery:possibleRepeat'), wrap: true, isSubtle: true };
  const body = Array.isArray(message.card.body) ? message.card.body : [];
  return { ...message, card: { ...message.card, body: [note, ...(body as unknown[])] } };
}
