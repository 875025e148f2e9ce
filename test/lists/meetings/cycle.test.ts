import fc from 'fast-check';
import type { Values } from '../../../src/lists/fields';
import { offeredDeeds } from '../../../src/lists/deeds';
import { entryIn } from '../../../src/lists/model';
import { isMeeting } from '../../../src/meetings/cycle';
import { cycleEntrySchema, type CycleEntry } from '../../../src/meetings/model';
import { allMeetings, meetingId } from '../../../src/meetings/standing';
import { after, heldIn2025, hostIn2027, notKnown, oneCity, settingOf, tries, unsaid } from './histories';

/** The meetings from 2019 on, in short. */
function list(entry: CycleEntry, until = 2035): string[] {
  return allMeetings({ cycle: [entry] }).flatMap(one => {
    if (!isMeeting(one)) return [`${one.from}–${one.to}`];
    return one.year > 2017 && one.year <= until ? [`${one.year} ${one.host} ${one.status}`] : [];
  });
}

function errors(entry: CycleEntry, name: string, values: Partial<Values>, item = '') {
  const done = tries(entry, name, values, item);
  return 'errors' in done ? done.errors : {};
}

describe('the question when Göteborg hosts', () => {
  it('is answered with the past year in which it hosted', () => {
    expect(heldIn2025).toMatchObject({ answer: 'known', answerYear: 2025 });
    expect(list(heldIn2025, 2027)).toEqual([
      '2019 abo calculated',
      '2021 bergen calculated',
      '2023 aarhus calculated',
      '2025 goteborg held',
      '2027 abo calculated',
    ]);
  });

  it('is answered with the coming year in which it hosts', () =>
    expect(list(hostIn2027, 2029)).toEqual(['2019–2025', '2027 goteborg planned', '2029 abo calculated']));

  it('may be answered with another year, or that nobody knows: then nothing is planned', () => {
    expect(list(after(unsaid, 'firstAnswer', { turn: 'other', otherYear: '2026' }), 2026)).toContain(
      '2026 goteborg planned',
    );
    expect(notKnown).toMatchObject({ answer: 'notKnown', anchors: unsaid.anchors });
    expect(list(notKnown)).toEqual([]);
  });

  it.each<[Partial<Values>, string, RegExp]>([
    [{}, 'turn', /välj ett av svaren/],
    [{ turn: '2026' }, 'turn', /välj ett av svaren/],
    [{ turn: 'other' }, 'otherYear', /skriv ett årtal/],
    [{ turn: 'other', otherYear: 'snart' }, 'otherYear', /mellan 1946 och 2100/],
    [{ turn: 'other', otherYear: '2101' }, 'otherYear', /mellan 1946 och 2100/],
    [{ turn: 'other', otherYear: '2016' }, 'otherYear', /efter 2017/],
  ])('is not answered with %j', (values, field, error) =>
    expect(errors(unsaid, 'firstAnswer', values)).toEqual({ [field]: expect.stringMatching(error) }),
  );

  it('is answered anew, and the meeting of the earlier answer is forgotten wherever it was moved', () => {
    const moved = after(hostIn2027, 'move', { newYear: '2028', rule: 'keepOrder' }, '2027');
    expect(after(moved, 'answerAnew', { turn: '2025' })).toEqual(heldIn2025);
    expect(after(moved, 'answerAnew', { turn: 'notKnown' })).toEqual(notKnown);
    expect(after(moved, 'answerAnew', { turn: '2027' })).toEqual(moved);
  });

  it('stays when the meeting is cancelled and held after all', () => {
    const cancelled = after(hostIn2027, 'cancel', { rule: 'keepOrder' }, '2027');
    expect(after(cancelled, 'reinstate', {}, '2027')).toEqual(hostIn2027);
  });

  it.each([
    [unsaid, 'firstAnswer'],
    [notKnown, 'firstAnswer'],
    [hostIn2027, 'answerAnew'],
  ])('stands first among what can be done (case %#)', (entry, deed) =>
    expect(offeredDeeds('cycle', entry, settingOf(entry))[0]).toMatchObject({ deed }),
  );
});

describe('a meeting that is known', () => {
  const bergen = { year: '2021', host: 'bergen', status: 'held' };

  it('is entered, which answers what was not known', () => {
    const entered = after(notKnown, 'enterMeeting', bergen);
    expect(entered.answer).toBe('known');
    expect(list(entered, 2023)).toEqual([
      '2019 abo calculated',
      '2021 bergen held',
      '2023 aarhus calculated',
    ]);
  });

  it('is entered once', () => {
    const entered = after(notKnown, 'enterMeeting', bergen);
    expect(after(entered, 'enterMeeting', bergen)).toEqual(entered);
  });

  it.each<[Partial<Values>, string, RegExp]>([
    [{ ...bergen, year: '2017' }, 'year', /finns redan ett möte/],
    [{ ...bergen, year: '2030' }, 'status', /inte vara genomfört än/],
    [{ ...bergen, host: 'oslo' }, 'host', /välj i listan/],
    [{ ...bergen, status: 'moved' }, 'status', /välj i listan/],
    [{ ...bergen, year: '1' }, 'year', /årtal/],
  ])('is not %j', (values, field, error) =>
    expect(errors(hostIn2027, 'enterMeeting', values)).toEqual({ [field]: expect.stringMatching(error) }),
  );

  it('is no other in the place of one that was moved', () => {
    const moved = after(hostIn2027, 'move', { newYear: '2028', rule: 'keepOrder' }, '2027');
    const abo = { year: '2027', host: 'abo', status: 'planned' };
    expect(errors(moved, 'enterMeeting', abo).year).toBe(
      'mötet 2027 är flyttat till 2028. Ändra det först, eller välj ett annat år',
    );
  });
});

