import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import { isOwnPlace, type Reply, type Turn } from '../conversation/turn';
import { endCard, lineCard, listCard, passedCard, stepCard } from './cards';
import type { Opened, WorklistService } from './service';

export interface WorklistRouteParts {
  service: WorklistService;
  /** The officer's card of a notification. Throws NotFoundOrNotAllowedError. */
  openCard: (turn: Turn<unknown>, ref: string) => Promise<CardMessage>;
  /** Whether it reached the person's own chat. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  /** Brings deliveries on their way, after the answer. */
  wake: (keys: readonly string[]) => Promise<void>;
}

const positionSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z\|V-\d{4}-\d{4,9}$/);
const afterSchema = z.object({ after: positionSchema.or(z.literal('')).default('') });
const atSchema = z.object({ at: positionSchema });
const nothing = z.object({});

/** "Att göra": what waits for an officer, and working through it one after the other. */
export function worklistRoutes({ service, openCard, toOwnChat, wake }: WorklistRouteParts): Routes {
  async function say(turn: Turn<unknown>): Promise<Reply> {
    try {
      return { say: [await pageCard(turn, '')] };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('worklist:refused') }] };
    }
  }

  /** From the morning's card in the channel: in the officer's own chat, in their own language. */
  async function openFromChannel(turn: Turn<unknown>): Promise<Reply> {
    try {
      const list = await pageCard({ ...turn, locale: turn.person.locale ?? 'sv' }, '');
      if (isOwnPlace(turn.place)) return { say: [list] };
      const isThere = await toOwnChat(turn, list);
      return { notice: turn.t(isThere ? 'common:ownChatOpened' : 'common:ownChatUnknown') };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { notice: turn.t('worklist:refused') };
    }
  }

  async function page(turn: Turn<{ after: string }>): Promise<Reply> {
    return { become: await pageCard(turn, turn.data.after) };
  }

  async function pageCard(turn: Turn<unknown>, after: string): Promise<CardMessage> {
    const found = await service.page(turn, after || undefined);
    return listCard(turn, found, { first: after === '', now: turn.now });
  }

  async function show(turn: Turn<{ at: string }>): Promise<Reply> {
    return { say: await cardsOf(turn, await service.at(turn, turn.data.at)) };
  }

  async function start(turn: Turn<unknown>): Promise<Reply> {
    const { opened } = await service.next(turn);
    return {
      say: opened ? await cardsOf(turn, opened) : [lineCard(turn.locale, turn.t('worklist:allDone'))],
    };
  }

  /** The officer stays at the bottom of the chat: the small card steps back, and the next one comes below it. */
  async function next(turn: Turn<{ after: string }>): Promise<Reply> {
    const { locale, data } = turn;
    const step = await service.next(turn, data.after || undefined);
    if (!step.opened) return { become: endCard(locale, step) };
    return { say: await cardsOf(turn, step.opened), become: passedCard(locale, data.after, step.before) };
  }

  async function cardsOf(turn: Turn<unknown>, opened: Opened): Promise<CardMessage[]> {
    return [await openCard(turn, opened.ref), stepCard(turn.locale, opened)];
  }

  async function whole(turn: Turn<unknown>): Promise<Reply> {
    const below = lineCard(turn.locale, turn.t('worklist:wholeBelow'));
    return { say: [await pageCard(turn, '')], become: below };
  }

  async function again(turn: Turn<{ at: string }>): Promise<Reply> {
    const { at } = turn.data;
    const key = await service.sendAgain(turn, at);
    const become = stepCard(turn.locale, await service.at(turn, at), key !== undefined);
    return { become, ...(key && { afterwards: () => wake([key]) }) };
  }

  return {
    sayings: [{ phrases: ['att göra', 'attgöra', 'todo', 'to do', 'worklist'], handle: say }],
    presses: [
      press({ verb: 'worklist.list', schema: nothing, personalOnly: true, handle: say }),
      press({ verb: 'worklist.openFromChannel', schema: nothing, handle: openFromChannel }),
      press({ verb: 'worklist.page', schema: afterSchema, personalOnly: true, handle: page }),
      press({ verb: 'worklist.show', schema: atSchema, personalOnly: true, handle: show }),
      press({ verb: 'worklist.start', schema: nothing, personalOnly: true, handle: start }),
      press({ verb: 'worklist.next', schema: afterSchema, personalOnly: true, handle: next }),
      press({ verb: 'worklist.whole', schema: nothing, personalOnly: true, handle: whole }),
      press({ verb: 'worklist.again', schema: atSchema, personalOnly: true, handle: again }),
    ],
  };
}
