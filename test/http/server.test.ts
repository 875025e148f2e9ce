import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { makeReport } from '../../src/conversation/report';
import { close, listen, makeServer, type TurnAnswer } from '../../src/http/server';
import { eventually, startTestBot } from '../support/bot';
import { noUploads } from '../support/no-uploads';
import { startStorageProxy } from '../support/storage-proxy';

/** The largest body that is taken, in bytes. */
const LARGEST = 256 * 1024;

const ACTIVITY = { type: 'message', text: 'hej' };

interface Door {
  url: string;
  received: object[];
  incidents: unknown[];
  stop(): Promise<void>;
}

/** The server alone, with whatever stands behind it. */
async function openDoor(
  receive: () => Promise<TurnAnswer> = () => Promise.resolve({ status: 200 }),
): Promise<Door> {
  const received: object[] = [];
  const incidents: unknown[] = [];
  const ignore = () => undefined;
  const report = makeReport({
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (_message, fields) => incidents.push(fields?.incident),
  });
  const server = makeServer({
    report,
    ready: () => Promise.resolve(true),
    stalled: () => false,
    health: () => ({}),
    uploads: noUploads,
    files: { find: () => Promise.resolve('gone'), make: () => Promise.resolve(undefined) },
    receive: (_authorization, activity) => {
      received.push(activity);
      return receive();
    },
  });
  const port = await listen(server, 0, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, received, incidents, stop: () => close(server) };
}

interface Sent {
  status: number;
  text: string;
  headers: http.IncomingHttpHeaders;
}

