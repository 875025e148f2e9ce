import { hasMet, isObjectId, makePeople, namesAsFarAsKnown, type Person } from '../../src/directory/people';
import { StorageUnavailableError } from '../../src/storage/errors';
import { openTestStorage } from '../support/storage';

const AT = '2026-11-23T09:00:00.000Z';
const kim: Person = { id: '00000000-0000-4000-8000-000000000001', tenantId: 't', name: 'Kim Andersson' };
const named: Person = { ...kim, id: '00000000-0000-4000-8000-000000000002', heardOf: true };
const without: Person = { ...kim, id: 'utan-konto-1', unreachable: { reason: 'noAccount', since: AT } };

it.each([
  ['somebody who has been let in', kim, true],
  [
    'somebody who has removed the app',
    { ...kim, unreachable: { reason: 'notInstalled', since: AT } } as const,
    true,
  ],
  ['somebody of whom a colleague told', named, false],
  ['somebody without an account', without, false],
])('%s has met the bot: %s', (_who, person, met) => expect(hasMet(person)).toBe(met));

it('those who have met the bot are listed, and all have their names', async () => {
  const { people: table } = await openTestStorage();
  const people = makePeople(table, () => new Date(AT), 0);
  for (const person of [kim, named, without]) await people.change(person.id, () => person);
  expect((await people.list(10)).map(({ id }) => id)).toEqual([kim.id]);
  expect((await people.names([named.id, without.id])).size).toBe(2);
});

it.each([
  ['00000000-0000-4000-8000-000000000001', true],
  ['utan-konto-0b7cf3a4-8d5f-4a58-9d5c-0a2f8a1b2c3d', false],
  ['', false],
])('"%s" is the id of an account: %s', (id, is) => expect(isObjectId(id)).toBe(is));

describe('names as far as they are known', () => {
  const atHand = { namesAtHand: () => new Map([['a', 'Anna']]) };

  it('are asked for only where they are not at hand', async () => {
    const names = jest.fn((ids: readonly string[]) => Promise.resolve(new Map(ids.map(id => [id, 'Bo']))));
    expect([...(await namesAsFarAsKnown({ ...atHand, names }, ['a', 'b']))]).toEqual([
      ['a', 'Anna'],
      ['b', 'Bo'],
    ]);
    expect(names.mock.calls[0]?.[0]).toEqual(['b']);
  });

  it('are those at hand where storage does not answer', async () => {
    const names = () => Promise.reject(new StorageUnavailableError('away'));
    expect([...(await namesAsFarAsKnown({ ...atHand, names }, ['a', 'b']))]).toEqual([['a', 'Anna']]);
  });

  it('are not made up where something else is wrong', async () => {
    const names = () => Promise.reject(new Error('a mistake of ours'));
    await expect(namesAsFarAsKnown({ ...atHand, names }, ['b'])).rejects.toThrow('a mistake of ours');
  });
});
