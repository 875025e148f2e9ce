import type { TeamRef, TeamsDirectory } from './coordinators';
import type { People } from './people';

/** Whom one can pick in a form where Teams' own people picker is not: the local trial's window has none. */
export interface Colleagues {
  /**
   * Those whom one can pick, by name; `value` is the Entra object id. Empty where the picker is there. Never throws:
   * what cannot be read is left out.
   */
  choices(signal?: AbortSignal): Promise<{ title: string; value: string }[]>;
}

const MOST = 200;
const swedish = new Intl.Collator('sv');

/** The members of the City Executive Office's team, guests excepted, and the people whom the bot has met. */
export function makeColleagues(parts: {
  people: Pick<People, 'list'>;
  directory: TeamsDirectory;
  team: () => Promise<TeamRef | undefined>;
  /** Whether Teams' own people picker is there. */
  picker: boolean;
}): Colleagues {
  const { people, directory, team, picker } = parts;

  async function members(): Promise<Choice[]> {
    const known = await team();
    const all = known ? await directory.members(known) : [];
    return all.filter(({ guest }) => !guest).map(toChoice);
  }

  async function choices(signal?: AbortSignal): Promise<Choice[]> {
    if (picker) return [];
    const met = people.list(MOST, signal).then(list => list.map(toChoice));
    const found = await Promise.all([members().catch(none), met.catch(none)]);
    const byId = new Map(found.flat().map(choice => [choice.value.toLowerCase(), choice]));
    return [...byId.values()]
      .filter(({ title }) => title !== '')
      .slice(0, MOST)
      .sort((a, b) => swedish.compare(a.title, b.title));
  }

  return { choices };
}

interface Choice {
  title: string;
  value: string;
}

function toChoice({ id, name }: { id: string; name: string }): Choice {
  return { title: name.trim(), value: id };
}

function none(): Choice[] {
  return [];
}