/** Sends just what it is told to, closing the line afterwards; fetch would mend some of it. */
function send(
  url: string,
  method: string,
  path: string,
  body: string | Buffer = '',
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${path}`, { method, headers, agent: false }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          headers: response.headers,
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function post(url: string, body: string | Buffer, headers?: Record<string, string>): Promise<Sent> {
  return send(url, 'POST', '/api/messages', body, headers);
}

/** A body of so many bytes, which is an activity. */
function ofSize(bytes: number): string {
  const frame = JSON.stringify({ ...ACTIVITY, text: '' }).length;
  return JSON.stringify({ ...ACTIVITY, text: 'x'.repeat(bytes - frame) });
}

/** A code of capitals and nothing else: no stack, no message, no path, no name of a package. */
function expectCode(sent: Sent, status: number, code: string): void {
  expect(sent.status).toBe(status);
  expect(sent.text).toBe(JSON.stringify({ code }));
  expect(sent.headers.server).toBeUndefined();
  expect(sent.headers['x-powered-by']).toBeUndefined();
}

describe("the bot's door", () => {
  let door: Door;

  beforeAll(async () => {
    door = await openDoor();
  });
  beforeEach(() => {
    door.received.length = 0;
  });
  afterAll(() => door.stop());

  it('takes an activity', async () => {
    const { status } = await post(door.url, JSON.stringify(ACTIVITY));
    expect(status).toBe(200);
    expect(door.received).toEqual([ACTIVITY]);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'takes one of the type %s',
    async type => {
      expect((await post(door.url, JSON.stringify(ACTIVITY), { 'content-type': type })).status).toBe(200);
    },
  );

  it('takes one of 256 KB, and refuses one that is a byte longer', async () => {
    expect((await post(door.url, ofSize(LARGEST))).status).toBe(200);
    expectCode(await post(door.url, ofSize(LARGEST + 1)), 413, 'TOO_LARGE');
    expect(door.received).toHaveLength(1);
  });

  it('refuses a long one that comes in pieces without saying how long it is', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expectCode(await post(door.url, ofSize(4 * LARGEST), headers), 413, 'TOO_LARGE');
    expect(door.received).toEqual([]);
  });

  it.each([
    ['broken JSON', '{"type":"message"'],
    ['no JSON', 'hello'],
    ['a list', '[{"type":"message"}]'],
    ['a number', '42'],
    ['a text', '"message"'],
    ['null', 'null'],
    ['nothing', ''],
    ['an object without a type', '{"text":"hej"}'],
    ['a type that is no text', '{"type":{"name":"message"}}'],
    ['a type in the prototype', '{"__proto__":{"type":"message"}}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
    ['very deep lists', '['.repeat(100_000)],
  ])('refuses %s', async (_what, body) => {
    expectCode(await post(door.url, body), 400, 'BAD_REQUEST');
    expect(door.received).toEqual([]);
  });

  it.each([
    ['text/plain', JSON.stringify(ACTIVITY)],
    ['text/csv', 'type\nmessage'],
    ['application/x-www-form-urlencoded', 'type=message'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="type"\r\n\r\nmessage\r\n--x--',
    ],
    ['application/octet-stream', JSON.stringify(ACTIVITY)],
    ['application/jsonp', JSON.stringify(ACTIVITY)],
  ])('refuses what is of the type %s', async (type, body) => {
    expectCode(await post(door.url, body, { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expect(door.received).toEqual([]);
  });

  it.each([
    ['packed', gzipSync(JSON.stringify(ACTIVITY)), 'gzip'],
    ['packed from a hundred times its size', gzipSync(ofSize(100 * LARGEST)), 'gzip'],
    ['said to be packed and is not', Buffer.from(JSON.stringify(ACTIVITY)), 'gzip'],
    ['packed in a way unheard of', Buffer.from(JSON.stringify(ACTIVITY)), 'zip'],
  ])('refuses what is %s, and goes on', async (_what, body, encoding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    expectCode(await post(door.url, body, headers), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expect((await post(door.url, JSON.stringify(ACTIVITY))).status).toBe(200);
  });

  it.each([
    ['GET', '/api/messages', 405, 'METHOD_NOT_ALLOWED'],
    ['PUT', '/api/messages', 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/api/messages', 405, 'METHOD_NOT_ALLOWED'],
    ['POST', '/healthz', 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/', 404, 'NOT_FOUND'],
    ['POST', '/', 404, 'NOT_FOUND'],
    ['GET', '/api', 404, 'NOT_FOUND'],
    ['GET', '/package.json', 404, 'NOT_FOUND'],
    ['GET', '/../../etc/passwd', 404, 'NOT_FOUND'],
    ['GET', '/api/messages/%2e%2e/%ff', 404, 'NOT_FOUND'],
    ['GET', '/<script>', 404, 'NOT_FOUND'],
  ])('has nothing for %s %s', async (method, path, status, code) => {
    expectCode(await send(door.url, method, path), status, code);
  });

  it('goes on when a caller hangs up halfway', async () => {
    await new Promise<void>(resolve => {
      const request = http.request(`${door.url}/api/messages`, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', 'content-length': '1000' },
      });
      request.on('error', () => undefined);
      request.on('close', resolve);
      request.write('{"type":', () => request.destroy());
    });
    expect((await post(door.url, JSON.stringify(ACTIVITY))).status).toBe(200);
    expect(door.received).toEqual([ACTIVITY]);
  });
});

describe('a fault behind the door', () => {
  it('is told by a short code, which stands in the log, and by nothing else', async () => {
    const door = await openDoor(() => Promise.reject(new Error('AccountKey=secret in /home/somebody/src')));
    const sent = await post(door.url, JSON.stringify(ACTIVITY));
    expect(sent.status).toBe(500);
    const { code } = JSON.parse(sent.text) as { code: string };
    expectCode(sent, 500, code);
    expect(code).toMatch(/^[A-Z2-9]{5}$/);
    expect(door.incidents).toEqual([code]);
    await door.stop();
  });
});

describe('how the bot is', () => {
  it('is alive always, and ready while storage answers', async () => {
    const proxy = await startStorageProxy();
    const bot = await startTestBot({ connectionString: proxy.connectionString });
    const health = await send(bot.url, 'GET', '/healthz');
    expect(health.status).toBe(200);
    expect(JSON.parse(health.text)).toMatchObject({ status: 'alive' });
    const ready = await send(bot.url, 'GET', '/readyz');
    expect([ready.status, ready.text]).toEqual([200, '{"status":"ready"}']);

    proxy.fault = () => ({ cut: true });
    const down = await send(bot.url, 'GET', '/readyz');
    expect([down.status, down.text]).toEqual([503, '{"status":"storage does not answer"}']);
    expect((await send(bot.url, 'GET', '/healthz')).status).toBe(200);

    proxy.mend();
    await bot.stop();
    await proxy.stop();
  });

  it('is stalled when no run has been completed for 26 hours, says so once in the log, and is alive again', async () => {
    const proxy = await startStorageProxy();
    let now = Date.now();
    const bot = await startTestBot({ connectionString: proxy.connectionString, now: () => new Date(now) });
    const health = async () => {
      const { status, text } = await send(bot.url, 'GET', '/healthz');
      const { lastCompletedRun } = JSON.parse(text) as { lastCompletedRun: string | null };
      return { status, lastCompletedRun, says: /"status":"(\w+)"/.exec(text)?.[1] };
    };
    const first = await eventually('a run', async () => {
      const { status, lastCompletedRun } = await health();
      return status === 200 ? (lastCompletedRun ?? undefined) : undefined;
    });

    proxy.fault = () => ({ cut: true });
    now = Date.parse(first) + 25.9 * HOUR_MS;
    expect(await health()).toMatchObject({ status: 200 });
    for (const hours of [26.1, 27, 28]) {
      now = Date.parse(first) + hours * HOUR_MS;
      expect(await health()).toEqual({ status: 503, says: 'stalled', lastCompletedRun: first });
    }
    const STALLED = 'no run has been completed for 26 hours';
    expect(bot.log.filter(({ level, message }) => level === 'error' && message === STALLED)).toHaveLength(1);

    proxy.mend();
    await eventually('another run', async () => (await health()).status === 200);
    const BACK = 'runs are completed again';
    expect(bot.log.filter(({ level, message }) => level === 'info' && message === BACK)).toHaveLength(1);
    await bot.stop();
    await proxy.stop();
  });
});

const HOUR_MS = 3_600_000;
