import { translator, type Locale } from '../i18n';
import { END } from './follow-up';
import type { Notification, Outcome } from './model';
import type { Fact } from './wording';

/** How it went, in one run of sentences; what people wrote stands as they wrote it. */
export function outcomeText(outcome: Outcome, locale: Locale): string {
  const t = translator(locale);
  const { happened, outlook } = outcome;
  const said = (['result', 'learned', 'willUse'] as const).flatMap(part => {
    const text = outcome[part]?.trim();
    return text ? [t(`followup:fact.${part}`, { text: closed(text) })] : [];
  });
  return [
    closed(t(`followup:outcome.happened.${happened}`)),
    ...said,
    ...(outlook
      ? [closed(t('followup:outlookFact', { text: t(`followup:outcome.outlook.${outlook}`) }))]
      : []),
  ].join(' ');
}

/** A line for each period about which somebody has told how it went. */
export function followUpFacts({ followUps = [] }: Pick<Notification, 'followUps'>, locale: Locale): Fact[] {
  const t = translator(locale);
  return followUps.flatMap(({ period, answer }) =>
    answer
      ? [
          {
            name: period === END ? t('followup:label') : t('followup:labelYear', { year: period }),
            value: outcomeText(answer.outcome, locale),
          },
        ]
      : [],
  );
}

function closed(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
