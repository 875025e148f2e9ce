import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { CITY_PARTITION } from '../../src/capabilities';
import { makeReport } from '../../src/conversation/report';
import type { Asker, FileToSend, FileWanted } from '../../src/files/file';
import { makeFileOffers, type FileOffers } from '../../src/files/offers';
import { close, listen, makeServer } from '../../src/http/server';
import { openStorage, type Storage } from '../../src/storage/connection';
import { startTestBot } from '../support/bot';
import { testStorageSettings } from '../support/storage';
import { noUploads } from '../support/no-uploads';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';

const MINUTE = 60_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const calendar: FileToSend = {
  name: 'Möte i Åbo.ics',
  contentType: 'text/calendar; charset=utf-8',
  bytes: Buffer.from('BEGIN:VCALENDAR å\r\n'),
};

let proxy: StorageProxy;
let storage: Storage;
let offers: FileOffers;
let url: string;
let stop: () => Promise<void>;
let clock: number;
let made: [FileWanted, Asker][];
let incidents: unknown[];
let make: () => Promise<FileToSend | undefined>;

beforeAll(async () => {
  proxy = await startStorageProxy();
  storage = openStorage({
    ...testStorageSettings(),
    connectionString: proxy.connectionString,
    // Long enough for a slow machine.
    timeoutMs: 5_000,
  });
  await storage.prepare();
  offers = makeFileOffers(storage.register, 'goteborg', 10 * MINUTE);
  const ignore = () => undefined;
  const error = (_message: string, fields?: Record<string, unknown>) => incidents.push(fields?.incident);
  const server = makeServer({
    report: makeReport({ debug: ignore, info: ignore, warn: ignore, error }),
    ready: () => Promise.resolve(true),
    stalled: () => false,
    health: () => ({}),
    receive: () => Promise.resolve({ status: 200 }),
    uploads: noUploads,
    files: {
      find: token => offers.find(token, new Date(clock)),
      make: ({ kind, id, owner, locale }) => {
        made.push([
          { kind, id },
          { actorId: owner, locale },
        ]);
        return make();
      },
    },
  });
  url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  stop = () => close(server);
});
beforeEach(() => {
  clock = Date.parse('2026-11-23T09:00:00Z');
  made = [];
  incidents = [];
  make = () => Promise.resolve(calendar);
});
afterEach(() => proxy.mend());
afterAll(async () => {
  await stop();
  await proxy.stop();
});

function offered(locale: 'sv' | 'en' = 'sv'): Promise<string> {
  const what = { kind: 'meeting', id: '2027' };
  return offers.offer({ owner: 'kim', locale, what }, new Date(clock));
}

function get(token: string, method = 'GET'): Promise<Response> {
  return fetch(`${url}/filer/${token}`, { method });
}

function press(
  token: string,
  headers: Record<string, string> = FORM,
  body: string | Buffer = '',
): Promise<Response> {
  return fetch(`${url}/filer/${token}`, { method: 'POST', headers, body });
}

/** On pages and files alike. */
function expectGuarded({ headers }: Response): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('server')).toBeNull();
}

async function expectPage(response: Response, status: number, ...texts: string[]): Promise<void> {
  const html = await response.text();
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  for (const text of texts) expect(html).toContain(text);
  expectGuarded(response);
  expect(response.headers.get('content-disposition')).toBeNull();
}

