import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import { LOCALES, type Locale } from '../i18n';
import type { Table } from '../storage/table';
import { fileWantedSchema, type FileWanted } from './file';

const offerSchema = fileWantedSchema.extend({
  /** Entra object id of the person for whom the file is made. */
  owner: z.string(),
  locale: z.enum(LOCALES),
  /** ISO moment. */
  expires: z.string(),
});

/** A file that somebody may fetch for a while. */
export type Offer = z.infer<typeof offerSchema>;

/** Which files may be fetched by whom; a token is the only way to one. Both throw StorageUnavailableError. */
export interface FileOffers {
  /** Returns the token, which is kept nowhere: only its hash is. */
  offer(
    make: { owner: string; locale: Locale; what: FileWanted },
    now: Date,
    signal?: AbortSignal,
  ): Promise<string>;
  /** `gone`: too old, or never given out; which of the two is not told. Nothing is used up. */
  find(token: string, now: Date, signal?: AbortSignal): Promise<Offer | 'gone'>;
}

const TOKEN_BYTES = 32;
/** So many bytes in base64url. */
const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Whether a text has the form of a token: nothing else is looked for. */
export function isToken(text: string): boolean {
  return tokenSchema.safeParse(text).success;
}

/** `lifetimeMs`: how long an offer holds, in milliseconds. */
export function makeFileOffers(table: Table, partition: string, lifetimeMs: number): FileOffers {
  return {
    async offer({ owner, locale, what: { kind, id } }, now, signal) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const expires = new Date(now.getTime() + lifetimeMs).toISOString();
      const body = { kind, id, owner, locale, expires } satisfies Offer;
      await table.commit(partition, [{ do: 'put', key: keyOf(token), body }], signal);
      return token;
    },
    async find(token, now, signal) {
      if (!isToken(token)) return 'gone';
      const row = await table.get(partition, keyOf(token), signal);
      const offer = row && offerSchema.parse(row.body);
      return offer && Date.parse(offer.expires) > now.getTime() ? offer : 'gone';
    },
  };
}

function keyOf(token: string): string {
  return `file|${createHash('sha256').update(token).digest('base64url')}`;
}
