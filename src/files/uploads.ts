import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import { LOCALES, type Locale } from '../i18n';
import type { Table, Write } from '../storage/table';
import { isToken } from './offers';

/** The path of the page where a file is handed in; the token follows. */
export const UPLOAD_PATH = '/lamna-in/';

const placeSchema = z.object({
  /** Entra object id of the person who may hand in a file. */
  owner: z.string(),
  locale: z.enum(LOCALES),
  /** ISO moment. */
  expires: z.string(),
  used: z.boolean(),
});

/** A place where somebody may hand in one file for a while. */
export type UploadPlace = z.infer<typeof placeSchema>;

/** Who may hand in a file, and where; a token is the only way there. Both throw StorageUnavailableError. */
export interface UploadPlaces {
  /** Returns the token, which is kept nowhere: only its hash is. */
  open(owner: { id: string; locale: Locale }, now: Date, signal?: AbortSignal): Promise<string>;
  /**
   * `gone`: too old, used, or never given out; which of them is not told. `use` takes it up, in the transaction that
   * keeps what was handed in: of two at once one meets a ConflictError.
   */
  find(token: string, now: Date, signal?: AbortSignal): Promise<{ place: UploadPlace; use: Write } | 'gone'>;
}

const TOKEN_BYTES = 32;

/** `lifetimeMs`: how long a place is open, in milliseconds. */
export function makeUploadPlaces(table: Table, partition: string, lifetimeMs: number): UploadPlaces {
  return {
    async open({ id, locale }, now, signal) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const expires = new Date(now.getTime() + lifetimeMs).toISOString();
      const body = { owner: id, locale, expires, used: false } satisfies UploadPlace;
      await table.commit(partition, [{ do: 'put', key: keyOf(token), body }], signal);
      return token;
    },
    async find(token, now, signal) {
      if (!isToken(token)) return 'gone';
      const row = await table.get(partition, keyOf(token), signal);
      if (!row) return 'gone';
      const place = placeSchema.parse(row.body);
      if (place.used || Date.parse(place.expires) <= now.getTime()) return 'gone';
      return { place, use: { do: 'replace', key: row.key, etag: row.etag, body: { ...place, used: true } } };
    },
  };
}

function keyOf(token: string): string {
  return `upload|${createHash('sha256').update(token).digest('base64url')}`;
}
