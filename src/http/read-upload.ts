import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';

/** A file as it was handed in; its name is what the browser says. */
export interface Uploaded {
  name: string;
  bytes: Uint8Array;
}

export type WhyNotRead = 'tooLarge' | 'noFile' | 'unreadable';

/** What stands around a file in a form, in bytes. */
const AROUND = 4_096;
const LONGEST_NAME = 200;
const PATIENCE_MS = 60_000;

/**
 * Reads the one file out of a form, no more than `mostBytes` of it, whatever is said of its length. Gives why where there
 * is none; never throws. What comes after the file is not waited for.
 */
export function readUpload(request: IncomingMessage, mostBytes: number): Promise<Uploaded | WhyNotRead> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes + AROUND) return Promise.resolve('tooLarge');
  return new Promise(resolve => {
    const timer = setTimeout(() => settle('unreadable'), PATIENCE_MS);
    const settle = (result: Uploaded | WhyNotRead) => {
      clearTimeout(timer);
      request.unpipe();
      resolve(result);
    };
    let form: BusboyInstance;
    try {
      form = new Busboy({
        headers: request.headers as BusboyHeaders,
        limits: { files: 1, fields: 10, fieldSize: AROUND, parts: 12, fileSize: mostBytes },
      });
    } catch {
      return settle('unreadable');
    }
    let file: { name: string; parts: Buffer[]; cut: boolean } | undefined;
    form.on('file', (_field, stream, name) => {
      const current = { name: (name ?? '').slice(-LONGEST_NAME), parts: [] as Buffer[], cut: false };
      file = current;
      stream.on('data', (part: Buffer) => current.parts.push(part));
      stream.on('limit', () => {
        current.cut = true;
        settle('tooLarge');
      });
      // The whole form tells of it too.
      stream.on('error', () => undefined);
    });
    form.on('error', () => settle('unreadable'));
    form.on('finish', () => {
      if (!file || (file.name === '' && file.parts.length === 0)) return settle('noFile');
      if (!file.cut) settle({ name: file.name, bytes: Buffer.concat(file.parts) });
    });
    request.on('aborted', () => settle('unreadable'));
    request.on('error', () => settle('unreadable'));
    request.pipe(form);
  });
}
