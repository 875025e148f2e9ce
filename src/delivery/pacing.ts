import { z } from 'zod/v4';
import { ConflictError } from '../storage/errors';
import type { Table } from '../storage/table';

/** At most `count` messages within any `perMs` milliseconds, evenly spread beyond a burst of `burst`. */
export interface RateLimit {
  count: number;
  perMs: number;
  burst: number;
}

/** A row for each conversation, and one for the tenant: for each limit, the moment when its allowance is full again. */
const paceSchema = z.object({ fullAt: z.array(z.number()) });
export type Pace = z.infer<typeof paceSchema>;

/**
 * Reserves the next free moment under all limits (the generic cell rate algorithm, one cell for each limit).
 * Returns that moment, in milliseconds since 1970, and the pace afterwards.
 */
export function reserveSlot(
  pace: Pace,
  limits: readonly RateLimit[],
  now: number,
): { at: number; pace: Pace } {
  const full = limits.map((_, index) => Math.max(pace.fullAt[index] ?? 0, 0));
  const at = limits.reduce((earliest, limit, index) => Math.max(earliest, freeAt(limit, full[index]!)), now);
  return { at, pace: { fullAt: limits.map((limit, index) => Math.max(full[index]!, at) + interval(limit)) } };
}

function interval(limit: RateLimit): number {
  return limit.perMs / limit.count;
}

function freeAt(limit: RateLimit, fullAt: number): number {
  return fullAt - (limit.burst - 1) * interval(limit);
}

export interface Pacing {
  /** Reserves a moment in a conversation, in milliseconds since 1970; across instances, by ETag. */
  inConversation(conversationId: string, now: number): Promise<number>;
  /**
   * The same in the tenant. Asked for at the moment of sending only: a channel's long queue would otherwise take the
   * tenant's allowance of the coming hour from everybody else.
   */
  inTenant(tenantId: string, now: number): Promise<number>;
}

export interface PacingSettings {
  conversation: readonly RateLimit[];
  tenant: readonly RateLimit[];
}

/**
 * Under Microsoft's published limits: a conversation takes 7 messages in 1 s, 60 in 30 s and 1,800 an hour; an app
 * takes 50 requests a second in a tenant.
 */
export const publishedPacing: PacingSettings = {
  conversation: [
    { count: 1, perMs: 1000, burst: 1 },
    { count: 1700, perMs: 3_600_000, burst: 50 },
  ],
  tenant: [{ count: 45, perMs: 1000, burst: 5 }],
};

const PARTITION = 'pacing';

/** No limits at all: what a test of something else uses. */
export const unpaced: Pacing = {
  inConversation: (_id, now) => Promise.resolve(now),
  inTenant: (_id, now) => Promise.resolve(now),
};

export function makePacing(table: Table, settings: PacingSettings): Pacing {
  async function reserveIn(key: string, limits: readonly RateLimit[], now: number): Promise<number> {
    for (;;) {
      const row = await table.get(PARTITION, key);
      const { at, pace } = reserveSlot(row ? paceSchema.parse(row.body) : { fullAt: [] }, limits, now);
      try {
        await table.commit(PARTITION, [
          row ? { do: 'replace', key, body: pace, etag: row.etag } : { do: 'insert', key, body: pace },
        ]);
        return at;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
  }

  return {
    inConversation: (id, now) => reserveIn(rowKey('c', id), settings.conversation, now),
    inTenant: (id, now) => reserveIn(rowKey('t', id), settings.tenant, now),
  };
}

/** Conversation ids hold characters that a row key may not. */
function rowKey(kind: string, id: string): string {
  return `${kind}|${Buffer.from(id).toString('base64url')}`;
}
