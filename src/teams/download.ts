import { NotFetchedError } from '../conversation/attached';

export interface DownloadSettings {
  /** Where files may be, on their way to the bot and from it: the address comes with a message. */
  allowsUploadUrl: (url: URL) => boolean;
  /** How long one download may take, in milliseconds. */
  downloadTimeoutMs: number;
}

/**
 * Fetches a whole file from where Teams keeps it. Throws NotFetchedError, which never tells the address: that one is all
 * that is needed to read there.
 */
export async function download(
  downloadUrl: string,
  mostBytes: number,
  { allowsUploadUrl, downloadTimeoutMs }: DownloadSettings,
): Promise<Uint8Array> {
  if (!URL.canParse(downloadUrl) || !allowsUploadUrl(new URL(downloadUrl)))
    throw new NotFetchedError('elsewhere');
  try {
    const signal = AbortSignal.timeout(downloadTimeoutMs);
    // A redirect is no answer to follow: it could lead anywhere.
    const response = await fetch(downloadUrl, { redirect: 'manual', signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new NotFetchedError('unavailable');
    }
    return await upTo(mostBytes, response);
  } catch (error) {
    if (error instanceof NotFetchedError) throw error;
    throw new NotFetchedError('unavailable', { cause: error });
  }
}

/** Counts while it comes: what the answer says of its length is not trusted. */
async function upTo(mostBytes: number, { body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    // Leaving the loop ends the download.
    if (length > mostBytes) throw new NotFetchedError('tooLarge');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}
