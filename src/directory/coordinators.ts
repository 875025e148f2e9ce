/** A member of a team, as Teams' own roster tells. */
export interface TeamMember {
  /** Entra object id. */
  id: string;
  name: string;
  guest: boolean;
}

export interface TeamChannel {
  id: string;
  name: string;
  kind: 'standard' | 'private' | 'shared';
}

/** A team and the way to it. `id` is the team's thread id. */
export interface TeamRef {
  id: string;
  serviceUrl: string;
  tenantId: string;
}

/** What Teams tells by itself of a team or of one of its channels. Ids are those of Teams. */
export type TeamChange =
  | { event: 'channelDeleted' | 'channelRestored'; teamId: string; channelId: string }
  | { event: 'teamArchived' | 'teamUnarchived' | 'teamDeleted' | 'teamRestored'; teamId: string };

/** What is asked of Teams about a team. Every method throws RosterUnavailableError when Teams does not answer. */
export interface TeamsDirectory {
  members(team: TeamRef): Promise<TeamMember[]>;
  channels(team: TeamRef): Promise<TeamChannel[]>;
}

/** Teams did not tell who is in a team: nobody gets a coordinator's rights until it does. */
export class RosterUnavailableError extends Error {
  readonly code = 'ROSTER_UNAVAILABLE';
}

/** Knows who the coordinators are: the members, guests excepted, of the City Executive Office's own team (S7, S8). */
export interface Coordinators {
  /** Throws RosterUnavailableError when the roster cannot be read. False while the team is not known. */
  includes(personId: string): Promise<boolean>;
  /** How many they are. */
  count(): Promise<number>;
  /** Who they are, as Entra object ids; none while the team is not known. Throws RosterUnavailableError. */
  ids(): Promise<ReadonlySet<string>>;
}

export interface CoordinatorsOptions {
  directory: TeamsDirectory;
  /** The City Executive Office's team, once the bot has been installed in it. */
  team: () => Promise<TeamRef | undefined>;
  now: () => Date;
  /** How long an answer from Teams may be relied on, in milliseconds: five minutes at most. */
  cacheMs: number;
}

export function makeCoordinators(options: CoordinatorsOptions): Coordinators {
  let cached: { ids: ReadonlySet<string>; until: number } | undefined;
  let reading: Promise<ReadonlySet<string>> | undefined;

  async function read(team: TeamRef): Promise<ReadonlySet<string>> {
    const members = await options.directory.members(team);
    const ids = new Set(members.filter(member => !member.guest).map(member => member.id));
    cached = { ids, until: options.now().getTime() + options.cacheMs };
    return ids;
  }

  async function ids(): Promise<ReadonlySet<string>> {
    if (cached && cached.until > options.now().getTime()) return cached.ids;
    const team = await options.team();
    if (!team) return new Set();
    reading ??= read(team).finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    includes: async personId => (await ids()).has(personId),
    count: async () => (await ids()).size,
    ids,
  };
}