describe('the address of a file', () => {
  it('shows a page with a button, and until when it holds', async () => {
    await expectPage(
      await get(await offered()),
      200,
      '<button>Hämta filen</button>',
      '23 november 2026 kl. 10:10',
    );
  });

  it('shows it in the language of the one who asked', async () => {
    const response = await get(await offered('en'));
    expect(response.headers.get('content-language')).toBe('en');
    await expectPage(response, 200, '<html lang="en">', '<button>Download the file</button>');
  });

  it('gives the file when the button is pressed, under its name', async () => {
    const response = await press(await offered());
    expect(response.status).toBe(200);
    expectGuarded(response);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''M%C3%B6te%20i%20%C3%85bo.ics`,
    );
    expect(Buffer.from(await response.arrayBuffer())).toEqual(calendar.bytes);
    expect(made).toEqual([
      [
        { kind: 'meeting', id: '2027' },
        { actorId: 'kim', locale: 'sv' },
      ],
    ]);
  });

  it('makes nothing and uses nothing up when it is opened only, by whomever and however often', async () => {
    const token = await offered();
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) expect((await get(token, method)).status).toBe(200);
    expect(made).toEqual([]);
    for (let time = 0; time < 3; time += 1) expect((await press(token)).status).toBe(200);
    expect(made).toHaveLength(3);
  });

  it('answers HEAD as GET, without the page', async () => {
    const token = await offered();
    const [page, head] = [await get(token), await get(token, 'HEAD')];
    expect(head.headers.get('content-length')).toBe(page.headers.get('content-length'));
    expect(await head.text()).toBe('');
    expectGuarded(head);
  });

  it('gives a large file whole', async () => {
    const bytes = Buffer.alloc(8 * 1024 * 1024, 'å');
    make = () => Promise.resolve({ ...calendar, bytes: new Uint8Array(bytes.buffer, 0, bytes.length) });
    const received = Buffer.from(await (await press(await offered())).arrayBuffer());
    expect(received.equals(bytes)).toBe(true);
  });

  it('holds for ten minutes, and says then how to get a new one', async () => {
    const token = await offered();
    clock += 10 * MINUTE - 1;
    expect((await get(token)).status).toBe(200);
    clock += 1;
    await expectPage(await get(token), 404, 'Skriv kalender', 'Write calendar', '<html lang="sv">');
    await expectPage(await press(token), 404, 'Skriv kalender');
    expect(made).toEqual([]);
  });

  it.each([
    [
      'tampered with',
      (token: string) => `${token.slice(0, 20)}${token[20] === 'x' ? 'y' : 'x'}${token.slice(21)}`,
    ],
    ['cut off', (token: string) => token.slice(0, -1)],
    ['longer', (token: string) => `${token}x`],
    ['much longer', (token: string) => token.repeat(30)],
    ['with more behind it', (token: string) => `${token}/x`],
    ['empty', () => ''],
    ['broken', () => '%E0%A4%A'],
    ['a path', () => '..%2F..%2Fetc%2Fpasswd'],
    ['markup', () => '%3Cscript%3E'],
  ])('that is %s says how to get a new one', async (_what, change) => {
    const token = change(await offered());
    await expectPage(await get(token), 404, 'Skriv kalender', 'Write calendar');
    await expectPage(await press(token), 404, 'Skriv kalender', 'Write calendar');
    expect(made).toEqual([]);
  });

  it('says the same when the file is not theirs any more', async () => {
    make = () => Promise.resolve(undefined);
    await expectPage(await press(await offered('en')), 404, 'Write calendar', '<html lang="en">');
  });

  it('says that storage does not answer, with a code that stands in the log', async () => {
    const token = await offered();
    proxy.fault = () => ({ cut: true });
    await expectPage(await get(token), 503, 'öppna länken igen', String(incidents[0]));
    await expectPage(await press(token), 503, 'öppna länken igen', String(incidents[1]));
    expect(incidents).toEqual([
      expect.stringMatching(/^[A-Z2-9]{5}$/),
      expect.stringMatching(/^[A-Z2-9]{5}$/),
    ]);
    proxy.mend();
    expect((await press(token)).status).toBe(200);
  });

  it('says that the file could not be made, and nothing of why', async () => {
    make = () => Promise.reject(new Error('AccountKey=secret'));
    const response = await press(await offered());
    const html = await response.clone().text();
    await expectPage(response, 500, String(incidents[0]));
    expect(html).not.toContain('secret');
  });
});

describe('the form of a file', () => {
  it('is taken with what a browser sends in it, which is not read', async () => {
    expect((await press(await offered(), FORM, 'a=1&b=2')).status).toBe(200);
  });

  it.each([
    ['JSON is no file', { 'content-type': 'application/json' }, '{}', 200],
    ['a file that is sent', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 415],
    ['text', { 'content-type': 'text/plain' }, 'x', 415],
    ['packed', { ...FORM, 'content-encoding': 'gzip' }, gzipSync('x'), 415],
    ['long', FORM, 'x'.repeat(1025), 415],
  ] as [string, Record<string, string>, string | Buffer, number][])(
    'is a form and nothing else: %s',
    async (_what, headers, body, status) => {
      expect((await press(await offered(), headers, body)).status).toBe(status);
    },
  );

  it('is not taken in pieces', async () => {
    const token = await offered();
    const status = await new Promise(resolve => {
      const headers = { ...FORM, 'transfer-encoding': 'chunked' };
      const request = http.request(`${url}/filer/${token}`, { method: 'POST', headers }, response => {
        resolve(response.resume().statusCode);
      });
      request.end('x');
    });
    expect(status).toBe(415);
  });

  it.each([
    ['/api/messages', 415],
    ['/filer', 404],
    ['/x/filer/y', 404],
    ['/healthz', 405],
  ])('opens no other door: %s', async (path, status) => {
    const response = await fetch(`${url}${path}`, { method: 'POST', headers: FORM, body: '' });
    expect(response.status).toBe(status);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('is not sent by %s', async method => {
    expect((await get(await offered(), method)).status).toBe(405);
  });
});

describe('the running bot', () => {
  it('shows the page of a file, and has none of a kind that nobody makes', async () => {
    const bot = await startTestBot({ now: () => new Date(clock) });
    try {
      const own = makeFileOffers(bot.storage.register, CITY_PARTITION, 10 * MINUTE);
      const what = { kind: 'unheardOf', id: '1' };
      const token = await own.offer({ owner: 'kim', locale: 'sv', what }, new Date(clock));
      const page = await fetch(`${bot.url}/filer/${token}`);
      await expectPage(page, 200, '<button>');
      const pressed = await fetch(`${bot.url}/filer/${token}`, { method: 'POST', headers: FORM, body: '' });
      await expectPage(pressed, 404, 'Skriv kalender');
      expect(JSON.stringify(bot.log)).not.toContain(token);
    } finally {
      await bot.stop();
    }
  });
});
