import fc from 'fast-check';
import { cancel, move, plan, skip, swap } from '../../src/meetings/changes';
import { consequences } from '../../src/meetings/consequences';
import {
  hostOf,
  isMeeting,
  isMemberIn,
  meetings,
  takingPlace,
  turnsOf,
  type Anchor,
  type Cycle,
  type Entry,
  type Meeting,
} from '../../src/meetings/cycle';
import { LAST_YEAR } from '../../src/register/when';
import { CITIES, city, cycle, deed, member, nearYear, year } from './any-cycle';
import { anchor, cycleOf, order } from './cycles';

function isHostedByMember(cycle: Cycle, at: number): boolean {
  const answer = hostOf(meetings(cycle), at);
  if (answer.kind !== 'known' && answer.kind !== 'calculated') return false;
  const { host } = answer.meeting;
  return cycle.members.some(member => member.cityId === host && isMemberIn(member, at));
}

function frozen({ members: some, anchors }: Cycle): Cycle {
  return Object.freeze({
    members: Object.freeze(some.map(one => Object.freeze({ ...one }))),
    anchors: Object.freeze(anchors.map(one => Object.freeze({ ...one }))),
  });
}

const spanOf = (entry: Entry): [number, number] =>
  isMeeting(entry) ? [entry.year, entry.year] : [entry.from, entry.to];
const short = ({ year: at, host }: { year: number; host: string }) => `${at} ${host}`;
const calculatedIn = (one: Cycle) =>
  takingPlace(meetings(one)).filter(({ status }) => status === 'calculated');

