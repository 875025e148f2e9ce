import { z } from 'zod/v4';
import { press, type Routes } from '../conversation/routes';
import { isOwnPlace, type Reply, type Turn } from '../conversation/turn';
import { seedLists } from '../directory/lists';
import { translator } from '../i18n';
import { cityDay } from '../i18n/moments';
import { presidiumRoleOf } from '../meetings/presidium';
import type { CardMessage } from '../cards/card';
import type { Answer } from './answer';
import { answerCard, statusCard, unsureCard } from './cards';
import { languageOf } from './language';
import { askedSchema, type Asked } from './model';
import { rememberedBy } from './remembered';
import { recognise } from './recogniser/recognise';
import type { AskingService } from './service';

export interface AskingRouteParts {
  service: AskingService;
  /** The card on which somebody says whether they take part in a meeting. */
  takePart: (turn: Turn<unknown>, meetingId: string | undefined) => Promise<Reply>;
}

/** How much of what was not understood a button carries. */
const LONGEST_SAID = 200;

export interface Asking {
  routes: Routes;
  /** Answers a question about the meetings in people's own words; undefined for what is none. */
  asked(turn: Turn<unknown>, text: string): Promise<Reply | undefined>;
  /** What may be such a question: the likeliest ones as buttons. */
  unsure(turn: Turn<unknown>, text: string): Reply | undefined;
}

/** What people ask about the sister-city meetings, in their own words or with a button (S3). */
export function makeAsking({ service, takePart }: AskingRouteParts): Asking {
  const remembered = rememberedBy<Answer, CardMessage>();

  async function asked(turn: Turn<unknown>, text: string): Promise<Reply | undefined> {
    const found = recognise(text, turn.lists, cityDay(turn.now));
    if (found.kind !== 'question') return undefined;
    const locale = languageOf(text) ?? turn.locale;
    return answer({ ...turn, locale, t: translator(locale) }, found);
  }

  function unsure(turn: Turn<unknown>, text: string): Reply | undefined {
    const found = recognise(text, turn.lists, cityDay(turn.now));
    if (found.kind !== 'unsure') return undefined;
    const isPresidium = presidiumRoleOf(turn.lists, turn.actor.id, cityDay(turn.now)) !== undefined;
    if (!found.isNear && !isPresidium) return undefined;
    const locale = languageOf(text) ?? turn.locale;
    const said = text.trim().slice(0, LONGEST_SAID);
    return { say: [unsureCard({ locale, lists: turn.lists }, found.suggestions, said)] };
  }

  async function answer(turn: Turn<unknown>, question: Asked): Promise<Reply> {
    const isOwn = isOwnPlace(turn.place);
    const told = await service.answer(turn, question, isOwn);
    if (question.question === 'takePart' && isOwn) return takePart(turn, told.meetingId);
    const calendar = told.sight === 'public' ? undefined : told.meetingId;
    const view = { answer: told.answer, calendar, moreInOwnChat: told.isMore };
    const key = [turn.locale, calendar, told.isMore].join('|');
    return { say: [remembered(told.answer, key, () => answerCard(turn, view))] };
  }

  async function status(turn: Turn<unknown>): Promise<Reply> {
    return {
      say: [statusCard(turn, cityDay(turn.now), isOwnPlace(turn.place) && (await service.isOfficer(turn)))],
    };
  }

  return {
    asked,
    unsure,
    routes: {
      sayings: [
        {
          phrases: [
            'vänortsmöten',
            'vänortsmöte',
            'möten',
            'mötesstatus',
            'status',
            'meetings',
            'sister-city meetings',
          ],
          anywhere: true,
          yields: true,
          handle: status,
        },
      ],
      presses: [
        press({ verb: 'asking.ask', schema: askedSchema, handle: turn => answer(turn, turn.data) }),
        press({ verb: 'asking.status', schema: z.object({}), handle: status }),
      ],
    },
  };
}

/** Makes ready what the first question would have to wait for; anew only when coordinators have changed the cities. */
export function warmUp(now: Date): void {
  recognise('när är nästa vänortsmöte', seedLists, cityDay(now));
}
