import type { Turn } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { RosterUnavailableError } from '../directory/coordinators';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { presidiumRoleOf } from '../meetings/presidium';
import { StorageUnavailableError } from '../storage/errors';
import { answerFor, knownFor, type Answer } from './answer';
import type { Names } from './details';
import type { Asked, Sight } from './model';

export interface AskingService {
  /** Answers as far as whoever asks may know, and as far as those who read it where it is asked may. */
  answer(turn: Turn<unknown>, asked: Asked, isOwnPlace: boolean): Promise<Told>;
  /** Whether somebody keeps the meetings; false while Teams does not tell who does. */
  isCoordinator(turn: Turn<unknown>): Promise<boolean>;
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
  async function answer(turn: Turn<unknown>, asked: Asked, isOwnPlace: boolean): Promise<Told> {
    const today = cityDay(turn.now);
    const known = knownFor({ reader: turn, today }, asked);
    const own = await sightOf(
      turn,
      today,
      'kind' in known ? [] : known.delegation.delegates.map(({ personId }) => personId),
    );
    const sight = isOwnPlace ? own : 'public';
    const names =
      sight === 'public' || asked.question !== 'delegation' || 'kind' in known
        ? new Map()
        : await namesOf(
            turn,
            known.delegation.delegates.map(({ personId }) => personId),
          );
    const setting = { reader: turn, today, sight };
    return {
      answer: answerFor(setting, asked, names),
      sight,
      isMore: own !== sight,
      ...(!('kind' in known) && { meetingId: String(known.meeting.movedFrom ?? known.meeting.year) }),
    };
  }

  /** Whoever is sent to a meeting sees what the presidium sees of it. */
  async function sightOf(turn: Turn<unknown>, today: string, delegates: readonly string[]): Promise<Sight> {
    const role = presidiumRoleOf(turn.lists, turn.actor.id, today);
    if (role === 'secretary' || (await isCoordinator(turn))) return 'keeper';
    return role === 'member' || delegates.includes(turn.actor.id) ? 'member' : 'public';
  }

  async function isCoordinator({ actor }: Turn<unknown>): Promise<boolean> {
    try {
      return await coordinators.includes(actor.id);
    } catch (error) {
      if (error instanceof RosterUnavailableError || error instanceof StorageUnavailableError) return false;
      throw error;
    }
  }

  /** Functions stand in the delegation itself, so an answer without some names is better than none. */
  async function namesOf(turn: Turn<unknown>, ids: readonly string[]): Promise<Names> {
    const atHand = people.namesAtHand(ids);
    const others = ids.filter(id => !atHand.has(id));
    if (others.length === 0) return atHand;
    try {
      return new Map([...atHand, ...(await people.names(others, turn.signal))]);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return atHand;
    }
  }

  return { answer, isCoordinator };
}
