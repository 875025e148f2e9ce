import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, readConfig } from '../src/config';

const GUID = '11111111-1111-4111-8111-111111111111';
const OTHER = 'AAAAAAAA-2222-4222-8222-222222222222';

type Environment = Record<string, string | undefined>;

const managed: Environment = {
  VANORT_BOT_ID: GUID,
  VANORT_BOT_TYPE: 'UserAssignedMSI',
  VANORT_BOT_TENANT_ID: GUID,
  VANORT_ALLOWED_TENANTS: GUID,
  VANORT_SLK_GROUP_ID: GUID,
  VANORT_STORAGE_ACCOUNT: 'vanort',
};

function problemsIn(changes: Environment): readonly string[] {
  try {
    readConfig({ ...managed, ...changes });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('the settings', () => {
  it('are enough when the required ones are there', () => {
    expect(readConfig(managed)).toMatchObject({
      port: 3978,
      identity: { appId: GUID, type: 'UserAssignedMSI', tokenIssuer: 'https://api.botframework.com' },
      allowedTenants: [GUID],
      storage: { accountName: 'vanort', managedIdentityClientId: GUID, prefix: 'vanort' },
      logLevel: 'info',
      turnDeadlineMs: 4000,
    });
  });

  it('name the other way to sign in, and to storage', () => {
    const config = readConfig({
      ...managed,
      VANORT_BOT_TYPE: 'SingleTenant',
      VANORT_BOT_PASSWORD: 'secret',
      VANORT_STORAGE_ACCOUNT: '',
      VANORT_STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    });
    expect(config.identity).toMatchObject({ type: 'SingleTenant', password: 'secret' });
    expect(config.storage.managedIdentityClientId).toBeUndefined();
  });

  it('compare ids as Entra writes them, however they were typed', () => {
    const config = readConfig({
      ...managed,
      VANORT_BOT_ID: ` ${OTHER} `,
      VANORT_ALLOWED_TENANTS: `${GUID}, ${OTHER}`,
    });
    expect(config.identity.appId).toBe(OTHER.toLowerCase());
    expect(config.allowedTenants).toEqual([GUID, OTHER.toLowerCase()]);
  });

  it.each([
    ['https://vanortsbot.goteborg.se', 'https://vanortsbot.goteborg.se'],
    [' https://Vanortsbot.goteborg.se/ ', 'https://vanortsbot.goteborg.se'],
    ['https://vanortsbot.goteborg.se:8443', 'https://vanortsbot.goteborg.se:8443'],
    ['http://localhost:3978', 'http://localhost:3978'],
    ['http://127.0.0.1:3978/', 'http://127.0.0.1:3978'],
    ['', undefined],
    [undefined, undefined],
  ])('know where browsers reach the bot: %j', (given, publicUrl) => {
    expect(readConfig({ ...managed, VANORT_PUBLIC_URL: given }).publicUrl).toBe(publicUrl);
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig(managed);
    for (const part of [config, config.identity, config.storage, config.allowedTenants]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it.each([
    ['VANORT_BOT_ID', 'a GUID'],
    ['VANORT_BOT_TYPE', 'UserAssignedMSI or SingleTenant'],
    ['VANORT_BOT_TENANT_ID', 'a GUID'],
    ['VANORT_ALLOWED_TENANTS', 'GUIDs joined by commas'],
    ['VANORT_SLK_GROUP_ID', 'a GUID'],
  ])('are told of when %s is missing, empty or blank', (name, fix) => {
    for (const value of [undefined, '', '  ']) {
      const problems = problemsIn({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name} is missing: set it to .*${fix}`));
    }
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3978.5'],
    ['PORT', 'http'],
    ['VANORT_BOT_ID', 'vanortsbot'],
    ['VANORT_BOT_ID', '11111111-1111-4111-8111'],
    ['VANORT_BOT_TYPE', 'MultiTenant'],
    ['VANORT_BOT_TYPE', 'singletenant'],
    ['VANORT_BOT_TENANT_ID', 'goteborg.se'],
    ['VANORT_ALLOWED_TENANTS', '*'],
    ['VANORT_ALLOWED_TENANTS', `${GUID},`],
    ['VANORT_ALLOWED_TENANTS', `${GUID};${GUID}`],
    ['VANORT_SLK_GROUP_ID', 'Stadsledningskontoret'],
    ['VANORT_STORAGE_ACCOUNT', 'Vanort'],
    ['VANORT_STORAGE_ACCOUNT', 'https://vanort.table.core.windows.net'],
    ['VANORT_STORAGE_PREFIX', '1vanort'],
    ['VANORT_STORAGE_PREFIX', 'van-ort'],
    ['VANORT_PUBLIC_URL', 'vanortsbot.goteborg.se'],
    ['VANORT_PUBLIC_URL', 'http://vanortsbot.goteborg.se'],
    ['VANORT_PUBLIC_URL', 'https://vanortsbot.goteborg.se/bot'],
    ['VANORT_PUBLIC_URL', 'https://vanortsbot.goteborg.se/?x=1'],
    ['VANORT_PUBLIC_URL', 'https://vanortsbot.goteborg.se/#x'],
    ['VANORT_PUBLIC_URL', 'https://kim:secret@vanortsbot.goteborg.se'],
    ['VANORT_PUBLIC_URL', 'http://localhost.evil.example'],
    ['VANORT_PUBLIC_URL', 'ftp://localhost'],
    ['VANORT_PUBLIC_URL', 'javascript:alert(1)'],
    ['VANORT_LOG_LEVEL', 'verbose'],
    ['VANORT_TURN_DEADLINE_MS', '5000'],
    ['VANORT_TURN_DEADLINE_MS', 'fyra'],
    ['VANORT_TOKEN_ISSUER', 'botframework'],
    ['VANORT_OPENID_METADATA_URL', 'metadata'],
  ])('are told of when %s is %s', (name, value) => {
    const problems = problemsIn({ [name]: value });
    expect(problems.join('\n')).toContain(`${name} is wrong: set it to `);
  });

  it('never repeat what was given, which may be a secret in the wrong place', () => {
    expect(problemsIn({ VANORT_BOT_ID: 'hunter2' }).join('\n')).not.toContain('hunter2');
  });

  it.each([
    ['VANORT_BOT_APP_ID', 'VANORT_BOT_ID'],
    ['VANORT_BOTID', 'VANORT_BOT_ID'],
    ['VANORT_ALLOWED_TENANT', 'VANORT_ALLOWED_TENANTS'],
    ['VANORT_SLK_GROUPID', 'VANORT_SLK_GROUP_ID'],
    ['VANORT_STORAGE_CONNECTIONSTRING', 'VANORT_STORAGE_CONNECTION_STRING'],
    ['VANORT_LOGLEVEL', 'VANORT_LOG_LEVEL'],
  ])('are told of when %s is set for %s', (misspelt, meant) => {
    expect(problemsIn({ [misspelt]: GUID })).toEqual([
      `${misspelt} is not a setting: did you mean ${meant}?`,
    ]);
  });

  it.each([
    ['neither way to storage', { VANORT_STORAGE_ACCOUNT: undefined }, 'VANORT_STORAGE_ACCOUNT'],
    ['both ways to storage', { VANORT_STORAGE_CONNECTION_STRING: 'x' }, 'and not both'],
    ['no secret for SingleTenant', { VANORT_BOT_TYPE: 'SingleTenant' }, 'VANORT_BOT_PASSWORD is missing'],
  ])('are told of when there is %s', (_what, changes, expected) => {
    const problems = problemsIn(changes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('are told of all at once', () => {
    const problems = problemsIn({
      VANORT_BOT_ID: '',
      VANORT_BOT_TYPE: 'Multi',
      VANORT_BOTTYPE: 'x',
      PORT: 'x',
    });
    expect(problems).toHaveLength(4);
  });

  it('have none that leads past authentication', () => {
    for (const name of ['VANORT_ANONYMOUS', 'VANORT_NO_AUTH', 'VANORT_TRIAL', 'VANORT_ALLOW_LOOPBACK']) {
      expect(problemsIn({ [name]: 'true' })).toHaveLength(1);
    }
    expect(
      readConfig({ ...managed, TRIAL_SETTINGS: '{}', STORAGE_PREFIX: 'x', NODE_ENV: 'development' }),
    ).toEqual(readConfig(managed));
  });
});

describe('the production entry', () => {
  const root = path.join(__dirname, '..', 'src');
  const files = importedFrom(path.join(root, 'main.ts'));

  it('reaches most of the product', () => {
    expect(files.size).toBeGreaterThan(50);
  });

  it('reaches nothing of the local trial', () => {
    const trial = path.join(root, 'trial') + path.sep;
    expect([...files].filter(file => file.startsWith(trial))).toEqual([]);
  });

  it.each(['makeAnonymousIdentity', 'isLoopback'])('has no use for %s', name => {
    const using = [...files].filter(file => readFileSync(file, 'utf8').includes(name));
    expect(using.map(file => path.relative(root, file))).toHaveLength(1);
    expect(readFileSync(using[0]!, 'utf8').split(name)).toHaveLength(2);
  });

  it('reads the environment in one place', () => {
    const reading = [...files].filter(file => readFileSync(file, 'utf8').includes('process.env'));
    expect(reading.map(file => path.relative(root, file))).toEqual(['main.ts']);
  });
});

/** Every source file that `entry` imports, by whatever way, as the text of the files says. */
function importedFrom(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  const named = readFileSync(entry, 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'(\.[^']+)'/g);
  for (const [, name] of named) {
    const base = path.resolve(path.dirname(entry), name!);
    if (!base.endsWith('.json')) importedFrom(fileOf(base), found);
  }
  return found;
}

function fileOf(base: string): string {
  const candidates = [`${base}.ts`, path.join(base, 'index.ts')];
  const file = candidates.find(candidate => exists(candidate));
  if (!file) throw new Error(`${base} is imported and not there`);
  return file;
}

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
