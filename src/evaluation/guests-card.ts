import type { CardMessage } from '../cards/card';
import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import { placeAndYear } from '../meetings/wording';
import { evaluationCard, type Section } from './card';
import { takesEntries, type NamedAnswer } from './model';
import type { Names } from './prompt-card';
import { withoutAccount, type Opened } from './work-state';

/** Those that were entered for somebody else. */
export function entered({ answers }: Pick<Opened, 'answers'>): NamedAnswer[] {
  return answers.filter(({ cityId }) => cityId !== undefined);
}

/** What has been entered for guests and for delegates without an account, to change or take away. */
export function guestsCard(
  reader: Reader,
  { opened, today, names, notice }: { opened: Opened; today: string; names: Names; notice?: string },
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId: meeting, evaluation, report } = opened;
  const isOpen = evaluation !== undefined && takesEntries(evaluation.value, { report, today });
  const guests = entered(opened);
  const delegates = new Set(withoutAccount(opened).map(({ personId }) => personId));
  const sections = guests.map(({ id, cityId = '', by, at }, index): Section => {
    const on = formatDay(cityDay(new Date(at)), locale);
    const name = names.get(by) ?? t('evaluation:someone');
    const from = delegates.has(id) ? (names.get(id) ?? t('evaluation:unnamed')) : cityName(reader, cityId);
    const which = t('evaluation:guests.which', { number: index + 1, from });
    return {
      heading: which,
      lines: [t('evaluation:guests.by', { on, name })],
      buttons: isOpen
        ? [
            {
              title: t('evaluation:guests.change'),
              tooltip: which,
              verb: 'evaluation.form',
              data: { meeting, form: 'guest', guest: id },
            },
            {
              title: t('evaluation:guests.remove'),
              tooltip: which,
              verb: 'evaluation.removeGuest',
              data: { meeting, guest: id },
              style: 'destructive',
            },
          ]
        : [],
    };
  });
  return evaluationCard(locale, {
    heading: t('evaluation:guests.heading', { place: placeAndYear(reader, opened.meeting) }),
    notice,
    lines: guests.length === 0 ? [t('evaluation:guests.none')] : [],
    sections: sections.slice(0, MOST_GUESTS),
    buttons: [
      ...(isOpen
        ? [
            {
              title: t('evaluation:button.guest'),
              verb: 'evaluation.form',
              data: { meeting, form: 'guest' },
            },
          ]
        : []),
      { title: t('evaluation:button.show'), verb: 'evaluation.show', data: { meeting } },
    ],
  });
}

/** What a card has room for: three cities send fewer. */
const MOST_GUESTS = 30;
