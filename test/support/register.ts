import { CITY_PARTITION } from '../../src/capabilities';
import { indexKey, jobSchema, urgentKey, type Job } from '../../src/delivery/job';
import { notificationSchema, type Notification } from '../../src/register/model';
import { indexRows } from '../../src/register/rows';
import type { Storage } from '../../src/storage/connection';

/** The whole register as it stands: for asking whether something was lost, or stored twice. */
export interface Register {
  notifications: Notification[];
  jobs: Job[];
  /** Row keys of the ledger's index, and the job that each points to. */
  index: { key: string; job: string }[];
  drafts: { draft: string; ref: string }[];
  /** Row keys of all versions, and what each holds. */
  versions: Map<string, Notification>;
  /** The rows of all lists of notifications, as JSON by key. */
  listed: Map<string, string>;
  /** Row keys of who has informed for what. */
  informed: string[];
}

const EVERYTHING = 100_000;

/** Reads every row of the city's partition. */
export async function readRegister({ register }: Pick<Storage, 'register'>): Promise<Register> {
  const { rows } = await register.range(CITY_PARTITION, '', '\uffff', EVERYTHING);
  const withPrefix = (prefix: string) => rows.filter(row => row.key.startsWith(prefix));
  const lists = ['own|', 'todo|', 'in|', 'end|', 'new|', 'followup|'].flatMap(withPrefix);
  return {
    notifications: withPrefix('n|')
      .filter(row => row.key.endsWith('|0'))
      .map(row => notificationSchema.parse(row.body)),
    // Wherever it stands, a job knows its own key.
    jobs: rows
      .filter(row => (row.body as { key?: string }).key === row.key)
      .map(row => jobSchema.parse(row.body)),
    index: withPrefix('l|').map(row => ({ key: row.key, job: (row.body as { key: string }).key })),
    drafts: withPrefix('d|').map(row => ({
      draft: row.key.slice(2),
      ref: (row.body as { ref: string }).ref,
    })),
    versions: new Map(withPrefix('v|').map(row => [row.key, notificationSchema.parse(row.body)])),
    listed: new Map(lists.map(row => [row.key, JSON.stringify(row.body)])),
    informed: withPrefix('informed|').map(row => row.key),
  };
}

/** What does not fit together in a register, in words; empty when all is well. */
export function faultsIn(register: Register): string[] {
  const { notifications, jobs, index, drafts, versions, listed, informed } = register;
  const rows = new Map(notifications.flatMap(indexRows).map(({ key, body }) => [key, JSON.stringify(body)]));
  return [
    ...unequal(
      'index row of the ledger, and its job',
      jobs.flatMap(ledgerRowsOf),
      index.map(({ key, job }) => `${key} → ${job}`),
    ),
    ...unequal('version', notifications.flatMap(versionsOf), [...versions.keys()]),
    ...unequal('row of a list', [...rows.keys()], [...listed.keys()]),
    ...[...listed].filter(([key, json]) => json !== (rows.get(key) ?? json)).map(([key]) => `old: ${key}`),
    ...unequal('who has informed', [...new Set([...versions.values()].flatMap(informedOf))], informed),
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

function ledgerRowsOf(job: Job): string[] {
  return [indexKey(job), urgentKey(job)].filter(key => key !== undefined).map(key => `${key} → ${job.key}`);
}

function informedOf({ version, content, createdBy }: Notification): string[] {
  return version === 1 && createdBy ? [`informed|${content.unitId}|${createdBy}`] : [];
}

function versionsOf({ ref, version }: Notification): string[] {
  return Array.from({ length: version }, (_, index) => `v|${ref}|${String(index + 1).padStart(5, '0')}`);
}

function unequal(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const [wanted, present] = [new Set(expected), new Set(found)];
  const missing = expected.filter(key => !present.has(key)).map(key => `${what} missing: ${key}`);
  const odd = found.filter(key => !wanted.has(key)).map(key => `${what} too many: ${key}`);
  return [...missing, ...odd, ...repeated(what, found)];
}

function repeated(what: string, keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter(key => seen.size === seen.add(key).size).map(key => `${what} twice: ${key}`);
}
