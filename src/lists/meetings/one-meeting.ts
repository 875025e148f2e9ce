import { HOME_CITY } from '../../directory/cities';
import { translator } from '../../i18n';
import { formatDay } from '../../i18n/moments';
import {
  cancel,
  confirm,
  forget,
  hold,
  move,
  plan,
  reinstate,
  skip,
  swap,
  unconfirm,
  type Change,
} from '../../meetings/changes';
import { isAhead, isCalledOff, type Cycle, type Meeting, type Then } from '../../meetings/cycle';
import type { CycleEntry } from '../../meetings/model';
import { meetingById, meetingId } from '../../meetings/standing';
import type { FieldName, Values } from '../fields';
import type { Deed, Reading, Setting } from '../model';
import { changedCycle, failFor } from './changed';
import { shiftPreview } from './preview';

/** What can be done with one meeting of the cycle. Its item is the meeting's id, wherever the meeting is moved. */
interface MeetingDeed {
  fields: readonly FieldName[];
  offered(meeting: Meeting, entry: CycleEntry, setting: Setting): boolean;
  filled?(meeting: Meeting, entry: CycleEntry, setting: Setting): Partial<Values>;
  /** Undefined: what was filled in cannot be accepted, or nothing is left to do. */
  change(reading: Reading, meeting: Meeting, entry: CycleEntry, setting: Setting): Change | undefined;
}

function ofMeeting({ fields, offered, filled, change }: MeetingDeed): Deed<'cycle'> {
  return {
    fields,
    within: true,
    offered(entry, setting, item) {
      const meeting = meetingIn(entry, item);
      return meeting !== undefined && offered(meeting, entry, setting);
    },
    filled(entry, setting, item) {
      const meeting = meetingIn(entry, item);
      return meeting ? (filled?.(meeting, entry, setting) ?? {}) : {};
    },
    read(reading, entry, setting, item) {
      const meeting = meetingIn(entry, item);
      const [field] = fields;
      if (!meeting) {
        if (field) failFor(reading, field, 'noMeeting', setting);
        return entry;
      }
      const done = change(reading, meeting, entry, setting);
      if (!done) return entry;
      if (done.kind === 'changed') return changedCycle(entry, done.after);
      if (field && done.why !== 'unchanged') failFor(reading, field, done.why, setting);
      return entry;
    },
    preview: shiftPreview,
    returnsTo: item => ({ list: 'meetings', id: item }),
  };
}

/** A meeting by its id in a state of the cycle. */
export function meetingIn(entry: CycleEntry, id: string): Meeting | undefined {
  return meetingById({ cycle: [entry] }, id);
}

/** In years: further on it would be other meetings that are moved. */
const FURTHEST_MOVE = 4;

const moveMeeting = ofMeeting({
  fields: ['newYear', 'rule'],
  offered: isAhead,
  filled: (meeting, entry) => ({
    newYear: String(meeting.year + 1),
    rule: anchorOf(entry, meeting)?.then ?? 'keepOrder',
  }),
  change(reading, meeting, entry, setting) {
    const year = reading.requiredYear('newYear');
    const rule = readRule(reading, setting);
    if (year === undefined || !rule) return undefined;
    const done = move(entry, meeting.year, year, rule);
    if (done.kind === 'changed' && Math.abs(year - meeting.year) > FURTHEST_MOVE) {
      const t = translator(setting.reader.locale);
      reading.fail('newYear', t('planning:error.tooFar', { most: FURTHEST_MOVE }));
    }
    return done;
  },
});

const skipMeeting = calledOff('skipped', skip);
const cancelMeeting = calledOff('cancelled', cancel);

function calledOff(status: Meeting['status'], callOff: (cycle: Cycle, year: number, then: Then) => Change) {
  return ofMeeting({
    fields: ['rule'],
    offered: isAhead,
    filled: () => ({ rule: 'keepOrder' }),
    change(reading, meeting, entry, setting) {
      const rule = readRule(reading, setting);
      // It is so already: by the same form, pressed twice.
      return !rule || meeting.status === status ? undefined : callOff(entry, meeting.year, rule);
    },
  });
}