describe('one meeting', () => {
  const moved = after(hostIn2027, 'move', { newYear: '2028', rule: 'keepOrder' }, '2027');

  it('keeps its name where it is moved, and can be moved on, back, or by the other rule', () => {
    expect(list(moved, 2030)).toEqual(['2019–2025', '2028 goteborg moved', '2030 abo calculated']);
    const on = after(moved, 'move', { newYear: '2029', rule: 'keepOddYears' }, '2027');
    expect(list(on, 2031)).toEqual(['2019–2025', '2029 goteborg moved', '2031 abo calculated']);
    const back = after(on, 'move', { newYear: '2027', rule: 'keepOrder' }, '2027');
    expect(back.anchors).toEqual(hostIn2027.anchors);
    const odd = after(moved, 'move', { newYear: '2028', rule: 'keepOddYears' }, '2027');
    expect(list(odd, 2030)).toEqual(['2019–2025', '2028 goteborg moved', '2029 abo calculated']);
  });

  it.each<[string, Partial<Values>, string, RegExp]>([
    ['move', { newYear: '2015', rule: 'keepOrder' }, 'newYear', /finns redan ett möte/],
    ['move', { newYear: '2012', rule: 'keepOrder' }, 'newYear', /ligger mellan/],
    ['move', { newYear: '', rule: 'keepOrder' }, 'newYear', /skriv ett årtal/],
    ['move', { newYear: '2028', rule: '' }, 'rule', /välj i listan/],
    ['swap', { swapWith: '' }, 'swapWith', /välj i listan/],
    ['swap', { swapWith: '2029|bergen' }, 'swapWith', /välj i listan/],
    ['confirmCity', { city: 'oslo', confirmedOn: '2026-11-23' }, 'city', /välj i listan/],
    [
      'confirmCity',
      { city: 'goteborg', confirmedOn: '2026-11-24' },
      'confirmedOn',
      /inte vara efter 23 november/,
    ],
  ])('cannot %s with %j', (name, values, field, error) =>
    expect(errors(hostIn2027, name, values, '2027')).toEqual({ [field]: expect.stringMatching(error) }),
  );

  it('that is another city’s and planned leaves no room for a turn that is kept', () => {
    const planned = after(hostIn2027, 'planIt', {}, '2029');
    expect(errors(planned, 'skip', { rule: 'keepOrder' }, '2027').rule).toMatch(/turen ryms inte/);
  });

  it('is confirmed by its host, while others say that they take part', () => {
    const word = (city: string) => ({ city, confirmedOn: '2026-11-01' });
    const abo = after(hostIn2027, 'confirmCity', word('abo'), '2027');
    expect(list(abo, 2027)).toContain('2027 goteborg planned');
    const both = after(abo, 'confirmCity', word('goteborg'), '2027');
    expect(list(both, 2027)).toContain('2027 goteborg confirmed');
    expect(after(both, 'unconfirm', { city: 'goteborg' }, '2027')).toEqual(abo);
  });

  it('is not swapped back by the same form', () => {
    const swapped = after(hostIn2027, 'swap', { swapWith: '2029|abo' }, '2027');
    expect(after(swapped, 'swap', { swapWith: '2029|abo' }, '2027')).toEqual(swapped);
  });

  const buttons = (entry: CycleEntry, id: string) => {
    const setting = settingOf(entry);
    const record = entryIn(setting.reader.lists, 'meetings', id)!;
    return offeredDeeds('meetings', record, setting).map(({ deed }) => deed);
  };

  it.each<[string, CycleEntry, string, string[]]>([
    ['calculated', heldIn2025, '2027', ['planIt', 'confirmCity', 'move']],
    ['planned', hostIn2027, '2027', ['confirmCity', 'when', 'move']],
    ['moved', moved, '2027', ['confirmCity', 'when', 'move']],
    [
      'confirmed',
      after(hostIn2027, 'confirmCity', { city: 'goteborg', confirmedOn: '2026-11-01' }, '2027'),
      '2027',
      ['programme', 'theme', 'when'],
    ],
    ['held', hostIn2027, '2017', ['documents', 'programme', 'guests']],
    [
      'skipped',
      after(hostIn2027, 'skip', { rule: 'keepOrder' }, '2027'),
      '2027',
      ['reinstate', 'documents', 'theme'],
    ],
  ])('that is %s offers first what is wanted most', (_status, entry, id, first) =>
    expect(buttons(entry, id).slice(0, 3)).toEqual(first),
  );

  it('that answered the first question is not taken away, since the question is answered anew', () =>
    expect(buttons(hostIn2027, '2027')).not.toContain('forget'));

  it('that has been held is not moved, cancelled or confirmed', () => {
    const offered = buttons(hostIn2027, '2017');
    for (const deed of ['move', 'skip', 'cancel', 'swap', 'confirmCity', 'hold', 'planIt']) {
      expect(offered).not.toContain(deed);
    }
    expect(offered).toContain('forget');
  });

  it('has been held only once its year has come', () => {
    expect(buttons(hostIn2027, '2027')).not.toContain('hold');
    expect(buttons(heldIn2025, '2023')).toContain('hold');
  });

  it('that is the only one known is not forgotten', () => {
    const alone = { ...oneCity, anchors: oneCity.anchors.slice(-1) };
    expect(buttons(alone, '2027')).not.toContain('forget');
    expect(after(alone, 'forget', {}, '2027')).toEqual(alone);
  });
});

