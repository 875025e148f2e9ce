import { z } from 'zod/v4';
import { press, type Routes } from '../conversation/routes';
import type { CardMessage } from '../cards/card';
import type { Reply, TextMessage, Turn } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { RosterUnavailableError } from '../directory/coordinators';
import type { People } from '../directory/people';
import { LOCALES, translator, type Locale } from '../i18n';
import { cityDay } from '../i18n/moments';
import { presidiumRoleOf } from '../meetings/presidium';
import { helpCard, ownChatCard, unknownCard, welcomeCard, type WelcomeView } from './cards';

export interface WelcomeParts {
  people: People;
  coordinators: Coordinators;
  /** Answers what was said. */
  said: (turn: Turn, text: string) => Promise<Reply>;
  /** Puts a message into the person's own chat; false when that chat is not known. */
  sendToOwnChat: (turn: Turn<unknown>, message: CardMessage | TextMessage) => Promise<boolean>;
}

const LONGEST_SAID = 200;

export interface Welcome {
  routes: Routes;
  /** The first meeting, and whenever somebody says hello. */
  greet(turn: Turn<unknown>): Promise<Reply>;
  /** What was written is no command: a button looks for it instead. */
  notUnderstood(turn: Turn<unknown>, text: string): Promise<Reply>;
  /** In a channel: a button to the person's own chat, where `text` is answered. */
  toOwnChat(turn: Turn<unknown>, text: string): Reply;
}

/** The first meeting, help, and the choice of language. */
export function makeWelcome({ people, coordinators, said, sendToOwnChat }: WelcomeParts): Welcome {
  /** For what is shown only: rights are checked where something is done. */
  async function looksLikeCoordinator(turn: Turn<unknown>): Promise<boolean> {
    try {
      return await coordinators.includes(turn.actor.id);
    } catch (error) {
      if (error instanceof RosterUnavailableError) return false;
      throw error;
    }
  }

  async function viewFor(turn: Turn<unknown>): Promise<WelcomeView> {
    return {
      coordinator: await looksLikeCoordinator(turn),
      presidium: isOfPresidium(turn),
      today: cityDay(turn.now),
    };
  }

  async function greet(turn: Turn<unknown>): Promise<Reply> {
    return { say: [welcomeCard(turn, await viewFor(turn))] };
  }

  async function notUnderstood(turn: Turn<unknown>, text: string): Promise<Reply> {
    const coordinator = await looksLikeCoordinator(turn);
    return { say: [unknownCard(turn.locale, coordinator, text.trim().slice(0, LONGEST_SAID))] };
  }

  async function help(turn: Turn<unknown>): Promise<Reply> {
    const coordinator = await looksLikeCoordinator(turn);
    return { say: [helpCard(turn.locale, { coordinator, presidium: isOfPresidium(turn) })] };
  }

  /** Remembered from then on. A pressed first card is shown again in the language that was asked for. */
  async function switchTo(turn: Turn<unknown>, locale: Locale): Promise<Reply> {
    await people.change(turn.actor.id, person => ({ ...(person ?? turn.person), locale }), turn.signal);
    if (turn.messageId) return { become: welcomeCard({ ...turn, locale }, await viewFor(turn)) };
    return { say: [{ text: translator(locale)('welcome:switched') }] };
  }

  function toOwnChat(turn: Turn<unknown>, text: string): Reply {
    return { say: [ownChatCard(turn.locale, text.trim().slice(0, LONGEST_SAID))] };
  }

  /** Answers in the own chat what was said in a channel, in the person's own language. */
  async function goOnInOwnChat(turn: Turn<{ text: string }>): Promise<Reply> {
    const { conversation, locale = 'sv' } = turn.person;
    if (!conversation) return { notice: turn.t('common:ownChatUnknown') };
    const t = translator(locale);
    const place = { kind: 'personal', conversation } as const;
    const reply = await said(
      { ...turn, data: undefined, messageId: undefined, place, locale, t },
      turn.data.text,
    );
    for (const message of reply.say ?? []) {
      if (!(await sendToOwnChat(turn, message))) return { notice: turn.t('common:ownChatUnknown') };
    }
    return { notice: turn.t('common:ownChatOpened'), afterwards: reply.afterwards };
  }

  const routes: Routes = {
    sayings: [
      {
        phrases: ['hej', 'hejsan', 'hallå', 'tjena', 'god morgon', 'start', 'hello', 'hi'],
        yields: true,
        handle: greet,
      },
      { phrases: ['hjälp', 'help', '?'], yields: true, handle: help },
      {
        phrases: ['english', 'in english', 'engelska', 'på engelska'],
        anywhere: true,
        handle: turn => switchTo(turn, 'en'),
      },
      {
        phrases: ['svenska', 'på svenska', 'swedish', 'in swedish'],
        anywhere: true,
        handle: turn => switchTo(turn, 'sv'),
      },
    ],
    presses: [
      press({
        verb: 'welcome.ownChat',
        schema: z.object({ text: z.string().max(LONGEST_SAID) }),
        handle: goOnInOwnChat,
      }),
      press({ verb: 'welcome.help', schema: z.object({}), handle: help }),
      press({
        verb: 'welcome.language',
        schema: z.object({ locale: z.enum(LOCALES) }),
        personalOnly: true,
        handle: turn => switchTo(turn, turn.data.locale),
      }),
    ],
  };
  return { routes, greet, notUnderstood, toOwnChat };
}

function isOfPresidium({ lists, actor, now }: Turn<unknown>): boolean {
  return presidiumRoleOf(lists, actor.id, cityDay(now)) !== undefined;
}
