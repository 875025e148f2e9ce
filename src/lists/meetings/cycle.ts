import { HOME_CITY, standingOf, type City } from '../../directory/cities';
import type { Lists } from '../../directory/lists';
import { translator } from '../../i18n';
import { enter, type Refusal } from '../../meetings/changes';
import { isMeeting, meetings, type Member } from '../../meetings/cycle';
import type { CycleEntry } from '../../meetings/model';
import { allMeetings, meetingId } from '../../meetings/standing';
import type { FieldName, Values } from '../fields';
import type { Deed, Reading, Setting } from '../model';
import { changedCycle, failFor } from './changed';
import { meetingDeeds } from './one-meeting';
import { comingPreview, shiftPreview } from './preview';

type CycleDeed = Deed<'cycle'>;

/** The answers to the question when Göteborg hosts. */
export const turnAnswers = ['2025', '2027', 'other', 'notKnown'] as const;

const answerTurn = {
  fields: ['turn', 'otherYear'],
  filled: answered,
  read: readAnswer,
  preview: comingPreview,
} satisfies CycleDeed;

/** When Göteborg was or is the host is not known before a coordinator has told (S2). */
const firstAnswer: CycleDeed = { ...answerTurn, offered: ({ answer }) => answer !== 'known' };
/** The meeting that the earlier answer told of is forgotten. */
const answerAnew: CycleDeed = { ...answerTurn, offered: ({ answer }) => answer === 'known' };

function answered({ answer, answerYear }: CycleEntry): Partial<Values> {
  if (answer === 'notKnown') return { turn: 'notKnown' };
  if (answerYear === undefined) return {};
  const year = String(answerYear);
  const isOffered = turnAnswers.some(known => known === year);
  return isOffered ? { turn: year } : { turn: 'other', otherYear: year };
}

function readAnswer(reading: Reading, entry: CycleEntry, setting: Setting): CycleEntry {
  const t = translator(setting.reader.locale);
  const turn = turnAnswers.find(known => known === reading.text('turn'));
  if (!turn) {
    reading.fail('turn', t('planning:error.answer'));
    return entry;
  }
  const unanswered = withoutAnswer(entry);
  if (turn === 'notKnown') return { ...unanswered, answer: 'notKnown' };
  const field = turn === 'other' ? 'otherYear' : 'turn';
  const year = turn === 'other' ? reading.requiredYear('otherYear') : Number(turn);
  // Whatever has become of that meeting since it was answered so.
  if (year === undefined || (entry.answer === 'known' && entry.answerYear === year)) return entry;
  const told = withTurn(reading, field, unanswered, year, setting);
  return { ...told, answer: 'known', answerYear: year };
}

/** Göteborg's meeting of a year, entered unless it is there. */
function withTurn(
  reading: Reading,
  field: FieldName,
  entry: CycleEntry,
  year: number,
  setting: Setting,
): CycleEntry {
  const host = HOME_CITY.id;
  if (entry.anchors.some(anchor => anchor.year === year && anchor.host === host)) return entry;
  const held = entry.anchors.filter(anchor => anchor.host === host && anchor.status === 'held');
  const last = Math.max(...held.map(anchor => anchor.year));
  if (year <= last) {
    const t = translator(setting.reader.locale);
    reading.fail(field, t('planning:error.afterLast', { year: last }));
  }
  failIfMoved(reading, field, entry, year, setting);
  const done = enter(entry, { year, host, status: isPast(year, setting) ? 'held' : 'planned' });
  if (done.kind === 'changed') return changedCycle(entry, done.after);
  failFor(reading, field, done.why, setting);
  return entry;
}

function withoutAnswer({ answerYear, ...entry }: CycleEntry): CycleEntry {
  const others = entry.anchors.filter(({ year, movedFrom }) => (movedFrom ?? year) !== answerYear);
  return others.length > 0 ? { ...entry, anchors: others } : entry;
}

export const enteredStatuses = ['planned', 'held', 'skipped', 'cancelled'] as const;

/** A past or coming meeting that is known, whatever the order says of its year. */
const enterMeeting: CycleDeed = {
  fields: ['year', 'host', 'status'],
  filled: () => ({ status: 'planned' }),
  read(reading, entry, setting) {
    const t = translator(setting.reader.locale);
    const year = reading.requiredYear('year');
    const host = readMember(reading, 'host', entry.members, setting);
    const status = enteredStatuses.find(known => known === reading.text('status'));
    if (!status) reading.fail('status', t('lists:error.choice'));
    if (year === undefined || !host || !status) return entry;
    if (status === 'held' && year > Number(setting.today.slice(0, 4))) {
      reading.fail('status', t('planning:error.notHeldYet'));
    }
    const known = entry.anchors.find(anchor => anchor.year === year);
    // It has been entered already: by the same form, pressed twice.
    if (known?.host === host && known.status === status) return { ...entry, answer: 'known' };
    failIfMoved(reading, 'year', entry, year, setting);
    const done = enter(entry, { year, host, status });
    if (done.kind === 'changed') return { ...changedCycle(entry, done.after), answer: 'known' };
    failFor(reading, fieldFor(done.why), done.why, setting);
    return entry;
  },
  preview: comingPreview,
  returnsTo: (_item, { year }) => ({ list: 'meetings', id: year.trim() }),
};

