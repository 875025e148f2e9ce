import type { Turn } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import { namesAsFarAsKnown, type People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { isOfficer, sightOf, type Sight } from '../meetings/sight';
import { meetingId } from '../meetings/standing';
import { answerFor, knownFor, type Answer } from './answer';
import type { Names } from './details';
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
    // Functions stand in the delegation itself, so an answer without some names is better than none.
    const names: Names = isNamed
      ? await namesAsFarAsKnown(people, known.delegation.delegates.map(idOf), turn.signal)
      : new Map();
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

  return { answer, isOfficer: ({ actor }) => isOfficer(coordinators, actor.id) };
}

/** What an answer tells, its buttons aside. */
function said({ line, details }: Answer): string {
  return JSON.stringify([line, details]);
}

function idOf({ personId }: { personId: string }): string {
  return personId;
}
