import { z } from 'zod/v4';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { RosterUnavailableError } from '../directory/coordinators';
import type { People } from '../directory/people';
import { LOCALES, translator, type Locale } from '../i18n';
import { helpCard, unknownCard, welcomeCard } from './cards';

export interface WelcomeParts {
  people: People;
  coordinators: Coordinators;
}

export interface Welcome {
  routes: Routes;
  /** The first meeting, and whenever somebody says hello. */
  greet(turn: Turn<unknown>): Promise<Reply>;
  /** What was written is no command. */
  notUnderstood(turn: Turn<unknown>): Promise<Reply>;
}

/** The first meeting, help, and the choice of language. */
export function makeWelcome({ people, coordinators }: WelcomeParts): Welcome {
  /** For what is shown only: rights are checked where something is done. */
  async function looksLikeCoordinator(turn: Turn<unknown>): Promise<boolean> {
    try {
      return await coordinators.includes(turn.actor.id);
    } catch (error) {
      if (error instanceof RosterUnavailableError) return false;
      throw error;
    }
  }

  async function greet(turn: Turn<unknown>): Promise<Reply> {
    if (turn.place.kind !== 'personal') return { say: [{ text: turn.t('welcome:helpChannel') }] };
    return { say: [welcomeCard(turn.locale, await looksLikeCoordinator(turn))] };
  }

  async function notUnderstood(turn: Turn<unknown>): Promise<Reply> {
    if (turn.place.kind !== 'personal') return greet(turn);
    return { say: [unknownCard(turn.locale, await looksLikeCoordinator(turn))] };
  }

  async function help(turn: Turn<unknown>): Promise<Reply> {
    if (turn.place.kind !== 'personal') return greet(turn);
    return { say: [helpCard(turn.locale, await looksLikeCoordinator(turn))] };
  }

  /** Remembered from then on. A pressed first card is shown again in the language that was asked for. */
  async function switchTo(turn: Turn<unknown>, locale: Locale): Promise<Reply> {
    await people.change(turn.actor.id, person => ({ ...(person ?? turn.person), locale }), turn.signal);
    if (turn.messageId) return { become: welcomeCard(locale, await looksLikeCoordinator(turn)) };
    return { say: [{ text: translator(locale)('welcome:switched') }] };
  }

  const routes: Routes = {
    sayings: [
      { phrases: ['hej', 'hejsan', 'hallå', 'tjena', 'god morgon', 'start', 'hello', 'hi'], handle: greet },
      { phrases: ['hjälp', 'help', '?'], handle: help },
      { phrases: ['english', 'in english', 'engelska', 'på engelska'], handle: turn => switchTo(turn, 'en') },
      { phrases: ['svenska', 'på svenska', 'swedish', 'in swedish'], handle: turn => switchTo(turn, 'sv') },
    ],
    presses: [
      press({ verb: 'welcome.help', schema: z.object({}), handle: help }),
      press({
        verb: 'welcome.language',
        schema: z.object({ locale: z.enum(LOCALES) }),
        personalOnly: true,
        handle: turn => switchTo(turn, turn.data.locale),
      }),
    ],
  };
  return { routes, greet, notUnderstood };
}
