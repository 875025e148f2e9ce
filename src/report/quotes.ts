import type { Answered } from './answers';
import type { Quote } from './figures';

/** So much of what people wrote has room in a document that somebody is to read, and in the figures that are stored. */
const MOST_QUOTES = 200;
const MOST_CHARACTERS = 80_000;

/** Keeps answers in the order in which they come, as far as there is room. */
export function makeQuotes() {
  const kept: Quote[] = [];
  let characters = 0;
  let left = 0;

  function add(of: Pick<Quote, 'ref' | 'title' | 'unit'>, { year, outcome }: Answered): void {
    const { result, learned, willUse } = outcome;
    const quote: Quote = {
      ...of,
      ...(year !== undefined && { year }),
      ...(result && { result }),
      ...(learned && { learned }),
      ...(willUse && { willUse }),
    };
    const length = JSON.stringify(quote).length;
    if (kept.length >= MOST_QUOTES || characters + length > MOST_CHARACTERS) {
      left += 1;
      return;
    }
    kept.push(quote);
    characters += length;
  }

  return { add, all: () => [...kept], leftOut: () => left };
}
