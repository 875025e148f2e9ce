import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../../conversation/errors';
import { press, type Routes } from '../../conversation/routes';
import type { Reply, Turn } from '../../conversation/turn';
import { cityDay } from '../../i18n/moments';
import { canFollowUp, followUpIn, periodFor, sameOutcome } from '../../register/follow-up';
import type { Notification, Outcome } from '../../register/model';
import { nameOf } from '../../register/wording';
import { StorageUnavailableError } from '../../storage/errors';
import { followUpDone, followUpForm, targetOf, valuesOf, type FollowUpFormView } from '../follow-up/card';
import { formValuesSchema, readForm } from '../follow-up/form';
import type { Done } from '../service';
import {
  actionOf,
  afterwards,
  inOwnChat,
  keeper,
  namesOf,
  refSchema,
  type CollaborationRouteParts,
} from './parts';

const periodSchema = z.string().regex(/^(end|\d{4})$/);
const aboutSchema = z.object({ ref: refSchema, period: periodSchema });
const openSchema = z.object({ ref: refSchema, period: periodSchema.optional() });
const answerSchema = aboutSchema
  .extend({ seen: z.string().max(40), title: z.string().max(2_000) })
  .extend(formValuesSchema.shape);

type Answer = z.infer<typeof answerSchema>;

/** Telling how a collaboration went (S9, S10). */
export function followUpRoutes(parts: CollaborationRouteParts): Routes {
  const { service, people } = parts;

  async function open(turn: Turn<{ ref: string; period?: string }>): Promise<Reply> {
    const { data, now, t } = turn;
    const { notification, view } = await service.show(actionOf(turn), data.ref);
    if (view === 'public') throw new NotFoundOrNotAllowedError(data.ref);
    if (notification.withdrawn) return { notice: t('followup:gone', { ref: data.ref }) };
    const today = cityDay(now);
    const period = data.period ?? periodFor(notification, today);
    const known = followUpIn(notification, period);
    if (!known && !canFollowUp(notification, today))
      return { notice: t('followup:notYet', { ref: data.ref }) };
    const values = valuesOf(known?.answer?.outcome);
    return inOwnChat(parts, turn, followUpForm(turn, { target: targetOf(notification, period), values }));
  }

  async function answer(turn: Turn<Answer>): Promise<Reply> {
    const { data, locale } = turn;
    const { ref, period, seen } = data;
    const read = readForm(data, locale);
    if ('errors' in read) return again(turn, { errors: read.errors });
    try {
      const done = await saved(turn, { period, outcome: read.outcome, seen });
      const { notification } = done;
      const current = followUpIn(notification, period)?.answer;
      const isSaved = current !== undefined && sameOutcome(current.outcome, read.outcome);
      if (!current && !notification.withdrawn)
        return again(turn, { trouble: turn.t('followup:notYet', { ref }) });
      if (!isSaved && !notification.withdrawn) return await overtaken(turn, notification);
      return {
        become: followUpDone(turn, { notification, period }),
        keep: keeper(turn, done),
        afterwards: afterwards(parts, done),
      };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const button = turn.t('followup:send');
      return again(turn, { trouble: turn.t('followup:failed', { button, code: parts.report(error) }) });
    }
  }

  /** What one has said oneself since, in a press whose answer did not come back, say, is no colleague's. */
  async function saved(
    turn: Turn<Answer>,
    answered: { period: string; outcome: Outcome; seen: string },
  ): Promise<Done> {
    const { ref } = turn.data;
    const done = await service.followUp(actionOf(turn), ref, answered);
    const current = followUpIn(done.notification, answered.period)?.answer;
    const isOwn = !done.changed && current?.by === turn.actor.id && current.at !== answered.seen;
    return isOwn ? service.followUp(actionOf(turn), ref, { ...answered, seen: current.at }) : done;
  }

  /** A colleague was first: their answer is named, and what was typed stays, to be sent over it or not. */
  async function overtaken(turn: Turn<Answer>, notification: Notification): Promise<Reply> {
    const target = targetOf(notification, turn.data.period);
    const names = await namesOf(people, turn, notification);
    const who = nameOf(followUpIn(notification, target.period)?.answer?.by, names, turn.locale);
    return again(turn, { target, trouble: turn.t('followup:overtaken', { who }) });
  }

  async function end(turn: Turn<{ ref: string; period: string }>): Promise<Reply> {
    const { ref, period } = turn.data;
    const done = await service.endFollowUps(actionOf(turn), ref, period);
    return {
      become: followUpDone(turn, { notification: done.notification, period }),
      keep: keeper(turn, done),
      afterwards: afterwards(parts, done),
    };
  }

  return {
    sayings: [],
    presses: [
      press({ verb: 'collaboration.openFollowUp', schema: openSchema, handle: open }),
      press({
        verb: 'collaboration.followUp',
        schema: answerSchema,
        personalOnly: true,
        handle: answer,
      }),
      press({ verb: 'collaboration.endFollowUp', schema: aboutSchema, personalOnly: true, handle: end }),
    ],
  };
}

/** The form again, with what was typed. */
function again(turn: Turn<Answer>, view: Partial<FollowUpFormView>): Reply {
  const { ref, period, title, seen, happened, result, learned, willUse, outlook } = turn.data;
  const become = followUpForm(turn, {
    target: { ref, period, title, seen },
    values: { happened, result, learned, willUse, outlook },
    ...view,
  });
  return { become, keep: 'nobody' };
}
