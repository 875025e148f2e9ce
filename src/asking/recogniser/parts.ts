const SENTENCES = /[.?!;\n]+(?:\s|$)/u;
/** What begins or ends a clause that may be a question of its own. */
const CLAUSES = /,\s|\s[-–—]\s|:\s|\s(?:men|but|eftersom|because|so that|eller|or)\s/iu;

/** What stands between two questions of one sentence. */
const CONJUNCTIONS = /\s(?:och|and|eller|or)\s/iu;

/** The sentences of a text, where there are several. */
export function sentencesOf(text: string): string[] {
  return severalOf(text, SENTENCES);
}

/** Of several sentences the one that a question mark stands after, where there is just one such. */
export function markedIn(text: string): string | undefined {
  if (sentencesOf(text).length === 0) return undefined;
  const marked = (text.match(/[^.?!;\n]+\?/gu) ?? []).filter(part => /[\p{L}\p{N}]/u.test(part));
  return marked.length === 1 ? marked[0]?.trim() : undefined;
}

/** The clauses of a sentence, where there are several. */
export function clausesOf(sentence: string): string[] {
  return severalOf(sentence, CLAUSES);
}

/** The parts of a text that "and" or "or" stands between, where there are several. */
export function conjunctsOf(text: string): string[] {
  return severalOf(text, CONJUNCTIONS);
}

function severalOf(text: string, between: RegExp): string[] {
  const parts = text
    .split(between)
    .map(part => part.trim())
    .filter(part => part !== '');
  return parts.length > 1 ? parts : [];
}
