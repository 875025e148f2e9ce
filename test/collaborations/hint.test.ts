import { emptyValues } from '../../src/collaborations/form';
import { prefill } from '../../src/collaborations/hint';
import { makeLists, seedLists } from '../../src/directory/lists';
import type { Person } from '../../src/directory/people';
import { unitById } from '../../src/directory/units';
import { SENDER, TODAY } from '../support/contents';

const remembered = { unitId: 'kultur', workplace: 'Stadsbiblioteket', contactFunction: 'Bibliotekarie' };
const stranger: Person = { id: SENDER, tenantId: 'tenant', name: 'Kim Andersson' };
const known: Person = { ...stranger, remembered };

const decidedOn = (on: string) => ({ on, paragraph: '§ 12', caseNumber: 'SLK-2026-00190' });

describe('the form that opens', () => {
  it('is empty for somebody new who wrote nothing more', () =>
    expect(prefill(seedLists, '', stranger, TODAY)).toEqual(emptyValues));

  it('holds what the person gave the last time', () =>
    expect(prefill(seedLists, '', known, TODAY)).toEqual({ ...emptyValues, ...remembered }));

  it('does not hold the workplace of another unit than the one that was asked for', () =>
    expect(prefill(seedLists, 'badhus', known, TODAY)).toMatchObject({ unitId: 'idrott', workplace: '' }));

  it('does not hold a unit that has ended since', () => {
    const ended = { ...unitById(seedLists, 'kultur')!, validTo: '2026-11-22' };
    expect(prefill(makeLists({ units: [ended] }), '', known, TODAY).unitId).toBe('');
  });

  it('does not hold a unit that is not there', () =>
    expect(prefill(seedLists, '', { ...stranger, remembered: { unitId: 'nobody' } }, TODAY).unitId).toBe(''));

  it.each([
    ['Bergen', 'bergen'],
    ['bergen, Åbo', 'bergen,abo'],
    ['Turku och Århus', 'aarhus,abo'],
    ['Aarhus/Bergen', 'aarhus,bergen'],
    ['Bergens', 'bergen'],
    ['aBO', 'abo'],
    ['Oslo', ''],
    ['Göteborg', ''],
  ])('after "informera %s" has the cities %j', (hint, cities) =>
    expect(prefill(seedLists, hint, stranger, TODAY).cities).toBe(cities),
  );

  it.each([
    ['is only proposed', {}, ''],
    ['was proposed, and that was withdrawn', { withdrawn: '2026-11-01' }, ''],
    ['is decided on from tomorrow', { decision: decidedOn('2026-11-24') }, ''],
    ['is decided on from today', { decision: decidedOn(TODAY) }, 'malmo'],
  ])('does not have a city ticked that %s: %j, "%s"', (_, parts, ticked) => {
    const malmo = { id: 'malmo', nameSv: 'Malmö', spellings: ['Malmö'], proposed: { on: '2026-01-01' } };
    const lists = makeLists({ cities: [{ ...malmo, ...parts }] });
    expect(prefill(lists, 'Malmö', stranger, TODAY).cities).toBe(ticked);
    expect(prefill(lists, 'Malmö och Bergen', stranger, TODAY).cities).toBe(
      ['bergen', ticked].filter(Boolean).join(),
    );
  });

  it.each([
    ['badhus Bergen', 'idrott'],
    ['Bergen badhuset', 'idrott'],
    ['SLK', 'slk'],
    ['stadsledningskontoret', 'slk'],
    ['gymnasium', 'utbildning'],
    ['Kulturförvaltningen Åbo', 'kultur'],
    ['museum', 'kultur'],
    ['Bergen', ''],
    ['xyzzy', ''],
  ])('after "informera %s" has the unit %j', (hint, unitId) =>
    expect(prefill(seedLists, hint, stranger, TODAY).unitId).toBe(unitId),
  );

  it.each([
    ['the usual one, when the words fit it too', 'bibliotek Bergen', 'kultur'],
    ['the usual one, when the words name a city only', 'Bergen', 'kultur'],
    ['the usual one, when the words fit no unit', 'xyzzy', 'kultur'],
    ['another one, when the words fit that', 'badhus Bergen', 'idrott'],
  ])('has %s', (_, hint, unitId) => expect(prefill(seedLists, hint, known, TODAY).unitId).toBe(unitId));

  it.each([
    'om ett utbyte i Bergen',
    'om samarbete med Aarhus',
    'ett möte i Åbo',
    'att vi ska till Bergen',
    'vi åker till Bergen',
    'om ett nytt samarbete med vår vänort Bergen',
    'ett nätverk med Åbo',
    'nu',
    'about a trip to Turku',
    'that we are going to Bergen',
  ])('has no other unit than the usual one after everyday speech: "informera %s"', hint => {
    expect(prefill(seedLists, hint, stranger, TODAY).unitId).toBe('');
    expect(prefill(seedLists, hint, known, TODAY).unitId).toBe('kultur');
  });
});
