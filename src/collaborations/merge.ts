import { changedFields, type Content } from '../register/model';

/** Two changes of the same content, put together. */
export interface Merged {
  content: Content;
  /** What the first changed, so that the second sees it. */
  theirs: (keyof Content)[];
  /** What both changed in different ways: there the second's stands, until they decide. */
  both: (keyof Content)[];
}

/**
 * Puts the change of whoever was second onto that of whoever was first. `base`: what the second had before them when
 * they began.
 */
export function merge(base: Content, first: Content, second: Content): Merged {
  const theirs = changedFields(base, first);
  const mine = changedFields(base, second);
  const differing = changedFields(first, second);
  const content = mine.reduce((merged, field) => ({ ...merged, [field]: second[field] }), first);
  return { content, theirs, both: theirs.filter(field => mine.includes(field) && differing.includes(field)) };
}
