import type { CardMessage } from '../cards/card';
import type { Dispatch } from '../conversation/dispatch';
import type { Reply, SharedCard, Turn } from '../conversation/turn';
import { dialogPress, extensionQuery, messageAction, type InboundActivity } from './activity';
import { plainText, tidy } from './message-text';

/**
 * What people reach from any chat: searching for a collaboration to send on (S7), and informing of what a message
 * tells (S8). Both are presses like those of a card; only the way in and the form of the answer differ.
 */
export interface MessageExtension {
  /** The names of its invokes. */
  names: readonly string[];
  handle(turn: Turn, activity: InboundActivity): Promise<Reply>;
  /** A reply in the form in which Teams takes it from an invoke of this name. */
  body(turn: Turn, name: string | undefined, reply: Reply): object;
  /** One sentence, in the same way. */
  sentence(name: string | undefined, text: string): object;
}

const QUERY = 'composeExtension/query';
const OPEN = 'composeExtension/fetchTask';
const PRESS = 'composeExtension/submitAction';

/** The commands as the app's manifest names them. */
const SEARCH = 'searchCollaborations';
const INFORM = 'informFromMessage';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const PREVIEW_TYPE = 'application/vnd.microsoft.card.thumbnail';

export function makeMessageExtension(dispatch: Pick<Dispatch, 'pressed'>): MessageExtension {
  function handle(turn: Turn, { name, value }: InboundActivity): Promise<Reply> {
    const read = name === QUERY ? asked : name === OPEN ? opened : dialogPress;
    const press = read(value);
    return dispatch.pressed(turn, press?.verb ?? '', press?.data);
  }

  return {
    names: [QUERY, OPEN, PRESS],
    handle,
    body: (turn, name, reply) => (name === QUERY ? listOf(reply) : dialogOf(turn, reply)),
    sentence: (name, text) => (name === QUERY ? listMessage(text) : dialogMessage(text)),
  };
}

interface Press {
  verb: string;
  data: Record<string, unknown>;
}

const MOST_AT_ONCE = 25;

function asked(value: unknown): Press | undefined {
  const query = extensionQuery(value);
  if (query?.command !== SEARCH) return undefined;
  const { text, skip = 0, count = MOST_AT_ONCE } = query;
  return { verb: 'search.share', data: { text, skip, count: Math.min(count, MOST_AT_ONCE) } };
}

function opened(value: unknown): Press | undefined {
  const action = messageAction(value);
  if (action?.command !== INFORM) return undefined;
  const { subject, body, html } = action;
  const text = [tidy(subject), html ? plainText(body) : tidy(body)].filter(part => part !== '').join('\n');
  return { verb: 'collaboration.informFromMessage', data: { text } };
}

function listOf(reply: Reply): object {
  if (!reply.results) return listMessage(textOf(reply));
  const attachments = reply.results.map(attachment);
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

function attachment({ card, title, line }: SharedCard): object {
  const preview = { contentType: PREVIEW_TYPE, content: { title, subtitle: line } };
  return { contentType: CARD_TYPE, content: card.card, preview };
}

function listMessage(text: string): object {
  return { composeExtension: { type: 'message', text } };
}

function dialogOf(turn: Turn, reply: Reply): object {
  const said = reply.say?.find((message): message is CardMessage => 'card' in message);
  const card = reply.become ?? said;
  if (!card) return dialogMessage(textOf(reply));
  const title = turn.t('collaborations:form.heading');
  const value = { title, width: 'medium', height: 'large' };
  return {
    task: {
      type: 'continue',
      value: { ...value, card: { contentType: CARD_TYPE, content: submitting(card.card) } },
    },
  };
}

function dialogMessage(text: string): object {
  return { task: { type: 'message', value: text } };
}

function textOf({ notice, say }: Reply): string {
  return notice ?? say?.map(({ text }) => text).find(text => text !== undefined) ?? '';
}

/** A dialog knows no Action.Execute: its buttons submit, with the verb in their data. */
function submitting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(submitting);
  if (typeof value !== 'object' || value === null) return value;
  const { verb, data, ...rest } = value as { type?: string; verb?: unknown; data?: unknown };
  if (rest.type === 'Action.Execute') {
    return { ...rest, type: 'Action.Submit', data: { press: { verb, data: data ?? {} } } };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, submitting(item)]));
}
