import type { Lists } from '../directory/lists';
import type { PresidiumMember, PresidiumRole } from './model';

/** Those in the presidium of the City Council, and its secretaries, on an ISO day; first and last day count (S3). */
export function presidiumOn({ presidium }: Pick<Lists, 'presidium'>, day: string): PresidiumMember[] {
  const members = presidium[0]?.members ?? [];
  return members.filter(({ from, to }) => from <= day && day <= (to ?? day));
}

/** What somebody is in the presidium on an ISO day. Whoever is both is its secretary, who may do more. */
export function presidiumRoleOf(
  lists: Pick<Lists, 'presidium'>,
  personId: string,
  day: string,
): PresidiumRole | undefined {
  const roles = presidiumOn(lists, day)
    .filter(member => member.personId === personId)
    .map(({ role }) => role);
  return roles.includes('secretary') ? 'secretary' : roles[0];
}
