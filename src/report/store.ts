import { closeJob, insertJob, reopenJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import { cardJob, cardKey, watchJob, type CardPlace } from './deliveries';
import { figuresSchema, type Figures } from './figures';
import { versionSchema, type Version } from './versions';

export interface StoredVersion {
  version: Version;
  etag: string;
}

const VERSION = 'report|version|';
const FIGURES = 'report|figures|';
const NEWEST_FIRST = 99_999;
/** One report in eight years, and many drafts of it. */
const MOST_VERSIONS = 500;

/** The rows of the reports, in the City's partition. */
export type ReportStore = ReturnType<typeof makeReportStore>;

/** Every method throws StorageUnavailableError; those that write also ConflictError when somebody was first. */
export function makeReportStore(table: Table, partition: string) {
  /** All there are, newest first. */
  async function all(signal?: AbortSignal): Promise<StoredVersion[]> {
    const { rows } = await table.range(partition, VERSION, endOfPrefix(VERSION), MOST_VERSIONS, signal);
    return rows.map(toVersion);
  }

  async function load(number: number, signal?: AbortSignal): Promise<StoredVersion | undefined> {
    const row = await table.get(partition, versionKey(number), signal);
    return row && toVersion(row);
  }

  async function figures(number: number, signal?: AbortSignal): Promise<Figures | undefined> {
    const row = await table.get(partition, `${FIGURES}${number}`, signal);
    return row && figuresSchema.parse(row.body);
  }

  /** A new one, with the card that follows how it goes and the watch over whoever makes it. */
  async function insert(
    version: Version,
    { at, until, place }: { at: string; until: string; place?: CardPlace },
    signal?: AbortSignal,
  ): Promise<void> {
    await table.commit(
      partition,
      [
        { do: 'insert', key: versionKey(version.number), body: versionSchema.parse(version) },
        ...insertJob(cardJob(version, place), at),
        ...insertJob(watchJob(version, until), at),
      ],
      signal,
    );
  }

  /**
   * Replaces one, with its figures where they have just been counted, and brings its card to date. `until`: a making
   * begins, and is watched over. Returns the key of the card's delivery.
   */
  async function save(
    before: StoredVersion,
    version: Version,
    {
      at,
      figures: counted,
      until,
      signal,
    }: { at: string; figures?: Figures; until?: string; signal?: AbortSignal },
  ): Promise<string> {
    const { number } = version;
    const card = await job(number, signal);
    const key = versionKey(number);
    const writes: Write[] = [
      { do: 'replace', key, body: versionSchema.parse(version), etag: before.etag },
      ...(counted
        ? [{ do: 'put', key: `${FIGURES}${number}`, body: figuresSchema.parse(counted) } as const]
        : []),
      ...(card ? reopenJob(card, card.job.wanted + 1, at) : []),
      ...(until ? insertJob(watchJob(version, until), at) : []),
    ];
    await table.commit(partition, writes, signal);
    return cardKey(number);
  }

  /**
   * Takes the figures of a draft away; that there was one, and who cleared it, stays. Returns the key of the card's
   * delivery.
   */
  async function clear(
    before: StoredVersion,
    deed: { by: string; at: string },
    signal?: AbortSignal,
  ): Promise<string> {
    const { total: _total, since: _since, ...rest } = before.version;
    const { number } = rest;
    const [card, counted] = await Promise.all([
      job(number, signal),
      table.get(partition, `${FIGURES}${number}`, signal),
    ]);
    const body = versionSchema.parse({ ...rest, cleared: deed });
    const writes: Write[] = [
      { do: 'replace', key: versionKey(number), body, etag: before.etag },
      // A draft that failed has no figures, and a row that is not there cannot be removed.
      ...(counted ? [{ do: 'remove', key: counted.key } as const] : []),
      // One that was never posted has nothing to take back.
      ...(card?.job.posted ? reopenJob(card, card.job.wanted + 1, deed.at) : []),
      ...(card && !card.job.posted ? closeJob(card, deed.at) : []),
    ];
    await table.commit(partition, writes, signal);
    return cardKey(number);
  }

  async function job(number: number, signal?: AbortSignal): Promise<StoredJob | undefined> {
    const row = await table.get(partition, cardKey(number), signal);
    return row && toStoredJob(row);
  }

  return { all, load, figures, insert, save, clear };
}

function versionKey(number: number): string {
  return `${VERSION}${String(NEWEST_FIRST - number).padStart(5, '0')}`;
}

function toVersion(row: Row): StoredVersion {
  return { version: versionSchema.parse(row.body), etag: row.etag };
}
