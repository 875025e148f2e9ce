import { makeColleagues } from '../../src/directory/colleagues';
import { RosterUnavailableError, type TeamMember } from '../../src/directory/coordinators';
import type { Person } from '../../src/directory/people';
import { StorageUnavailableError } from '../../src/storage/errors';

const team = { id: 't', serviceUrl: 'https://example.org', tenantId: 'x' };
const member = (id: string, name: string, guest = false): TeamMember => ({ id, name, guest });
const met = (id: string, name: string): Person => ({ id, name, tenantId: 'x' });

function colleagues(
  parts: {
    members?: TeamMember[] | Error;
    people?: Person[] | Error;
    picker?: boolean;
    bound?: boolean;
  } = {},
) {
  const { members = [], people = [], picker = false, bound = true } = parts;
  const give = async <T>(value: T | Error): Promise<T> => {
    if (value instanceof Error) throw value;
    return value;
  };
  return makeColleagues({
    people: { list: limit => give(people).then(list => list.slice(0, limit)) },
    directory: { members: () => give(members), channels: () => Promise.resolve([]) },
    team: () => Promise.resolve(bound ? team : undefined),
    picker,
  });
}

describe('those whom one can pick', () => {
  it('are none where Teams’ own people picker is', async () =>
    expect(await colleagues({ members: [member('1', 'A')], picker: true }).choices()).toEqual([]));

  it('are the team’s members and those whom the bot has met, each once, in Swedish order', async () => {
    const parts = {
      members: [member('1', 'Åsa Ek'), member('2', 'Robin Lind'), member('3', 'Gäst', true)],
      people: [met('2', 'Robin Lind'), met('4', 'Zara Öst'), met('5', '')],
    };
    expect(await colleagues(parts).choices()).toEqual([
      { title: 'Robin Lind', value: '2' },
      { title: 'Zara Öst', value: '4' },
      { title: 'Åsa Ek', value: '1' },
    ]);
  });

  it('are two hundred at most, the team before others', async () => {
    const members = Array.from({ length: 150 }, (_, index) => member(`m${index}`, `Z${index}`));
    const people = Array.from({ length: 150 }, (_, index) => met(`p${index}`, `A${index}`));
    const choices = await colleagues({ members, people }).choices();
    expect(choices).toHaveLength(200);
    expect(choices.filter(({ value }) => value.startsWith('m'))).toHaveLength(150);
  });

  it.each([
    ['Teams does not answer', { members: new RosterUnavailableError('x') }],
    ['the team is not known', { bound: false }],
  ])('are only the known people while %s', async (_what, parts) => {
    const found = await colleagues({ ...parts, people: [met('1', 'Kim')] }).choices();
    expect(found).toEqual([{ title: 'Kim', value: '1' }]);
  });

  it('are only the team while storage does not answer', async () => {
    const people = new StorageUnavailableError('x');
    expect(await colleagues({ members: [member('1', 'Kim')], people }).choices()).toHaveLength(1);
  });
});
