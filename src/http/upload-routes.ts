import type { Next, Request, Response, Server } from 'restify';
import type { Report } from '../conversation/report';
import { isToken } from '../files/offers';
import { UPLOAD_PATH } from '../files/uploads';
import { translator, type Locale } from '../i18n';
import { StorageUnavailableError } from '../storage/errors';
import { sendPage } from './page';
import { readUpload, type Uploaded, type WhyNotRead } from './read-upload';
import { uploadPage, type UploadPage } from './upload-page';

/** What stands behind the addresses where files are handed in. Both may throw. */
export interface UploadDoor {
  /** How large a file may be, in bytes. */
  mostBytes: number;
  find(token: string): Promise<{ locale: Locale; expires: string } | 'gone'>;
  /** `refused`: why the file is not taken, in plain words; another one may be handed in then. */
  take(token: string, file: Uploaded): Promise<'taken' | 'gone' | { refused: string }>;
}

/** A page with a form, where one person hands in one file: plain HTML, so that every browser can. */
export function addUploadRoutes(server: Server, uploads: UploadDoor, report: Report): void {
  async function show(request: Request, response: Response): Promise<void> {
    await orFailure(response, async () => {
      const place = await uploads.find(tokenOf(request));
      if (place === 'gone') return answer(response, 404, 'sv', { kind: 'gone' });
      answer(response, 200, place.locale, { kind: 'form', expires: place.expires });
    });
  }

  async function take(request: Request, response: Response): Promise<void> {
    await orFailure(response, async () => {
      const token = tokenOf(request);
      const place = await uploads.find(token);
      if (place === 'gone') return turnAway(request, response, 404, 'sv', { kind: 'gone' });
      const { locale, expires } = place;
      const again = (error: string): UploadPage => ({ kind: 'form', expires, error });
      const file = await readUpload(request, uploads.mostBytes);
      if (typeof file === 'string') {
        const error = translator(locale)(`importing:page.form.${file}`);
        return turnAway(request, response, STATUS[file], locale, again(error));
      }
      const taken = await uploads.take(token, file);
      if (taken === 'taken') return answer(response, 200, locale, { kind: 'taken' });
      if (taken === 'gone') return answer(response, 404, locale, { kind: 'gone' });
      answer(response, 422, locale, again(taken.refused));
    });
  }

  async function orFailure(response: Response, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const status = error instanceof StorageUnavailableError ? 503 : 500;
      answer(response, status, 'sv', { kind: 'failed', code: report(error) });
    }
  }

  server.pre(refuseWhatIsNoToken);
  server.get(`${UPLOAD_PATH}:token`, show);
  server.head(`${UPLOAD_PATH}:token`, show);
  server.post(`${UPLOAD_PATH}:token`, take);
}

const STATUS: Record<WhyNotRead, number> = { tooLarge: 413, noFile: 400, unreadable: 400 };

/** Whether a request hands in a file: its body is read by these routes alone, as it comes. */
export function isUpload(request: Request): boolean {
  return (
    request.path().startsWith(UPLOAD_PATH) &&
    request.contentType() === 'multipart/form-data' &&
    request.headers['content-encoding'] === undefined
  );
}

function refuseWhatIsNoToken(request: Request, response: Response, next: Next): void {
  if (!request.path().startsWith(UPLOAD_PATH) || isToken(tokenOf(request))) return next();
  turnAway(request, response, 404, 'sv', { kind: 'gone' });
  next(false);
}

function tokenOf(request: Request): string {
  return request.path().slice(UPLOAD_PATH.length);
}

/** Answers although more is coming, which is thrown away: a browser shows an answer only when it has sent its all. */
function turnAway(
  request: Request,
  response: Response,
  status: number,
  locale: Locale,
  page: UploadPage,
): void {
  response.setHeader('Connection', 'close');
  request.resume();
  answer(response, status, locale, page);
}

function answer(response: Response, status: number, locale: Locale, page: UploadPage): void {
  sendPage(response, status, locale, uploadPage(locale, page));
}
