import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { randomPrefix } from './support/bot';
import { freePort } from './support/free-port';
import { signToken, startTokenIssuer, type TokenIssuer } from './support/token-issuer';

const ROOT = path.join(__dirname, '..');
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const BOT_ID = '33333333-3333-4333-8333-333333333333';
const TENANT = '11111111-1111-4111-8111-111111111111';
const TEAMS = 'https://smba.trafficmanager.net/emea/';

let dist: string;
let issuer: TokenIssuer;

beforeAll(async () => {
  dist = mkdtempSync(path.join(tmpdir(), 'vanort-build-'));
  issuer = await startTokenIssuer();
  const build = [TSC, '-p', path.join(ROOT, 'tsconfig.build.json'), '--outDir', dist];
  await promisify(execFile)(process.execPath, build, { cwd: ROOT });
}, 120_000);

afterAll(async () => {
  await issuer.stop();
  rmSync(dist, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  url: string;
  output: () => string;
  errors: () => string;
  ended: Promise<number | null>;
}

/** The built production entry, in an environment of its own. */
function run(environment: Record<string, string>, port: number): Running {
  const child = spawn(process.execPath, [path.join(dist, 'main.js')], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, NODE_PATH: path.join(ROOT, 'node_modules'), ...environment },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  return { child, url: `http://127.0.0.1:${port}`, output: () => output, errors: () => errors, ended };
}

function environment(port: number): Record<string, string> {
  return {
    PORT: String(port),
    VANORT_BOT_ID: BOT_ID,
    VANORT_BOT_TYPE: 'SingleTenant',
    VANORT_BOT_TENANT_ID: TENANT,
    VANORT_BOT_PASSWORD: 'not used',
    VANORT_ALLOWED_TENANTS: TENANT,
    VANORT_SLK_GROUP_ID: TENANT,
    VANORT_STORAGE_CONNECTION_STRING: process.env.TEST_STORAGE!,
    VANORT_STORAGE_PREFIX: randomPrefix(),
    VANORT_TOKEN_ISSUER: issuer.issuer,
    VANORT_OPENID_METADATA_URL: issuer.metadataUrl,
  };
}

async function ready({ url, child }: Running): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('the bot ended before it was ready');
}

function press(url: string, authorization?: string): Promise<Response> {
  const aadObjectId = randomUUID();
  const activity = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: TEAMS,
    from: { id: `29:${aadObjectId}`, aadObjectId, name: 'Kim Andersson' },
    recipient: { id: `28:${BOT_ID}` },
    conversation: { id: `a:${aadObjectId}`, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    value: { action: { type: 'Action.Execute', verb: 'collaboration.open', data: {} } },
  };
  return fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(activity),
  });
}

function token(serviceurl = TEAMS): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer.issuer, aud: BOT_ID, serviceurl, nbf: now - 60, exp: now + 3600 };
  return `Bearer ${signToken(issuer.keys[0]!, claims)}`;
}

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(extension))
    .sort();
}

describe('the build', () => {
  const isTrial = (file: string) => file.startsWith(`trial${path.sep}`);

  it('holds every template, text and list that the source has', () => {
    const source = filesIn(path.join(ROOT, 'src'), '.json');
    expect(filesIn(dist, '.json')).toEqual(source.filter(file => !isTrial(file)));
    expect(source.length).toBeGreaterThan(20);
  });

  it('holds nothing of the local trial', () => {
    expect(existsSync(path.join(dist, 'trial'))).toBe(false);
    expect(filesIn(dist, '.js').length).toBeGreaterThan(50);
  });
});

describe('the production entry', () => {
  it('gets ready, lets in none but Teams, and ends in order', async () => {
    const port = await freePort();
    const bot = run(environment(port), port);
    let code = '';
    try {
      await ready(bot);

      const unsigned = await press(bot.url);
      expect([unsigned.status, await unsigned.text()]).toEqual([401, '{"code":"UNAUTHENTICATED"}']);
      const elsewhere = await press(bot.url, token('http://127.0.0.1:1/'));
      expect(elsewhere.status).toBe(401);

      // Nobody here plays Teams for it, so it cannot ask who this is, and says so.
      const signed = await press(bot.url, token());
      expect(signed.status).toBe(200);
      const { value } = (await signed.json()) as { value: string };
      expect(value).toContain('Jag kan inte kontrollera ditt konto just nu');
      code = /Felkod: (\w+)/.exec(value)![1]!;
    } finally {
      bot.child.kill('SIGTERM');
    }
    expect(await bot.ended).toBe(0);
    expect(bot.output()).toContain(`"incident":"${code}"`);
    expect(bot.output()).toContain('"msg":"stopped"');
    expect(bot.output()).not.toContain('eyJ');
  });

  it('does not start without its settings, and names each that is missing', async () => {
    const bot = run({ VANORT_BOT_ID: '', VANORT_BOTTYPE: 'SingleTenant' }, 0);
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toBe('');
    const lines = bot.errors().trim().split('\n');
    expect(lines.shift()).toBe('The bot does not start:');
    expect(lines.every(line => line.startsWith('- '))).toBe(true);
    for (const name of [
      'VANORT_BOT_ID',
      'VANORT_BOT_TYPE',
      'VANORT_BOTTYPE',
      'VANORT_BOT_TENANT_ID',
      'VANORT_ALLOWED_TENANTS',
      'VANORT_SLK_GROUP_ID',
      'VANORT_STORAGE_ACCOUNT',
    ]) {
      expect(lines.filter(line => line.includes(name)).length).toBeGreaterThan(0);
    }
  });

  it('does not start on a taken port, and says so in one line', async () => {
    const taken = createServer();
    const port = await new Promise<number>(resolve => {
      taken.listen(0, '0.0.0.0', () => resolve((taken.address() as { port: number }).port));
    });
    const bot = run(environment(port), port);
    expect(await bot.ended).toBe(1);
    expect(bot.errors().trim().split('\n')).toHaveLength(1);
    expect(bot.errors()).toContain(String(port));
    await new Promise(resolve => taken.close(resolve));
  });
});
