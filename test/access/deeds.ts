import type { Deeds } from './deed';
import { ofCollaborations } from './of-collaborations';
import { ofEvaluation } from './of-evaluation';
import { ofHosting } from './of-hosting';
import { ofInquiries } from './of-inquiries';
import { ofImporting } from './of-importing';
import { ofLookingUp } from './of-looking-up';
import { ofMeetings } from './of-meetings';
import { ofReports } from './of-reports';
import { ofThePresidium } from './of-the-presidium';
import { ofMeeting, ofOfficers, ofSettings, ofTheLetter } from './of-the-rest';

/** How each row of the table is done. */
export const deeds: Deeds = {
  ...ofMeeting,
  ...ofCollaborations,
  ...ofLookingUp,
  ...ofTheLetter,
  ...ofMeetings,
  ...ofThePresidium,
  ...ofHosting,
  ...ofEvaluation,
  ...ofImporting,
  ...ofInquiries,
  ...ofReports,
  ...ofOfficers,
  ...ofSettings,
};
