import { MEETING } from '../presidium/support';
import type { Deeds } from './deed';

const next = { kind: 'next', later: 0 };
const offered = /Vänortsmöte[^"]*\.ics/;

/** Asking about the meetings, and taking one into a calendar. */
export const ofMeetings: Deeds = {
  vänortsmöten: { answer: /Göteborgs värdskap/ },
  'asking.status': { answer: /Göteborgs värdskap/ },
  'asking.ask': {
    sends: () => ({ question: 'nextMeeting', which: next }),
    answer: /Nästa vänortsmöte: Göteborg/,
  },
  'asking.ask: who goes': {
    sends: () => ({ question: 'delegation', which: next }),
    answer: /Presidiet skickar \d personer/,
    publicly: /Delegationen visas bara för presidiet/,
  },
  kalender: { answer: offered },
  'calendar.offer': { sends: () => ({ meeting: MEETING }), answer: offered },
};
