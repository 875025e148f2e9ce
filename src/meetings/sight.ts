import { RosterUnavailableError, type Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import { StorageUnavailableError } from '../storage/errors';
import { presidiumRoleOf } from './presidium';
import { delegationOf } from './standing';

/**
 * How much of a meeting somebody sees: `public` is what any employee may, `member` what the presidium does, `keeper`
 * also who has answered.
 */
export type Sight = 'public' | 'member' | 'keeper';

/** Whom it is about, and when: `day` is an ISO day. */
export interface Onlooker {
  /** Entra object id. */
  personId: string;
  lists: Lists;
  day: string;
}

/**
 * What somebody sees of a meeting (S3): officers and the presidium's secretary all of it, its members and whoever is
 * sent to it what the presidium sees. Nobody is taken for an officer while Teams does not tell who is one.
 */
export async function sightOf(
  coordinators: Pick<Coordinators, 'includes'>,
  { personId, lists, day }: Onlooker,
  meetingId?: string,
): Promise<Sight> {
  const role = presidiumRoleOf(lists, personId, day);
  if (role === 'secretary' || (await isOfficer(coordinators, personId))) return 'keeper';
  const delegates = meetingId === undefined ? [] : delegationOf(lists, meetingId).delegates;
  const isSent = delegates.some(delegate => delegate.personId === personId);
  return role === 'member' || isSent ? 'member' : 'public';
}

/** Whether somebody is an officer, for what is only shown: false while Teams does not tell. */
export async function isOfficer(
  coordinators: Pick<Coordinators, 'includes'>,
  personId: string,
): Promise<boolean> {
  try {
    return await coordinators.includes(personId);
  } catch (error) {
    if (error instanceof RosterUnavailableError || error instanceof StorageUnavailableError) return false;
    throw error;
  }
}
