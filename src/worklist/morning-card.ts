import { defineCard, type CardMessage } from '../cards/card';
import type { Count } from '../delivery/overview';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator } from '../i18n';
import { formatMoment } from '../i18n/moments';
import template from './cards/morning.json';
import { stateOf } from './cards';
import type { Item } from './reading';

const card = defineCard<{
  summary: string;
  heading: string;
  asOf: string;
  items: { title: string; line: string; state: string }[];
  rest: string;
}>(template);

export interface MorningView {
  /** Those that have waited longest. */
  items: readonly Item[];
  total: Count;
  /** The moment that it shows. */
  now: Date;
}

/** What has waited for three working days or more, as it was at a moment. */
export function morningCard(reader: Reader, { items, total, now }: MorningView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { count, more } = total;
  const heading = more
    ? t('worklist:morning.headingMore', { number: count })
    : t('worklist:morning.heading', { count });
  return card(locale, {
    summary: heading,
    heading,
    asOf: t('worklist:morning.asOf', { at: formatMoment(now.toISOString(), locale) }),
    items: items.map(item => ({
      title: item.title,
      line: `${item.ref} · ${unitName(reader, item.unitId, item.createdAt)}`,
      state: stateOf(item, now, t),
    })),
    rest: more || count > items.length ? t('worklist:morning.rest') : '',
  });
}
