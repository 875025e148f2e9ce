import { isObjectId } from '../directory/people';
import type { Meeting } from '../meetings/cycle';
import { meetingId as idOf } from '../meetings/standing';
import { endOf, type Asked, type End, type Evaluation, type NamedAnswer, type ReportStatus } from './model';
import type { AnswerPool } from './pool';
import type { EvaluationStore, StoredEvaluation } from './store';

/** The state of the work after a hosting (S9). */
export interface Opened {
  meeting: Meeting;
  meetingId: string;
  evaluation?: StoredEvaluation;
  asked: readonly Asked[];
  /** Those with names; of an evaluation without, none. */
  answers: readonly NamedAnswer[];
  answered: number;
  /** Ids of those of `asked` whom the form has not reached, and does not by itself; without those who have answered. */
  unreached: readonly string[];
  report: ReportStatus;
  end?: End;
}

/** Reads the state of the work after a hosting. Throws storage errors. */
export type WorkState = (meeting: Meeting, signal?: AbortSignal) => Promise<Opened>;

export function makeWorkState(parts: {
  store: EvaluationStore;
  pool: Pick<AnswerPool, 'read'>;
  reportStatus: (meetingId: string) => Promise<ReportStatus>;
}): WorkState {
  const { store, pool, reportStatus } = parts;

  async function answersOf(evaluation: Evaluation | undefined, signal?: AbortSignal) {
    if (!evaluation) return { answers: [], answered: 0 };
    if (evaluation.anonymous) {
      return { answers: [], answered: (await pool.read(evaluation.meetingId, signal)).answers.length };
    }
    const answers = await store.answers(evaluation.meetingId, signal);
    return { answers, answered: answers.length };
  }

  return async (meeting, signal) => {
    const meetingId = idOf(meeting);
    const [evaluation, asked, forms, report, ends] = await Promise.all([
      store.load(meetingId, signal),
      store.asked(meetingId, signal),
      store.forms(meetingId, signal),
      reportStatus(meetingId),
      store.ends(meetingId, signal),
    ]);
    const end = endOf(ends.value);
    const found = await answersOf(evaluation?.value, signal);
    const answered = new Set(found.answers.map(({ id }) => id));
    const isEntered = evaluation?.value.entered === true;
    return {
      meeting,
      meetingId,
      ...(evaluation && { evaluation }),
      asked,
      ...found,
      // Whoever has no account has no job at all.
      unreached: asked
        .map(({ personId }) => personId)
        .filter(id => isEntered && !answered.has(id) && (forms.get(id)?.job.state ?? 'held') === 'held'),
      report,
      ...(end && { end }),
    };
  };
}

/**
 * How many of those who were asked have not answered; of answers without names, so many at least. Undefined where nobody
 * can tell: others may have answered in their place.
 */
export function missingIn(
  opened: Pick<Opened, 'evaluation' | 'asked' | 'answers' | 'answered'>,
): number | undefined {
  const { evaluation, asked, answered } = opened;
  if (!evaluation || asked.length === 0) return 0;
  if (!evaluation.value.anonymous) return whoIsMissing(opened).length;
  return asked.length > answered ? asked.length - answered : undefined;
}

/** Those who were asked and have no account: a coordinator enters what they answer. */
export function withoutAccount({ asked }: Pick<Opened, 'asked'>): Asked[] {
  return asked.filter(({ personId }) => !isObjectId(personId));
}

/** Those who were asked and have not answered; nobody can tell where answers carry no names. */
export function whoIsMissing({ asked, answers }: Pick<Opened, 'asked' | 'answers'>): Asked[] {
  const by = new Set(answers.map(({ id }) => id));
  return asked.filter(({ personId }) => !by.has(personId));
}
