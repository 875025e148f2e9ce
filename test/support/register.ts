import { CITY_PARTITION } from '../../src/app';
import { notificationSchema, type Notification } from '../../src/collaborations/model';
import { indexKey, jobSchema, type Job } from '../../src/delivery/job';
import type { Storage } from '../../src/storage/connection';

/** The whole register as it stands: for asking whether something was lost, or stored twice. */
export interface Register {
  notifications: Notification[];
  jobs: Job[];
  /** Row keys of the ledger's index, and the job that each points to. */
  index: { key: string; job: string }[];
  drafts: { draft: string; ref: string }[];
  /** Row keys of all versions. */
  versions: string[];
}

const EVERYTHING = 100_000;

/** Reads every row of the city's partition. */
export async function readRegister({ register }: Pick<Storage, 'register'>): Promise<Register> {
  const { rows } = await register.range(CITY_PARTITION, '', '\uffff', EVERYTHING);
  const withPrefix = (prefix: string) => rows.filter(row => row.key.startsWith(prefix));
  const own = withPrefix('n|');
  const isNotification = (key: string) => key.endsWith('|0');
  return {
    notifications: own.filter(row => isNotification(row.key)).map(row => notificationSchema.parse(row.body)),
    jobs: [...own.filter(row => !isNotification(row.key)), ...withPrefix('line|')].map(row =>
      jobSchema.parse(row.body),
    ),
    index: withPrefix('l|').map(row => ({ key: row.key, job: (row.body as { key: string }).key })),
    drafts: withPrefix('d|').map(row => ({
      draft: row.key.slice(2),
      ref: (row.body as { ref: string }).ref,
    })),
    versions: withPrefix('v|').map(row => row.key),
  };
}

/** What does not fit together in a register, in words; empty when all is well. */
export function faultsIn({ notifications, jobs, index, drafts, versions }: Register): string[] {
  return [
    ...unequal(
      'index row of the ledger',
      jobs.map(indexKey),
      index.map(({ key }) => key),
    ),
    ...unequal(
      'job of an index row',
      jobs.map(({ key }) => key),
      index.map(({ job }) => job),
    ),
    ...unequal('version', notifications.flatMap(versionsOf), versions),
    ...repeated(
      'reference of a draft',
      drafts.map(({ ref }) => ref),
    ),
    ...notifications
      .filter(({ version, history }) => history.length !== Math.min(version, 50))
      .map(({ ref }) => `the history of ${ref} has not one line for each version`),
  ];
}

/** The job that keeps a notification's card in the channel. */
export function channelJob({ jobs }: Register, ref: string): Job {
  const found = jobs.find(job => job.subject === ref && job.kind === 'collaboration.channelCard');
  if (!found) throw new Error(`no channel card for ${ref}`);
  return found;
}

/** The one notification with this reference. */
export function stored({ notifications }: Register, ref: string): Notification {
  const [found, ...more] = notifications.filter(notification => notification.ref === ref);
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} notifications ${ref}`);
  return found;
}

function versionsOf({ ref, version }: Notification): string[] {
  return Array.from({ length: version }, (_, index) => `v|${ref}|${String(index + 1).padStart(5, '0')}`);
}

function unequal(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const missing = expected.filter(key => !found.includes(key)).map(key => `${what} missing: ${key}`);
  const odd = found.filter(key => !expected.includes(key)).map(key => `${what} too many: ${key}`);
  return [...missing, ...odd, ...repeated(what, found)];
}

function repeated(what: string, keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index).map(key => `${what} twice: ${key}`);
}
