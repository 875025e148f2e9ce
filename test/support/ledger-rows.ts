import { CITY_PARTITION } from '../../src/capabilities';
import { indexKey, newJob, type Job } from '../../src/delivery/job';
import type { Storage } from '../../src/storage/connection';
import type { Write } from '../../src/storage/table';

const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
/** As many writes as a transaction takes. */
const MOST_WRITES = 100;

/** Fills the ledger with jobs that ask for nothing at `now`: half of them sent before, half planned for in a year. */
export async function fillLedger(storage: Storage, jobs: number, now: number): Promise<void> {
  const writes = Array.from({ length: jobs }, (_, index) => rowsOf(index, now)).flat();
  for (let start = 0; start < writes.length; start += MOST_WRITES)
    await storage.register.commit(CITY_PARTITION, writes.slice(start, start + MOST_WRITES));
}

function rowsOf(index: number, now: number): Write[] {
  const about = { key: `tick|${index}`, kind: 'k', subject: `${index}`, mode: 'once', wanted: 1 } as const;
  const moment = new Date(now - index * MINUTE_MS).toISOString();
  const dueAt = new Date(now + YEAR_MS + index * MINUTE_MS).toISOString();
  const planned = newJob({ ...about, to: { kind: 'channel' }, dueAt }, moment);
  const sent: Job = { ...newJob({ ...about, to: { kind: 'channel' } }, moment), state: 'sent' };
  const job = index % 2 === 0 ? planned : sent;
  return [
    { do: 'insert', key: job.key, body: job },
    { do: 'insert', key: indexKey(job), body: { key: job.key } },
  ];
}