describe('whatever was changed', () => {
  it('the list is ordered, has one meeting a year at most, and ends by 2100', () => {
    fc.assert(
      fc.property(cycle, one => {
        const list = meetings(one);
        const spans = list.map(spanOf);
        const ends = spans.flat();
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        expect(spans.every(([from], index) => index === 0 || spans[index - 1]![1] < from)).toBe(true);
        expect(ends.every(end => end <= LAST_YEAR)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('what is known stands in the list as it is known, and nothing else is told as known', () => {
    fc.assert(
      fc.property(cycle, one => {
        const known = meetings(one)
          .filter(isMeeting)
          .filter(({ status }) => status !== 'calculated');
        const facts = ({ year: at, host, turn, status, movedFrom }: Meeting | Anchor) => [
          at,
          host,
          turn,
          status,
          movedFrom,
        ];
        expect(known.map(facts)).toEqual(one.anchors.map(facts));
      }),
      { numRuns: 1000 },
    );
  });

  it('a calculated host is a member that year', () => {
    fc.assert(
      fc.property(cycle, one => {
        const isMember = ({ year: at, host }: Meeting) =>
          one.members.some(some => some.cityId === host && isMemberIn(some, at));
        expect(calculatedIn(one).filter(meeting => !isMember(meeting))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('a change touches only what it names: every other known meeting stays', () => {
    fc.assert(
      fc.property(cycle, deed, (before, { names, apply }) => {
        const change = apply(before);
        if (change.kind === 'refused') return;
        const others = ({ anchors }: Cycle) => anchors.filter(one => !names.includes(one.year));
        expect(others(change.after)).toEqual(expect.arrayContaining(others(before)));
        expect(change.after.members).toBe(before.members);
      }),
      { numRuns: 2000 },
    );
  });

  it('a change leaves the cycle before as it was, so that going back to it restores the list', () => {
    fc.assert(
      fc.property(cycle, deed, (one, { apply }) => {
        const before = frozen(one);
        const list = meetings(before);
        expect(() => apply(before)).not.toThrow();
        expect(meetings(before)).toEqual(list);
      }),
      { numRuns: 1000 },
    );
  });

  it('swapping twice restores years, hosts and turns', () => {
    fc.assert(
      fc.property(cycle, nearYear, nearYear, (before, one, other) => {
        const first = swap(before, one, other);
        if (first.kind === 'refused') return;
        // A city that has left the cycle since it was planned cannot be given its own year again.
        fc.pre([one, other].every(at => isHostedByMember(before, at)));
        const second = swap(first.after, other, one);
        if (second.kind === 'refused') throw new Error(second.why);
        const told = ({ year: at, host, turn }: Meeting) => [at, host, turn];
        expect(takingPlace(meetings(second.after)).map(told)).toEqual(
          takingPlace(meetings(before)).map(told),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('moving there and back restores the list of one that was planned', () => {
    fc.assert(
      fc.property(cycle, nearYear, nearYear, (start, at, to) => {
        const planned = plan(start, at);
        if (planned.kind === 'refused') return;
        const away = move(planned.after, at, to, 'keepOddYears');
        if (away.kind === 'refused') return;
        const back = move(away.after, to, at, 'keepOrder');
        // A move to an earlier year may have calculated others behind it, which do not give way.
        if (back.kind === 'refused') return;
        expect(meetings(back.after)).toEqual(meetings(planned.after));
      }),
      { numRuns: 2000 },
    );
  });

  it('after one that keeps to odd years, all that is calculated comes in odd years', () => {
    fc.assert(
      fc.property(
        cycle,
        nearYear,
        nearYear,
        fc.constantFrom('move', 'skip', 'cancel'),
        (before, at, to, what) => {
          const deeds = {
            move: () => move(before, at, to, 'keepOddYears'),
            skip: () => skip(before, at, 'keepOddYears'),
            cancel: () => cancel(before, at, 'keepOddYears'),
          };
          const change = deeds[what]!();
          if (change.kind === 'refused') return;
          const changed = what === 'move' ? to : at;
          const next = change.after.anchors.map(one => one.year).find(one => one > changed) ?? LAST_YEAR;
          const follow = calculatedIn(change.after).filter(one => one.year > changed && one.year < next);
          expect(follow.every(one => one.year % 2 === 1)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('what a change is said to mean leads from the list before to the list after', () => {
    fc.assert(
      fc.property(cycle, deed, city, nearYear, (before, { apply }, cityId, now) => {
        const change = apply(before);
        if (change.kind === 'refused') return;
        const { differences } = consequences(before, change.after, cityId, now);
        const [gone, come] = (['before', 'after'] as const).map(side =>
          differences.map(one => one[side]).flatMap(one => (typeof one === 'object' ? [short(one)] : [])),
        );
        const was = takingPlace(meetings(before)).map(short);
        const is = takingPlace(meetings(change.after)).map(short);
        const kept = was.filter(one => !gone!.includes(one));
        const inTime = come!.filter(one => Number(one.slice(0, 4)) <= LAST_YEAR);
        expect([...new Set([...kept, ...inTime])].sort()).toEqual(is);
      }),
      { numRuns: 2000 },
    );
  });

  it('every year has an answer, and a host only if the list has one', () => {
    fc.assert(
      fc.property(cycle, year, (one, at) => {
        const list = meetings(one);
        const answer = hostOf(list, at);
        const listed = takingPlace(list).find(meeting => meeting.year === at);
        expect('meeting' in answer ? answer.meeting : undefined).toEqual(listed);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('with no exceptions', () => {
  const yearsOf = (one: Cycle, cityId: string) => turnsOf(meetings(one), cityId).map(meeting => meeting.year);
  const isEvery = (list: number[], step: number) =>
    list.slice(1).every((at, index) => at - list[index]! === step);

  it('each of so many cities hosts every second year for each of them, in whatever order and from whenever', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(CITIES, { minLength: 1 }),
        fc.integer({ min: 1990, max: 2060 }),
        (ids, first) => {
          const one: Cycle = {
            members: ids.map(cityId => ({ cityId })),
            anchors: [anchor(first, ids[0]!)],
          };
          for (const id of ids) {
            expect(isEvery(yearsOf(one, id), 2 * ids.length)).toBe(true);
            expect(yearsOf(one, id).length).toBeGreaterThan(1);
          }
        },
      ),
    );
  });

  it.each([
    ['Göteborg hosts every eighth year', order, 8],
    ['with a fifth city every tenth', [...order, { cityId: 'kiel' }], 10],
    ['alone every second', [{ cityId: 'goteborg' }], 2],
  ])('%s', (_, some, step) => {
    const found = yearsOf({ members: some, anchors: [anchor(2017, 'goteborg')] }, 'goteborg');
    expect(found.slice(0, 3)).toEqual([2017, 2017 + step, 2017 + 2 * step]);
    expect(isEvery(found, step)).toBe(true);
  });

  it('a city that leaves, comes or pauses leaves the order of the others', () => {
    const cities = order.map(({ cityId }) => cityId);
    fc.assert(
      fc.property(fc.nat({ max: 4 }), member('kiel'), (place, kiel) => {
        const some = order.toSpliced(place, 0, kiel);
        const hosts = takingPlace(
          meetings({ members: some, anchors: cycleOf(anchor(2017, 'goteborg')).anchors }),
        )
          .map(({ host }) => host)
          .filter(host => host !== 'kiel');
        hosts.slice(1).forEach((host, index) => {
          expect(host).toBe(cities[(cities.indexOf(hosts[index]!) + 1) % cities.length]);
        });
      }),
    );
  });
});
