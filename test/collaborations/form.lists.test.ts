import {
  emptyValues,
  readForm,
  toFormValues,
  type FormErrors,
  type FormValues,
} from '../../src/collaborations/form';
import { cityById, type City } from '../../src/directory/cities';
import { seedLists, type Changes } from '../../src/directory/lists';
import type { Term } from '../../src/directory/terms';
import { unitById, type Unit } from '../../src/directory/units';
import { translator, type Locale } from '../../src/i18n';
import type { Content } from '../../src/register/model';
import { aContent, reader, TODAY } from '../support/contents';

const t = translator('sv');
const YESTERDAY = '2026-11-22';
const TOMORROW = '2026-11-24';

const aForm: FormValues = toFormValues(aContent(), 'sv');
const bergen = cityById(seedLists, 'bergen')!;
const kultur = unitById(seedLists, 'kultur')!;
const idrott = unitById(seedLists, 'idrott')!;

/** What the lists have become, and what the notification was before. */
interface Given {
  changes: Changes;
  before?: Content;
  locale?: Locale;
}

function errorsOf(parts: Partial<FormValues>, { changes, before, locale = 'sv' }: Given): FormErrors {
  const who = reader(locale, changes);
  const result = readForm({ ...emptyValues, ...aForm, ...parts }, { reader: who, today: TODAY, before });
  return 'errors' in result ? result.errors : {};
}

describe('a unit', () => {
  const ended: Unit = { ...kultur, validTo: YESTERDAY };
  const succeeded: Unit = { ...ended, successor: 'idrott' };

  it('that has ended says so, and since when', () =>
    expect(errorsOf({}, { changes: { units: [ended] } })).toEqual({
      unitId: t('collaborations:error.unitEnded', {
        unit: 'Kulturförvaltningen',
        last: '22 november 2026',
      }),
    }));

  it.each([
    ['sv', 'Kulturförvaltningen', '22 november 2026', 'Idrotts- och föreningsförvaltningen'],
    ['en', kultur.nameEn!, '22 November 2026', idrott.nameEn!],
  ] as const)('that has a successor names it, in %s', (locale, unit, last, successor) => {
    const text = translator(locale)('collaborations:error.unitSucceeded', { unit, last, successor });
    expect(text).toContain(successor);
    expect(errorsOf({}, { changes: { units: [succeeded] }, locale })).toEqual({ unitId: text });
  });

  it('that has ended cannot take part either, and says the same', () => {
    const changes = { units: [succeeded] };
    const said = errorsOf({ unitId: 'idrott', participatingUnits: 'slk,kultur' }, { changes });
    expect(said).toEqual({ participatingUnits: errorsOf({}, { changes }).unitId });
  });

  it.each<[string, Partial<Unit>, boolean]>([
    ['on its last day', { validTo: TODAY }, true],
    ['on its first day', { validFrom: TODAY }, true],
    ['before its first day', { validFrom: TOMORROW }, false],
  ])('%s is accepted: %s', (_, dates, accepted) =>
    expect(errorsOf({}, { changes: { units: [{ ...kultur, ...dates }] } })).toEqual(
      accepted ? {} : { unitId: t('collaborations:error.unitId') },
    ),
  );

  it('that has ended stays where the collaboration had it already', () => {
    const changes = { units: [succeeded] };
    expect(errorsOf({}, { changes, before: aContent() })).toEqual({});
    const before = aContent({ unitId: 'idrott', participatingUnits: ['kultur'] });
    expect(errorsOf(toFormValues(before, 'sv'), { changes, before })).toEqual({});
  });

  it('that was entered by a coordinator is accepted', () => {
    const changes = { units: [{ ...kultur, id: 'rymd' }] };
    expect(errorsOf({ unitId: 'rymd' }, { changes })).toEqual({});
  });
});

