import { translator } from '../i18n';
import { presidiumRoles, type PresidiumMember } from '../meetings/model';
import { appointmentDeeds } from './appointments';

const { pick, change, endNow } = appointmentDeeds<'presidium', PresidiumMember>({
  peopleOf: ({ members }) => members,
  withPeople: (entry, members) => ({ ...entry, members }),
  fields: ['role'],
  filled: person => ({ role: person?.role ?? 'member' }),
  read(reading, person, { reader }) {
    const role = presidiumRoles.find(known => known === reading.text('role'));
    if (!role) reading.fail('role', translator(reader.locale)('lists:error.choice'));
    return { ...person, role: role ?? 'member' };
  },
  most: 40,
  texts: {
    tooMany: 'planning:error.tooManyPeople',
    already: 'planning:error.presidiumAlready',
    gone: 'planning:error.presidiumGone',
    overlap: 'planning:error.presidiumOverlap',
  },
});

/** Who is in the presidium of the City Council, or its secretary, and from when to when (S3). */
export const presidiumDeeds = { appoint: pick, change, endNow };
