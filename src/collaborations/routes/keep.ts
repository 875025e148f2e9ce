import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../../conversation/errors';
import { press, type Routes } from '../../conversation/routes';
import type { Reply, Turn } from '../../conversation/turn';
import { existsOn } from '../../directory/named';
import { unitById, unitName } from '../../directory/units';
import { cityDay } from '../../i18n/moments';
import { parseReference, senderOf, type Notification } from '../../register/model';
import { hasJoined } from '../../register/transitions';
import { nameOf } from '../../register/wording';
import * as cards from '../cards';
import type { HandOverView } from '../hand-over-card';
import {
  actionOf,
  afterwards,
  cardFor,
  confirmationPlace,
  inOwnChat,
  namesOf,
  refOnly,
  refSchema,
  type CollaborationRouteParts,
} from './parts';

/** In small letters, as Teams names whoever acts. */
const personId = z.guid().toLowerCase();

/** Whose a collaboration is: joining one that is known, taking one over, handing one over (S6). */
export function keepRoutes(parts: CollaborationRouteParts): Routes {
  const { service, people, colleagues, typeahead: picker } = parts;

  async function join(turn: Turn<{ ref: string; unitId: string }>): Promise<Reply> {
    const { t, lists, now, data } = turn;
    const found = unitById(lists, data.unitId);
    const unit = unitName(turn, data.unitId);
    if (!found || !existsOn(found, cityDay(now))) return { notice: t('collaborations:same.ended', { unit }) };
    const done = await service.join(actionOf(turn), data.ref, data.unitId);
    // Pressed twice is joined all the same.
    const own = done.changed || hasJoined(done.notification, data.unitId, turn.actor.id);
    const text = done.notification.withdrawn ? 'withdrawn' : own ? 'notice' : 'already';
    const names = await namesOf(people, turn, done.notification);
    return {
      become: cardFor(turn, done, names, t(`collaborations:joined.${text}`, { unit })),
      afterwards: afterwards(parts, done),
    };
  }

  async function leave(turn: Turn<{ ref: string; unitId: string }>): Promise<Reply> {
    const { t, data } = turn;
    const done = await service.leave(actionOf(turn), data.ref, data.unitId);
    const names = await namesOf(people, turn, done.notification);
    const unit = unitName(turn, data.unitId);
    const stands = done.notification.content.participatingUnits.includes(data.unitId);
    const text = stands ? 'already' : 'left';
    return {
      become: cardFor(turn, done, names, t(`collaborations:joined.${text}`, { unit })),
      afterwards: afterwards(parts, done),
    };
  }

  async function takeOver(turn: Turn<{ ref: string; from: string }>): Promise<Reply> {
    const { t, actor, locale, data } = turn;
    const done = await service.takeOver(
      actionOf(turn),
      data.ref,
      data.from || undefined,
      confirmationPlace(turn),
    );
    const { notification } = done;
    const { ref } = notification;
    const sender = senderOf(notification);
    if (sender !== actor.id) {
      const who = nameOf(sender, await namesOf(people, turn, notification), locale);
      const notice = t('collaborations:keep.raced', { ref, who });
      const mayTakeOver = await service.mayTakeOver(actionOf(turn), notification);
      return { become: cards.publicCard(turn, { notification, notice, mayTakeOver }) };
    }
    const notice = t('collaborations:keep.takenOver', { ref });
    return {
      become: cards.senderCard(turn, { notification, notice }),
      keep: done.changed ? 'ledger' : 'turn',
      afterwards: afterwards(parts, done),
    };
  }

  async function openHandOver(turn: Turn<{ ref: string }>): Promise<Reply> {
    return inOwnChat(parts, turn, await handOverForm(turn, await mayHandOver(turn)));
  }

  async function mayHandOver(turn: Turn<{ ref: string }>): Promise<Notification> {
    const { notification, view } = await service.show(actionOf(turn), turn.data.ref);
    if (view === 'public' || notification.withdrawn) throw new NotFoundOrNotAllowedError(notification.ref);
    return notification;
  }

  async function handOverForm(turn: Turn<unknown>, notification: Notification, error?: string) {
    const known: HandOverView['colleagues'] = picker ? [] : await colleagues.choices(turn.signal);
    const sender = senderOf(notification);
    const others = known.filter(({ value }) => value !== sender);
    return cards.handOverCard(turn, { notification, colleagues: others, picker, error });
  }

  async function handOver(turn: Turn<{ ref: string; colleague: string }>): Promise<Reply> {
    const { t, actor, data } = turn;
    const chosen = personId.safeParse(data.colleague.trim());
    if (!chosen.success) return again(turn, 'handOverNobody');
    const to = chosen.data;
    const before = await mayHandOver(turn);
    if (senderOf(before) === to) return again(turn, 'handOverSame');
    const done = await service.handOver(actionOf(turn), data.ref, to);
    const { notification } = done;
    const names = await namesOf(people, turn, notification);
    const who = names.get(to) ?? t('collaborations:keep.aColleague');
    const line = t('collaborations:keep.handedOver', { ref: notification.ref, who });
    const become = to === actor.id ? cardFor(turn, { ...done, view: 'sender' }, names) : undefined;
    return { become: become ?? cards.noteCard(turn.locale, line), afterwards: afterwards(parts, done) };
  }

  async function again(
    turn: Turn<{ ref: string }>,
    error: 'handOverNobody' | 'handOverSame',
  ): Promise<Reply> {
    const notification = await mayHandOver(turn);
    const become = await handOverForm(turn, notification, turn.t(`collaborations:keep.${error}`));
    return { become, keep: 'nobody' };
  }

  async function sayHandOver(turn: Turn<string>): Promise<Reply> {
    const ref = parseReference(turn.data);
    if (ref) return openHandOver({ ...turn, data: { ref } });
    const page = await service.mine(actionOf(turn), HAND_OVER_PAGE);
    return {
      say: [{ text: turn.t('collaborations:keep.handOverWhich') }, cards.listCard(turn, page, true)],
    };
  }

  return {
    sayings: [{ phrases: ['lämna över', 'hand over'], handle: sayHandOver }],
    presses: [
      press({
        verb: 'collaboration.join',
        schema: z.object({ ref: refSchema, unitId: z.string().max(60) }),
        personalOnly: true,
        handle: join,
      }),
      press({
        verb: 'collaboration.leave',
        schema: z.object({ ref: refSchema, unitId: z.string().max(60) }),
        personalOnly: true,
        handle: leave,
      }),
      press({
        verb: 'collaboration.takeOver',
        schema: z.object({ ref: refSchema, from: z.string().max(60).default('') }),
        personalOnly: true,
        handle: takeOver,
      }),
      press({
        verb: 'collaboration.openHandOver',
        schema: refOnly,
        handle: openHandOver,
      }),
      press({
        verb: 'collaboration.handOver',
        schema: z.object({ ref: refSchema, colleague: z.string().max(200).default('') }),
        personalOnly: true,
        handle: handOver,
      }),
    ],
  };
}

const HAND_OVER_PAGE = 8;