describe('a city with which the cooperation', () => {
  const closedOn = '2026-09-01';
  // A pause covers its first day; the last day of the cooperation still belongs to it.
  const closed: [string, City][] = [
    ['has paused', { ...bergen, paused: { from: closedOn } }],
    ['has paused until a day that is to come', { ...bergen, paused: { from: closedOn, to: '2027-12-31' } }],
    ['has ended', { ...bergen, ended: '2026-08-31' }],
  ];
  const cityClosed = { cities: t('collaborations:error.cityClosed', { cities: 'Bergen' }) };

  describe.each(closed)('%s', (_, city) => {
    const changes = { cities: [city] };

    it.each([
      '1 september 2026',
      'vecka 37 2027',
      '2027',
      'löpande',
      'varje år',
      'löpande från oktober 2026',
    ])('takes nothing that begins when it is closed: "%s"', when =>
      expect(errorsOf({ when }, { changes })).toEqual(cityClosed),
    );

    it.each([
      '31 augusti 2026',
      '31 augusti–4 september 2026',
      '2026',
      'löpande från 2019',
      'varje år från 2019',
    ])('takes what began before: "%s"', when => expect(errorsOf({ when }, { changes })).toEqual({}));

    it('is left where the collaboration had it already, whatever its new time', () =>
      expect(errorsOf({ when: 'hösten 2028' }, { changes, before: aContent() })).toEqual({}));

    it('cannot be added to a collaboration with another', () => {
      const before = aContent({ cities: ['aarhus'] });
      expect(errorsOf({ cities: 'aarhus,bergen' }, { changes, before })).toEqual(cityClosed);
    });

    it('is not spoken of while the time is not understood', () =>
      expect(Object.keys(errorsOf({ when: 'snart' }, { changes }))).toEqual(['when']));
  });

  it('has closed is named, and no other', () => {
    const abo = cityById(seedLists, 'abo')!;
    const changes = { cities: [...closed.slice(0, 1).map(([, city]) => city), { ...abo, ended: closedOn }] };
    const cities = t('collaborations:error.cityClosed', { cities: 'Bergen och Åbo' });
    expect(errorsOf({ cities: 'aarhus,abo,bergen' }, { changes })).toEqual({ cities });
    expect(errorsOf({ cities: 'aarhus' }, { changes })).toEqual({});
  });

  it.each<[string, Partial<City>, string]>([
    ['is active again after a pause', { paused: { from: '2020-01-01', to: YESTERDAY } }, '15 maj 2020'],
    ['is paused until a known day', { paused: { from: closedOn, to: '2027-06-30' } }, '1 juli 2027'],
    ['will pause', { paused: { from: '2027-09-20' } }, '15–19 september 2027'],
    ['ends today', { ended: TODAY }, '23 november 2026'],
  ])('%s takes what begins outside of that: %j, "%s"', (_, parts, when) =>
    expect(errorsOf({ when }, { changes: { cities: [{ ...bergen, ...parts }] } })).toEqual({}),
  );

  it.each<[string, Partial<City>, string]>([
    ['is paused until a known day', { paused: { from: closedOn, to: '2027-06-30' } }, '30 juni 2027'],
    ['will pause', { paused: { from: TOMORROW } }, '24 november 2026'],
    ['will pause for some days', { paused: { from: TOMORROW, to: '2026-12-01' } }, '1 december 2026'],
    ['ends today', { ended: TODAY }, '24 november 2026'],
    ['will end', { ended: '2027-09-12' }, 'vecka 37 2027'],
  ])('%s takes nothing that begins within that: %j, "%s"', (_, parts, when) =>
    expect(errorsOf({ when }, { changes: { cities: [{ ...bergen, ...parts }] } })).toEqual(cityClosed),
  );
});

describe('a city that has been proposed', () => {
  const oslo: City = { id: 'oslo', nameSv: 'Oslo', spellings: ['Oslo'], proposed: { on: '2026-01-15' } };
  const decidedOn = (on: string): City => ({
    ...oslo,
    decision: { on, paragraph: '§ 12', caseNumber: 'SLK-2026-00190' },
  });

  it.each<[string, City, boolean]>([
    ['with no decision', oslo, false],
    ['on the day before the decision is valid', decidedOn(TOMORROW), false],
    ['on its day', decidedOn(TODAY), true],
    ['afterwards', decidedOn(YESTERDAY), true],
  ])('%s: accepted %s', (_, city, accepted) => {
    const error = accepted ? {} : { cities: t('collaborations:error.cities') };
    expect(errorsOf({ cities: 'oslo' }, { changes: { cities: [city] } })).toEqual(error);
    expect(errorsOf({ cities: 'bergen,oslo' }, { changes: { cities: [city] } })).toEqual(error);
  });
});

describe.each([
  ['category', 'categories', 'elevutbyte', t('collaborations:error.category')],
  ['area', 'areas', 'skola', t('collaborations:error.choice')],
] as const)('the %s', (field, list, id, error) => {
  const term: Term = seedLists[list].find(candidate => candidate.id === id)!;
  const given = (parts: Partial<Term>, before?: Content): Given => ({
    changes: { [list]: [{ ...term, ...parts }] },
    before,
  });

  it.each<[string, Partial<Term>, boolean]>([
    ['ended yesterday', { validTo: YESTERDAY }, false],
    ['ends today', { validTo: TODAY }, true],
    ['begins today', { validFrom: TODAY }, true],
    ['begins tomorrow', { validFrom: TOMORROW }, false],
    ['has another name now', { nameSv: 'Nytt namn' }, true],
  ])('that %s: accepted %s', (_, parts, accepted) =>
    expect(errorsOf({ [field]: id }, given(parts))).toEqual(accepted ? {} : { [field]: error }),
  );

  it('that has ended stays where the collaboration had it already, and only that one', () => {
    const had = aContent({ [field]: id });
    const other = aContent({ [field]: 'annat' });
    expect(errorsOf({ [field]: id }, given({ validTo: YESTERDAY }, had))).toEqual({});
    expect(errorsOf({ [field]: id }, given({ validTo: YESTERDAY }, other))).toEqual({ [field]: error });
  });

  it('that a coordinator has entered is accepted', () =>
    expect(errorsOf({ [field]: 'rymd' }, given({ id: 'rymd' }))).toEqual({}));
});

describe('a collaboration that is put back into the form', () => {
  it('is the same after everything in it has ended', () => {
    const before = aContent({ area: 'skola', participatingUnits: ['idrott'] });
    const ended = { validTo: YESTERDAY };
    const changes: Changes = {
      units: [
        { ...kultur, ...ended },
        { ...idrott, ...ended },
      ],
      cities: [{ ...bergen, ended: YESTERDAY }],
      categories: [{ id: 'elevutbyte', nameSv: 'Elevutbyte', ...ended }],
      areas: [{ id: 'skola', nameSv: 'Skola', ...ended }],
    };
    const context = { reader: reader('sv', changes), today: TODAY, before };
    expect(readForm(toFormValues(before, 'sv'), context)).toEqual({ content: before });
  });
});
