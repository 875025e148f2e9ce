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
   * Replaces one, with its figures where they have just been counted, and brings its card to date. Returns the key of the
   * card's delivery.
   */
  async function save(
    before: StoredVersion,
    version: Version,
    { at, figures: counted, signal }: { at: string; figures?: Figures; signal?: AbortSignal },
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
    ];
    await table.commit(partition, writes, signal);
    return cardKey(number);
  }

  /** Takes the figures of a draft away; that there was one, and who cleared it, stays. */
  async function clear(
    before: StoredVersion,
    deed: { by: string; at: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const { version, etag } = before;
    const card = await job(version.number, signal);
    await table.commit(
      partition,
      [
        { do: 'replace', key: versionKey(version.number), body: { ...version, cleared: deed }, etag },
        // Put first, since a row that is not there cannot be removed: a draft that failed has no figures.
        ...((await table.get(partition, `${FIGURES}${version.number}`, signal))
          ? [{ do: 'remove', key: `${FIGURES}${version.number}` } as const]
          : []),
        ...(card ? closeJob(card, deed.at) : []),
      ],
      signal,
    );
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
