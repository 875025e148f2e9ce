import { z } from 'zod/v4';
import { commitIfFirst, type Table } from '../storage/table';

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
  const full = limits.map((_, index) => pace.fullAt[index] ?? -Infinity);
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
  tenant: [{ count: 48, perMs: 1000, burst: 2 }],
};

const PARTITION = 'pacing';

/** No limits at all: what a test of something else uses. */
export const unpaced: Pacing = {
  inConversation: (_id, now) => Promise.resolve(now),
  inTenant: (_id, now) => Promise.resolve(now),
};

export function makePacing(table: Table, settings: PacingSettings): Pacing {
  /** Those who wait for a row, by its key; an entry stands there for as long as somebody is being served. */
  const waiting = new Map<string, Asking[]>();

  /** A moment for each, in order, in one change of the row. */
  async function reserveIn(
    key: string,
    limits: readonly RateLimit[],
    moments: readonly number[],
  ): Promise<number[]> {
    for (;;) {
      const row = await table.get(PARTITION, key);
      let pace: Pace = row ? paceSchema.parse(row.body) : { fullAt: [] };
      const slots: number[] = [];
      for (const now of moments) {
        const reserved = reserveSlot(pace, limits, now);
        slots.push(reserved.at);
        ({ pace } = reserved);
      }
      const written = await commitIfFirst(table, PARTITION, [
        row ? { do: 'replace', key, body: pace, etag: row.etag } : { do: 'insert', key, body: pace },
      ]);
      if (written) return slots;
    }
  }

  /**
   * One at a time in this instance: whoever asks meanwhile is served together with the others by the next change. They
   * would otherwise all change one row at once, and all but one of them in vain.
   */
  function reserve(key: string, limits: readonly RateLimit[], now: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const asking = { now, resolve, reject };
      const others = waiting.get(key);
      if (others) {
        others.push(asking);
        return;
      }
      waiting.set(key, [asking]);
      void serve(key, limits);
    });
  }

  async function serve(key: string, limits: readonly RateLimit[]): Promise<void> {
    for (let some = waiting.get(key)!; some.length > 0; some = waiting.get(key)!) {
      waiting.set(key, []);
      try {
        const slots = await reserveIn(
          key,
          limits,
          some.map(({ now }) => now),
        );
        some.forEach(({ resolve }, index) => resolve(slots[index]!));
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    waiting.delete(key);
  }

  return {
    inConversation: (id, now) => reserve(rowKey('c', id), settings.conversation, now),
    inTenant: (id, now) => reserve(rowKey('t', id), settings.tenant, now),
  };
}

interface Asking {
  now: number;
  resolve: (slot: number) => void;
  reject: (error: unknown) => void;
}

/** Conversation ids hold characters that a row key may not. */
function rowKey(kind: string, id: string): string {
  return `${kind}|${Buffer.from(id).toString('base64url')}`;
}
