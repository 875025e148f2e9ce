import { hasMet, makePeople, type Person } from '../../src/directory/people';
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
