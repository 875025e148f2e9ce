import type { Actor } from '../conversation/turn';
import { RosterUnavailableError } from '../directory/coordinators';
import type { Logger } from '../telemetry/logger';
import { tenantOf, type InboundActivity } from './activity';
import type { Member, Roster } from './roster';

export interface GuardSettings {
  /** Tenants whose people may use the bot. */
  allowedTenants: readonly string[];
  /** Where Teams' own servers are. */
  allowsServiceUrl: (url: URL) => boolean;
  /** How long an answer from Teams about one person may be relied on, in milliseconds. */
  memberCacheMs: number;
}

/** Why an activity goes no further. `silent`: whoever sent it is told nothing. */
export type Refusal = 'silent' | 'guest' | { cannotCheck: unknown };

export type Admission = { actor: Actor } | { refused: Refusal };

export interface Guard {
  /** The tenant and Teams' own host are checked on every kind of activity, before anything else is done with it. */
  admitsOrigin(activity: InboundActivity): string | undefined;
  /**
   * Who acts. Guests are refused. `knownBefore`: this person has been let in earlier, which is relied on while Teams
   * does not answer, so that nobody loses a form that is filled in.
   */
  admit(activity: InboundActivity, tenantId: string, knownBefore: () => Promise<boolean>): Promise<Admission>;
}

export function makeGuard(roster: Roster, settings: GuardSettings, now: () => Date, log: Logger): Guard {
  const cache = new Map<string, { member: Member; until: number }>();

  function admitsOrigin(activity: InboundActivity): string | undefined {
    const tenantId = tenantOf(activity);
    const allowed = tenantId !== undefined && settings.allowedTenants.includes(tenantId);
    const fromTeams = settings.allowsServiceUrl(new URL(activity.serviceUrl));
    if (allowed && fromTeams) return tenantId;
    log.warn('an activity was refused', { type: activity.type, tenantId, allowed, fromTeams });
    return undefined;
  }

  async function admit(
    activity: InboundActivity,
    tenantId: string,
    knownBefore: () => Promise<boolean>,
  ): Promise<Admission> {
    const id = activity.from.aadObjectId;
    if (!id) return refuse(activity, 'silent');
    try {
      const member = await memberOf(activity);
      if (!member || member.id !== id) return refuse(activity, 'silent');
      const elsewhere = member.tenantId !== undefined && !settings.allowedTenants.includes(member.tenantId);
      if (member.guest || elsewhere) return refuse(activity, 'guest');
      return { actor: { id, tenantId, name: member.name } };
    } catch (error) {
      if (!(error instanceof RosterUnavailableError)) throw error;
      if (await knownBefore()) return { actor: { id, tenantId, name: activity.from.name ?? '' } };
      return { refused: { cannotCheck: error } };
    }
  }

  async function memberOf(activity: InboundActivity): Promise<Member | undefined> {
    const { serviceUrl, conversation, from } = activity;
    const key = `${conversation.id}|${from.id}`;
    const cached = cache.get(key);
    if (cached && cached.until > now().getTime()) return cached.member;
    const conversationId = conversation.id.split(';')[0]!;
    const member = await roster.member(serviceUrl, conversationId, from.id);
    if (cache.size >= MOST_CACHED) cache.clear();
    if (member) cache.set(key, { member, until: now().getTime() + settings.memberCacheMs });
    return member;
  }

  function refuse(activity: InboundActivity, refused: Refusal): Admission {
    log.warn('a person was refused', { refused, type: activity.type, actor: activity.from.aadObjectId });
    return { refused };
  }

  return { admitsOrigin, admit };
}

const MOST_CACHED = 20_000;

/** Teams' own servers, and no others: a name under trafficmanager.net can be had by anyone. */
export function isTeamsHost(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && TEAMS_HOSTS.test(url.hostname);
}

const TEAMS_HOSTS = /^(smba\.trafficmanager\.net|([a-z0-9-]+\.)+(botframework\.com|teams\.microsoft\.com))$/;

/** For the local trial and tests: Teams is played on this machine. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