describe('the cities of the order', () => {
  it('get one more from a year on, once', () => {
    const added = after(hostIn2027, 'addMember', { newMember: 'malmo', fromYear: '2031' });
    expect(added.members.at(-1)).toEqual({ cityId: 'malmo', from: 2031 });
    expect(list(added, 2033).slice(-2)).toEqual(['2031 malmo calculated', '2033 bergen calculated']);
    expect(after(added, 'addMember', { newMember: 'malmo', fromYear: '2031' })).toEqual(added);
    expect(errors(added, 'addMember', { newMember: 'malmo', fromYear: '2033' })).toHaveProperty('newMember');
    expect(errors(added, 'addMember', { newMember: 'abo', fromYear: '2033' })).toHaveProperty('newMember');
  });

  it('are passed over in a pause, which can be taken away', () => {
    const paused = after(hostIn2027, 'pauseMember', { member: 'abo', fromYear: '2028', toYear: '2030' });
    expect(list(paused, 2029)).toContain('2029 bergen calculated');
    expect(after(paused, 'pauseMember', { member: 'abo' })).toEqual(hostIn2027);
    const wrong = { member: 'abo', fromYear: '2030', toYear: '2028' };
    expect(errors(hostIn2027, 'pauseMember', wrong)).toEqual({ toYear: 'kan inte vara före 2030' });
    expect(errors(hostIn2027, 'pauseMember', { member: 'abo', toYear: '2028' })).toHaveProperty('fromYear');
  });

  it('leave after a year, and stay without one', () => {
    const left = after(hostIn2027, 'endMember', { member: 'abo', lastYear: '2028' });
    expect(list(left, 2029)).toContain('2029 bergen calculated');
    expect(after(left, 'endMember', { member: 'abo' })).toEqual(hostIn2027);
  });
});

describe('any chain of what coordinators do', () => {
  const year = fc.integer({ min: 2018, max: 2040 }).map(String);
  const rule = fc.constantFrom('keepOrder', 'keepOddYears');
  const city = fc.constantFrom('goteborg', 'bergen', 'aarhus', 'abo', 'malmo');
  const step = fc.record({
    name: fc.constantFrom(
      ...['firstAnswer', 'answerAnew', 'enterMeeting', 'addMember', 'pauseMember', 'endMember', 'planIt'],
      ...['confirmCity', 'move', 'hold', 'swap', 'skip', 'cancel', 'unconfirm', 'forget'],
    ),
    item: year,
    values: fc.record({
      turn: fc.constantFrom('2025', '2027', 'other', 'notKnown'),
      otherYear: year,
      year,
      host: city,
      status: fc.constantFrom('planned', 'held', 'skipped', 'cancelled'),
      newYear: year,
      rule,
      swapWith: fc.tuple(year, city).map(parts => parts.join('|')),
      city,
      confirmedOn: fc.constant('2026-11-01'),
      newMember: city,
      member: city,
      fromYear: year,
      toYear: fc.constant(''),
      lastYear: year,
    }),
  });

  it('leaves a cycle that can be stored, with each meeting under a name of its own and one in a year', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), steps => {
        const last = steps.reduce((entry, { name, item, values }) => {
          const done = tries(entry, name, values, item);
          return 'after' in done ? done.after : entry;
        }, unsaid);
        expect(cycleEntrySchema.safeParse(JSON.parse(JSON.stringify(last))).error).toBeUndefined();
        const all = allMeetings({ cycle: [last] }).filter(isMeeting);
        expect(new Set(all.map(meetingId)).size).toBe(all.length);
        expect(new Set(all.map(meeting => meeting.year)).size).toBe(all.length);
      }),
      { numRuns: 300 },
    ));
});
