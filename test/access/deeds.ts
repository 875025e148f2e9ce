import type { Deeds } from './deed';
import { ofCollaborations } from './of-collaborations';
import { ofLookingUp } from './of-looking-up';
import { ofMeeting, ofOfficers, ofSettings, ofTheLetter } from './of-the-rest';

/** How each row of the table is done. */
export const deeds: Deeds = {
  ...ofMeeting,
  ...ofCollaborations,
  ...ofLookingUp,
  ...ofTheLetter,
  ...ofOfficers,
  ...ofSettings,
};
