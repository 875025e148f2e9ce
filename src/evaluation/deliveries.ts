import type { Job, NewJob } from '../delivery/job';

/** What the delivery engine sends about an evaluation; a job's subject is the meeting's id. */
export const evaluationKinds = {
  /** What is left to do after a hosting, in the channel. */
  prompt: 'evaluation.prompt',
  /** The form, to one of those who are asked. */
  form: 'evaluation.evaluationForm',
  /** The same once more, to somebody who has not answered; only where answers carry names. */
  formAgain: 'evaluation.evaluationAgain',
} as const;

const PREFIX = 'evaluation|';

/** Whether a job belongs to an evaluation. */
export function isEvaluationJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind.startsWith('evaluation.');
}

/** The prompt of a morning (ISO day): one, whoever asks for it. */
export function promptJob(meetingId: string, day: string): NewJob {
  return {
    key: `${PREFIX}prompt|${meetingId}|${day}`,
    kind: evaluationKinds.prompt,
    subject: meetingId,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: 1,
  };
}

/** Of which morning a prompt is. */
export function promptDay({ key }: Pick<Job, 'key'>): string {
  return key.split('|').at(-1) ?? '';
}

/** The forms of one evaluation stand in one range; the person's id follows. */
export function formPrefix(meetingId: string): string {
  return `${PREFIX}form|${meetingId}|`;
}

/** The form to one person: one, however often it is sent out. */
export function formJob(meetingId: string, personId: string): NewJob {
  return {
    key: `${formPrefix(meetingId)}${personId}`,
    kind: evaluationKinds.form,
    subject: meetingId,
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted: 1,
  };
}

/** The one reminder to one person, however the last day is moved. */
export function reminderJob(meetingId: string, personId: string): NewJob {
  return {
    ...formJob(meetingId, personId),
    key: `${PREFIX}again|${meetingId}|${personId}`,
    kind: evaluationKinds.formAgain,
  };
}
