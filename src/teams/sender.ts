import { ActivityTypes, type Activity } from 'botbuilder';
import type { CardMessage } from '../cards/card';
import type { ConversationRef } from '../conversation/turn';
import type { SendOutcome } from '../delivery/outcome';
import type { Sender } from '../delivery/worker';
import type { TeamsAdapter } from './adapter';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** Puts cards into conversations through Teams' connector, and tells what became of each try. */
export function makeSender(adapter: TeamsAdapter, timeoutMs: number): Sender {
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
          cardActivity(message, to) as Activity,
        );
        return sent.id;
      }),
    update: (to, activityId, message) =>
      attempt(async () => {
        const connector = await adapter.connector(to.serviceUrl);
        const activity = { ...cardActivity(message, to), id: activityId } as Activity;
        await connector.conversations.updateActivity(to.id, activityId, activity);
        return activityId;
      }),
  };
}

/** A message that is nothing but a card; `summary` is what a lock screen shows of it. */
export function cardActivity(message: CardMessage, to?: ConversationRef): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: message.summary,
    attachments: [{ contentType: CARD_TYPE, content: message.card }],
    ...(to && { conversation: { id: to.id, tenantId: to.tenantId } as Activity['conversation'] }),
  };
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
