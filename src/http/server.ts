import { createServer, plugins, type Next, type Request, type Response, type Server } from 'restify';
import type { Report } from '../conversation/report';
import { addFileRoutes, isFileForm, type FileDoor } from './file-routes';
import { addUploadRoutes, isUpload, type UploadDoor } from './upload-routes';

/** What came back from a turn: the status and body of Teams' answer. */
export interface TurnAnswer {
  status: number;
  body?: unknown;
}

export interface ServerParts {
  /** Verifies the caller and runs one turn. Never throws. */
  receive: (authorization: string, activity: object) => Promise<TurnAnswer>;
  /** Whether the bot can do its work: storage answers. */
  ready: () => Promise<boolean>;
  /** Whether what the bot does by itself has stopped. */
  stalled: () => boolean;
  /** What `/healthz` tells beside that. */
  health: () => object;
  files: FileDoor;
  uploads: UploadDoor;
  report: Report;
}

const LARGEST_BODY = 256 * 1024;

/** The bot's only door. Errors tell a short code and nothing else. */
export function makeServer(parts: ServerParts): Server {
  const server = createServer({
    name: 'vanortsboten',
    handleUncaughtExceptions: false,
    ignoreTrailingSlash: true,
  });
  server.pre((_request, response, next) => {
    response.removeHeader('Server');
    next();
  });
  server.use(jsonOnly);
  server.use(plugins.bodyReader({ maxBodySize: LARGEST_BODY }));
  server.use(plugins.jsonBodyParser({ bodyReader: true }));

  server.post('/api/messages', async (request: Request, response: Response) => {
    const activity: unknown = request.body;
    if (!isActivity(activity)) {
      return answer(response, 400, { code: CODES[400] });
    }
    const { status, body } = await parts.receive(request.headers.authorization ?? '', activity);
    answer(response, status, body);
  });
  // App Service's health check asks here: an instance that answers and has stopped doing what the clock asks of it is
  // one that nobody would notice, so it is taken out and replaced.
  server.get('/healthz', async (_request: Request, response: Response) => {
    const stalled = parts.stalled();
    answer(response, stalled ? 503 : 200, { status: stalled ? 'stalled' : 'alive', ...parts.health() });
    await Promise.resolve();
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    const ready = await parts.ready();
    answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'storage does not answer' });
  });

  addFileRoutes(server, parts.files, parts.report);
  addUploadRoutes(server, parts.uploads, parts.report);

  server.on('restifyError', (_request: Request, response: Response, error: HttpError, done: () => void) => {
    const status = error.statusCode ?? 500;
    const code = status >= 500 ? parts.report(error) : (CODES[status] ?? 'BAD_REQUEST');
    // Answered here: left to itself restify would put its own name for the error, and a message, into the answer.
    answer(response, status, { code });
    done();
  });
  return server;
}

/**
 * Other forms are refused before their body is read: restify would unpack gzip to any size, fall on broken gzip, and
 * write uploaded files to disk, all for callers that nobody has verified yet.
 */
function jsonOnly(request: Request, response: Response, next: Next): void {
  const packed = request.headers['content-encoding'] !== undefined;
  const taken =
    isFileForm(request) || isUpload(request) || (request.contentType() === 'application/json' && !packed);
  if (request.method !== 'POST' || taken) return next();
  answer(response, 415, { code: CODES[415] });
  next(false);
}

function isActivity(body: unknown): body is { type: string } {
  return typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string';
}

interface HttpError extends Error {
  statusCode?: number;
}

const CODES: Record<number, string> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

function answer(response: Response, status: number, body?: unknown): void {
  response.status(status);
  if (body === undefined) response.end();
  else response.json(status, body);
}

/** Begins to listen; rejects with the system's error when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve(server.address().port));
  });
}

/** Takes no new connections and waits for the calls under way. */
export function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    // A connection that a client keeps alive would hold the server open for as long as that client is at work.
    server.pre((_request, response, next) => {
      response.setHeader('Connection', 'close');
      next();
    });
    server.server.keepAliveTimeout = 1;
    server.close(() => resolve());
    server.server.closeIdleConnections?.();
  });
}
