import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NotFetchedError } from '../../src/conversation/attached';
import { productionSettings } from '../../src/settings';
import { download } from '../../src/teams/download';
import { isLoopback } from '../../src/teams/guard';
import { isHostBelow } from '../../src/teams/upload';

let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    switch (request.url) {
      case '/file':
        return response.end('hej');
      case '/long':
        // Says nothing of its length, and does not end by itself.
        return void setInterval(() => response.write(Buffer.alloc(10_000)), 1).unref();
      case '/elsewhere':
        response.writeHead(302, { location: '/file' });
        return response.end();
      case '/slow':
        return undefined;
      default:
        // Not in one: restify, where a test before has loaded it, makes `writeHead` return nothing.
        response.writeHead(404);
        return response.end('gone');
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function fetched(path: string, downloadTimeoutMs = 5_000): Promise<Uint8Array> {
  return download(`${url}${path}`, 100_000, { allowsUploadUrl: isLoopback, downloadTimeoutMs });
}

async function why(fetching: Promise<unknown>): Promise<string> {
  const error: unknown = await fetching.catch((reason: unknown) => reason);
  if (!(error instanceof NotFetchedError)) throw new Error('it was fetched');
  expect(error.message).not.toContain('127.0.0.1');
  return error.why;
}

describe('an attached file', () => {
  it('is fetched whole', async () => {
    expect(Buffer.from(await fetched('/file')).toString()).toBe('hej');
  });

  it.each([
    ['is gone', '/gone', 'unavailable'],
    ['leads elsewhere, which is not followed', '/elsewhere', 'unavailable'],
    ['does not end', '/long', 'tooLarge'],
  ])('that %s is not', async (_what, path, reason) => {
    const before = asked.length;
    expect(await why(fetched(path))).toBe(reason);
    expect(asked.slice(before)).toEqual([path]);
  });

  it('that does not come in time is not', async () => {
    expect(await why(fetched('/slow', 100))).toBe('unavailable');
  });

  it.each([
    'http://contoso-my.sharepoint.com/x',
    'https://contoso-my.sharepoint.com.evil.example/x',
    'https://sharepoint.com/x',
    'https://contoso.sharepoint.com:8443/x',
    'https://user:pass@contoso.sharepoint.com/x',
    'https://evil.example/?contoso.sharepoint.com',
    'file:///etc/passwd',
    'no address',
  ])('is asked for at Teams own places alone, and not at %s', async address => {
    const settings = {
      allowsUploadUrl: isHostBelow(productionSettings.uploadDomains),
      downloadTimeoutMs: 100,
    };
    expect(await why(download(address, 1, settings))).toBe('elsewhere');
  });
});
