import type { Next, Request, Response, Server } from 'restify';
import type { Report } from '../conversation/report';
import type { FileToSend } from '../files/file';
import { FILE_PATH } from '../files/handing';
import { isToken, type Offer } from '../files/offers';
import { StorageUnavailableError } from '../storage/errors';
import { contentDisposition } from './content-disposition';
import { filePage, type FilePage } from './file-page';
import { PRIVATE_HEADERS, sendPage } from './page';

/** What stands behind the addresses of files. Both may throw. */
export interface FileDoor {
  find(token: string): Promise<Offer | 'gone'>;
  make(offer: Offer): Promise<FileToSend | undefined>;
}

/** The form of the page has no fields: what comes with it is read by nobody. */
const LARGEST_FORM = 1024;

/**
 * An address of a file shows a page, and only its button fetches the file: programs that look through messages open
 * every link in them.
 */
export function addFileRoutes(server: Server, files: FileDoor, report: Report): void {
  async function show(request: Request, response: Response): Promise<void> {
    await orFailure(response, async () => {
      const offer = await files.find(tokenOf(request));
      if (offer === 'gone') return sendFilePage(response, 404, 'sv', { kind: 'gone' });
      const { locale, expires } = offer;
      sendFilePage(response, 200, locale, { kind: 'offer', expires });
    });
  }

  async function handOut(request: Request, response: Response): Promise<void> {
    await orFailure(response, async () => {
      const offer = await files.find(tokenOf(request));
      if (offer === 'gone') return sendFilePage(response, 404, 'sv', { kind: 'gone' });
      const file = await files.make(offer);
      if (file) sendFile(response, file);
      else sendFilePage(response, 404, offer.locale, { kind: 'gone' });
    });
  }

  async function orFailure(response: Response, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const status = error instanceof StorageUnavailableError ? 503 : 500;
      sendFilePage(response, status, 'sv', { kind: 'failed', code: report(error) });
    }
  }

  server.pre(refuseWhatIsNoToken);
  server.get(`${FILE_PATH}:token`, show);
  server.head(`${FILE_PATH}:token`, show);
  server.post(`${FILE_PATH}:token`, handOut);
}

/** Whether a request sends the form of a file's page. */
export function isFileForm(request: Request): boolean {
  const { headers } = request;
  return (
    request.path().startsWith(FILE_PATH) &&
    request.contentType() === 'application/x-www-form-urlencoded' &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    Number(headers['content-length'] ?? 0) <= LARGEST_FORM
  );
}

/** A link that was cut off or mended on its way gets the page too, which the router would not find for all of them. */
function refuseWhatIsNoToken(request: Request, response: Response, next: Next): void {
  if (!request.path().startsWith(FILE_PATH) || isToken(tokenOf(request))) return next();
  sendFilePage(response, 404, 'sv', { kind: 'gone' });
  next(false);
}

function tokenOf(request: Request): string {
  return request.path().slice(FILE_PATH.length);
}

function sendFilePage(response: Response, status: number, locale: Offer['locale'], page: FilePage): void {
  sendPage(response, status, locale, filePage(locale, page));
}

function sendFile(response: Response, { name, contentType, bytes }: FileToSend): void {
  response.writeHead(200, {
    ...PRIVATE_HEADERS,
    'Content-Type': contentType,
    'Content-Length': bytes.length,
    'Content-Disposition': contentDisposition(name),
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
