import { createHmac, randomUUID } from 'node:crypto';
import type { ServiceClientCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import { CITY_PARTITION } from '../../src/capabilities';
import { makeIdentity, type Identity } from '../../src/teams/adapter';
import { startTestBot, textOf, cardOf, type TestBot, type TestPerson } from '../support/bot';
import { makeSigningKey, signToken, startTokenIssuer, type TokenIssuer } from '../support/token-issuer';

const BOT_ID = '33333333-3333-4333-8333-333333333333';
const OTHER_ID = '44444444-4444-4444-8444-444444444444';
const EMULATOR_ISSUER = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
const MINUTE = 60;

const ALL_BUT_THE_CLOCK = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

let issuer: TokenIssuer;
let bot: TestBot;
let kim: TestPerson;

beforeAll(async () => {
  // The SDK writes each token that it refuses to the console.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  issuer = await startTokenIssuer();
  bot = await startTestBot({ identity: identityOf(issuer) });
  kim = bot.person('Kim Andersson');
});

afterAll(async () => {
  await bot.stop();
  await issuer.stop();
  jest.restoreAllMocks();
});

/** As in production, but for the bot's own sign-in at Entra, which is Microsoft's server. */
function identityOf({ issuer: tokenIssuer, metadataUrl: openIdMetadataUrl }: TokenIssuer): Identity {
  const identity = makeIdentity({
    appId: BOT_ID,
    type: 'SingleTenant',
    tenantId: OTHER_ID,
    password: 'not used',
    tokenIssuer,
    openIdMetadataUrl,
  });
  const unsigned: ServiceClientCredentials = { signRequest: request => Promise.resolve(request) };
  const credentials: ServiceClientCredentialsFactory = {
    isValidAppId: appId => identity.credentials.isValidAppId(appId),
    isAuthenticationDisabled: () => identity.credentials.isAuthenticationDisabled(),
    createCredentials: () => Promise.resolve(unsigned),
  };
  return { ...identity, credentials };
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

function claims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    iss: issuer.issuer,
    aud: BOT_ID,
    serviceurl: bot.teams.serviceUrl,
    nbf: seconds() - MINUTE,
    exp: seconds() + 60 * MINUTE,
    ...changes,
  };
}

function token(changes: Record<string, unknown> = {}): string {
  return signToken(issuer.keys[0]!, claims(changes));
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token put together by hand: whatever a caller without the key can make. */
function forged(header: object, signature: (signed: string) => string): string {
  const signed = `${encode({ typ: 'JWT', kid: issuer.keys[0]!.kid, ...header })}.${encode(claims())}`;
  return `${signed}.${signature(signed)}`;
}

function withPublicKeyAsSecret(format: 'pkcs1' | 'spki'): string {
  const secret = issuer.keys[0]!.publicKey.export({ type: format, format: 'pem' });
  return forged({ alg: 'HS256' }, signed => createHmac('sha256', secret).update(signed).digest('base64url'));
}

function altered(what: 'header' | 'payload' | 'signature'): string {
  const [header, payload, signature] = token().split('.') as [string, string, string];
  if (what === 'header')
    return [encode({ typ: 'JWT', alg: 'RS384', kid: 'key-1' }), payload, signature].join('.');
  if (what === 'payload') return [header, encode(claims({ exp: seconds() + 999_999 })), signature].join('.');
  const turned = signature.startsWith('A') ? 'B' : 'A';
  return [header, payload, `${turned}${signature.slice(1)}`].join('.');
}

function send(authorization: string | undefined, activity: object = press()): Promise<Response> {
  return kim.sends(activity, authorization === undefined ? {} : { authorization });
}

function press(): object {
  return {
    ...kim.activity('invoke'),
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'collaboration.cancel', data: {} } },
  };
}

/** What the bot keeps for itself, whoever asks it anything. */
const WRITTEN_AT_START = ['setting|indexes', 'letters'];

