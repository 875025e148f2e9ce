import { HOME_CITY } from '../directory/cities';
import { delegationOf, meetingId, recordOf, themeOf, daysOf } from '../meetings/standing';
import type { Meeting } from '../meetings/cycle';
import { detailsFor, type Details, type Names } from './details';
import { findMeeting, lastIn, type Found } from './find';
import { lineFor, type Known, type Setting } from './line';
import { lineWithout } from './line-without';
import { isConfidential, type Asked } from './model';
import { nextQuestions } from './next-questions';

/** What somebody is told. */
export interface Answer {
  /** At most 100 characters; also what a lock screen shows. */
  line: string;
  /** The meeting that it is about. */
  about?: Meeting;
  details: Details;
  next: Asked[];
  /** Whether what was asked for is not known: then it is said whom to ask. */
  isMissing: boolean;
}

const NO_DETAILS: Details = { facts: [], lists: [], links: [] };

/** The meeting that a question is about, with what is kept of it. */
export function knownFor(
  { reader, today }: Omit<Setting, 'sight'>,
  asked: Asked,
): Known | Exclude<Found, { kind: 'meeting' }> {
  const city = lastHostIn(asked);
  const found = city ? lastIn(reader.lists, city, today) : findMeeting(reader.lists, whichFor(asked), today);
  if (found.kind !== 'meeting') return found;
  const id = meetingId(found.meeting);
  return {
    meeting: found.meeting,
    record: recordOf(reader.lists, id),
    delegation: delegationOf(reader.lists, id),
  };
}

/** "When do we host" asks for Göteborg's next turn, and not for the next meeting. */
function whichFor({ question, which }: Asked): Asked['which'] {
  const isNext = which.kind === 'next' && which.later === 0;
  return question === 'ourTurn' && isNext ? { kind: 'city', cityId: HOME_CITY.id } : which;
}

/** "When did Bergen last host" asks for Bergen's last meeting, and not for the last one. */
function lastHostIn({ question, which, cityId }: Asked): string | undefined {
  if (which.kind !== 'last') return undefined;
  if (question === 'ourTurn') return HOME_CITY.id;
  return question === 'lastMeeting' || question === 'host' ? cityId : undefined;
}

/** Answers a question from what is known (S2, S3). Nothing that is calculated is told as a fact. */
export function answerFor(setting: Setting, asked: Asked, names: Names): Answer {
  const known = knownFor(setting, asked);
  if ('kind' in known) {
    return {
      line: lineWithout(setting, asked, known),
      details: NO_DETAILS,
      next: nextQuestions(asked, undefined, setting.sight),
      isMissing: known.kind === 'unknown',
    };
  }
  return {
    line: lineFor(setting, asked, known),
    about: known.meeting,
    details: detailsFor(setting, asked, known, names),
    next: nextQuestions(asked, known, setting.sight),
    isMissing: isMissing(setting, asked, known),
  };
}

function isMissing({ reader, sight }: Setting, { question, cityId }: Asked, known: Known): boolean {
  const { meeting, record, delegation } = known;
  if (sight === 'public' && isConfidential(question)) return false;
  switch (question) {
    case 'theme':
      return themeOf(record, reader.locale) === undefined;
    case 'delegation':
      return cityId
        ? !record.guests.some(guest => guest.cityId === cityId)
        : delegation.delegates.length === 0;
    case 'programme':
      return record.programme.length === 0;
    case 'documents':
      return record.documents.length === 0;
    case 'venue':
      return record.venue === undefined && !record.digital;
    case 'daysLeft':
      return daysOf(meeting, record) === undefined;
    case 'confirmed':
    case 'nextMeeting':
    case 'ourTurn':
      return meeting.status === 'calculated';
    default:
      return false;
  }
}
