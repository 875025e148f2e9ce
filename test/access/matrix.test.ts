import type { Dispatch } from '../../src/conversation/dispatch';
import { makeMessageExtension } from '../../src/teams/message-extension';
import type { TestPerson } from '../support/bot';
import { invoke } from '../support/extension';
import type { Deed } from './deed';
import { deeds } from './deeds';
import { outcomeOf, wholeOf, type Heard } from './outcome';
import { cells, changeable, roles, rows, type Cell, type Role, type Row } from './table';
import { NOT_FOR_ALL, startTown, told, type Town } from './town';

const BUTTONS_OF_KEEPERS =
  /"verb":"collaboration\.(openEdit|edit|copy|withdraw|openQuestion|answer|openHandOver|receive|ask|register|openFollowUp|followUp|endFollowUp)"/;

/** What the bot answers to without a card or a phrase. */
const SEARCH_IN_FIELD = 'application/search';

let town: Town;
let phrases: readonly string[];
let verbs: readonly string[];

beforeAll(async () => {
  town = await startTown();
  ({ phrases, verbs } = town.bot.app.answersTo);
});
afterAll(() => town.bot.stop());

describe('the table of who may what', () => {
  it('has a row for all that the bot answers to, and for nothing else', () => {
    const pressed: Dispatch['pressed'] = () => Promise.reject(new Error('nothing is pressed here'));
    const { names } = makeMessageExtension({ pressed });
    const answered = [...phrases, ...verbs, ...names, SEARCH_IN_FIELD];
    expect([...new Set(rows.map(({ what }) => what))].sort()).toEqual(answered.sort());
  });

  it('has each row once, and each is done', () => {
    expect(rows.map(nameOf).sort()).toEqual(Object.keys(deeds).sort());
  });
});

describe.each(rows.map(row => [nameOf(row), row] as const))('%s', (name, row) => {
  const cases = (Object.keys(roles) as Role[]).map(
    role => [roles[role], cells[row.cells[role]], role] as const,
  );

  it.each(cases)('%s %s', async (_who, _what, role) => {
    const deed = deeds[name]!;
    const person = town.people[role];
    const on = await arranged(deed, person);
    const data = deed.sends?.(on, town);
    const { heard, written } = await observed(() => send(person, row.what, deed, data), person);
    await deed.undo?.(person);
    const outcome = outcomeOf(heard, deed.answer, deed.publicly);
    expect(whatBecame(outcome, row, written)).toEqual(row.cells[role]);
    if (!sees(role, row)) expect(wholeOf(heard)).not.toMatch(NOT_FOR_ALL);
    if (row.cells[role] === 'public') expect(wholeOf(heard)).not.toMatch(BUTTONS_OF_KEEPERS);
  });
});

/** Buttons of cards that stand in the officers' channel, or lead from there to one's own chat. */
const IN_CHANNEL: readonly string[] = [
  ...['welcome.ownChat', 'welcome.help', 'channel.open', 'channel.bind'],
  ...[
    'collaboration.open',
    'collaboration.openEdit',
    'collaboration.openFollowUp',
    'collaboration.openHandOver',
    'collaboration.openQuestion',
  ],
  ...['collaboration.receive', 'collaboration.ask', 'collaboration.register', 'collaboration.withdraw'],
  ...['newsletter.forward', 'worklist.openFromChannel'],
  ...['lists.answerFirst', 'lists.changeAnswer'],
  'report.open',
  ...['hosting.openPlan', 'hosting.adopt', 'hosting.move', 'hosting.done', 'hosting.newDate'],
  ...['evaluation.show', 'evaluation.form', 'evaluation.resume'],
  // Answered with what everybody who reads along may know.
  ...['asking.ask', 'asking.status'],
];

describe('in the channel, where others read along', () => {
  const pressed = rows.filter(({ what }) => /^[a-z]+\.[a-zA-Z]+$/.test(what) && !IN_CHANNEL.includes(what));

  it.each(pressed.map(row => [nameOf(row), row] as const))(
    'even an officer is refused %s',
    async (name, { what }) => {
      const deed = deeds[name]!;
      const { officer } = town.people;
      const data = deed.sends?.(await arranged(deed, officer), town);
      const { heard, written } = await observed(
        async () => (await officer.pressesInChannel(what, data as object, 'card')).raw,
        officer,
      );
      expect({ outcome: outcomeOf(heard, deed.answer), written: written.register }).toEqual({
        outcome: 'refused',
        written: [],
      });
    },
  );
});

/** What the deed acts on, by its name. */
function arranged({ on }: Deed, person: TestPerson): Promise<string> | string {
  if (typeof on === 'function') return on(town, person);
  return on ? told(town, on) : '';
}

interface Written {
  /** Rows of the register. */
  register: readonly string[];
  /** Whether what is kept of the person has been written. */
  person: boolean;
}

/** What was answered and posted and written while something was done. */
async function observed(
  does: () => Promise<unknown>,
  { id }: TestPerson,
): Promise<{ heard: Heard; written: Written }> {
  const { written, bot } = town;
  const before = bot.teams.posted.length;
  written.register.length = 0;
  written.people.length = 0;
  const body = await does();
  return {
    heard: { body, posted: bot.teams.posted.slice(before) },
    written: { register: [...written.register], person: written.people.includes(id) },
  };
}

/** Says, presses or invokes it, as Teams would tell the bot of it; returns what the bot answered. */
async function send(
  person: TestPerson,
  what: string,
  deed: Deed,
  data: string | object = {},
): Promise<unknown> {
  if (phrases.includes(what)) {
    const text = `${what}${typeof data === 'string' ? data : ''}`;
    return (await person.sends({ ...person.activity('message'), text })).text();
  }
  if (deed.by) return invoke(person, deed.by, data);
  if (!verbs.includes(what)) return invoke(person, what, data);
  const press = deed.in === 'channel' ? person.pressesInChannel : person.presses;
  return (await press.call(person, what, data as object, 'card')).raw;
}

/** The kind of answer, held against what was written: only what changes something writes in the register. */
function whatBecame(outcome: ReturnType<typeof outcomeOf>, { changes }: Row, written: Written) {
  const { register, person } = written;
  const strangers: unknown[] = ['guest', 'silent'] satisfies Cell[];
  if (strangers.includes(outcome) && person) return { answered: outcome, butKept: 'something of the person' };
  if (outcome === 'does' && changes) {
    if (register.length === 0) return 'same';
    return register.some(key => changeable[changes].test(key))
      ? outcome
      : { answered: outcome, butWrote: register };
  }
  return register.length === 0 ? outcome : { answered: outcome, butWrote: register };
}

/** Whoever keeps a collaboration sees all of it, and so does whoever has just taken it over. */
function sees(role: Role, { what, cells: { [role]: cell } }: Row): boolean {
  const keeps = role === 'sender' || role === 'editor' || role === 'officer';
  return keeps || (what === 'collaboration.takeOver' && cell === 'does');
}

function nameOf({ what, which }: Row): string {
  return which === '' ? what : `${what}: ${which}`;
}