async function rowsWritten(): Promise<number> {
  const city = await bot.storage.register.range(CITY_PARTITION, '', '\uffff', 10);
  const people = await bot.storage.people.range('people', '', '\uffff', 10);
  const written = city.rows.filter(({ key }) => !WRITTEN_AT_START.includes(key));
  return written.length + people.rows.length;
}

/** The caller was told one short code, and nobody behind the door has seen anything. */
async function expectRefused(response: Response): Promise<void> {
  expect(response.status).toBe(401);
  expect(await response.text()).toBe('{"code":"UNAUTHENTICATED"}');
  expect(bot.teams.calls).toEqual([]);
  expect(await rowsWritten()).toBe(0);
  expect(bot.log.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warn: a caller was not authenticated',
  ]);
}

describe('a caller that cannot show that it is Teams', () => {
  beforeEach(() => {
    bot.log.length = 0;
  });

  const bearers: [what: string, authorization: () => string | undefined][] = [
    ['no header', () => undefined],
    ['an empty header', () => ''],
    ['a bearer without a token', () => 'Bearer '],
    ['a word instead of a token', () => 'Bearer letmein'],
    ['a token of three words', () => 'Bearer a.b.c'],
    ['another scheme', () => `Basic ${token()}`],
    ['a scheme and two tokens', () => `Bearer ${token()} ${token()}`],
    ['a token that expired more than five minutes ago', () => bearer({ exp: seconds() - 5 * MINUTE - 5 })],
    ['a token that is valid in more than five minutes', () => bearer({ nbf: seconds() + 5 * MINUTE + 5 })],
    ['a token for another bot', () => bearer({ aud: OTHER_ID })],
    ['a token for nobody', () => bearer({ aud: undefined })],
    ['a token for this bot among others', () => bearer({ aud: [BOT_ID, OTHER_ID] })],
    ['a token of another issuer', () => bearer({ iss: 'https://issuer.example' })],
    ['a token without an issuer', () => bearer({ iss: undefined })],
    ['a token of two issuers', () => bearer({ iss: [issuer.issuer, EMULATOR_ISSUER] })],
    ['a token for another serviceUrl', () => bearer({ serviceurl: 'http://127.0.0.1:1/teams/' })],
    ['a token without a serviceUrl', () => bearer({ serviceurl: undefined })],
    [
      'a token signed with another key under a known name',
      () => `Bearer ${signToken(makeSigningKey('key-1'), claims())}`,
    ],
    ['a token signed with an unknown key', () => `Bearer ${signToken(makeSigningKey('key-9'), claims())}`],
    ['a token with the algorithm none', () => `Bearer ${forged({ alg: 'none' }, () => '')}`],
    ['a token with the algorithm none in capitals', () => `Bearer ${forged({ alg: 'NONE' }, () => 'AA')}`],
    ['the public key taken for a secret', () => `Bearer ${withPublicKeyAsSecret('pkcs1')}`],
    ['the public key in another form taken for a secret', () => `Bearer ${withPublicKeyAsSecret('spki')}`],
    ['an altered header', () => `Bearer ${altered('header')}`],
    ['an altered payload', () => `Bearer ${altered('payload')}`],
    ['an altered signature', () => `Bearer ${altered('signature')}`],
    [
      "a token as the SDK's emulator has it",
      () => bearer({ iss: EMULATOR_ISSUER, ver: '1.0', appid: BOT_ID, aud: BOT_ID }),
    ],
    [
      'a token as another bot has it',
      () => bearer({ iss: EMULATOR_ISSUER, ver: '2.0', azp: OTHER_ID, aud: BOT_ID }),
    ],
    ["another bot's token from the right issuer", () => bearer({ ver: '2.0', azp: OTHER_ID })],
    ['the token of an anonymous bot', () => bearer({ appid: 'AnonymousSkill' })],
  ];

  function bearer(changes: Record<string, unknown>): string {
    return `Bearer ${token(changes)}`;
  }

  it.each(bearers)('is refused with %s', async (_what, authorization) => {
    await expectRefused(await send(authorization()));
  });

  it('is refused when its key may not vouch for Teams', async () => {
    const key = makeSigningKey('key-webchat', ['webchat']);
    issuer.keys.push(key);
    const response = await laterBy(61 * MINUTE, () => send(`Bearer ${signToken(key, claims())}`));
    await expectRefused(response);
  });

  it.each(['webchat', 'AseChannel', 'emulator', undefined])(
    'is refused when the activity is of the channel %p',
    async channelId => {
      await expectRefused(await send(`Bearer ${token()}`, { ...press(), channelId }));
    },
  );
});

