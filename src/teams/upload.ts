/** A file did not reach the place that Teams has prepared for it. */
export class UploadError extends Error {
  readonly code = 'UPLOAD';
}

export interface UploadSettings {
  /** Where files may be sent: the address comes with a message, and must lead nowhere else. */
  allowsUploadUrl: (url: URL) => boolean;
  /** How long one upload may take, in milliseconds. */
  uploadTimeoutMs: number;
}

/**
 * Puts a whole file where Teams has prepared a place for it. Throws UploadError, which never tells the address: that
 * one is all that is needed to write there.
 */
export async function upload(
  uploadUrl: string,
  bytes: Uint8Array,
  { allowsUploadUrl, uploadTimeoutMs }: UploadSettings,
): Promise<void> {
  const url = new URL(uploadUrl);
  if (!allowsUploadUrl(url)) throw new UploadError('the address of an upload is not one of OneDrive');
  const status = await put(url, bytes, AbortSignal.timeout(uploadTimeoutMs));
  // A redirect is no answer to follow, and 202 means that bytes are missing.
  if (status !== 200 && status !== 201) throw new UploadError(`an upload was answered ${status}`);
}

async function put(url: URL, bytes: Uint8Array, signal: AbortSignal): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      redirect: 'manual',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
      body: bytes,
      signal,
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    throw new UploadError('an upload was not answered', { cause: error });
  }
}

/** Https on a host below one of `domains`, at the usual port and without a password in the address. */
export function isHostBelow(domains: readonly string[]): (url: URL) => boolean {
  return ({ protocol, port, hostname, username, password }) =>
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    domains.some(domain => hostname.endsWith(`.${domain}`));
}
