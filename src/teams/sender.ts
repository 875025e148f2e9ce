import { ActivityTypes, type Activity } from 'botbuilder';
import type { CardMessage } from '../cards/card';
import type { ConversationRef, TextMessage } from '../conversation/turn';
import type { SendOutcome } from '../delivery/outcome';
import type { Sender } from '../delivery/worker';
import type { TeamsAdapter } from './adapter';
import type { FileCard } from './file-cards';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export type Message = CardMessage | TextMessage;

/** Sends sentences too, in a person's own chat, and Teams' own cards about files. */
export interface TeamsSender extends Sender {
  post(to: ConversationRef, message: Message | FileCard): Promise<SendOutcome>;
  update(to: ConversationRef, activityId: string, message: Message | FileCard): Promise<SendOutcome>;
}

/** Puts cards into conversations through Teams' connector, and tells what became of each try. */
export function makeSender(adapter: TeamsAdapter, timeoutMs: number): TeamsSender {
  async function attempt(send: () => Promise<string>): Promise<SendOutcome> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<SendOutcome>(resolve => {
      timer = setTimeout(() => resolve({ kind: 'timeout' }), timeoutMs);
    });
    const sent = send().then(
      (activityId): SendOutcome => ({ kind: 'delivered', activityId }),
      (error: unknown) => outcomeOf(error),
    );
    try {
      return await Promise.race([sent, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    post: (to, message) =>
      attempt(async () => {
        const connector = await adapter.connector(to.serviceUrl);
        const sent = await connector.conversations.sendToConversation(
          to.id,
          messageActivity(message, to) as Activity,
        );
        return sent.id;
      }),
    update: (to, activityId, message) =>
      attempt(async () => {
        const connector = await adapter.connector(to.serviceUrl);
        const activity = { ...messageActivity(message, to), id: activityId } as Activity;
        await connector.conversations.updateActivity(to.id, activityId, activity);
        return activityId;
      }),
  };
}

/** A card, with what the message itself says where it says something, or one sentence; `summary` is what a lock screen shows. */
export function messageActivity(message: Message | FileCard, to?: ConversationRef): Partial<Activity> {
  const conversation = to && {
    conversation: { id: to.id, tenantId: to.tenantId } as Activity['conversation'],
  };
  const said = 'attachment' in message ? undefined : message.text;
  const text = said === undefined ? {} : { text: said, textFormat: 'plain' };
  if ('card' in message) {
    const attachments = [{ contentType: CARD_TYPE, content: message.card }];
    return { type: ActivityTypes.Message, summary: message.summary, attachments, ...text, ...conversation };
  }
  if ('attachment' in message) {
    const { attachment } = message;
    return {
      type: ActivityTypes.Message,
      summary: attachment.name,
      attachments: [attachment],
      ...conversation,
    };
  }
  return { type: ActivityTypes.Message, ...text, ...conversation };
}

interface ConnectorError {
  statusCode?: number;
  code?: string;
  details?: { error?: { code?: string } };
  response?: { headers?: { get(name: string): string | undefined } };
}

/** Nothing was sent when no connection came about; when it broke later, nobody knows. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function outcomeOf(error: unknown): SendOutcome {
  const { statusCode, code, details, response } = error as ConnectorError;
  if (statusCode !== undefined) {
    const retryAfterMs = retryAfter(response?.headers?.get('retry-after'));
    const errorCode = details?.error?.code;
    return {
      kind: 'refused',
      status: statusCode,
      ...(errorCode && { errorCode }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  return { kind: code && NOT_CONNECTED.has(code) ? 'notConnected' : 'cut' };
}

/** In seconds, or as a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}
