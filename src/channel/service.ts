import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor, ConversationRef } from '../conversation/turn';
import type { Coordinators, TeamChannel, TeamRef, TeamsDirectory } from '../directory/coordinators';
import { ConflictError } from '../storage/errors';
import type { Table } from '../storage/table';

const teamSchema = z.object({
  id: z.string(),
  name: z.string(),
  serviceUrl: z.string(),
  tenantId: z.string(),
});

const bindingSchema = z.object({
  teamId: z.string(),
  channelId: z.string(),
  /** Empty for a team's first channel, which Teams names in each reader's own language. */
  channelName: z.string(),
  by: z.string(),
  at: z.string(),
});

export type SlkTeam = z.infer<typeof teamSchema>;
export type Binding = z.infer<typeof bindingSchema>;

/** What a coordinator is shown before choosing. */
export interface Setup {
  team: SlkTeam;
  channels: TeamChannel[];
  coordinators: number;
  binding?: Binding;
}

export type BindOutcome =
  | { kind: 'bound'; binding: Binding }
  | { kind: 'notStandard'; channel: TeamChannel }
  | { kind: 'notThere' }
  /** A colleague chose another one after the card was shown. */
  | { kind: 'raced'; binding: Binding };

/** The City Executive Office's team and the channel in it where sister-city matters come (S7, S8). */
export interface ChannelService {
  team(): Promise<SlkTeam | undefined>;
  binding(): Promise<Binding | undefined>;
  /** The same as it stands in storage at this moment. */
  bindingNow(): Promise<Binding | undefined>;
  /** Where the channel's messages go. */
  destination(): Promise<ConversationRef | undefined>;
  /** The bot was added to the City Executive Office's team, or heard from it again. */
  teamSeen(team: SlkTeam): Promise<void>;
  /** Throws NotFoundOrNotAllowedError for all but coordinators, and RosterUnavailableError. */
  setup(actor: Actor): Promise<Setup | 'noTeam'>;
  /** The same for the card that is posted when the bot is installed: nobody has asked for it. */
  setupForTeam(): Promise<Setup | 'noTeam'>;
  /** `seen`: the channel that was bound when the card was shown. Same errors as `setup`. */
  bind(actor: Actor, channelId: string, seen: string, now: Date): Promise<BindOutcome>;
}

export interface ChannelServiceParts {
  table: Table;
  partition: string;
  coordinators: () => Coordinators;
  directory: TeamsDirectory;
  now: () => Date;
  /** How old the cached settings may be, in milliseconds; one's own writes are seen at once. */
  cacheMs: number;
}

const TEAM = 'setting|team';
const CHANNEL = 'setting|channel';

export function makeChannelService(parts: ChannelServiceParts): ChannelService {
  const { table, partition } = parts;
  const cache = new Map<string, { value: unknown; until: number }>();

  async function read<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const cached = cache.get(key);
    if (cached && cached.until > parts.now().getTime()) return cached.value as T | undefined;
    const row = await table.get(partition, key);
    const value = row && schema.parse(row.body);
    // What is not there yet is looked for each time: a new binding counts from the first notification on.
    if (value) cache.set(key, { value, until: parts.now().getTime() + parts.cacheMs });
    return value;
  }

  const team = () => read(TEAM, teamSchema);
  const binding = () => read(CHANNEL, bindingSchema);

  async function bindingNow(): Promise<Binding | undefined> {
    cache.delete(CHANNEL);
    return binding();
  }

  async function destination(): Promise<ConversationRef | undefined> {
    const [known, bound] = await Promise.all([team(), binding()]);
    if (!known || bound?.teamId !== known.id) return undefined;
    return { id: bound.channelId, serviceUrl: known.serviceUrl, tenantId: known.tenantId };
  }

  async function teamSeen(seen: SlkTeam): Promise<void> {
    const known = await team();
    if (known && JSON.stringify(known) === JSON.stringify(teamSchema.parse(seen))) return;
    await table.commit(partition, [{ do: 'put', key: TEAM, body: teamSchema.parse(seen) }]);
    cache.delete(TEAM);
  }

  async function setup(actor: Actor): Promise<Setup | 'noTeam'> {
    if (!(await team())) return 'noTeam';
    await mustBeCoordinator(actor);
    return setupForTeam();
  }

  async function setupForTeam(): Promise<Setup | 'noTeam'> {
    const known = await team();
    if (!known) return 'noTeam';
    const [channels, coordinators, bound] = await Promise.all([
      parts.directory.channels(known),
      parts.coordinators().count(),
      binding(),
    ]);
    return { team: known, channels, coordinators, binding: bound };
  }

  async function bind(actor: Actor, channelId: string, seen: string, now: Date): Promise<BindOutcome> {
    await mustBeCoordinator(actor);
    const known = await team();
    if (!known) throw new NotFoundOrNotAllowedError();
    const channel = (await parts.directory.channels(known)).find(({ id }) => id === channelId);
    if (!channel) return { kind: 'notThere' };
    if (channel.kind !== 'standard') return { kind: 'notStandard', channel };
    const row = await table.get(partition, CHANNEL);
    const before = row && bindingSchema.parse(row.body);
    if (before?.channelId === channelId && before.teamId === known.id)
      return { kind: 'bound', binding: before };
    if (before && before.channelId !== seen) return { kind: 'raced', binding: before };
    const after: Binding = {
      teamId: known.id,
      channelId,
      channelName: channel.name,
      by: actor.id,
      at: now.toISOString(),
    };
    try {
      const write = row
        ? ({ do: 'replace', key: CHANNEL, body: after, etag: row.etag } as const)
        : ({ do: 'insert', key: CHANNEL, body: after } as const);
      await table.commit(partition, [write]);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return bind(actor, channelId, seen, now);
    }
    cache.delete(CHANNEL);
    return { kind: 'bound', binding: after };
  }

  async function mustBeCoordinator(actor: Actor): Promise<void> {
    if (!(await parts.coordinators().includes(actor.id))) throw new NotFoundOrNotAllowedError();
  }

  return { team, binding, bindingNow, destination, teamSeen, setup, setupForTeam, bind };
}

/** The way to a team, for asking Teams about it. */
export function teamRef({ id, serviceUrl, tenantId }: SlkTeam): TeamRef {
  return { id, serviceUrl, tenantId };
}
