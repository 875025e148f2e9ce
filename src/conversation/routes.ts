import type { z } from 'zod/v4';
import { fold } from '../i18n/fold';
import type { Attached } from './attached';
import { isOwnPlace, type Reply, type Turn } from './turn';

/** Something that people can write: any of `phrases`, in any case, with or without å, ä and ö. */
export interface Saying {
  phrases: readonly string[];
  /** Whether it is answered where it is said. Most is not: in a channel the way goes to the person's own chat. */
  anywhere?: boolean;
  /** Whether a question goes before it where more follows: "hej, när är nästa möte". */
  yields?: boolean;
  /** `data` is what was written after the phrase, as it was written. */
  handle(turn: Turn<string>): Promise<Reply>;
}

/** Something that people can press: the verb of a card's button, and the form that its data must have. */
export interface Press<Data = unknown> {
  verb: string;
  schema: z.ZodType<Data>;
  /** Whether the card stands only where nobody else sees it: the same press from elsewhere is not answered. */
  personalOnly?: boolean;
  /** Whether no log may tell who presses it. */
  unnamed?: boolean;
  handle(turn: Turn<Data>): Promise<Reply>;
}

/** What one capability answers to. */
export interface Routes {
  sayings: readonly Saying[];
  presses: readonly AnyPress[];
  /** Files that a person attaches in their own chat; one capability takes them. */
  attached?: TakesAttached;
}

export type TakesAttached = (turn: Turn<readonly Attached[]>) => Promise<Reply>;

/** A press whose data has been checked against its own schema when `run` calls its handler. */
export interface AnyPress {
  verb: string;
  unnamed?: boolean;
  run(turn: Turn<unknown>): Promise<Reply | 'invalid'>;
}

/** Ties a verb to its schema and handler, so that a handler never meets data that was not validated. */
export function press<Data>(route: Press<Data>): AnyPress {
  return {
    verb: route.verb,
    ...(route.unnamed && { unnamed: true }),
    async run(turn) {
      if (route.personalOnly && !isOwnPlace(turn.place)) return 'invalid';
      const parsed = route.schema.safeParse(turn.data);
      return parsed.success ? route.handle({ ...turn, data: parsed.data }) : 'invalid';
    },
  };
}

export interface Router {
  /** The first phrase of each saying, which stands for the others. */
  phrases: readonly string[];
  verbs: readonly string[];
  /** The saying with the longest phrase that the text begins with, and what follows it. */
  findSaying(text: string): { saying: Saying; rest: string } | undefined;
  findPress(verb: string): AnyPress | undefined;
  attached: TakesAttached | undefined;
}

/** Joins the capabilities' routes. Throws when two of them claim the same verb or phrase, or the attached files. */
export function makeRouter(capabilities: readonly Routes[]): Router {
  const presses = new Map<string, AnyPress>();
  const phrases = new Map<string, Saying>();
  for (const { sayings, presses: own } of capabilities) {
    for (const route of own) claim(presses, route.verb, route);
    for (const saying of sayings) for (const phrase of saying.phrases) claim(phrases, fold(phrase), saying);
  }
  const takers = capabilities.flatMap(({ attached }) => (attached ? [attached] : []));
  if (takers.length > 1) throw new Error('two capabilities take what is attached');
  const longestFirst = [...phrases.keys()].sort((a, b) => b.length - a.length);

  function findSaying(text: string) {
    // Composed, since a position in the folded text must be one in this: "ä" may have come as two characters.
    const trimmed = text.normalize('NFC').trim().replace(/\s+/g, ' ');
    const folded = fold(trimmed);
    for (const phrase of longestFirst) {
      if (!folded.startsWith(phrase)) continue;
      const rest = trimmed.slice(phrase.length);
      // "informerad" is not "informera": a phrase that is a word must end where a word ends.
      if (/[\p{L}\p{N}]$/u.test(phrase) && /^[\p{L}\p{N}]/u.test(rest)) continue;
      return { saying: phrases.get(phrase)!, rest: rest.replace(/^[\s:,.!?–-]+/, '').trim() };
    }
    return undefined;
  }

  return {
    phrases: capabilities.flatMap(({ sayings }) => sayings.map(saying => saying.phrases[0]!)),
    verbs: [...presses.keys()],
    findSaying,
    findPress: verb => presses.get(verb),
    attached: takers[0],
  };
}

function claim<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.has(key)) throw new Error(`two capabilities answer to "${key}"`);
  map.set(key, value);
}
