import { TENANT, eventually, type TestBot, type TestPerson } from './bot';

export type Json = Record<string, unknown>;

/** A chat between people, where the bot is no member. */
export const CHAT = '19:two-people@unq.gbl.spaces';

/** What Teams tells when somebody uses the extension in a chat. */
function activity(person: TestPerson, name: string, value: unknown, overrides: object = {}): Json {
  return {
    ...person.activity('invoke'),
    name,
    value,
    replyToId: '1700000000000',
    conversation: { id: CHAT, conversationType: 'personal', tenantId: TENANT },
    ...overrides,
  };
}

/** What the bot answers to an invoke of this name. */
export async function invoke(
  person: TestPerson,
  name: string,
  value: unknown,
  overrides: object = {},
): Promise<Json> {
  const response = await person.sends(activity(person, name, value, overrides));
  expect(response.status).toBe(200);
  return (await response.json()) as Json;
}

/** The answer to a search. */
export interface Listed {
  type: string;
  text?: string;
  attachments?: {
    contentType: string;
    content: Json;
    preview: { contentType: string; content: { title: string; subtitle: string } };
  }[];
}

/** Searches from any chat; with no text, as Teams does before anything is typed. */
export async function searches(
  person: TestPerson,
  text: string | undefined,
  options: object = {},
): Promise<Listed> {
  const parameters = [
    text === undefined ? { name: 'initialRun', value: 'true' } : { name: 'query', value: text },
  ];
  const value = { commandId: 'searchCollaborations', parameters, ...options };
  return (await invoke(person, 'composeExtension/query', value)).composeExtension as Listed;
}

/** What a dialog shows: a card, or a sentence. */
export interface Task {
  type: string;
  value: string | { title: string; card: { contentType: string; content: Json } };
}

/** Chooses the command on a message with this content. */
export async function opens(person: TestPerson, content: string, contentType = 'html'): Promise<Task> {
  const messagePayload = { id: '1', body: { contentType, content }, from: { user: { displayName: 'Lee' } } };
  const value = { commandId: 'informFromMessage', commandContext: 'message', messagePayload };
  return (await invoke(person, 'composeExtension/fetchTask', value)).task as Task;
}

/** Presses a button of a dialog's card, with what is typed in its inputs. */
export async function submits(
  person: TestPerson,
  task: Task,
  verb: string,
  typed: object = {},
): Promise<Task> {
  const button = submitOf(contentOf(task), verb);
  const data = { ...(button.data as object), ...typed };
  const value = { commandId: 'informFromMessage', commandContext: 'message', data };
  return (await invoke(person, 'composeExtension/submitAction', value)).task as Task;
}

/** The card of a dialog. */
export function contentOf({ value }: Task): Json {
  if (typeof value === 'string') throw new Error(`no card: ${value}`);
  return value.card.content;
}

function submitOf(value: unknown, verb: string): Json {
  const found = actionsIn(value).find(
    ({ data }) => (data as { press?: Json } | undefined)?.press?.verb === verb,
  );
  if (!found) throw new Error(`no button with the verb ${verb}`);
  return found;
}

/** Every button of a card. */
export function actionsIn(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(actionsIn);
  return String((value as Json).type).startsWith('Action.') ? [value as Json, ...inner] : inner;
}

/** Somebody who has opened the bot in their own chat once. */
export async function met(bot: TestBot, person: TestPerson, locale = 'sv'): Promise<TestPerson> {
  await person.says(locale === 'sv' ? 'hej' : 'english');
  await eventually('the own chat is known', async () => {
    const row = await bot.storage.people.get('people', person.id);
    return (row?.body as { conversation?: object } | undefined)?.conversation;
  });
  return person;
}
