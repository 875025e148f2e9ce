import { translator, type Locale, type TextKey } from '../i18n';

/** One thing that is known of an entry, in words. `key` tells which one it is when two versions are compared. */
export interface Fact {
  key: string;
  name: string;
  value: string;
  /** The parts of the value, where it is a list of many. */
  items?: readonly string[];
  /** Whether each part stands on a line of its own. */
  aLineEach?: boolean;
  /** What was done when it is no longer there; absent: that it was taken away. */
  whenGone?: string;
}

type FactKey = Extract<TextKey, `lists:fact.${string}`> extends `lists:fact.${infer Key}` ? Key : never;

/** A fact with one value; undefined where there is none. */
export function one(key: FactKey, value: string | undefined, locale: Locale): Fact | undefined {
  return value ? { key, name: translator(locale)(`lists:fact.${key}`), value } : undefined;
}

/** A fact that is a list; undefined where that is empty. */
export function many(key: FactKey, items: readonly string[], locale: Locale): Fact | undefined {
  const fact = one(key, items.join(', '), locale);
  return fact && { ...fact, items };
}
