import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../../conversation/errors';
import { press, type Routes } from '../../conversation/routes';
import type { Reply, Turn } from '../../conversation/turn';
import * as cards from '../cards';
import { parseReference } from '../../register/model';
import {
  actionOf,
  asCoordinator,
  cardFor,
  joinedBy,
  namesOf,
  refOnly,
  type CollaborationRouteParts,
} from './parts';

/** How many one page of a list shows: what fits a phone without much scrolling. */
const PAGE = 8;

/** Finding one's own collaborations, and any by its reference (S7). */
export function findRoutes({ service, store, people }: CollaborationRouteParts): Routes {
  async function show(turn: Turn<{ ref: string }>): Promise<Reply> {
    const shown = await service.show(asCoordinator(turn), turn.data.ref);
    const { notification, view } = shown;
    if (view === 'public') {
      const mayTakeOver = await service.mayTakeOver(actionOf(turn), notification);
      const joined = joinedBy(turn, notification);
      return { say: [cards.publicCard(turn, { notification, mayTakeOver, joined })] };
    }
    if (view !== 'sender') {
      return { say: [cardFor(turn, shown, await namesOf(people, turn, notification))] };
    }
    const whoElse = await store.whoElse(notification, turn.signal);
    return { say: [cards.senderCard(turn, { notification, whoElse })] };
  }

  /** For those to whom it belongs; others do not meet it with a button for it. */
  async function history(turn: Turn<{ ref: string }>): Promise<Reply> {
    const { notification, view } = await service.show(actionOf(turn), turn.data.ref);
    if (view === 'public') throw new NotFoundOrNotAllowedError(notification.ref);
    return { say: [cards.historyCard(turn, notification, await namesOf(people, turn, notification))] };
  }

  async function sayShow(turn: Turn<string>): Promise<Reply> {
    const ref = parseReference(turn.data);
    if (!ref) return { say: [{ text: turn.t('collaborations:showWhat') }] };
    return show({ ...turn, data: { ref } });
  }

  async function mine(turn: Turn<{ after?: string }>): Promise<Reply> {
    const { after } = turn.data;
    const page = await service.mine(actionOf(turn), PAGE, after);
    return { say: [cards.listCard(turn, page, after === undefined)] };
  }

  return {
    sayings: [
      {
        phrases: ['mina samarbeten', 'mina', 'my collaborations', 'mine'],
        handle: turn => mine({ ...turn, data: {} }),
      },
      { phrases: ['visa', 'show'], yields: true, handle: sayShow },
      { phrases: ['v-'], handle: turn => sayShow({ ...turn, data: `V-${turn.data}` }) },
    ],
    presses: [
      press({ verb: 'collaboration.show', schema: refOnly, personalOnly: true, handle: show }),
      press({ verb: 'collaboration.history', schema: refOnly, personalOnly: true, handle: history }),
      press({
        verb: 'collaboration.mine',
        schema: z.object({ after: z.string().max(100).optional() }),
        personalOnly: true,
        handle: mine,
      }),
    ],
  };
}
