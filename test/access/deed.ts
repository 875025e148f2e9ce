import type { Past } from '../worklist/fill';
import type { TestPerson } from '../support/bot';
import type { Town } from './town';

/** How a row of the table is done, and how its answer is known. */
export interface Deed {
  /** What it acts on: a collaboration of Kim's with this past, or what is arranged; its name goes into `sends`. */
  on?: Past | ((town: Town, by: TestPerson) => Promise<string>);
  /** What follows the phrase, the data of the button or the value of the invoke. */
  sends?: (on: string, town: Town) => string | object;
  /** Where the card of the button stands: in one's own chat, unless it says otherwise. */
  in?: 'channel';
  /** The invoke which leads to it, for what has no button. */
  by?: 'composeExtension/query';
  /** What stands in its answer, and in none of a refusal. */
  answer: RegExp;
  /** The same where only a part is for everybody. */
  publicly?: RegExp;
  /** Afterwards, for what the next one would meet. */
  undo?: (by: TestPerson) => Promise<unknown>;
}

/** Deeds by the names of their rows in the table. */
export type Deeds = Record<string, Deed>;

/** A card that has this button. */
export function button(verb: string): RegExp {
  return new RegExp(`"verb":"${verb.replaceAll('.', '\\.')}"`);
}

/** What the button of a card sends that is about one collaboration. */
export function ofOne(ref: string): object {
  return { ref };
}
