import { CITY_PARTITION } from '../../src/capabilities';
import type { StoredName, Entry } from '../../src/directory/lists';
import { makeListsStore } from '../../src/directory/lists-store';
import { cardOf, textOf, actionData, type Answer, type TestBot, type TestPerson } from './bot';
import type { PostedActivity } from './fake-teams';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Enters or replaces an entry of the lists, as a coordinator's form would. The bot is to read the lists anew. */
export async function enters<Name extends StoredName>(
  { storage }: Pick<TestBot, 'storage'>,
  list: Name,
  after: Entry<Name>,
): Promise<void> {
  const store = makeListsStore({
    table: storage.register,
    partition: CITY_PARTITION,
    now: () => new Date(),
    cacheMs: 0,
    log: silent,
  });
  const before = await store.load(list, after.id);
  await store.save({ list, before, after, by: 'coordinator', at: new Date().toISOString() });
}

/** Somebody is an editor of a unit, from long ago and without an end unless days are given; beside nobody else. */
export async function makesEditors(
  bot: Pick<TestBot, 'storage'>,
  unitId: string,
  editors: readonly { person: TestPerson; from?: string; to?: string }[],
): Promise<void> {
  await enters(bot, 'editors', {
    id: unitId,
    editors: editors.map(({ person, from = '2020-01-01', to }) => ({
      personId: person.id,
      from,
      ...(to && { to }),
    })),
  });
}

/** Cards in somebody's chat that tell what somebody else did. */
export function toldTo({ teams }: Pick<TestBot, 'teams'>, person: TestPerson): string[] {
  return teams
    .in(person.chat)
    .filter(message => message.activity.attachments?.length)
    .map(message => textOf(cardOf(message)))
    .filter(text => text.startsWith('Nytt om ett samarbete'));
}

/** Opens the form that changes a collaboration; `data` is what its button carries, with all that stands in it. */
export async function opensEdit(
  person: TestPerson,
  ref: string,
): Promise<{ message: PostedActivity; data: Record<string, unknown> }> {
  const before = person.teams.in(person.chat).length;
  const answer = await person.presses('collaboration.openEdit', { ref });
  const message = person.teams.in(person.chat).slice(before).at(-1);
  if (!message) throw new Error(`no form: ${JSON.stringify(answer.raw)}`);
  return { message, data: sent(cardOf(message), 'collaboration.edit') };
}

/** What a button sends: its own data, and what stands in the inputs of its card. */
export function sent(card: unknown, verb: string): Record<string, unknown> {
  return { ...valuesIn(card), ...actionData(card, verb) };
}

/** What the inputs of a card hold. */
export function valuesIn(card: unknown): Record<string, unknown> {
  if (typeof card !== 'object' || card === null) return {};
  const { id, type, value } = card as { id?: string; type?: string; value?: unknown };
  if (id && type?.startsWith('Input.')) return { [id]: value ?? '' };
  return Object.assign({}, ...Object.values(card).map(valuesIn)) as Record<string, unknown>;
}

/** The references in somebody's own list. */
export async function ownRefs(person: TestPerson): Promise<string[]> {
  const [list] = await person.says('mina');
  return [...new Set(textOf(cardOf(list!)).match(/V-\d{4}-\d{4,}/g) ?? [])];
}

/** What a person sees of a collaboration. */
export async function shows(person: TestPerson, ref: string): Promise<Record<string, unknown>> {
  const [message] = await person.says(`visa ${ref}`);
  return cardOf(message!);
}

/** Saves a change of some fields in a form that was opened before. */
export function saves(
  person: TestPerson,
  form: { message: PostedActivity; data: Record<string, unknown> },
  values: object,
): Promise<Answer> {
  return person.presses('collaboration.edit', { ...form.data, ...values }, form.message.id);
}