describe('Teams itself', () => {
  const accepted: [what: string, changes: () => Record<string, unknown>][] = [
    ['a token that is valid now', () => ({})],
    ['a token that expired less than five minutes ago', () => ({ exp: seconds() - 5 * MINUTE + 10 })],
    ['a token that is valid in less than five minutes', () => ({ nbf: seconds() + 5 * MINUTE - 10 })],
  ];

  it.each(accepted)('gets in with %s', async (_what, changes) => {
    const response = await send(`Bearer ${token(changes())}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Inget är skickat');
  });

  it('gets its answer to a message where the activity says', async () => {
    const response = await send(`Bearer ${token()}`, { ...kim.activity('message'), text: 'mina' });
    expect(response.status).toBe(200);
    const [message] = bot.teams.in(kim.chat);
    expect(textOf(cardOf(message!))).toContain('Mina samarbeten');
  });

  it('does not get in without saying where it is', async () => {
    const before = bot.teams.calls.length;
    const activity = { ...kim.activity('message'), text: 'mina', serviceUrl: undefined };
    await send(`Bearer ${token({ serviceurl: undefined })}`, activity);
    expect(bot.teams.calls).toHaveLength(before);
  });

  it('gets in with a new key after an hour at most, and the keys are not fetched for each unknown one', async () => {
    const key = makeSigningKey(`key-${randomUUID()}`);
    const first = await laterBy(3 * 60 * MINUTE, () =>
      send(`Bearer ${signToken(issuer.keys[0]!, claims())}`),
    );
    expect(first.status).toBe(200);
    await laterBy(5 * 60 * MINUTE, () =>
      send(`Bearer ${signToken(makeSigningKey('key-unknown'), claims())}`),
    );
    issuer.keys.push(key);
    const fetched = issuer.keyFetches;

    await laterBy(5 * 60 * MINUTE, async () => {
      const unknown = makeSigningKey('key-unknown');
      await send(`Bearer ${signToken(unknown, claims())}`);
      await send(`Bearer ${signToken(unknown, claims())}`);
    });
    expect(issuer.keyFetches).toBe(fetched);

    const rolled = await laterBy(7 * 60 * MINUTE, () => send(`Bearer ${signToken(key, claims())}`));
    expect(rolled.status).toBe(200);
  });

  it('is told of a fault, not of a refusal, when the keys cannot be fetched', async () => {
    const other = await startTokenIssuer();
    const alone = await startTestBot({ identity: identityOf(other), teams: bot.teams });
    other.down = true;
    try {
      const response = await fetch(`${alone.url}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${signToken(other.keys[0]!, claims({ iss: other.issuer }))}`,
        },
        body: JSON.stringify(press()),
      });
      expect(response.status).toBe(500);
      const { code, ...rest } = (await response.json()) as { code: string };
      expect(rest).toEqual({});
      expect(alone.log.find(({ level }) => level === 'error')?.fields.incident).toBe(code);
    } finally {
      await alone.stop();
      await other.stop();
    }
  });
});

/** Lets the SDK and the tokens believe that it is `later` seconds later. */
async function laterBy<T>(later: number, act: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now: Date.now() + later * 1000, doNotFake: [...ALL_BUT_THE_CLOCK] });
  try {
    return await act();
  } finally {
    jest.useRealTimers();
  }
}
