import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Lists, Reader } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { meetingById } from '../meetings/standing';
import { nextOfficeMoment, officeDay } from '../workdays';
import { closedCard, questionsCard, thanksCard } from './answer-card';
import { evaluationKinds, promptDay } from './deliveries';
import { hostingOver } from '../meetings/hosted';
import { lastPromptOf } from './memory';
import { isOpenOn } from './model';
import { promptCard } from './prompt-card';
import type { EvaluationStore } from './store';
import type { WorkState } from './work-state';

export interface EvaluationRendererParts {
  store: EvaluationStore;
  stateOf: WorkState;
  people: Pick<People, 'load' | 'names'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Renders prompts and forms from the state of the moment when they are sent; never at night or on free days. */
export function evaluationRenderer({ store, stateOf, people, lists, now }: EvaluationRendererParts) {
  return async (job: Job): Promise<Rendering> => {
    // It stood in a chat, and somebody has removed it there.
    if (!job.posted && job.shown > 0) return 'nothing';
    const moment = now();
    if (!job.posted && officeDay(moment) === undefined)
      return { waitUntil: nextOfficeMoment(moment).toISOString() };
    return job.kind === evaluationKinds.prompt ? prompt(job, cityDay(moment)) : form(job, cityDay(moment));
  };

  async function prompt(job: Job, today: string): Promise<Rendering> {
    const current = await lists();
    const reader: Reader = { locale: 'sv', lists: current };
    const meeting = hostingOver(current, job.subject, today);
    const day = promptDay(job);
    if (!meeting) {
      if (!job.posted) return 'nothing';
      // Moved, it is kept under the year of its place in the cycle still.
      const state = { year: meetingById(current, job.subject)?.year, calledOff: true } as const;
      return { version: job.wanted, message: promptCard(reader, { state, day, today, names: new Map() }) };
    }
    const [state, memory] = await Promise.all([stateOf(meeting), store.memory()]);
    if (!job.posted && (state.report.registered || state.end)) return 'nothing';
    const isReplaced = (lastPromptOf(memory.value, job.subject) ?? day) > day;
    const by = [state.end?.by, state.report.registered?.by].filter(id => id !== undefined);
    const names = await people.names(by);
    return {
      version: job.wanted,
      message: promptCard(reader, { state, day, today, names, isReplaced }),
    };
  }

  async function form(job: Job, today: string): Promise<Rendering> {
    if (job.to.kind !== 'person') return 'nothing';
    const personId = job.to.id;
    const [current, stored, asked, answer, person] = await Promise.all([
      lists(),
      store.load(job.subject),
      store.asked(job.subject),
      store.answer(job.subject, personId),
      people.load(personId),
    ]);
    const meeting = meetingById(current, job.subject);
    const evaluation = stored?.value;
    if (!evaluation || !meeting) return 'nothing';
    const isOpen = isOpenOn(evaluation, today);
    // After the answer, or after the last day, nothing comes anew.
    if (!job.posted && (!isOpen || answer)) return 'nothing';
    const reader: Reader = { locale: person?.locale ?? 'sv', lists: current };
    const version = job.wanted;
    if (answer) return { version, message: thanksCard(reader, { meeting, evaluation, isOpen }) };
    if (!isOpen) return { version, message: closedCard(reader, meeting) };
    const own = asked.find(one => one.personId === personId);
    const reminder = job.kind === evaluationKinds.formAgain;
    const message = questionsCard(reader, {
      meeting,
      evaluation,
      today,
      reminder,
      needsUnit: own === undefined,
    });
    return { version, message };
  }
}
