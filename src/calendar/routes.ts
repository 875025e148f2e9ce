import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { cityName } from '../directory/cities';
import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { FileMaker } from '../files/file';
import type { HandFile } from '../files/handing';
import { translator } from '../i18n';
import { cityDay } from '../i18n/moments';
import { nextComing } from '../meetings/ahead';
import type { Meeting } from '../meetings/cycle';
import { meetingIdSchema } from '../meetings/model';
import { sightOf } from '../meetings/sight';
import { daysOf, meetingById, meetingId, recordOf } from '../meetings/standing';
import { placeAndYear } from '../meetings/wording';
import { calendarFile } from './calendar-file';
import { meetingEvents } from './meeting-events';

/** The kind of file that this folder makes; its id is that of the meeting. */
export const MEETING_FILE = 'meeting';

export interface CalendarRouteParts {
  coordinators: Pick<Coordinators, 'includes'>;
  hand: HandFile;
}

/** What one point of a programme takes in a calendar file, in bytes, and the meeting itself. */
const BYTES_EACH = 400;

/** A meeting and its programme for one's own calendar: for the presidium, those who are sent, and the officers (S3). */
export function calendarRoutes({ coordinators, hand }: CalendarRouteParts): Routes {
  async function offer(turn: Turn<unknown>, meeting: Meeting): Promise<Reply> {
    const { t, lists, locale } = turn;
    const id = meetingId(meeting);
    const onlooker = { personId: turn.actor.id, lists, day: cityDay(turn.now) };
    if ((await sightOf(coordinators, onlooker, id)) === 'public') throw new NotFoundOrNotAllowedError();
    const record = recordOf(lists, id);
    const city = cityName(turn, meeting.host);
    if (!daysOf(meeting, record)) {
      return { say: [{ text: t('calendar:noDays', { meeting: placeAndYear(turn, meeting) }) }] };
    }
    return hand(turn, {
      name: fileName(meeting, city, locale),
      bytesEstimate: BYTES_EACH * (record.programme.length + 1),
      description: t('calendar:description', { meeting: placeAndYear(turn, meeting) }),
      what: { kind: MEETING_FILE, id },
    });
  }

  async function sayOffer(turn: Turn<unknown>): Promise<Reply> {
    const next = nextComing(turn.lists, cityDay(turn.now));
    if (!next) return { say: [{ text: turn.t('asking:unknownNext') }] };
    try {
      return await offer(turn, next);
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('calendar:notAllowed') }] };
    }
  }

  async function pressOffer(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const meeting = meetingById(turn.lists, turn.data.meeting);
    if (!meeting) throw new NotFoundOrNotAllowedError();
    return offer(turn, meeting);
  }

  return {
    sayings: [
      {
        phrases: ['kalender', 'kalenderfil', 'kalenderfilen', 'calendar', 'calendar file'],
        handle: sayOffer,
      },
    ],
    presses: [
      press({
        verb: 'calendar.offer',
        schema: z.object({ meeting: meetingIdSchema }),
        personalOnly: true,
        handle: pressOffer,
      }),
    ],
  };
}

/** Makes the calendar file of a meeting as it stands when it is fetched, and asks again who may have it. */
export function meetingFileMaker(parts: {
  coordinators: Pick<Coordinators, 'includes'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}): FileMaker {
  return async ({ id }, { actorId, locale }) => {
    const lists = await parts.lists();
    const now = parts.now();
    const meeting = meetingById(lists, id);
    const onlooker = { personId: actorId, lists, day: cityDay(now) };
    if (!meeting || (await sightOf(parts.coordinators, onlooker, id)) === 'public') {
      throw new NotFoundOrNotAllowedError();
    }
    const reader = { locale, lists };
    const events = meetingEvents(reader, meeting, recordOf(lists, id), now);
    if (events.length === 0) return undefined;
    const name = translator(locale)('calendar:name');
    return {
      name: fileName(meeting, cityName(reader, meeting.host), locale),
      contentType: 'text/calendar; charset=utf-8',
      bytes: Buffer.from(calendarFile(events, { name, locale, now })),
    };
  };
}

function fileName({ year }: Meeting, city: string, locale: 'sv' | 'en'): string {
  return translator(locale)('calendar:fileName', { city, year });
}
