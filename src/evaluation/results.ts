import { cityName } from '../directory/cities';
import type { Lists } from '../directory/lists';
import {
  respondentGroups,
  resultsOf,
  type EvaluationResults,
  type RespondentGroup,
} from '../meetings/evaluation';
import { meetingById, recordOf } from '../meetings/standing';
import { lastDayOf } from '../meetings/hosted';
import { FEWEST_SHOWN, type Asked, type Evaluation, type NamedAnswer } from './model';
import type { AnswerPool } from './pool';
import type { EvaluationStore } from './store';

/** What came of the evaluations, counted from the answers as they stand (S9). Methods throw storage errors. */
export function makeResults(parts: {
  store: EvaluationStore;
  pool: Pick<AnswerPool, 'read'>;
  lists: () => Promise<Lists>;
}) {
  const { store, pool } = parts;

  /** Of one hosting; undefined where no evaluation has been sent out. */
  async function results(meetingId: string, signal?: AbortSignal): Promise<EvaluationResults | undefined> {
    const stored = await store.load(meetingId, signal);
    return stored && counted(stored.value, await parts.lists(), signal);
  }

  /** Of every hosting whose last day is among these; ISO days, both included. */
  async function resultsBetween(
    fromDay: string,
    toDay: string,
    signal?: AbortSignal,
  ): Promise<EvaluationResults[]> {
    const [all, lists] = await Promise.all([store.all(signal), parts.lists()]);
    const within = all.filter(({ value }) => {
      const meeting = meetingById(lists, value.meetingId);
      const day = meeting ? lastDayOf(lists, meeting) : `${value.meetingId}-12-31`;
      return fromDay <= day && day <= toDay;
    });
    return Promise.all(within.map(({ value }) => counted(value, lists, signal)));
  }

  async function counted(
    evaluation: Evaluation,
    lists: Lists,
    signal?: AbortSignal,
  ): Promise<EvaluationResults> {
    const { meetingId, anonymous, closesOn, asked, closed } = evaluation;
    const about = { meetingId, ...whereAndWhen(lists, meetingId), anonymous, closesOn, asked };
    if (anonymous) {
      const { answers, entered } = await pool.read(meetingId, signal);
      // Two looks, before and after somebody has answered, would tell what they answered; and whoever knows the answers
      // that they entered for others could subtract them.
      const isAwaited = closed === undefined;
      const isShown = !isAwaited && answers.length - entered >= FEWEST_SHOWN;
      const shown = isShown ? { results: resultsOf(answers) } : {};
      return { ...about, groups: [], answered: answers.length, isAwaited, ...shown };
    }
    const [people, answers] = await Promise.all([
      store.asked(meetingId, signal),
      store.answers(meetingId, signal),
    ]);
    const results = resultsOf(answers.map(one => one.answers));
    return {
      ...about,
      groups: groupsOf(people, answers, lists, meetingId),
      answered: answers.length,
      results,
    };
  }

  return { results, resultsBetween };
}

function whereAndWhen(lists: Lists, meetingId: string): Pick<EvaluationResults, 'year' | 'place'> {
  const meeting = meetingById(lists, meetingId);
  return meeting ? { year: meeting.year, place: cityName({ lists, locale: 'sv' }, meeting.host) } : {};
}

/** Of each group that was asked or has answered. Guests are asked by mail: as many as are known to have come. */
function groupsOf(
  people: readonly Asked[],
  answers: readonly NamedAnswer[],
  lists: Lists,
  meetingId: string,
): EvaluationResults['groups'] {
  const guests = recordOf(lists, meetingId).guests.reduce((sum, { number = 0 }) => sum + number, 0);
  const countOf = (group: RespondentGroup) => ({
    group,
    asked: group === 'guest' ? guests : people.filter(one => one.group === group).length,
    answered: answers.filter(one => one.group === group).length,
  });
  return respondentGroups.map(countOf).filter(({ asked, answered }) => asked + answered > 0);
}
