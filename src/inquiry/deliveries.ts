import type { Job, NewJob } from '../delivery/job';
import { morningOf } from '../workdays';
import { outcomeDay, reminderDay, type Inquiry } from './model';

/** What the delivery engine sends of what is asked of the units. A job's subject is the inquiry's id. */
export const inquiryKinds = {
  /** The question, to each editor of each unit. */
  ask: 'inquiry.inquiryAsk',
  /** The one reminder of it. */
  remind: 'inquiry.inquiryAgain',
  /** What came of it, to whoever asked. */
  outcome: 'inquiry.inquiryOutcome',
} as const;

const PREFIX = 'inquiry|';

/** Whether a job belongs to what is asked of the units. */
export function isInquiryJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind.startsWith('inquiry.');
}

/** Whom a question or a reminder goes to, and for which unit. */
export interface About {
  unitId: string;
  personId: string;
}

/** All that is sent of an inquiry: the same each time it is asked for. The later ones come at nine in the morning. */
export function jobsOf(inquiry: Inquiry): NewJob[] {
  const { id, units, asked, version } = inquiry;
  const all = units.flatMap(({ unitId, editors }) => editors.map(personId => ({ unitId, personId })));
  const remindOn = reminderDay(inquiry);
  const asks = all.map(about => jobTo('ask', id, about, version));
  const reminders = remindOn
    ? all.map(about => ({
        ...jobTo('remind', id, about, version),
        dueAt: morningOf(remindOn).toISOString(),
      }))
    : [];
  const outcome: NewJob = {
    key: `${PREFIX}${id}|outcome|${asked.by}`,
    kind: inquiryKinds.outcome,
    subject: id,
    mode: 'card',
    to: { kind: 'person', id: asked.by },
    wanted: version,
    dueAt: morningOf(outcomeDay(inquiry)).toISOString(),
  };
  return [...asks, ...reminders, outcome];
}

function jobTo(what: 'ask' | 'remind', id: string, { unitId, personId }: About, wanted: number): NewJob {
  return {
    key: `${jobsPrefix(id, what, unitId)}${personId}`,
    kind: inquiryKinds[what],
    subject: id,
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted,
  };
}

/** What is sent of one inquiry, or of one kind to one unit, stands in one range. */
export function jobsPrefix(id: string, what?: 'ask' | 'remind' | 'outcome', unitId?: string): string {
  return `${PREFIX}${id}|${what === undefined ? '' : `${what}|`}${unitId === undefined ? '' : `${unitId}|`}`;
}

/** The question that a reminder is about. */
export function askKeyOf({ subject, key }: Pick<Job, 'subject' | 'key'>): string {
  const { unitId, personId } = aboutOf({ key });
  return `${jobsPrefix(subject, 'ask', unitId)}${personId}`;
}

/** Whom a question or a reminder goes to, and for which unit. */
export function aboutOf({ key }: Pick<Job, 'key'>): About {
  const [, , , unitId = '', personId = ''] = key.split('|');
  return { unitId, personId };
}
