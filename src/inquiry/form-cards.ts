import { formCard, type FormButton, type FormField } from '../cards/form';
import type { CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { compareUnits, unitById, unitName } from '../directory/units';
import { translator, type Locale, type Translate } from '../i18n';
import { formatDay } from '../i18n/moments';
import { LONGEST_NOTE, type WishErrors, type WishValues } from './form';
import type { Inquiry, Wish } from './model';
import { replyKinds, replyOf } from './model';
import { periodText } from './wording';

/** The most characters of who told an answer. */
export const LONGEST_FROM = 200;
const LONGEST_MAIL = 10_000;

export interface WishView {
  draft: string;
  values: WishValues;
  errors?: WishErrors;
  trouble?: string;
}

/** What is asked, of whom and until when. */
export function wishForm(reader: Reader, { draft, values, errors = {}, trouble }: WishView): CardMessage {
  const t = translator(reader.locale);
  const field = (name: keyof WishValues, more: Omit<FormField, 'name' | 'label' | 'value'>): FormField => ({
    name,
    label: t(`inquiry:field.${name}`),
    value: values[name],
    ...(errors[name] && { error: errors[name] }),
    ...more,
  });
  const choices = [...reader.lists.units]
    .filter(({ insideDuty }) => insideDuty)
    .sort(compareUnits)
    .map(({ id }) => ({ title: unitName(reader, id), value: id }));
  return formCard(reader.locale, {
    heading: t('inquiry:form.heading'),
    trouble,
    hints: [t('inquiry:form.hint')],
    fields: [
      field('from', { kind: 'text', placeholder: t('inquiry:form.dayExample'), max: 100 }),
      field('to', { kind: 'text', placeholder: t('inquiry:form.dayExample'), max: 100 }),
      field('deadline', { kind: 'date' }),
      field('units', { kind: 'several', choices, placeholder: t('inquiry:form.allUnits') }),
      field('note', { kind: 'lines', max: LONGEST_NOTE }),
    ],
    buttons: [
      {
        title: t('inquiry:form.preview'),
        verb: 'inquiry.preview',
        data: { draft },
        takes: true,
        style: 'positive',
      },
      { title: t('inquiry:form.back'), verb: 'inquiry.list', data: {}, takes: false },
    ],
  });
}

export interface PreviewView {
  draft: string;
  values: WishValues;
  wish: Wish;
  /** How many people it goes to, and the units that nobody can be written to for. */
  people: number;
  toMail: readonly string[];
  /** ISO day of the reminder, where there is one. */
  remindOn?: string;
  trouble?: string;
}

/** What will be sent, before it is. */
export function previewCard(reader: Reader, view: PreviewView): CardMessage {
  const { draft, values, wish, people, toMail, remindOn, trouble } = view;
  const { locale } = reader;
  const t = translator(locale);
  const units = wish.units.length - toMail.length;
  const names = toMail.map(id => unitName(reader, id)).join(', ');
  return formCard(locale, {
    heading: t('inquiry:preview.heading'),
    about: wish.note,
    trouble,
    hints: [
      t('inquiry:preview.about', {
        period: periodText(reader, wish),
        day: formatDay(wish.deadline, locale),
      }),
      ...(people > 0
        ? [
            t('inquiry:preview.reached', {
              people: t('inquiry:preview.people', { count: people }),
              units: t('inquiry:preview.units', { count: units }),
            }),
          ]
        : []),
      ...(toMail.length > 0 ? [t('inquiry:preview.toMail', { count: toMail.length, units: names })] : []),
      ...(people > 0 ? [reminderText(t, remindOn, locale)] : []),
    ],
    fields: [],
    buttons: [
      {
        title: t('inquiry:preview.send'),
        verb: 'inquiry.send',
        data: { draft, ...values },
        takes: false,
        style: 'positive',
      },
      { title: t('inquiry:preview.change'), verb: 'inquiry.form', data: { draft, ...values }, takes: false },
    ],
  });
}

export interface EnterValues {
  unit: string;
  kind: string;
  from: string;
}

export interface EnterView {
  id: string;
  values: EnterValues;
  errors?: Partial<EnterValues>;
  trouble?: string;
  /** Whose units can be chosen; undefined while storage does not answer. */
  inquiry?: Inquiry;
}

/** An officer writes down what a unit has answered by e-mail or phone. */
export function enterForm(reader: Reader, view: EnterView): CardMessage {
  const { id, inquiry, values, errors = {}, trouble } = view;
  const t = translator(reader.locale);
  const label = (name: keyof EnterValues) => ({
    name,
    label: t(`inquiry:enter.${name}`),
    value: values[name],
    ...(errors[name] && { error: errors[name] }),
  });
  const open = inquiry
    ? inquiry.units.map(({ unitId }) => unitId).filter(unitId => !replyOf(inquiry, unitId))
    : reader.lists.units.filter(({ insideDuty }) => insideDuty).map(unit => unit.id);
  return formCard(reader.locale, {
    heading: t('inquiry:enter.heading'),
    trouble,
    hints: [t('inquiry:enter.hint')],
    fields: [
      {
        ...label('unit'),
        kind: 'search',
        choices: unitChoices(reader, open),
        placeholder: t('common:form.choose'),
      },
      {
        ...label('kind'),
        kind: 'options',
        choices: replyKinds.map(value => ({ title: t(`inquiry:reply.${value}`), value })),
      },
      { ...label('from'), kind: 'text', max: LONGEST_FROM },
    ],
    buttons: [
      {
        title: t('inquiry:enter.save'),
        verb: 'inquiry.entered',
        data: { id },
        takes: true,
        style: 'positive',
      },
      backTo(t, id),
    ],
  });
}

export interface PostponeView {
  id: string;
  /** The last day as it was seen (ISO day). */
  deadline: string;
  value: string;
  error?: string;
  trouble?: string;
}

/** The last day to answer, later than it was. */
export function postponeForm(
  reader: Reader,
  { id, deadline, value, error, trouble }: PostponeView,
): CardMessage {
  const t = translator(reader.locale);
  return formCard(reader.locale, {
    heading: t('inquiry:postpone.heading'),
    trouble,
    hints: [t('inquiry:postpone.hint', { day: formatDay(deadline, reader.locale) })],
    fields: [
      {
        name: 'deadline',
        kind: 'date',
        label: t('inquiry:field.deadline'),
        value,
        ...(error && { error }),
      },
    ],
    buttons: [
      {
        title: t('inquiry:postpone.save'),
        verb: 'inquiry.postponed',
        data: { id, seen: deadline },
        takes: true,
        style: 'positive',
      },
      backTo(t, id),
    ],
  });
}

/** Whether it is to be ended: it cannot be undone. */
export function closeForm(reader: Reader, inquiry: Inquiry): CardMessage {
  const t = translator(reader.locale);
  return formCard(reader.locale, {
    heading: t('inquiry:close.heading'),
    about: periodText(reader, inquiry),
    hints: [t('inquiry:close.hint')],
    fields: [],
    buttons: [
      {
        title: t('inquiry:close.yes'),
        verb: 'inquiry.closed',
        data: { id: inquiry.id },
        takes: false,
        style: 'destructive',
      },
      backTo(t, inquiry.id),
    ],
  });
}

/** The e-mail to those that the bot cannot write to, in Swedish like all that the City writes to its units; to copy. */
export function mailCard(
  reader: Reader,
  { inquiry, toMail, link }: { inquiry: Inquiry; toMail: readonly string[]; link: string },
): CardMessage {
  const t = translator(reader.locale);
  const mail = mailText(reader, inquiry, link);
  const units = toMail.map(id => unitName({ ...reader, locale: 'sv' }, id)).join('\n');
  const field = (name: 'units' | 'subject' | 'body', value: string): FormField => ({
    name,
    kind: name === 'subject' ? 'text' : 'lines',
    label: t(`inquiry:mail.${name}`),
    value,
    max: LONGEST_MAIL,
  });
  return formCard(reader.locale, {
    heading: t('inquiry:mail.heading', { count: toMail.length }),
    hints: [t('inquiry:mail.hint')],
    fields: [field('units', units), field('subject', mail.subject), field('body', mail.body)],
    buttons: [backTo(t, inquiry.id)],
  });
}

function mailText({ lists }: Reader, inquiry: Inquiry, link: string): { subject: string; body: string } {
  const t = translator('sv');
  const reader: Reader = { locale: 'sv', lists };
  const day = formatDay(inquiry.deadline, 'sv');
  const period = periodText(reader, inquiry);
  const paragraphs = [
    t('inquiry:letter.greeting'),
    t('inquiry:letter.duty'),
    t('inquiry:letter.about', { period, day }),
    ...(inquiry.note ? [inquiry.note] : []),
    link ? t('inquiry:letter.link', { link }) : t('inquiry:letter.app'),
    t('inquiry:letter.say', { code: inquiry.code }),
    t('inquiry:letter.nothing'),
    t('inquiry:letter.mail'),
  ];
  return { subject: t('inquiry:letter.subject', { period, day }), body: paragraphs.join('\n\n') };
}

/** Which administration or company somebody answers for. */
export function pickForm(
  reader: Reader,
  view: { units: readonly string[]; value: string; code: string; error?: string },
): CardMessage {
  const t = translator(reader.locale);
  const { units, value, code, error } = view;
  return formCard(reader.locale, {
    heading: t('inquiry:pick.heading'),
    hints: [t('inquiry:pick.hint')],
    fields: [
      {
        name: 'unit',
        kind: 'search',
        label: t('inquiry:enter.unit'),
        value,
        ...(error && { error }),
        choices: unitChoices(reader, units),
        placeholder: t('common:form.choose'),
      },
    ],
    buttons: [
      { title: t('inquiry:pick.show'), verb: 'inquiry.pick', data: { code }, takes: true, style: 'positive' },
    ],
  });
}

function unitChoices(reader: Reader, ids: readonly string[]) {
  return ids
    .flatMap(id => unitById(reader.lists, id) ?? [])
    .sort(compareUnits)
    .map(({ id }) => ({ title: unitName(reader, id), value: id }));
}

function backTo(t: Translate, id: string): FormButton {
  return { title: t('inquiry:back'), verb: 'inquiry.status', data: { id }, takes: false };
}

function reminderText(t: Translate, remindOn: string | undefined, locale: Locale): string {
  return remindOn
    ? t('inquiry:preview.remind', { day: formatDay(remindOn, locale) })
    : t('inquiry:preview.noReminder');
}
