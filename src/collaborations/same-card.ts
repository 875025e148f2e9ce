import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator } from '../i18n';
import { formatWhen } from '../register/when';
import type { FormValues } from './form';
import type { Known } from './same';
import template from './cards/same-card.json';

const card = defineCard<{
  summary: string;
  text: string;
  notice: string;
  known: { title: string; line: string; tip: string; join: object; showTip: string; show: object }[];
  another: object;
  back: object;
}>(template);

export interface SameView {
  known: readonly Known[];
  draft: string;
  values: FormValues;
  notice?: string;
}

/**
 * Asked before anything is sent: is it one of these? The card carries the filled-in form, so that nothing is lost
 * whatever is pressed.
 */
export function sameCard(reader: Reader, { known, draft, values, notice = '' }: SameView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const unit = unitName(reader, values.unitId);
  const form = { ...values, draft, locale };
  return card(locale, {
    summary: t('collaborations:same.summary', { ref: known.map(({ ref }) => ref).join(', ') }),
    text: t('collaborations:same.text', { count: known.length }),
    notice,
    known: known.map(({ ref, title, unitId, when }) => ({
      title,
      line: [ref, unitName(reader, unitId), formatWhen(when, locale)].join(' · '),
      tip: t('collaborations:same.joinTip', { unit, ref }),
      join: { ref, unitId: values.unitId, locale },
      showTip: ref,
      show: { ref, locale },
    })),
    another: { ...form, another: true },
    back: form,
  });
}
