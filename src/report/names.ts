import { cityById } from '../directory/cities';
import type { Lists } from '../directory/lists';
import { nameOn, type Named } from '../directory/named';
import { unitById } from '../directory/units';

export type NamedList = 'cities' | 'units' | 'categories' | 'areas';

/** An entry of a list by its id, one that is not offered any more included. */
export function entryOf(lists: Lists, list: NamedList, id: string): Named | undefined {
  if (list === 'cities') return cityById(lists, id);
  if (list === 'units') return unitById(lists, id);
  return lists[list].find(entry => entry.id === id);
}

/** The Swedish name on an ISO day or moment; an id that stands in no list is its own name. */
export function nameAt(lists: Lists, list: NamedList, id: string, on: string): string {
  const entry = entryOf(lists, list, id);
  return entry ? nameOn(entry, 'sv', on) : id;
}

/**
 * Gathers under which names something was told, so that a count of it bears them all: "Stadsmiljöförvaltningen
 * (tidigare Trafikkontoret)". `at` is the ISO moment of the report.
 */
export function makeNamer(lists: Lists, at: string) {
  const told = new Map<string, Set<string>>();
  const remembered = new Map<string, { name: string; changes: boolean }>();

  /** The name when something was told, which is remembered. `on` is an ISO day or moment. */
  function tell(list: NamedList, id: string, on: string): string {
    const key = `${list}|${id}`;
    let known = remembered.get(key);
    if (!known) {
      const changes = (entryOf(lists, list, id)?.formerNames?.length ?? 0) > 0;
      known = { name: nameAt(lists, list, id, at), changes };
      remembered.set(key, known);
    }
    const name = known.changes ? nameAt(lists, list, id, on) : known.name;
    const names = told.get(key);
    if (names) names.add(name);
    else told.set(key, new Set([name]));
    return name;
  }

  /** What a count of it is called: its name at the time of the report, and those under which it was told before. */
  function nameFor(list: NamedList, id: string): string {
    const now = nameAt(lists, list, id, at);
    const earlier = [...(told.get(`${list}|${id}`) ?? [])].filter(name => name !== now);
    return earlier.length > 0 ? `${now} (tidigare ${earlier.join(', ')})` : now;
  }

  return { tell, nameFor };
}
