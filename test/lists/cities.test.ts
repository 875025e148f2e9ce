import { offeredCities, seedCities, standingOf, type City } from '../../src/directory/cities';
import { makeLists } from '../../src/directory/lists';
import { parseParagraph } from '../../src/lists/cities';
import { deedOf, offeredDeeds, readDeed } from '../../src/lists/deeds';
import { emptyValues, type Values } from '../../src/lists/fields';
import { reader, TODAY } from '../support/contents';

const setting = { reader: reader('sv'), today: TODAY };
const bergen = seedCities.find(({ id }) => id === 'bergen')!;

function does(name: string, city: City | undefined, values: Partial<Values>) {
  return readDeed(deedOf('cities', name)!, city, { ...emptyValues, ...values }, setting, '');
}

function after(name: string, city: City | undefined, values: Partial<Values>): City {
  const done = does(name, city, values);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.after;
}

function errors(name: string, city: City | undefined, values: Partial<Values>) {
  const done = does(name, city, values);
  return 'errors' in done ? done.errors : {};
}

const proposal = { nameSv: 'Helsingfors', nameEn: 'Helsinki', proposedOn: '2026-10-01' };
const decision = { decidedOn: '2026-12-10', paragraph: '12', caseNumber: 'SLK-2026-00190' };

describe('a proposed city', () => {
  it('is written in all its names', () =>
    expect(after('propose', undefined, { ...proposal, spellings: 'Helsingfors, Hki' }).spellings).toEqual([
      'Helsingfors',
      'Helsinki',
      'Hki',
    ]));

  it('can be informed of from the day of the decision, that day included', () => {
    const city = after('decide', after('propose', undefined, proposal), decision);
    const offered = (day: string) =>
      offeredCities(makeLists({ cities: [city] }), day).some(({ id }) => id === city.id);
    expect(['2026-12-09', '2026-12-10'].map(offered)).toEqual([false, true]);
  });

  it.each([
    [{ nameSv: 'Bergen' }, 'nameSv'],
    [{ nameSv: 'Göteborg' }, 'nameSv'],
    [{ nameSv: 'Turku' }, 'nameSv'],
    [{ nameSv: 'Oslo', spellings: 'ARHUS' }, 'spellings'],
  ])('is not one that there is: %j', (names, field) =>
    expect(Object.keys(errors('propose', undefined, { proposedOn: TODAY, ...names }))).toEqual([field]),
  );

  it('is not decided on before it was proposed', () =>
    expect(
      errors('decide', after('propose', undefined, proposal), { ...decision, decidedOn: '2026-09-30' }),
    ).toEqual({ decidedOn: 'kan inte vara före 1 oktober 2026' }));
});

describe('a proposal that is withdrawn', () => {
  const city = after('propose', undefined, proposal);
  const withdrawn = after('withdraw', city, { withdrawnOn: TODAY });
  const offered = (of: City) => offeredDeeds('cities', of, setting).map(({ deed }) => deed);

  it('stays as it was, with the day', () => expect(withdrawn).toEqual({ ...city, withdrawn: TODAY }));

  it('may have a decision to come, which falls', () =>
    expect(after('withdraw', after('decide', city, decision), { withdrawnOn: TODAY })).toEqual(withdrawn));

  it.each([
    ['2026-09-30', 'kan inte vara före 1 oktober 2026'],
    ['2026-11-24', 'kan inte vara efter 23 november 2026'],
    ['', 'välj en dag'],
  ])('is so neither before it was proposed nor on a day to come: "%s"', (withdrawnOn, error) =>
    expect(errors('withdraw', city, { withdrawnOn })).toEqual({ withdrawnOn: error }),
  );

  it('can be withdrawn until it is a sister city, and not again', () => {
    expect(offered(city)).toEqual(['decide', 'withdraw', 'names']);
    expect(offered(after('decide', city, { ...decision, decidedOn: TODAY }))).not.toContain('withdraw');
    expect(offered(bergen)).not.toContain('withdraw');
    expect(offered(withdrawn)).toEqual([]);
  });

  it('leaves its name free for a new proposal, which is another', () => {
    const again = readDeed(
      deedOf('cities', 'propose')!,
      undefined,
      { ...emptyValues, ...proposal },
      { reader: reader('sv', { cities: [withdrawn] }), today: TODAY },
      '',
    );
    expect(again).toHaveProperty('after.id', 'helsingfors-2');
  });
});

describe('a paragraph', () => {
  it.each([
    ['12', '§ 12'],
    ['§12', '§ 12'],
    ['§ 012 ', '§ 12'],
    ['§ 12 B', '§ 12 b'],
    ['tolv', undefined],
    ['§', undefined],
    ['12345', undefined],
  ])('written "%s" is %s', (text, paragraph) => expect(parseParagraph(text)).toBe(paragraph));
});

describe('a pause', () => {
  const paused = after('pause', bergen, { pauseFrom: '2026-11-01' });

  it('lasts until further notice, or to its last day', () => {
    expect(['2026-10-31', '2026-11-01', '2030-01-01'].map(day => standingOf(paused, day))).toEqual([
      'active',
      'paused',
      'paused',
    ]);
    const short = after('pause', bergen, { pauseFrom: '2026-11-01', pauseTo: '2026-11-30' });
    expect(['2026-11-30', '2026-12-01'].map(day => standingOf(short, day))).toEqual(['paused', 'active']);
  });

  it('ends the day before the cooperation goes on', () => {
    const resumed = after('resume', paused, { resumedOn: '2026-11-23' });
    expect(resumed.paused).toEqual({ from: '2026-11-01', to: '2026-11-22' });
  });

  it('that never began is none', () =>
    expect(after('resume', paused, { resumedOn: '2026-11-01' })).toEqual(bergen));

  it('does not end before it begins', () =>
    expect(errors('pause', bergen, { pauseFrom: '2026-11-02', pauseTo: '2026-11-01' })).toHaveProperty(
      'pauseTo',
    ));
});

describe('an ended cooperation', () => {
  it('has a last day, and can begin again', () => {
    const ended = after('end', bergen, { lastDay: '2026-11-22' });
    expect([standingOf(ended, '2026-11-22'), standingOf(ended, TODAY)]).toEqual(['active', 'ended']);
    expect(standingOf(after('reopen', ended, {}), TODAY)).toBe('active');
  });
});
