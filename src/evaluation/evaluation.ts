import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { People } from '../directory/people';
import type { Table } from '../storage/table';
import { makeAnswering } from './answering';
import { makeEvaluationClock } from './clock';
import type { ReportStatus } from './model';
import { makeAnswerPool } from './pool';
import { evaluationRenderer } from './renderer';
import { makeResults } from './results';
import { makeSending } from './sending';
import { makeEvaluationService } from './service';
import { makeEvaluationStore } from './store';
import { makeWorkState } from './work-state';
import { guestFormMaker } from './word-form';

export interface EvaluationParts {
  table: Table;
  partition: string;
  lists: () => Promise<Lists>;
  people: Pick<People, 'load' | 'names'>;
  coordinators: Pick<Coordinators, 'includes'>;
  /** How far the report about a hosting has come. */
  reportStatus: (meetingId: string) => Promise<ReportStatus>;
  now: () => Date;
}

/** What comes after a hosting: prompts in the channel until the report is registered, and the evaluation (S9). */
export function makeEvaluation(parts: EvaluationParts) {
  const { table, partition, lists, people, coordinators, reportStatus, now } = parts;
  const store = makeEvaluationStore(table, partition);
  const pool = makeAnswerPool(table, partition);
  const sending = makeSending(store);
  const stateOf = makeWorkState({ store, pool, reportStatus });
  const clock = makeEvaluationClock({ store, pool, sending, lists, reportStatus });
  const service = makeEvaluationService({ store, pool, coordinators, stateOf, reportStatus });
  const { results, resultsBetween } = makeResults({ store, pool, lists });
  return {
    service,
    answering: makeAnswering({ store, pool }),
    sending,
    lookAgain: clock.lookAgain,
    enterDue: clock.enterDue,
    render: evaluationRenderer({ store, stateOf, people, lists, now }),
    results,
    resultsBetween,
    /** Brings the prompt in the channel to date when a report was drafted or registered; returns the jobs to wake. */
    reportChanged: service.reportChanged,
    makeGuestForm: guestFormMaker({ coordinators, store, lists, now }),
  };
}
