import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Lists, Reader } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { meetingById } from '../meetings/standing';
import { aboutOf } from './deliveries';
import { hasAnswered } from './model';
import { dayFor } from './reminders';
import type { DelegationStore } from './store';
import { takePartCard } from './take-part-card';
import { takingPart } from './taking-part';

export interface PresidiumRendererParts {
  store: DelegationStore;
  people: Pick<People, 'load'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Renders the question to a delegate, and its reminders, from the delegation as it is when they are sent. */
export function presidiumRenderer(parts: PresidiumRendererParts): (job: Job) => Promise<Rendering> {
  const { store, people, now } = parts;

  return async job => {
    if (job.to.kind !== 'person') return 'nothing';
    const { meetingId, date } = aboutOf(job);
    const personId = job.to.id;
    const [lists, stored, person] = await Promise.all([
      parts.lists(),
      store.load(meetingId),
      people.load(personId),
    ]);
    const meeting = meetingById(lists, meetingId);
    if (!meeting) return 'nothing';
    const { delegation, version } = stored;
    const today = cityDay(now());
    const found = takingPart(lists, { meeting, delegation }, personId, today);
    const { delegate, standing } = found;
    const isAsked = standing === 'open' && delegate !== undefined && !hasAnswered(delegate);
    const isOfNow = job.subject === String(meeting.year) && (!date || date === dayOf(lists));
    // What stands in a chat already is brought up to date; anew nothing comes that asks for nothing.
    if (!job.posted && !(isAsked && isOfNow)) return 'nothing';
    const by = delegate?.answer?.by;
    const answerer = by && by !== personId ? await people.load(by) : undefined;
    const reader: Reader = { locale: person?.locale ?? 'sv', lists };
    const known = new Map(answerer ? [[answerer.id, answerer]] : []);
    return {
      version,
      message: takePartCard(reader, { found, people: known, reminder: date !== undefined }),
    };

    /** The reminder that counts now: of several that waited for somebody, only the latest comes. */
    function dayOf(current: Lists): string | undefined {
      return delegation.answerBy && dayFor(current, meetingId, delegation.answerBy, today);
    }
  };
}
