import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { cityDay } from '../i18n/moments';
import { meetingIdSchema } from '../meetings/model';
import { placeAndYear } from '../meetings/wording';
import { answerRoutes } from './answer-routes';
import { formPresses, noticeOf } from './form-routes';
import { mailForm } from './forms';
import { entered, guestsCard } from './guests-card';
import { lastDayOf } from '../meetings/hosted';
import { mailsTo, mailText } from './mail';
import { isTooOld } from './prompts';
import { resultsCard, shownSchema } from './results-card';
import { noHostingCard, statusCard } from './status-card';
import { actionOf, inOwnChat, namesOf, shown, shownForm, type EvaluationRouteParts } from './turns';
import { GUEST_FORM, guestFormName } from './word-form';
import type { Opened } from './work-state';

const meetingSchema = z.object({ meeting: meetingIdSchema });
/** The id of a form, or that of somebody without an account. */
const guestIdSchema = z.string().regex(/^[a-z0-9-]{1,100}$/);

const FORM_BYTES = 12_000;

/** What comes after a hosting: the evaluation, its answers, and the prompts in the channel (S9). */
export function evaluationRoutes(parts: EvaluationRouteParts): Routes {
  const { service, results, hand } = parts;
  const answering = answerRoutes(parts);

  async function mustOpen(turn: Turn<unknown>, meeting: string): Promise<Opened> {
    const opened = await service.open(actionOf(turn), meeting);
    if (!opened) throw new NotFoundOrNotAllowedError();
    return opened;
  }

  async function status(turn: Turn<unknown>, opened: Opened, notice?: string): Promise<CardMessage> {
    const ids = [
      ...opened.asked.map(({ personId }) => personId),
      opened.end?.by,
      opened.evaluation?.value.by,
      opened.evaluation?.value.closed?.by,
      opened.report.registered?.by,
    ].filter(id => id !== undefined);
    const today = cityDay(turn.now);
    const isOld = isTooOld(lastDayOf(turn.lists, opened.meeting), today);
    const names = await namesOf(parts, turn, ids);
    return statusCard(turn, { opened, today, names, notice, isOld });
  }

  async function statusAgain(turn: Turn<unknown>, meeting: string, notice: string): Promise<CardMessage> {
    return status(turn, await mustOpen(turn, meeting), notice);
  }

  async function sayStatus(turn: Turn<unknown>): Promise<Reply> {
    try {
      const opened = await service.open(actionOf(turn));
      return { say: [opened ? await status(turn, opened) : noHostingCard(turn)] };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('evaluation:refused') }] };
    }
  }

  async function show(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const card = await status(turn, await mustOpen(turn, turn.data.meeting));
    return inOwnChat(parts, turn, card, shown);
  }

  async function mail(turn: Turn<{ meeting: string; to: (typeof mailsTo)[number] }>): Promise<Reply> {
    const { meeting, to } = turn.data;
    const { evaluation, meeting: about } = await mustOpen(turn, meeting);
    if (!evaluation) throw new NotFoundOrNotAllowedError();
    const { value } = evaluation;
    const text = mailText(turn, to, { meeting: about, evaluation: value, link: parts.chatLink });
    const enterBy = to === 'guests' && value.anonymous ? { enterBy: value.closesOn } : {};
    return shownForm(turn, mailForm(turn, { meetingId: meeting, to, text, ...enterBy }));
  }

  async function word(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const { meeting } = turn.data;
    const opened = await mustOpen(turn, meeting);
    if (!opened.evaluation) throw new NotFoundOrNotAllowedError();
    return hand(turn, {
      name: guestFormName(turn.locale, opened.meeting),
      bytesEstimate: FORM_BYTES,
      description: turn.t('evaluation:word.description', { place: placeAndYear(turn, opened.meeting) }),
      what: { kind: GUEST_FORM, id: meeting },
    });
  }

  async function guests(turn: Turn<{ meeting: string }>, notice?: string): Promise<Reply> {
    const opened = await mustOpen(turn, turn.data.meeting);
    if (!opened.evaluation) throw new NotFoundOrNotAllowedError();
    const names = await namesOf(
      parts,
      turn,
      entered(opened).flatMap(({ id, by }) => [id, by]),
    );
    return shown(turn, guestsCard(turn, { opened, today: cityDay(turn.now), names, notice }));
  }

  async function removeGuest(turn: Turn<{ meeting: string; guest: string }>): Promise<Reply> {
    const { meeting, guest } = turn.data;
    const { kind } = await service.removeGuest(actionOf(turn), meeting, guest);
    return guests(turn, turn.t(kind === 'saved' ? 'evaluation:notice.removed' : noticeOf(kind)));
  }

  async function showResults(
    turn: Turn<{ meeting: string; show: z.infer<typeof shownSchema> }>,
  ): Promise<Reply> {
    const { meeting: meetingId, show: what } = turn.data;
    const opened = await mustOpen(turn, meetingId);
    const found = await results(meetingId, turn.signal);
    if (!found) throw new NotFoundOrNotAllowedError();
    return shown(turn, resultsCard(turn, { meeting: opened.meeting, meetingId, results: found, show: what }));
  }

  return {
    sayings: [
      { phrases: ['utvärdering', 'utvärderingen', 'evaluation', 'the evaluation'], handle: sayStatus },
      ...answering.sayings,
    ],
    presses: [
      press({ verb: 'evaluation.show', schema: meetingSchema, handle: show }),
      press({
        verb: 'evaluation.mail',
        schema: meetingSchema.extend({ to: z.enum(mailsTo) }),
        personalOnly: true,
        handle: mail,
      }),
      press({ verb: 'evaluation.word', schema: meetingSchema, personalOnly: true, handle: word }),
      press({
        verb: 'evaluation.guests',
        schema: meetingSchema,
        personalOnly: true,
        handle: turn => guests(turn),
      }),
      press({
        verb: 'evaluation.removeGuest',
        schema: meetingSchema.extend({ guest: guestIdSchema }),
        personalOnly: true,
        handle: removeGuest,
      }),
      press({
        verb: 'evaluation.results',
        schema: meetingSchema.extend({ show: shownSchema.default('figures') }),
        personalOnly: true,
        handle: showResults,
      }),
      ...formPresses({ ...parts, mustOpen, statusAgain, guestIdSchema }),
      ...answering.presses,
    ],
  };
}
