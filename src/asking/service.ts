import type { Turn } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { isOfficer, sightOf, type Sight } from '../meetings/sight';
import { meetingId } from '../meetings/standing';
import { StorageUnavailableError } from '../storage/errors';
import { answerFor, knownFor, type Answer } from './answer';
import type { Names } from './details';
import type { Known } from './line';
import type { Asked } from './model';
import { rememberedBy } from './remembered';

export interface AskingService {
  /** Answers as far as whoever asks may know, and as far as those who read it where it is asked may. */
  answer(turn: Turn<unknown>, asked: Asked, isOwnPlace: boolean): Promise<Told>;
  /** Whether somebody keeps the meetings; false while Teams does not tell who does. */
  isOfficer(turn: Turn<unknown>): Promise<boolean>;
}

export interface Told {
  answer: Answer;
  sight: Sight;
  /** The id of the meeting that the answer is about. */
  meetingId?: string;
  /** Whether this person would be told more in their own chat. */
  isMore: boolean;
}

/** Answers questions about the meetings (S3). Everybody may ask; how much they are told follows from who they are. */
export function makeAskingService({
  coordinators,
  people,
}: {
  coordinators: Pick<Coordinators, 'includes'>;
  people: Pick<People, 'names' | 'namesAtHand'>;
}): AskingService {
  const remembered = rememberedBy<Lists, Answer>();

  async function answer(turn: Turn<unknown>, asked: Asked, isOwnPlace: boolean): Promise<Told> {
    const today = cityDay(turn.now);
    const found = knownFor({ reader: turn, today }, asked);
    const known = 'kind' in found ? undefined : found;
    const id = known && meetingId(known.meeting);
    const onlooker = { personId: turn.actor.id, lists: turn.lists, day: today };
    const own = await sightOf(coordinators, onlooker, id);
    const sight = isOwnPlace ? own : 'public';
    const isNamed = known !== undefined && sight !== 'public' && asked.question === 'delegation';
    const names: Names = isNamed ? await namesOf(turn, known) : new Map();
    const reader = { locale: turn.locale, lists: turn.lists };
    const answerTo = (as: Sight): Answer => {
      const make = () => answerFor({ reader, today, sight: as }, asked, names);
      // Names are kept in one place, and not in an answer that stays.
      return isNamed ? make() : remembered(turn.lists, JSON.stringify([asked, as, today, turn.locale]), make);
    };
    const told = answerTo(sight);
    const whole = own === sight ? told : answerTo(own);
    return {
      answer: told,
      sight,
      isMore: said(told) !== said(whole),
      ...(id !== undefined && { meetingId: id }),
    };
  }

  /** Functions stand in the delegation itself, so an answer without some names is better than none. */
  async function namesOf({ signal }: Turn<unknown>, { delegation }: Known): Promise<Names> {
    const ids = delegation.delegates.map(({ personId }) => personId);
    const atHand = people.namesAtHand(ids);
    const others = ids.filter(id => !atHand.has(id));
    if (others.length === 0) return atHand;
    try {
      return new Map([...atHand, ...(await people.names(others, signal))]);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return atHand;
    }
  }

  return { answer, isOfficer: ({ actor }) => isOfficer(coordinators, actor.id) };
}

/** What an answer tells, its buttons aside. */
function said({ line, details }: Answer): string {
  return JSON.stringify([line, details]);
}
