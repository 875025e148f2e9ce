import { z } from 'zod/v4';

/** One line for each setting that is missing or wrong, with what to do about it. */
export class ConfigError extends Error {
  readonly code = 'CONFIG';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Entra writes ids in small letters, and they are compared letter for letter. */
const guid = z.guid().transform(id => id.toLowerCase());
const number = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

/** Only where a browser may be sent: https, or this machine itself; no path, query or password. */
const publicUrl = z.url({ protocol: /^https?$/, abort: true }).transform((text, context) => {
  const { protocol, hostname, origin, href } = new URL(text);
  const secure = protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname);
  if (secure && href === `${origin}/`) return origin;
  context.addIssue({ code: 'custom', message: 'no address of this kind' });
  return z.NEVER;
});

/** Every setting of the production entry: its form, and the fix when it is missing or wrong. */
const settings = {
  PORT: { schema: number(3978, 1, 65_535), fix: 'the port to listen on, 1–65535 (3978 when left out)' },
  VANORT_BOT_ID: { schema: guid, fix: "the bot's app (client) id, a GUID" },
  VANORT_BOT_TYPE: {
    schema: z.enum(['UserAssignedMSI', 'SingleTenant']),
    fix: 'UserAssignedMSI or SingleTenant',
  },
  VANORT_BOT_TENANT_ID: { schema: guid, fix: "the Entra tenant of the bot's identity, a GUID" },
  VANORT_BOT_PASSWORD: {
    schema: z.string().min(1).optional(),
    fix: "the bot's secret, needed with SingleTenant only",
  },
  VANORT_ALLOWED_TENANTS: {
    schema: z
      .string()
      .transform(list => list.split(',').map(id => id.trim()))
      .pipe(z.array(guid).min(1)),
    fix: 'the Entra tenants whose people may use the bot: GUIDs joined by commas',
  },
  VANORT_SLK_GROUP_ID: {
    schema: guid,
    fix: "the Entra group id of the City Executive Office's team, a GUID",
  },
  VANORT_PUBLIC_URL: {
    schema: publicUrl.optional(),
    fix: "the https address where people's browsers reach the bot, with no path; without it no links to files are given",
  },
  VANORT_STORAGE_ACCOUNT: {
    schema: z
      .string()
      .regex(/^[a-z0-9]{3,24}$/)
      .optional(),
    fix: 'the name of the storage account (reached by managed identity)',
  },
  VANORT_STORAGE_CONNECTION_STRING: {
    schema: z.string().min(1).optional(),
    fix: 'a connection string, for development, instead of VANORT_STORAGE_ACCOUNT',
  },
  VANORT_STORAGE_PREFIX: {
    schema: z
      .string()
      .regex(/^[a-z][a-z0-9]{2,20}$/)
      .default('vanort'),
    fix: 'what tables and queues begin with: 3–21 small letters and digits, a letter first',
  },
  VANORT_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    fix: 'debug, info, warn or error',
  },
  VANORT_TURN_DEADLINE_MS: {
    schema: number(4000, 500, 4500),
    fix: 'milliseconds that a turn may take, 500–4500',
  },
  VANORT_TOKEN_ISSUER: {
    schema: z.url().default('https://api.botframework.com'),
    fix: "who issues Teams' tokens; leave it out except in a sovereign cloud",
  },
  VANORT_OPENID_METADATA_URL: {
    schema: z.url().default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
    fix: "where the keys of Teams' tokens are; leave it out except in a sovereign cloud",
  },
} as const;

type Name = keyof typeof settings;
type Values = { [N in Name]: z.infer<(typeof settings)[N]['schema']> };

export interface Config {
  port: number;
  identity: {
    appId: string;
    type: 'SingleTenant' | 'UserAssignedMSI';
    tenantId: string;
    password?: string;
    tokenIssuer: string;
    openIdMetadataUrl: string;
  };
  allowedTenants: readonly string[];
  slkGroupId: string;
  /** Where people's browsers reach the bot, without a slash at the end. */
  publicUrl?: string;
  storage: {
    accountName?: string;
    connectionString?: string;
    managedIdentityClientId?: string;
    prefix: string;
  };
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  turnDeadlineMs: number;
}

const PREFIX = 'VANORT_';

/**
 * Reads the environment into one frozen object. Throws ConfigError with a line for everything that is missing,
 * wrong or misspelt; nothing starts on half a configuration.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems = misspelt(env);
  const values: Partial<Record<Name, unknown>> = {};
  for (const [name, { schema, fix }] of Object.entries(settings) as [
    Name,
    { schema: z.ZodType; fix: string },
  ][]) {
    const given = env[name]?.trim() || undefined;
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} is ${given === undefined ? 'missing' : 'wrong'}: set it to ${fix}.`);
  }
  problems.push(...contradictions(values));
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(values as Values);
}

function misspelt(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter(name => name.startsWith(PREFIX) && !(name in settings))
    .map(name => `${name} is not a setting: did you mean ${closest(name)}?`);
}

function contradictions(values: Partial<Record<Name, unknown>>): string[] {
  const problems: string[] = [];
  if (!values.VANORT_STORAGE_ACCOUNT === !values.VANORT_STORAGE_CONNECTION_STRING) {
    problems.push('Set one of VANORT_STORAGE_ACCOUNT and VANORT_STORAGE_CONNECTION_STRING, and not both.');
  }
  if (values.VANORT_BOT_TYPE === 'SingleTenant' && !values.VANORT_BOT_PASSWORD) {
    problems.push(`VANORT_BOT_PASSWORD is missing: set it to ${settings.VANORT_BOT_PASSWORD.fix}.`);
  }
  return problems;
}

function toConfig(values: Values): Config {
  const managed = values.VANORT_BOT_TYPE === 'UserAssignedMSI';
  return deepFreeze({
    port: values.PORT,
    identity: {
      appId: values.VANORT_BOT_ID,
      type: values.VANORT_BOT_TYPE,
      tenantId: values.VANORT_BOT_TENANT_ID,
      password: values.VANORT_BOT_PASSWORD,
      tokenIssuer: values.VANORT_TOKEN_ISSUER,
      openIdMetadataUrl: values.VANORT_OPENID_METADATA_URL,
    },
    allowedTenants: values.VANORT_ALLOWED_TENANTS,
    slkGroupId: values.VANORT_SLK_GROUP_ID,
    publicUrl: values.VANORT_PUBLIC_URL,
    storage: {
      accountName: values.VANORT_STORAGE_ACCOUNT,
      connectionString: values.VANORT_STORAGE_CONNECTION_STRING,
      // The same identity is the bot's towards Teams and towards storage.
      managedIdentityClientId: managed ? values.VANORT_BOT_ID : undefined,
      prefix: values.VANORT_STORAGE_PREFIX,
    },
    logLevel: values.VANORT_LOG_LEVEL,
    turnDeadlineMs: values.VANORT_TURN_DEADLINE_MS,
  });
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner as object);
  return Object.freeze(value);
}

/** The setting whose name has the fewest letters different. */
function closest(name: string): string {
  const known = Object.keys(settings);
  return known.reduce((best, candidate) =>
    distance(name, candidate) < distance(name, best) ? candidate : best,
  );
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
