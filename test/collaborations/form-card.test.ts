import { emptyValues, type FormErrors, type FormValues } from '../../src/collaborations/form';
import { formCard } from '../../src/collaborations/form-card';
import { cityById, type City } from '../../src/directory/cities';
import { seedLists, type Changes } from '../../src/directory/lists';
import { unitById } from '../../src/directory/units';
import type { Locale } from '../../src/i18n';
import { reader, TODAY } from '../support/contents';

const target = { verb: 'collaboration.submit', data: { draft: 'd' } } as const;

function textOfForm(values: Partial<FormValues>, errors: FormErrors = {}, locale: Locale = 'sv'): string {
  const view = { target, values: { ...emptyValues, ...values }, errors, today: TODAY, typeahead: false };
  return JSON.stringify(formCard(reader(locale), view).card.body);
}

interface Item {
  id?: string;
  choices?: { title: string; value: string }[];
  [property: string]: unknown;
}

/** What can be chosen for a part, with the titles that people read, after coordinators have changed the lists. */
function choicesFor(
  field: string,
  changes: Changes,
  values: Partial<FormValues> = {},
  locale: Locale = 'sv',
): [string, string][] {
  const view = { target, values: { ...emptyValues, ...values }, today: TODAY, typeahead: false };
  const { card } = formCard(reader(locale, changes), view);
  const item = itemsIn(card).find(({ id }) => id === field);
  return item!.choices!.map(({ value, title }) => [value, title]);
}

function itemsIn(value: unknown): Item[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Item, ...Object.values(value).flatMap(itemsIn)];
}

describe('the form', () => {
  it('says what is sent along from under "Fler uppgifter"', () =>
    expect(textOfForm({ contactFunction: 'Rektor', workplace: ' Fjällskolan ', purpose: 'Lära' })).toContain(
      'Redan ifyllt under Fler uppgifter: kontaktens funktion (Rektor), skola eller arbetsplats (Fjällskolan) och syfte.',
    ));

  it('says the same in English', () =>
    expect(textOfForm({ workplace: 'Fjällskolan' }, {}, 'en')).toContain(
      'Already filled in under More details: school or workplace (Fjällskolan).',
    ));

  it.each([
    ['when nothing is', {}, {}],
    ['when only the first fields are', { title: 'Lägerskola', when: '2027' }, {}],
    ['when they can be seen, since one of them needs mending', { links: 'x' }, { links: 'rätta' }],
  ])('does not say that more is filled in %s', (_when, values, errors) =>
    expect(textOfForm(values, errors)).not.toContain('Redan ifyllt'),
  );

  it.each([
    ['a label', { when: 'skriv ett år' }, '⚠ När: skriv ett år'],
    ['a label that asks', { title: 'skriv några ord' }, '⚠ Vad handlar samarbetet om? Skriv några ord'],
  ])('puts an error into %s', (_label, errors, expected) =>
    expect(textOfForm({}, errors)).toContain(`"${expected}"`),
  );
});

describe('the cities to choose from', () => {
  const bergen = cityById(seedLists, 'bergen')!;
  const oslo: City = { id: 'oslo', nameSv: 'Oslo', spellings: ['Oslo'], proposed: { on: '2026-01-15' } };
  const choices = (city: City, values: Partial<FormValues> = {}, locale: Locale = 'sv') =>
    choicesFor('cities', { cities: [city] }, values, locale);

  it.each([
    ['is paused', { paused: { from: '2026-09-01' } }, 'sv', 'Bergen (pausat)'],
    ['is paused', { paused: { from: '2026-09-01' } }, 'en', 'Bergen (paused)'],
    ['has ended', { ended: '2026-06-30' }, 'sv', 'Bergen (avslutat)'],
    ['has ended', { ended: '2026-06-30' }, 'en', 'Bergen (ended)'],
    ['will pause', { paused: { from: '2026-12-01' } }, 'sv', 'Bergen'],
    ['has paused', { paused: { from: '2026-01-01', to: '2026-02-01' } }, 'sv', 'Bergen'],
  ] as const)('say of one that %s, %j, in %s: %s', (_, parts, locale, title) =>
    expect(choices({ ...bergen, ...parts }, {}, locale)).toEqual([
      ['aarhus', 'Aarhus'],
      ['bergen', title],
      ['abo', locale === 'sv' ? 'Åbo' : 'Turku'],
    ]),
  );

  it('have a proposed one among them from the decision on', () => {
    const decision = { on: TODAY, paragraph: '§ 12', caseNumber: 'SLK-2026-00190' };
    expect(choices(oslo).map(([id]) => id)).toEqual(['aarhus', 'bergen', 'abo']);
    expect(choices({ ...oslo, decision })).toContainEqual(['oslo', 'Oslo']);
  });
});

describe('what has ended', () => {
  const validTo = '2026-11-22';
  const kultur = { ...unitById(seedLists, 'kultur')!, validTo };
  const changes: Changes = {
    units: [kultur],
    categories: [{ id: 'elevutbyte', nameSv: 'Elevutbyte', validTo }],
    areas: [{ id: 'skola', nameSv: 'Skola', validTo }],
  };

  it.each([
    ['category', { category: 'elevutbyte' }, 'elevutbyte', 'Elevutbyte'],
    ['area', { area: 'skola' }, 'skola', 'Skola'],
    ['unitId', { unitId: 'kultur' }, 'kultur', 'Kulturförvaltningen'],
    ['participatingUnits', { participatingUnits: 'slk,kultur' }, 'kultur', 'Kulturförvaltningen'],
  ])('stays a choice of %s where the collaboration has it, and only there', (field, values, id, title) => {
    expect(choicesFor(field, changes, values)).toContainEqual([id, title]);
    expect(choicesFor(field, changes).map(([value]) => value)).not.toContain(id);
  });

  it('stands once, and nothing else is lost', () => {
    const open = choicesFor('category', {}).map(([id]) => id);
    const kept = choicesFor('category', changes, { category: 'elevutbyte' }).map(([id]) => id);
    expect([...kept].sort()).toEqual([...open].sort());
  });
});

it('what a coordinator has entered can be chosen, before "Annat"', () => {
  const category = { id: 'mat', nameSv: 'Mat', nameEn: 'Food' };
  const choices = choicesFor('category', { categories: [category] }, {}, 'en');
  expect(choices.slice(-2)).toEqual([
    ['mat', 'Food'],
    ['annat', 'Other'],
  ]);
});
