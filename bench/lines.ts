import { randomUUID } from 'node:crypto';
import { actionData, aForm, cardOf, referenceIn, type TestPerson } from '../test/support/bot';
import { RARE_WORD } from './fill';

export type Turn = () => Promise<unknown>;

/** How much of storage a turn may take before its answer. */
export interface Bound {
  trips: number;
  entities: (shown: number) => number;
  text: string;
}

/** One turn that is measured. */
export interface Line {
  name: string;
  /** Without one the cost is printed only. */
  bound?: Bound;
  /** Makes the turn of one person; what that takes beforehand does not count. */
  of: (who: TestPerson) => Turn | Promise<Turn>;
  /** Whether its cost is counted once more, for when the lists are read anew: that is a trip more, twice a minute. */
  renewed?: boolean;
  /** The limit of its CPU beside an echo, and what kinds of echo answer it. */
  echo?: { limit: number; kinds: readonly ('message' | 'press')[] };
  /** Its CPU: whether the ratio is held against the target, only printed (of few turns), or not measured. */
  cpu: 'held' | 'few' | 'none';
}

const usual: Bound = { trips: 4, entities: shown => shown + 20, text: '4, shown + 20' };
/** The meetings, and the person who asks, are remembered for half a minute. */
const remembered: Bound = { trips: 0, entities: () => 0, text: '0, 0' };
/** The question is asked of what was compared: twenty with the city, beside the digests and the person's own row. */
const compared: Bound = { trips: 4, entities: () => 26, text: '4, 26' };
/**
 * A search looks through lists of what may fit, in eight reads of 150 rows in all, beside the person's own row; for what
 * has only some of it up to six reads more.
 */
const search: Bound = { trips: 9, entities: () => 151, text: '9, 151' };

/** So many years ahead nothing is told of yet but what has no end. */
const FIRST_DAY = Date.UTC(2031, 0, 1);
const DAY = 86_400_000;

/**
 * Every turn that is measured, in its order: what was submitted is received later. The days of what is submitted go on
 * from one line to the next, so that none of it is ever the same as another.
 */
export function makeLines(): Line[] {
  const told = new Map<string, string[]>();
  let days = 0;

  function submit(who: TestPerson): Turn {
    return async () => {
      const when = new Date(FIRST_DAY + days * DAY).toISOString().slice(0, 10);
      days += 1;
      const form = { ...aForm, title: 'Lägerskola vid fjorden', category: 'annat', when };
      const answer = await who.presses('collaboration.submit', { ...form, draft: randomUUID() }, '1');
      told.set(who.url, [...(told.get(who.url) ?? []), referenceIn(answer.card)]);
      return answer;
    };
  }

  /** The time and the title of a thousand others: nothing is stored. */
  function submitTheSame(who: TestPerson): Turn {
    return async () => {
      const answer = await who.presses('collaboration.submit', { ...aForm, draft: randomUUID() }, '1');
      actionData(answer.card, 'collaboration.reopen');
      return answer;
    };
  }

  function receive(who: TestPerson): Turn {
    return () => who.pressesInChannel('collaboration.receive', { ref: told.get(who.url)!.shift()! });
  }

  async function show(who: TestPerson): Promise<Turn> {
    const { card } = (await submit(who)()) as { card: unknown };
    return () => who.says(`visa ${referenceIn(card)}`);
  }

  return [
    // Before others wait there.
    { name: 'att göra', bound: usual, of: says('att göra'), cpu: 'held' },
    {
      name: 'submit',
      renewed: true,
      bound: usual,
      of: submit,
      cpu: 'held',
      echo: { limit: 4, kinds: ['message', 'press'] },
    },
    { name: 'submit, asked whether the same', bound: compared, of: submitTheSame, cpu: 'held' },
    { name: 'confirmation again (visa)', bound: usual, of: show, cpu: 'none' },
    {
      name: 'receipt',
      bound: usual,
      of: receive,
      cpu: 'held',
      echo: { limit: 4, kinds: ['message', 'press'] },
    },
    {
      name: 'mina',
      bound: usual,
      of: says('mina'),
      cpu: 'held',
      echo: { limit: 2.5, kinds: ['message'] },
    },
    ...[
      'när är nästa vänortsmöte',
      'vilken stad är värd 2031',
      'när är vi värdar',
      'var står planeringen',
      'vilka åker',
      'hur många dagar är det kvar',
      'has Åbo confirmed',
      'vad blir det till lunch',
    ].map(question => ({
      name: `"${question}"`,
      bound: question === 'vad blir det till lunch' ? usual : remembered,
      of: says(question),
      cpu: 'held' as const,
      renewed: true,
      echo: { limit: 1.5, kinds: ['message' as const] },
    })),
    { name: 'förvaltningens kultur', bound: usual, of: says('förvaltningens kultur'), cpu: 'held' },
    { name: 'stad Bergen', of: says('stad Bergen'), cpu: 'held' },
    { name: 'statistik, anew', of: freshStatistics, cpu: 'few' },
    ...[
      { name: 'sök bergen skola 2024', of: says('sök bergen skola 2024') },
      { name: 'sök hav (common)', of: says('sök hav') },
      { name: `sök ${RARE_WORD} (rare)`, of: says(`sök ${RARE_WORD}`) },
      { name: 'sök zebra (nothing)', of: says('sök zebra') },
      { name: 'sök zebra bergen 2024 (some of it)', of: says('sök zebra bergen 2024') },
      { name: 'sök bergen skola 2024, page 2', of: secondPage('sök bergen skola 2024') },
      { name: 'extension: bergen skola', of: extension('bergen skola') },
      { name: 'extension: nothing typed', of: extension('') },
    ].map(line => ({ ...line, bound: search, cpu: 'held' as const })),
  ];
}

function says(text: string): Line['of'] {
  return who => () => who.says(text);
}

/** Counts are kept for a while: each turn asks for other years, and has to count again. */
function freshStatistics(who: TestPerson): Turn {
  let since = new Date().getUTCFullYear();
  return () => who.says(`statistik sedan ${since--}`);
}

function secondPage(text: string): Line['of'] {
  return async who => {
    const [first] = await who.says(text);
    const data = actionData(cardOf(first!), 'search.more');
    return async () => {
      const before = who.teams.in(who.chat).length;
      await who.presses('search.more', data);
      return who.teams.in(who.chat).slice(before);
    };
  };
}

function extension(text: string): Line['of'] {
  const value = {
    commandId: 'searchCollaborations',
    parameters: text ? [{ name: 'query', value: text }] : [{ name: 'initialRun', value: 'true' }],
    queryOptions: { skip: 0, count: 25 },
  };
  return who => () => who.invokes({ ...who.activity('invoke'), name: 'composeExtension/query', value });
}