/** What is known of a meeting is kept under its place in the cycle: no other may have that, nor come in between. */
function failIfMoved(
  reading: Reading,
  field: FieldName,
  { anchors }: CycleEntry,
  year: number,
  { reader }: Setting,
): void {
  const t = translator(reader.locale);
  for (const { year: to, movedFrom: from = to } of anchors) {
    const isBeside = year === to || year < Math.min(from, to) || year > Math.max(from, to);
    if (!isBeside) reading.fail(field, t('planning:error.movedTo', { year: from, to }));
  }
}

function fieldFor(why: Refusal): FieldName {
  return why === 'notMember' ? 'host' : 'year';
}

/** A sister city that the City Council has decided on (S5), whose first turn comes last. */
const addMember: CycleDeed = {
  fields: ['newMember', 'fromYear'],
  filled: (_entry, { today }) => ({ fromYear: String(Number(today.slice(0, 4)) + 1) }),
  read(reading, entry, setting) {
    const { reader, today } = setting;
    const cityId = reading.text('newMember');
    const from = reading.requiredYear('fromYear');
    const already = entry.members.find(member => member.cityId === cityId);
    if (already && already.from === from) return entry;
    if (!newMembers(reader.lists, entry, today).some(({ id }) => id === cityId)) {
      reading.fail('newMember', translator(reader.locale)('planning:error.newMember'));
    }
    return from === undefined ? entry : { ...entry, members: [...entry.members, { cityId, from }] };
  },
  preview: shiftPreview,
};

/** The cities that can be added to the order. */
export function newMembers({ cities }: Lists, { members }: CycleEntry, today: string): City[] {
  return cities.filter(city => {
    const isOne = members.some(({ cityId }) => cityId === city.id);
    return !isOne && ['active', 'paused'].includes(standingOf(city, today));
  });
}

/** The order passes the city over in those years. Without a first year the pause is taken away. */
const pauseMember: CycleDeed = {
  fields: ['member', 'fromYear', 'toYear'],
  read(reading, entry, setting) {
    const cityId = readMember(reading, 'member', entry.members, setting);
    const from = reading.year('fromYear');
    const to = reading.year('toYear');
    failUnlessOrdered(reading, 'toYear', from, to, setting);
    if (to !== undefined && from === undefined) reading.requiredYear('fromYear');
    const paused = from === undefined ? undefined : { from, ...(to !== undefined && { to }) };
    return withMember(entry, cityId, ({ paused: _paused, ...member }) => ({
      ...member,
      ...(paused && { paused }),
    }));
  },
  preview: shiftPreview,
};

/** The last year in which the city can host. Without one it stays. */
const endMember: CycleDeed = {
  fields: ['member', 'lastYear'],
  read(reading, entry, setting) {
    const cityId = readMember(reading, 'member', entry.members, setting);
    const to = reading.year('lastYear');
    const from = entry.members.find(member => member.cityId === cityId)?.from;
    failUnlessOrdered(reading, 'lastYear', from, to, setting);
    return withMember(entry, cityId, ({ to: _to, ...member }) => ({
      ...member,
      ...(to !== undefined && { to }),
    }));
  },
  preview: shiftPreview,
};

function withMember(
  entry: CycleEntry,
  cityId: string | undefined,
  change: (member: CycleEntry['members'][number]) => CycleEntry['members'][number],
): CycleEntry {
  const members = entry.members.map(member => (member.cityId === cityId ? change(member) : member));
  return { ...entry, members };
}

function readMember(
  reading: Reading,
  field: FieldName,
  members: readonly Member[],
  { reader }: Setting,
): string | undefined {
  const cityId = reading.text(field);
  if (members.some(member => member.cityId === cityId)) return cityId;
  reading.fail(field, translator(reader.locale)('lists:error.choice'));
  return undefined;
}

function failUnlessOrdered(
  reading: Reading,
  field: FieldName,
  from: number | undefined,
  to: number | undefined,
  { reader }: Setting,
): void {
  if (from === undefined || to === undefined || from <= to) return;
  reading.fail(field, translator(reader.locale)('lists:error.notBefore', { first: from }));
}

function isPast(year: number, { today }: Setting): boolean {
  return year < Number(today.slice(0, 4));
}

/** What can be done with the cycle, those with one of its meetings included (S2). */
export const cycleDeeds = distinct({
  firstAnswer,
  answerAnew,
  enterMeeting,
  addMember,
  pauseMember,
  endMember,
  ...meetingDeeds,
});

/** What is known of a meeting is kept under its place in the cycle, so no two may come to the same. */
function distinct<Deeds extends Record<string, CycleDeed>>(deeds: Deeds): Deeds {
  const guarded = Object.entries(deeds).map(([name, deed]): [string, CycleDeed] => [
    name,
    {
      ...deed,
      read(reading, entry, setting, item) {
        const after = deed.read(reading, entry, setting, item);
        const ids = allMeetings({ cycle: [after] })
          .filter(isMeeting)
          .map(meetingId);
        if (new Set(ids).size === ids.length) return after;
        const [field] = deed.fields;
        if (field) reading.fail(field, translator(setting.reader.locale)('planning:error.samePlace'));
        return entry;
      },
    },
  ]);
  return Object.fromEntries(guarded) as Deeds;
}

/** Years that can be chosen as another meeting's, in the order in which they come. */
export function meetingsAhead(entry: CycleEntry, today: string) {
  const year = Number(today.slice(0, 4));
  return meetings(entry)
    .filter(isMeeting)
    .filter(meeting => meeting.year >= year);
}
