import type { Found } from '../../src/register/rows';
import { askCard, type AskView } from '../../src/inquiry/ask-card';
import { proposedValues, readWish } from '../../src/inquiry/form';
import {
  closeForm,
  enterForm,
  mailCard,
  pickForm,
  postponeForm,
  previewCard,
  wishForm,
} from '../../src/inquiry/form-cards';
import { unitsToAsk, type Inquiry, type Standing } from '../../src/inquiry/model';
import { inquiriesCard, statusCard } from '../../src/inquiry/status-card';
import type { Status } from '../../src/inquiry/status';
import type { Locale } from '../../src/i18n';
import { seedLists } from '../../src/directory/lists';
import { OFFICER, reader, SENDER, TODAY } from '../support/contents';
import type { CardCase } from '../support/every-card';
import { anInquiry, ID } from './inquiries';

const NOW = new Date('2026-11-25T09:00:00.000Z');
const AT = '2026-11-24T09:00:00.000Z';
const MARKUP = '**fet** [länk](https://example.org) <b>&amp;</b> _kursiv_';
const names = new Map([
  [OFFICER, 'Robin Lindqvist'],
  [SENDER, 'Kim Andersson-Bergström af Ugglas von Hohenstaufen'],
]);

const everybody = unitsToAsk(seedLists, { from: '2019-01-01', to: '2025-12-31' }, TODAY);
const fullest = anInquiry({
  asked: { by: OFFICER, at: AT },
  note: MARKUP.padEnd(500, 'x'),
  units: everybody.map(unitId => ({ unitId, editors: [] })),
});

function found(number: number): Found {
  return {
    ref: `V-2026-${number}`,
    title: number === 1 ? 'Å'.repeat(200) : MARKUP,
    unitId: 'kultur',
    participatingUnits: [],
    cities: ['bergen'],
    category: 'kultur',
    when: { kind: 'span', from: '2025-01-01', to: '2025-12-31', precision: 'year' },
    createdAt: AT,
  };
}

const seven = { items: Array.from({ length: 7 }, (_, index) => found(index + 1)), more: true };
const none = { items: [], more: false };

function answered(parts: Partial<Inquiry['replies'][number]> = {}, more: Partial<Inquiry> = {}): Inquiry {
  const reply = { unitId: 'kultur', kind: 'nothing', by: SENDER, at: AT, ...parts } as const;
  return { ...fullest, replies: [reply], ...more };
}

const closed = { closed: { by: OFFICER, at: AT } };

function ask(name: string, parts: Partial<AskView>): CardCase {
  const view = { inquiry: fullest, unitId: 'kultur', known: none, names, today: TODAY, isSent: true };
  return {
    name: `inquiry: ask, ${name}`,
    template: 'inquiry/cards/ask.json',
    make: locale => askCard(reader(locale), { ...view, ...parts }),
  };
}

function status(name: string, parts: Partial<Status> & { now?: Date; notice?: string }): CardCase {
  const standing: Standing[] = ['silent', 'told', 'done', 'nothing'];
  const lines = everybody.slice(0, 15).map((unitId, index) => ({
    unitId,
    standing: standing[index % 4]!,
    known: { count: index, more: index === 7 },
  }));
  const counts = { silent: 40, told: 10, done: 5, nothing: 5 };
  const view = { inquiry: fullest, counts, lines, from: 0, toMail: everybody.slice(0, 9), names, now: NOW };
  return {
    name: `inquiry: status, ${name}`,
    template: 'inquiry/cards/status.json',
    make: locale => statusCard(reader(locale), { ...view, ...parts }),
  };
}

function form(name: string, make: CardCase['make']): CardCase {
  return { name: `inquiry: ${name}`, template: 'cards/form.json', make };
}

const values = { ...proposedValues(NOW), note: MARKUP };

function preview(locale: Locale, toMail: readonly string[], remindOn?: string) {
  const got = readWish(reader(locale), values, NOW);
  if (!('wish' in got)) throw new Error('it has no errors');
  return previewCard(reader(locale), { draft: ID, values, wish: got.wish, people: 12, toMail, remindOn });
}

const wrong = { from: '?', to: '2018', deadline: '2026-11-28', units: 'rsg', note: MARKUP };

export const inquiryCases: readonly CardCase[] = [
  ask('nothing known', {}),
  ask('much known', { known: seven, notice: MARKUP }),
  ask('a reminder', { isReminder: true, known: { items: [found(1)], more: false } }),
  ask('after the last day', { today: '2026-12-20' }),
  ask('answered', { inquiry: answered() }),
  ask('entered by an officer', { inquiry: answered({ by: OFFICER, kind: 'done', from: MARKUP }) }),
  ask('answered by somebody without a name', { inquiry: answered({ by: 'gone' }, closed) }),
  ask('ended', { inquiry: { ...fullest, ...closed } }),
  ask('with a code', { isSent: false, code: 'K7MPQ2' }),
  status('under way', { notice: 'Sparat.' }),
  status('a later page', { from: 15, toMail: [] }),
  status('over', { now: new Date('2026-12-20T09:00:00.000Z'), inquiry: answered() }),
  status('ended', { inquiry: answered({}, closed) }),
  {
    name: 'inquiry: list',
    template: 'inquiry/cards/list.json',
    make: locale =>
      inquiriesCard(reader(locale), {
        inquiries: [fullest, answered({}, closed)],
        now: NOW,
        notice: 'Sparat.',
      }),
  },
  form('form', locale => wishForm(reader(locale), { draft: ID, values })),
  form('form with errors', locale => {
    const got = readWish(reader(locale), wrong, NOW);
    const errors = 'errors' in got ? got.errors : {};
    return wishForm(reader(locale), { draft: ID, values: wrong, errors, trouble: 'Felkod ABCDE' });
  }),
  form('preview', locale => preview(locale, everybody.slice(0, 9), '2026-12-09')),
  form('preview, all reached, no reminder', locale => preview(locale, [])),
  form('enter', locale =>
    enterForm(reader(locale), { id: ID, inquiry: fullest, values: { unit: '', kind: '', from: '' } }),
  ),
  form('enter with errors', locale =>
    enterForm(reader(locale), {
      id: ID,
      values: { unit: 'kultur', kind: 'nothing', from: MARKUP },
      errors: { unit: '!', kind: '!', from: '!' },
      trouble: 'Felkod ABCDE',
    }),
  ),
  form('postpone', locale =>
    postponeForm(reader(locale), {
      id: ID,
      deadline: '2026-12-14',
      value: '2026-12-12',
      error: '!',
      trouble: 'Felkod ABCDE',
    }),
  ),
  form('close', locale => closeForm(reader(locale), fullest)),
  form('mail', locale =>
    mailCard(reader(locale), {
      inquiry: fullest,
      toMail: everybody,
      link: 'https://teams.microsoft.com/l/chat/0/0?users=28:bot&message=x',
    }),
  ),
  form('mail without a link', locale =>
    mailCard(reader(locale), { inquiry: anInquiry(), toMail: ['hamn'], link: '' }),
  ),
  form('pick', locale =>
    pickForm(reader(locale), { units: everybody, value: 'kultur', code: 'K7MPQ2', error: '!' }),
  ),
];
