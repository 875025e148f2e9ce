import type { TeamsChannelAccount } from 'botbuilder';
import { TeamsConnectorClient, type ConnectorClient } from 'botframework-connector';
import {
  RosterUnavailableError,
  type TeamChannel,
  type TeamMember,
  type TeamRef,
  type TeamsDirectory,
} from '../directory/coordinators';
import type { TeamsAdapter } from './adapter';

export interface Member {
  id: string;
  name: string;
  guest: boolean;
  tenantId?: string;
}

export interface Roster extends TeamsDirectory {
  /** One member of a conversation, by the id that an activity names; undefined when there is none such. */
  member(serviceUrl: string, conversationId: string, memberId: string): Promise<Member | undefined>;
  /** The Entra group id and the name of a team. */
  team(serviceUrl: string, teamId: string): Promise<{ groupId?: string; name: string }>;
}

const PAGE = 500;
const CHANNEL_KINDS = ['standard', 'private', 'shared'] as const;

/** Asks Teams who is who. Throws RosterUnavailableError when Teams does not answer within `timeoutMs`. */
export function makeRoster(adapter: TeamsAdapter, timeoutMs: number): Roster {
  async function ask<T>(
    serviceUrl: string,
    question: (connector: ConnectorClient) => Promise<T>,
  ): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Teams did not answer in time')), timeoutMs);
    });
    try {
      return await Promise.race([adapter.connector(serviceUrl).then(question), timeout]);
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) throw error;
      throw new RosterUnavailableError('Teams did not tell who is who', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  async function members(team: TeamRef): Promise<TeamMember[]> {
    const found: TeamMember[] = [];
    let continuationToken: string | undefined;
    do {
      // The SDK's type asks for a token on the first page too, where there is none.
      const options = { pageSize: PAGE, continuationToken: continuationToken as string };
      const page = await orUnavailable(
        ask(team.serviceUrl, connector =>
          connector.conversations.getConversationPagedMembers(team.id, options),
        ),
      );
      for (const account of page.members) found.push(toMember(account as Account));
      continuationToken = page.continuationToken || undefined;
    } while (continuationToken);
    return found.filter(member => member.id !== '');
  }

  async function channels(team: TeamRef): Promise<TeamChannel[]> {
    const list = await orUnavailable(
      ask(team.serviceUrl, connector => teamsClient(connector).teams.fetchChannelList(team.id)),
    );
    return (list.conversations ?? []).map(channel => ({
      id: channel.id ?? '',
      name: channel.name ?? '',
      kind: CHANNEL_KINDS.find(kind => kind === channel.type) ?? 'standard',
    }));
  }

  async function member(
    serviceUrl: string,
    conversationId: string,
    memberId: string,
  ): Promise<Member | undefined> {
    try {
      const account = await ask(serviceUrl, connector =>
        connector.conversations.getConversationMember(conversationId, memberId),
      );
      return toMember(account as Account);
    } catch (error) {
      if (error instanceof RosterUnavailableError) throw error;
      return undefined;
    }
  }

  async function team(serviceUrl: string, teamId: string): Promise<{ groupId?: string; name: string }> {
    const details = await orUnavailable(
      ask(serviceUrl, connector => teamsClient(connector).teams.fetchTeamDetails(teamId)),
    );
    return { groupId: details.aadGroupId, name: details.name ?? '' };
  }

  return { members, channels, member, team };
}

/** Where "not there" can only mean that Teams cannot tell. */
async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RosterUnavailableError) throw error;
    throw new RosterUnavailableError('Teams does not know the team', { cause: error });
  }
}

type Account = TeamsChannelAccount & { objectId?: string };

/** Anyone whose role is not plainly that of a member or an owner is treated as a guest. */
const MEMBER_ROLES = new Set(['user', 'owner', 'member', '']);

function toMember(account: Account): Member {
  const role = (account.userRole ?? '').toLowerCase();
  return {
    id: account.aadObjectId ?? account.objectId ?? '',
    name: account.name ?? '',
    guest: !MEMBER_ROLES.has(role),
    tenantId: account.tenantId,
  };
}

/** The SDK's operations on teams, over the same pipeline as everything else. */
function teamsClient(connector: ConnectorClient): TeamsConnectorClient {
  const { credentials, baseUri } = connector as unknown as {
    credentials: ConstructorParameters<typeof TeamsConnectorClient>[0];
    baseUri: string;
  };
  return new TeamsConnectorClient(credentials, { baseUri });
}
