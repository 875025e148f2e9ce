import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Locale } from '../i18n';
import type { Logger } from '../telemetry/logger';

/** A file as it leaves the bot. It is made when it is fetched, and kept nowhere. */
export interface FileToSend {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export const fileWantedSchema = z.object({
  /** Says who makes it. */
  kind: z.string().regex(/^[a-zA-Z]{1,40}$/),
  /** Which of that kind; nothing of its content. */
  id: z.string().min(1).max(200),
});

export type FileWanted = z.infer<typeof fileWantedSchema>;

/** For whom a file is made, and in which language. */
export interface Asker {
  /** Entra object id. */
  actorId: string;
  locale: Locale;
}

/**
 * Makes a file for somebody. Whether they may have it is asked each time: undefined, or NotFoundOrNotAllowedError,
 * when it is not there or not for them.
 */
export type FileMaker = (what: FileWanted, asker: Asker) => Promise<FileToSend | undefined>;

/** Joins the makers of all kinds; gives undefined instead of NotFoundOrNotAllowedError. Each file made is logged. */
export function makeFileMaker(makers: Readonly<Record<string, FileMaker>>, log: Logger): FileMaker {
  return async (what, asker) => {
    const fields = { kind: what.kind, id: what.id, actor: asker.actorId };
    const file = await make(makers, what, asker);
    if (file) log.info('a file was made', { ...fields, bytes: file.bytes.length });
    else log.warn('a file was not found, or not allowed', fields);
    return file;
  };
}

async function make(
  makers: Readonly<Record<string, FileMaker>>,
  what: FileWanted,
  asker: Asker,
): Promise<FileToSend | undefined> {
  const maker = Object.hasOwn(makers, what.kind) ? makers[what.kind] : undefined;
  try {
    return await maker?.(what, asker);
  } catch (error) {
    if (error instanceof NotFoundOrNotAllowedError) return undefined;
    throw error;
  }
}
