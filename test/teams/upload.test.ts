import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { productionSettings } from '../../src/settings';
import { isLoopback } from '../../src/teams/guard';
import { isHostBelow, upload, UploadError } from '../../src/teams/upload';
import { FakeTeams } from '../support/fake-teams';
import { startSilentServer } from '../support/silent-server';

const settings = { allowsUploadUrl: isLoopback, uploadTimeoutMs: 5_000 };
const bytes = Buffer.from('BEGIN:VCALENDAR å');

let teams: FakeTeams;

beforeAll(async () => {
  teams = await FakeTeams.start();
});
beforeEach(() => {
  teams.uploads.length = 0;
  teams.fault = () => undefined;
});
afterAll(() => teams.stop());

async function failure(uploading: Promise<void>): Promise<UploadError> {
  const error: unknown = await uploading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UploadError)) throw new Error('no UploadError', { cause: error });
  return error;
}

describe('where a file may be put', () => {
  const allows = isHostBelow(productionSettings.uploadDomains);

  it.each([
    'https://goteborg-my.sharepoint.com/personal/kim/_api/v2.0/drive/items/1/uploadSession?guid=1&tempauth=x',
    'https://goteborg.sharepoint.com/x',
    'https://GOTEBORG.SharePoint.com:443/x',
  ])('is OneDrive: %s', address => expect(allows(new URL(address))).toBe(true));

  it.each([
    'http://goteborg-my.sharepoint.com/x',
    'https://goteborg-my.sharepoint.com:8443/x',
    'https://kim:secret@goteborg-my.sharepoint.com/x',
    'https://sharepoint.com/x',
    'https://evilsharepoint.com/x',
    'https://goteborg.sharepoint.com.evil.example/x',
    'https://evil.example/goteborg.sharepoint.com',
    'https://evil.example#.sharepoint.com',
    'https://goteborg.sharepoint.com@evil.example/x',
    'https://goteborg.sharepoint.com./x',
    'https://127.0.0.1/x',
    'http://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/metadata/identity',
    'http://localhost:10002/x',
    'file:///etc/passwd',
    'ftp://goteborg.sharepoint.com/x',
  ])('is nowhere else: %s', address => expect(allows(new URL(address))).toBe(false));

  it('is asked before anything is sent', async () => {
    const nowhere = { ...settings, allowsUploadUrl: () => false };
    await failure(upload(teams.uploadUrl('x'), bytes, nowhere));
    expect(teams.uploads).toEqual([]);
  });
});

describe('an upload', () => {
  it('puts all bytes at once, and says so', async () => {
    await upload(teams.uploadUrl('one'), bytes, settings);
    const [{ id, headers, bytes: received } = {}] = teams.uploads as Partial<(typeof teams.uploads)[0]>[];
    expect(id).toBe('one');
    expect(headers).toMatchObject({ 'content-range': 'bytes 0-17/18', 'content-length': '18' });
    expect(headers).not.toHaveProperty('authorization');
    expect(received).toEqual(bytes);
  });

  it('takes some megabytes, out of a larger buffer too', async () => {
    const large = Buffer.alloc(6 * 1024 * 1024, 'å').subarray(1024);
    await upload(teams.uploadUrl('large'), large, settings);
    expect(teams.uploads[0]!.bytes.equals(large)).toBe(true);
  });

  it.each([202, 204, 400, 401, 404, 409, 429, 500, 503])(
    'is not done when it is answered %i',
    async status => {
      teams.fault = () => ({ status });
      expect((await failure(upload(teams.uploadUrl('x'), bytes, settings))).message).toContain(
        String(status),
      );
    },
  );

  it('is not done when the line is cut', async () => {
    teams.fault = () => ({ cut: true });
    await failure(upload(teams.uploadUrl('x'), bytes, settings));
  });

  it('is not waited for longer than was said', async () => {
    const silent = await startSilentServer();
    const address = `http://127.0.0.1:${silent.port}/x`;
    await failure(upload(address, bytes, { ...settings, uploadTimeoutMs: 50 }));
    await silent.stop();
  });

  it.each([301, 302, 303, 307, 308])('follows nobody elsewhere: %i', async status => {
    const asked: string[] = [];
    const elsewhere = await startServer((_request, response) => {
      asked.push('elsewhere');
      response.end();
    });
    teams.fault = () => ({ status, headers: { location: `${elsewhere.url}/metadata` } });
    await failure(upload(teams.uploadUrl('x'), bytes, settings));
    expect(asked).toEqual([]);
    await elsewhere.stop();
  });

  it('that fails never tells the address, which is all that is needed to write there', async () => {
    teams.fault = () => ({ status: 500 });
    const refused = await failure(upload(teams.uploadUrl('x'), bytes, settings));
    teams.fault = () => ({ cut: true });
    const cut = await failure(upload(teams.uploadUrl('x'), bytes, settings));
    for (const { message, stack, cause } of [refused, cut]) {
      expect(`${message} ${stack} ${String(cause)}`).not.toMatch(/tempauth|secret/);
    }
  });
});

async function startServer(
  answer: Parameters<typeof createServer>[1],
): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(answer as never);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
}
