import type { CardMessage } from '../cards/card';
import { formCard, type Choice, type FormField } from '../cards/form';
import { cityName, HOME_CITY } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { cancel, type FormAbout } from './forms';
import { questionFields, type AnswerErrors, type AnswerValues } from './question-fields';

/** Somebody who was asked and has no account. */
export interface Delegate {
  personId: string;
  name: string;
}

export interface GuestFormView extends FormAbout {
  /** Whose answers it changes: `guest-` and the form's own id, or the id of one of `delegates`. */
  guest: string;
  /** The version that it was opened on; 0 for a new one. */
  seen: number;
  anonymous: boolean;
  delegates: readonly Delegate[];
  /** From whom the answers are: the id of a city, or of one of `delegates`. */
  from: string;
  values: AnswerValues;
  errors?: AnswerErrors & { from?: string };
}

/** The answers of somebody whom the bot cannot ask, as a coordinator enters them. */
export function guestForm(reader: Reader, view: GuestFormView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId, place, guest, seen, anonymous, from, values, errors = {}, trouble } = view;
  const field: FormField = {
    name: 'from',
    kind: 'choice',
    label: t('evaluation:guest.from'),
    value: from,
    choices: whoCanBe(reader, view),
    ...(errors.from && { error: errors.from }),
  };
  return formCard(locale, {
    heading: t(seen > 0 ? 'evaluation:guest.change' : 'evaluation:guest.heading', { place }),
    ...(trouble !== undefined && { trouble }),
    hints: [
      t(anonymous ? 'evaluation:guest.anonymous' : 'evaluation:guest.named'),
      t('evaluation:form.secrecy'),
    ],
    // Without names it is not kept from whom an answer comes.
    fields: [...(anonymous ? [] : [field]), ...questionFields(locale, values, errors)],
    buttons: [
      {
        title: t('evaluation:guest.save'),
        verb: 'evaluation.saveGuest',
        data: { meeting: meetingId, guest, seen },
        takes: true,
        style: 'positive',
      },
      cancel(reader, meetingId),
    ],
  });
}

/** Answers that are changed stay those of the same person; a guest may be from another city. */
function whoCanBe(reader: Reader, { guest, seen, delegates }: GuestFormView): Choice[] {
  const t = translator(reader.locale);
  const people = delegates.map(({ personId, name }) => ({
    title: t('evaluation:guest.delegate', { name }),
    value: personId,
  }));
  const own = people.filter(({ value }) => value === guest);
  if (own.length > 0) return own;
  return [
    ...reader.lists.cities.map(({ id }) => ({ title: cityName(reader, id), value: id })),
    ...(seen > 0 ? [] : people),
    { title: t('evaluation:guest.own'), value: HOME_CITY.id },
  ];
}
