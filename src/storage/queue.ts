import type { QueueClient } from '@azure/storage-queue';
import { toStorageError } from './errors';

/** A message taken from the queue; it comes back by itself unless it is deleted in time. */
export interface QueueMessage {
  id: string;
  receipt: string;
  body: string;
  /** How many times it has been handed out, this time included. */
  handedOut: number;
}

/** Throws ConflictError, StorageUnavailableError or StorageRefusedError, and nothing else. */
export interface Queue {
  create(): Promise<void>;
  /** Hidden for `delaySeconds` first. */
  send(body: string, delaySeconds?: number): Promise<void>;
  /** Takes up to `max` (1–32) messages and hides them from others for `hiddenSeconds`. */
  take(max: number, hiddenSeconds: number): Promise<QueueMessage[]>;
  remove(message: QueueMessage): Promise<void>;
}

const NEVER_EXPIRES = -1;

/** Wraps one Azure Storage queue. `timeoutMs` bounds each request. */
export function makeQueue(client: QueueClient, timeoutMs: number): Queue {
  async function bounded<T>(run: (options: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    try {
      return await run({ abortSignal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      throw toStorageError(error);
    }
  }
  return {
    async create() {
      await bounded(options => client.createIfNotExists(options));
    },
    async send(body, delaySeconds = 0) {
      const message = Buffer.from(body).toString('base64');
      await bounded(options =>
        client.sendMessage(message, {
          ...options,
          visibilityTimeout: Math.ceil(delaySeconds),
          messageTimeToLive: NEVER_EXPIRES,
        }),
      );
    },
    async take(max, hiddenSeconds) {
      const answer = await bounded(options =>
        client.receiveMessages({ ...options, numberOfMessages: max, visibilityTimeout: hiddenSeconds }),
      );
      return answer.receivedMessageItems.map(item => ({
        id: item.messageId,
        receipt: item.popReceipt,
        body: Buffer.from(item.messageText, 'base64').toString('utf8'),
        handedOut: item.dequeueCount,
      }));
    },
    async remove(message) {
      await bounded(options => client.deleteMessage(message.id, message.receipt, options));
    },
  };
}
