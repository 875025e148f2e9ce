import type { InquiryStore } from './store';

/** How often it is looked for what a crash has left undone, in milliseconds. */
const LOOK_EVERY_MS = 15 * 60_000;

/** Finishes what a process that died has begun: at the start, and every quarter of an hour. */
export function makeInquiryClock(store: Pick<InquiryStore, 'all' | 'finish'>) {
  let lookedAt: number | undefined;

  /** Enters what was left; returns the keys of the jobs. Throws storage errors. */
  async function enterDue(now: Date): Promise<string[]> {
    if (lookedAt !== undefined && Math.abs(now.getTime() - lookedAt) < LOOK_EVERY_MS) return [];
    const left = (await store.all()).filter(({ inquiry }) => inquiry.pending !== undefined);
    const keys: string[] = [];
    for (const { inquiry } of left) keys.push(...(await store.finish(inquiry.id, now)));
    lookedAt = now.getTime();
    return keys;
  }

  return { enterDue };
}
