/** More different ones than people ask for while an owner stays the same. */
const MOST = 500;

/**
 * Keeps what was made for an owner, by a key, for as long as the owner is there: the same question of the same lists has
 * the same answer.
 */
export function rememberedBy<Owner extends object, Value>(): (
  owner: Owner,
  key: string,
  make: () => Value,
) => Value {
  const byOwner = new WeakMap<Owner, Map<string, Value>>();
  return (owner, key, make) => {
    const known = byOwner.get(owner) ?? new Map<string, Value>();
    byOwner.set(owner, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  };
}
