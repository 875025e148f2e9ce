import type { Job, NewJob } from '../delivery/job';

/** What the delivery engine sends of a hosting. */
export const hostingKinds = {
  /** The reminders of a morning, gathered into one card in the channel. Its subject is the ISO day. */
  day: 'hosting.day',
  /** One that is long overdue, to the person responsible. Its subject is the ISO day on which it should be done. */
  note: 'hosting.note',
  /** A plan to adopt, in the channel. Its subject is the meeting's id. */
  proposal: 'hosting.proposal',
} as const;

const PREFIX = 'hosting|';

/** Whether a job belongs to a hosting. */
export function isHostingJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind.startsWith('hosting.');
}

/** The card of a morning, given as an ISO day: one a day, whoever asks for it. */
export function dayJob(day: string): NewJob {
  return {
    key: `${PREFIX}day|${day}`,
    kind: hostingKinds.day,
    subject: day,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: 1,
  };
}

/** The plan that is proposed for a meeting: one for each, however it is moved. */
export function proposalJob(meetingId: string): NewJob {
  return {
    key: `${PREFIX}proposal|${meetingId}`,
    kind: hostingKinds.proposal,
    subject: meetingId,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: 1,
  };
}

/** Which activity, with which date, a note to the person responsible is about. */
export interface NoteAbout {
  meetingId: string;
  activityId: string;
  /** ISO day. */
  due: string;
  personId: string;
}

/** One for each activity, date and person. */
export function noteJob({ meetingId, activityId, due, personId }: NoteAbout): NewJob {
  return {
    key: `${notesPrefix(meetingId, activityId)}${due}|${personId}`,
    kind: hostingKinds.note,
    subject: due,
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted: 1,
  };
}

/** All notes about an activity stand in one range. */
export function notesPrefix(meetingId: string, activityId: string): string {
  return `${PREFIX}note|${meetingId}|${activityId}|`;
}

/** What a note is about. */
export function noteAbout({ key }: Pick<Job, 'key'>): NoteAbout {
  const [, , meetingId = '', activityId = '', due = '', personId = ''] = key.split('|');
  return { meetingId, activityId, due, personId };
}
