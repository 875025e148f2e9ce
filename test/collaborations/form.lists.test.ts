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

  it('that has ended says so, and what its last day was', () =>
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

  it('that has ended says its last day in plain words', () =>
    expect(errorsOf({}, { changes: { units: [ended] } }).unitId).toBe(
      'Kulturförvaltningen fanns till och med 22 november 2026. Välj den som ansvarar nu',
    ));

  it('that was entered by a coordinator is accepted', () => {
    const changes = { units: [{ ...kultur, id: 'rymd' }] };
    expect(errorsOf({ unitId: 'rymd' }, { changes })).toEqual({});
  });
});

describe('a city with which the cooperation', () => {
  const closedOn = '2026-09-01';
  // A pause covers its first day; the last day of the cooperation still belongs to it.
  const closed: [string, City, string][] = [
    [
      'has paused',
      { ...bergen, paused: { from: closedOn } },
      'samarbetet med Bergen är pausat sedan 1 september 2026',
    ],
    [
      'has paused until a day that is to come',
      { ...bergen, paused: { from: closedOn, to: '2027-12-31' } },
      'samarbetet med Bergen är pausat från och med 1 september 2026 till och med 31 december 2027',
    ],
    ['has ended', { ...bergen, ended: '2026-08-31' }, 'samarbetet med Bergen avslutades 31 augusti 2026'],
  ];
  const BEFORE = 'Det som började tidigare går bra att berätta om';

  describe.each(closed)('%s', (_, city, why) => {
    const changes = { cities: [city] };
    const cityClosed = { cities: `${why}. ${BEFORE}` };

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
    const cities = `${closed[0]![2]}. Samarbetet med Åbo avslutades 1 september 2026. ${BEFORE}`;
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

  it.each<[string, Partial<City>, string, string]>([
    [
      'is paused until a known day',
      { paused: { from: closedOn, to: '2027-06-30' } },
      '30 juni 2027',
      'är pausat från och med 1 september 2026 till och med 30 juni 2027',
    ],
    [
      'will pause',
      { paused: { from: TOMORROW } },
      '24 november 2026',
      'pausas från och med 24 november 2026',
    ],
    [
      'will pause for some days',
      { paused: { from: TOMORROW, to: '2026-12-01' } },
      '1 december 2026',
      'är pausat från och med 24 november 2026 till och med 1 december 2026',
    ],
    ['ends today', { ended: TODAY }, '24 november 2026', 'avslutas 23 november 2026'],
    ['will end', { ended: '2027-09-12' }, 'vecka 37 2027', 'avslutas 12 september 2027'],
    [
      'ended while it was paused',
      { paused: { from: closedOn }, ended: YESTERDAY },
      '2027',
      'avslutades 22 november 2026',
    ],
  ])('%s takes nothing that begins within that, and says why: %j, "%s"', (_, parts, when, why) =>
    expect(errorsOf({ when }, { changes: { cities: [{ ...bergen, ...parts }] } })).toEqual({
      cities: `samarbetet med Bergen ${why}. ${BEFORE}`,
    }),
  );
});

describe('a city that has been proposed', () => {
  const oslo: City = { id: 'oslo', nameSv: 'Oslo', spellings: ['Oslo'], proposed: { on: '2026-01-15' } };
  const decidedOn = (on: string): City => ({
    ...oslo,
    decision: { on, paragraph: '§ 12', caseNumber: 'SLK-2026-00190' },
  });

  const NOT_DECIDED = 'Kommunfullmäktige har inte beslutat om Oslo';

  it.each<[string, City, string | undefined]>([
    ['with no decision', oslo, NOT_DECIDED],
    ['that was withdrawn', { ...oslo, withdrawn: YESTERDAY }, NOT_DECIDED],
    [
      'on the day before the decision is valid',
      decidedOn(TOMORROW),
      'Oslo är vänort först från och med 24 november 2026',
    ],
    ['on its day', decidedOn(TODAY), undefined],
    ['afterwards', decidedOn(YESTERDAY), undefined],
  ])('%s, %#', (_, city, why) => {
    const error = why ? { cities: why } : {};
    expect(errorsOf({ cities: 'oslo' }, { changes: { cities: [city] } })).toEqual(error);
    expect(errorsOf({ cities: 'bergen,oslo' }, { changes: { cities: [city] } })).toEqual(error);
  });
});

describe('cities that cannot be chosen for several reasons', () => {
  it('are each named with its own', () => {
    const oslo: City = { id: 'oslo', nameSv: 'Oslo', spellings: ['Oslo'], proposed: { on: '2026-01-15' } };
    const cities = [oslo, { ...bergen, ended: '2026-08-31' }];
    expect(errorsOf({ cities: 'oslo,bergen,abo' }, { changes: { cities } }).cities).toBe(
      'Kommunfullmäktige har inte beslutat om Oslo. Samarbetet med Bergen avslutades 31 augusti 2026. ' +
        'Det som började tidigare går bra att berätta om',
    );
  });

  it('are named in English too', () => {
    const abo = { ...cityById(seedLists, 'abo')!, paused: { from: '2026-09-01' } };
    expect(
      errorsOf({ cities: 'abo', when: '2027' }, { changes: { cities: [abo] }, locale: 'en' }).cities,
    ).toBe(
      'the cooperation with Turku has been paused since 1 September 2026. What began earlier can still be told',
    );
  });
});

describe.each([
  ['category', 'categories', 'elevutbyte', 'Elevutbyte, lägerskola eller ungdomskonferens'],
  ['area', 'areas', 'skola', 'Skola'],
] as const)('the %s', (field, list, id, name) => {
  const ended = t('collaborations:error.termEnded', { name });
  const notYet = t('collaborations:error.choice');
  const term: Term = seedLists[list].find(candidate => candidate.id === id)!;
  const given = (parts: Partial<Term>, before?: Content): Given => ({
    changes: { [list]: [{ ...term, ...parts }] },
    before,
  });

  it.each<[string, Partial<Term>, string | undefined]>([
    ['ended yesterday', { validTo: YESTERDAY }, ended],
    ['ends today', { validTo: TODAY }, undefined],
    ['begins today', { validFrom: TODAY }, undefined],
    ['begins tomorrow', { validFrom: TOMORROW }, notYet],
    ['has another name now', { nameSv: 'Nytt namn' }, undefined],
  ])('that %s, %#', (_, parts, why) =>
    expect(errorsOf({ [field]: id }, given(parts))).toEqual(why ? { [field]: why } : {}),
  );

  it('that was closed while the form was open is named', () =>
    expect(errorsOf({ [field]: id }, given({ validTo: YESTERDAY }))[field]).toBe(
      `${name} går inte längre att välja. Välj något annat i listan`,
    ));

  it('that has ended stays where the collaboration had it already, and only that one', () => {
    const had = aContent({ [field]: id });
    const other = aContent({ [field]: 'annat' });
    expect(errorsOf({ [field]: id }, given({ validTo: YESTERDAY }, had))).toEqual({});
    expect(errorsOf({ [field]: id }, given({ validTo: YESTERDAY }, other))).toEqual({ [field]: ended });
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
