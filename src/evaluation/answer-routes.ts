import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { unitsEditedBy } from '../directory/editors';
import { allUnits } from '../directory/units';
import { cityDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { meetingIdSchema } from '../meetings/model';
import { meetingById } from '../meetings/standing';
import { StorageUnavailableError } from '../storage/errors';
import { closedCard, questionsCard, thanksCard, type QuestionsView } from './answer-card';
import { isOpenOn } from './model';
import { answerValuesSchema, readAnswers, valuesOf } from './question-fields';
import type { Questions } from './answering';
import { actionOf, shown, shownForm, type EvaluationRouteParts } from './turns';

const meetingSchema = z.object({ meeting: meetingIdSchema });
const answerSchema = answerValuesSchema.extend({
  meeting: meetingIdSchema,
  unit: z.string().max(200).default(''),
  /** What the form said, so that it can come back while storage does not answer. */
  named: z.boolean().default(true),
  closes: z.iso.date().default('2000-01-01'),
  asksUnit: z.boolean().default(false),
});
type Submitted = z.infer<typeof answerSchema>;

/** Answering, which any employee may while an evaluation is open (S9). No log tells who does. */
export function answerRoutes(parts: Pick<EvaluationRouteParts, 'answering' | 'wake' | 'report'>): Routes {
  const { answering, wake, report } = parts;

  async function say(turn: Turn<unknown>): Promise<Reply> {
    const meetingId = await answering.openNow(actionOf(turn));
    if (meetingId === undefined) return { say: [{ text: turn.t('evaluation:noneOpen') }] };
    return open({ ...turn, messageId: undefined, data: { meeting: meetingId } });
  }

  async function open(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const { meeting: meetingId } = turn.data;
    const found = await answering.open(actionOf(turn), meetingId);
    const meeting = meetingOf(turn, meetingId);
    const { evaluation, isOpen, own, hasAnswered } = found;
    if (hasAnswered) return shown(turn, thanksCard(turn, { meeting, evaluation, isOpen }));
    if (!isOpen) return shown(turn, closedCard(turn, meeting));
    const view = viewOf(turn, meeting, found);
    const values = own && { unit: own.value.unitId, values: valuesOf(own.value.answers) };
    return shownForm(turn, questionsCard(turn, { ...view, ...values }));
  }

  async function answer(turn: Turn<Submitted>): Promise<Reply> {
    const { meeting: meetingId, unit } = turn.data;
    const values = answerValuesSchema.parse(turn.data);
    const meeting = meetingOf(turn, meetingId);
    const found = await answering.read(actionOf(turn), meetingId);
    const view = { ...viewOf(turn, meeting, found), unit, values };
    const { evaluation, isOpen } = found;
    if (!isOpen) return { become: closedCard(turn, meeting), keep: 'turn' };
    const read = readAnswers(turn.locale, values);
    const needsUnit = view.needsUnit && !evaluation.anonymous;
    const unitError = needsUnit && !isUnit(turn, unit) ? { unit: turn.t('evaluation:error.unit') } : {};
    if ('errors' in read || unitError.unit) {
      const errors = { ...('errors' in read ? read.errors : {}), ...unitError };
      const trouble = 'errors' in read && !unitError.unit ? read.trouble : undefined;
      return shownForm(turn, questionsCard(turn, { ...view, errors, ...(trouble && { trouble }) }));
    }
    const sent = { answers: read.answers, ...(needsUnit && { unitId: unit }) };
    const done = await answering.answer(actionOf(turn), found, sent);
    if (done.kind === 'closed') return { become: closedCard(turn, meeting), keep: 'turn' };
    const become = thanksCard(turn, {
      meeting,
      evaluation,
      isOpen: isOpenOn(evaluation, cityDay(turn.now)),
      again: done.kind === 'known',
    });
    // By the answer to the press alone: a job for it would tell who answered, and when.
    return { become, keep: 'turn', ...(done.wake.length > 0 && { afterwards: () => wake(done.wake) }) };
  }

  /** What was typed comes back where it could not be saved. */
  async function tryAnswer(turn: Turn<Submitted>): Promise<Reply> {
    try {
      return await answer(turn);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return retry(turn, report(error));
    }
  }

  /** As the form was, since storage cannot be asked. */
  function retry(turn: Turn<Submitted>, code: string): Reply {
    const { meeting: meetingId, named, closes, asksUnit: needsUnit, unit } = turn.data;
    const values = answerValuesSchema.parse(turn.data);
    const evaluation = { meetingId, anonymous: !named, closesOn: closes };
    const trouble = turn.t('evaluation:notSaved', { code });
    const meeting = meetingOf(turn, meetingId);
    const today = cityDay(turn.now);
    const view = { meeting, evaluation, today, needsUnit, trouble, unit, values };
    return shownForm(turn, questionsCard(turn, view));
  }

  return {
    sayings: [{ phrases: ['utvärdera', 'evaluate'], handle: say }],
    presses: [
      press({
        verb: 'evaluation.open',
        schema: meetingSchema,
        personalOnly: true,
        unnamed: true,
        handle: open,
      }),
      press({
        verb: 'evaluation.answer',
        schema: answerSchema,
        personalOnly: true,
        unnamed: true,
        handle: tryAnswer,
      }),
    ],
  };
}

function viewOf(turn: Turn<unknown>, meeting: Meeting, { evaluation, asked }: Questions): QuestionsView {
  const today = cityDay(turn.now);
  const edited = unitsEditedBy(turn.lists, turn.actor.id, today);
  const unit = edited.length === 1 ? edited[0] : turn.person.remembered?.unitId;
  return { meeting, evaluation, today, needsUnit: asked === undefined, ...(unit && { unit }) };
}

function isUnit({ lists, now }: Turn<unknown>, id: string): boolean {
  return allUnits(lists, cityDay(now)).some(unit => unit.id === id);
}

function meetingOf({ lists }: Turn<unknown>, meetingId: string): Meeting {
  const meeting = meetingById(lists, meetingId);
  if (!meeting) throw new NotFoundOrNotAllowedError();
  return meeting;
}