/** Two cities host in each other's stead. What is chosen names the other city too, so that nobody swaps back unseen. */
const swapMeetings = ofMeeting({
  fields: ['swapWith'],
  offered: isAhead,
  change(reading, meeting, entry, { reader }) {
    const [id = '', host = ''] = reading.text('swapWith').split('|');
    if (host !== '' && meeting.host === host) return undefined;
    const other = meetingIn(entry, id);
    if (!other || other.host !== host) {
      reading.fail('swapWith', translator(reader.locale)('lists:error.choice'));
      return undefined;
    }
    return swap(entry, meeting.year, other.year);
  },
});

/** What the choice in the form of a swap stands for. */
export function swapValue(id: string, { host }: Meeting): string {
  return `${id}|${host}`;
}

/** The host's word confirms the meeting; another city's says that it takes part. */
const confirmCity = ofMeeting({
  fields: ['city', 'confirmedOn'],
  offered: isAhead,
  filled: (meeting, _entry, { today }) => ({ city: meeting.host, confirmedOn: today }),
  change(reading, meeting, entry, { reader, today }) {
    const t = translator(reader.locale);
    const city = reading.text('city');
    const isKnown = [HOME_CITY.id, meeting.host, ...entry.members.map(({ cityId }) => cityId)].includes(city);
    if (!isKnown) reading.fail('city', t('lists:error.choice'));
    const on = reading.requiredDay('confirmedOn');
    if (on !== undefined && on > today) {
      reading.fail('confirmedOn', t('lists:error.notAfter', { last: formatDay(today, reader.locale) }));
    }
    return !isKnown || on === undefined ? undefined : confirm(entry, meeting.year, city, on);
  },
});

const unconfirmCity = ofMeeting({
  fields: ['city'],
  offered: meeting => isAhead(meeting) && meeting.confirmations !== undefined,
  filled: ({ confirmations = [] }) => ({ city: confirmations[0]?.cityId ?? '' }),
  change(reading, meeting, entry, { reader }) {
    const city = reading.text('city');
    if (city === '') reading.fail('city', translator(reader.locale)('lists:error.choice'));
    return unconfirm(entry, meeting.year, city);
  },
});

const planIt = ofMeeting({
  fields: [],
  offered: ({ status }) => status === 'calculated',
  change: (_reading, meeting, entry) => plan(entry, meeting.year),
});

const holdIt = ofMeeting({
  fields: [],
  offered: (meeting, _entry, { today }) => isAhead(meeting) && meeting.year <= Number(today.slice(0, 4)),
  change: (_reading, meeting, entry) => hold(entry, meeting.year),
});

const reinstateIt = ofMeeting({
  fields: [],
  offered: isCalledOff,
  change: (_reading, meeting, entry) => reinstate(entry, meeting.year),
});

/** What was skipped or cancelled is reinstated instead, and the first answer is given anew. */
const forgetIt = ofMeeting({
  fields: [],
  offered: (meeting, entry) =>
    anchorOf(entry, meeting) !== undefined &&
    !isCalledOff(meeting) &&
    String(entry.answerYear) !== meetingId(meeting) &&
    entry.anchors.length > 1,
  change: (_reading, meeting, entry) => forget(entry, meeting.year),
});

/** In the order in which they stand among a meeting's buttons. */
export const meetingDeeds = {
  planIt,
  confirmCity,
  move: moveMeeting,
  hold: holdIt,
  swap: swapMeetings,
  skip: skipMeeting,
  cancel: cancelMeeting,
  unconfirm: unconfirmCity,
  reinstate: reinstateIt,
  forget: forgetIt,
};

export const rules = ['keepOrder', 'keepOddYears'] as const satisfies readonly Then[];

function readRule(reading: Reading, { reader }: Setting): Then | undefined {
  const typed = reading.text('rule');
  const rule = rules.find(known => known === typed);
  if (!rule) reading.fail('rule', translator(reader.locale)('lists:error.choice'));
  return rule;
}

function anchorOf({ anchors }: CycleEntry, { year }: Meeting) {
  return anchors.find(anchor => anchor.year === year);
}
