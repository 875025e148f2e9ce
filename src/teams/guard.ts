import type { Actor, ConversationRef } from '../conversation/turn';
import { RosterUnavailableError } from '../directory/coordinators';
import { StorageUnavailableError } from '../storage/errors';
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

/**
 * Why an activity goes no further. `silent`: whoever sent it is told nothing; `notMet`: there is no chat yet that could
 * vouch for them.
 */
export type Refusal = 'silent' | 'guest' | 'notMet' | { cannotCheck: unknown };

export type Admission = { actor: Actor } | { refused: Refusal };

export interface Guard {
  /** The tenant and Teams' own host are checked on every kind of activity, before anything else is done with it. */
  admitsOrigin(activity: InboundActivity): string | undefined;
  /**
   * Who acts. Guests are refused. `knownBefore`: this person has been let in earlier, which is relied on while Teams
   * does not answer, so that nobody loses a form that is filled in.
   */
  admit(activity: InboundActivity, tenantId: string, knownBefore: () => Promise<boolean>): Promise<Admission>;
  /**
   * Who acts in a chat where the bot need not be a member, and whose roster it cannot ask: the person's own chat with
   * the bot vouches for them instead. `ownChat` gives undefined for somebody without one, and throws when it cannot
   * be read.
   */
  admitFromAnywhere(
    activity: InboundActivity,
    tenantId: string,
    ownChat: () => Promise<ConversationRef | undefined>,
  ): Promise<Admission>;
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

  function admit(
    activity: InboundActivity,
    tenantId: string,
    knownBefore: () => Promise<boolean>,
  ): Promise<Admission> {
    const { conversation, from, serviceUrl } = activity;
    const asked = () =>
      memberOf(conversation.id, from.id, () => Promise.resolve({ id: conversation.id, serviceUrl }));
    return vouched(activity, tenantId, asked, knownBefore);
  }

  async function admitFromAnywhere(
    activity: InboundActivity,
    tenantId: string,
    ownChat: () => Promise<ConversationRef | undefined>,
  ): Promise<Admission> {
    let met = true;
    const asked = () =>
      memberOf(OWN_CHAT, activity.from.id, async () => {
        const chat = await ownChat();
        met = chat !== undefined;
        return chat;
      });
    // A chat is kept of those only who have been let in.
    const admission = await vouched(activity, tenantId, asked, () => Promise.resolve(true));
    return met ? admission : { refused: 'notMet' };
  }

  /** `asked`: whom Teams' roster knows as the one who acts. */
  async function vouched(
    activity: InboundActivity,
    tenantId: string,
    asked: () => Promise<Member | undefined>,
    knownBefore: () => Promise<boolean>,
  ): Promise<Admission> {
    const id = activity.from.aadObjectId;
    if (!id) return refuse(activity, 'silent');
    try {
      const member = await asked();
      if (!member || member.id !== id) return refuse(activity, 'silent');
      const elsewhere = member.tenantId !== undefined && !settings.allowedTenants.includes(member.tenantId);
      if (member.guest || elsewhere) return refuse(activity, 'guest');
      return { actor: { id, tenantId, name: member.name } };
    } catch (error) {
      if (error instanceof StorageUnavailableError) return { refused: { cannotCheck: error } };
      if (!(error instanceof RosterUnavailableError)) throw error;
      if (await knownBefore()) return { actor: { id, tenantId, name: activity.from.name ?? '' } };
      return { refused: { cannotCheck: error } };
    }
  }

  /** `place`: under what the answer is remembered; `find`: the conversation whose roster is asked. */
  async function memberOf(
    place: string,
    memberId: string,
    find: () => Promise<Pick<ConversationRef, 'id' | 'serviceUrl'> | undefined>,
  ): Promise<Member | undefined> {
    const key = `${place}|${memberId}`;
    const cached = cache.get(key);
    if (cached && cached.until > now().getTime()) return cached.member;
    const chat = await find();
    if (!chat) return undefined;
    const member = await roster.member(chat.serviceUrl, chat.id.split(';')[0]!, memberId);
    if (cache.size >= MOST_CACHED) cache.clear();
    if (member) cache.set(key, { member, until: now().getTime() + settings.memberCacheMs });
    return member;
  }

  function refuse(activity: InboundActivity, refused: Refusal): Admission {
    log.warn('a person was refused', { refused, type: activity.type, actor: activity.from.aadObjectId });
    return { refused };
  }

  return { admitsOrigin, admit, admitFromAnywhere };
}

const MOST_CACHED = 20_000;
/** Each person has one, so that its id need not be known. */
const OWN_CHAT = 'own chat';

/** Teams' own servers, and no others: a name under trafficmanager.net can be had by anyone. */
export function isTeamsHost(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && TEAMS_HOSTS.test(url.hostname);
}

const TEAMS_HOSTS = /^(smba\.trafficmanager\.net|([a-z0-9-]+\.)+(botframework\.com|teams\.microsoft\.com))$/;

/** For the local trial and tests: Teams is played on this machine. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
