import fc from 'fast-check';
import { cardJobs, jobsFor, pointless } from '../../src/collaborations/deliveries';
import { newJob, type Job } from '../../src/delivery/job';
import { seedLists } from '../../src/directory/lists';
import { allUnits } from '../../src/directory/units';
import type { Content, Notification } from '../../src/register/model';
import {
  beganOn,
  indexesOf,
  indexRows,
  listOrder,
  orderOfDay,
  stemsIn,
  toFound,
  todoOf,
} from '../../src/register/rows';
import { makeCollaborationStore, type StoredNotification } from '../../src/register/store';
import {
  answer,
  ask,
  edit,
  handOver,
  inform,
  join,
  receive,
  register,
  withdraw,
  type Transition,
} from '../../src/register/transitions';
import type { Write } from '../../src/storage/table';
import { aContent, aNotification, contents, OFFICER, SENDER, TODAY } from '../support/contents';

const AT = '2026-11-23T08:00:00.000Z';
const LATER = '2026-11-24T08:00:00.000Z';
const deed = { by: OFFICER, at: LATER };
const COLLEAGUE = '00000000-0000-4000-8000-000000000004';

function done(transition: Transition): Notification {
  if (transition.kind === 'unchanged') throw new Error('expected a change');
  return transition.after;
}

function keysOf(notification: Notification, prefix = ''): string[] {
  return indexRows(notification)
    .map(({ key }) => key)
    .filter(key => key.startsWith(prefix));
}

describe('the stems of a text', () => {
  it.each([
    ['Lägerskola om hållbara hav', 'lägerskolorna om hållbar havet'],
    ['skola', 'SKOLANS'],
    ['museum', 'museer, museet'],
  ])('of "%s" hold every word of "%s"', (text, other) => {
    for (const stem of stemsIn(other)) expect(stemsIn(text)).toContain(stem);
  });

  it('come once each, in the order of the text', () =>
    expect(stemsIn('Hav, skola, havet')).toEqual([...stemsIn('hav'), ...stemsIn('skola')]));

  it.each(['', '  ', '!? …', '– & –'])('of "%s" are none', text => expect(stemsIn(text)).toEqual([]));
});

describe('the lists that a collaboration stands in', () => {
  const found = toFound(
    aNotification({
      content: aContent({
        cities: ['aarhus', 'bergen'],
        area: 'skola',
        participatingUnits: ['idrott'],
        title: 'Hav',
      }),
    }),
  );

  it('are all, its cities, its units, its category, its area and its words', () =>
    expect([...indexesOf(found)].sort()).toEqual([
      'all',
      'area:skola',
      'category:elevutbyte',
      'city:aarhus',
      'city:bergen',
      'unit:idrott',
      'unit:kultur',
      'word:hav',
    ]));

  it('hold all words of a title of common length', () => {
    const title = 'Erfarenhetsutbyte om hållbar stadsutveckling, kollektivtrafik och gröna tak i Bergen';
    const words = indexesOf({ ...found, title }).filter(index => index.startsWith('word:'));
    expect(words).toHaveLength(stemsIn(title).length);
  });

  it('hold the longest words of a very long title', () => {
    const title = `${'a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö '.repeat(2)} kollektivtrafik`;
    expect(indexesOf({ ...found, title })).toContain(`word:${stemsIn('kollektivtrafik')[0]}`);
  });
});

describe('the order within a list', () => {
  it('is that of the first day, the latest first', () => {
    const days = ['2028-01-01', '2027-09-13', '2026-11-23', '1969-12-31', '1946-05-01'];
    expect([...days].sort((a, b) => (orderOfDay(a) < orderOfDay(b) ? -1 : 1))).toEqual(days);
  });

  it('goes by the day on which it was told, where no first day was', () =>
    expect(beganOn({ when: { kind: 'ongoing' }, createdAt: AT })).toBe('2026-11-23'));

  it('differs for two of the same day', () =>
    expect(listOrder({ ...toFound(aNotification()), ref: 'V-2026-0043' })).not.toBe(
      listOrder(toFound(aNotification())),
    ));
});

describe('the rows of a notification', () => {
  it('are in nobody else’s own list than that of the one who keeps it and those who joined', () => {
    const joined = done(join(aNotification(), 'idrott', { by: COLLEAGUE, at: LATER }));
    expect(keysOf(joined, 'own|').map(key => key.split('|')[1])).toEqual([SENDER, COLLEAGUE]);
    const handed = done(handOver(joined, OFFICER, deed));
    expect(keysOf(handed, 'own|').map(key => key.split('|')[1])).toEqual([OFFICER, COLLEAGUE]);
  });

  it('are in one’s own list once, for somebody who joined and keeps it too', () => {
    const joined = done(join(aNotification(), 'idrott', { by: SENDER, at: LATER }));
    expect(keysOf(joined, 'own|')).toHaveLength(1);
  });

  it('stay in the own list only when it is withdrawn', () => {
    const withdrawn = done(withdraw(aNotification(), deed));
    expect(keysOf(withdrawn).every(key => key.startsWith('own|'))).toBe(true);
    expect(keysOf(withdrawn)).toHaveLength(1);
  });

  it('are no news for an import, and nobody’s own', () => {
    const imported = inform('V-2026-0001', aContent(), AT);
    expect([...keysOf(imported, 'new|'), ...keysOf(imported, 'own|'), ...keysOf(imported, 'todo|')]).toEqual(
      [],
    );
  });

  it('show nothing but what anyone in the City may read', () => {
    const whole = aContent({ purpose: 'hemligt', workplace: 'hemligt', participants: 'hemligt' });
    const rows = indexRows(inform('V-2026-0001', whole, AT, SENDER));
    expect(JSON.stringify(rows.map(({ body }) => body))).not.toContain('hemligt');
  });

  it('have each a key of its own, whatever was told', () => {
    fc.assert(
      fc.property(contents, content => {
        const keys = keysOf(inform('V-2026-0042', content, AT, SENDER));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('what an officer has to do', () => {
  const told = aNotification();
  const asked = done(ask(told, 1, 'Hur många?', deed));
  const answered = done(answer(asked, 1, 'Tolv', { by: SENDER, at: '2026-11-25T08:00:00.000Z' }));
  const received = done(receive(told, deed));
  const registered = done(register(told, 'SLK-2026-00190', undefined, deed));

  it.each([
    ['is to receive a new one, since it was told', told, { kind: 'new', since: AT }],
    [
      'is to read an answer, since it came',
      answered,
      { kind: 'answered', since: '2026-11-25T08:00:00.000Z' },
    ],
    ['is to register, since it was received', received, { kind: 'unregistered', since: LATER }],
    ['is nothing while a question waits', asked, undefined],
    ['is nothing once it is registered', registered, undefined],
    ['is nothing once it is withdrawn', done(withdraw(told, deed)), undefined],
    ['is nothing for an import', inform('V-2026-0001', aContent(), AT), undefined],
  ])('%s', (_, notification, todo) => expect(todoOf(notification)).toEqual(todo));

  it.each([
    ['the day on which it reached the City, when that was before', '2026-11-16', '2026-11-16T00:00:00.000Z'],
    ['the moment when it was written down, on the same day', '2026-11-23', AT],
    ['the moment when it was written down, when the day was set later', '2026-11-24', AT],
  ])('of what was told on behalf of somebody counts from %s', (_, receivedOn, since) => {
    const submittedBy = { function: 'Rektor', unitId: 'kultur', receivedOn };
    const onBehalf = inform('V-2026-0042', aContent({ submittedBy }), AT, SENDER);
    expect(todoOf(onBehalf)).toEqual({ kind: 'new', since });
  });

  it('counts a day of the City’s: late in the evening it is another one in UTC', () => {
    const submittedBy = { function: 'Rektor', unitId: 'kultur', receivedOn: '2026-11-23' };
    const late = '2026-11-23T23:30:00.000Z';
    expect(todoOf(inform('V-2026-0042', aContent({ submittedBy }), late, SENDER))).toEqual({
      kind: 'new',
      since: '2026-11-23T00:00:00.000Z',
    });
  });
});

/** How many writes one transaction of the register takes. */
const MOST_WRITES = 100;

const otherUnits = allUnits(seedLists, TODAY)
  .map(({ id }) => id)
  .filter(id => id !== 'kultur');
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
/** Titles of 200 characters out of words that are as short as words are. */
const longTitles = fc
  .uniqueArray(fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(...letters))), {
    minLength: 50,
    maxLength: 50,
  })
  .map(words =>
    words
      .map(word => word.join(''))
      .join(' ')
      .slice(0, 200),
  );
const large = fc
  .record({
    title: longTitles,
    category: fc.constantFrom('elevutbyte', 'annat'),
    area: fc.constantFrom('skola', 'kultur'),
    when: fc.constantFrom<Content['when']>(
      { kind: 'ongoing' },
      { kind: 'span', from: '2027-09-13', to: '2027-09-19', precision: 'week' },
    ),
    participatingUnits: fc.subarray(otherUnits, { minLength: 4, maxLength: 20 }),
  })
  .map(parts => aContent({ ...parts, cities: ['aarhus', 'bergen', 'abo'] }));

describe('a transaction', () => {
  let writes: readonly Write[] = [];
  const store = makeCollaborationStore(
    {
      get: () => Promise.resolve(undefined),
      range: () => Promise.resolve({ rows: [], more: false }),
      commit: (_partition, all) => {
        writes = all;
        return Promise.resolve();
      },
    },
    'city',
  );
  const digestsOf = ({ content }: Notification) =>
    content.cities.map(cityId => ({ cityId, digest: { items: {}, buckets: {} } }));

  /** As the largest notification stands after its cards have been posted, and a question and its reminder. */
  function standing(content: Content): StoredNotification {
    const told = inform('V-2026-0042', content, AT, SENDER);
    const notification = done(ask(told, 1, 'Hur många deltar?', deed));
    const before = { notification: told, etag: 'e', jobs: cardJobs(told, undefined).map(stored) };
    const action = { actor: { id: OFFICER, tenantId: 't', name: '' }, now: new Date(AT), lists: seedLists };
    const jobs = [...before.jobs, ...jobsFor(action, before, notification).map(job => stored(job))];
    return { notification, etag: 'e', jobs };
  }

  function stored(job: Parameters<typeof newJob>[0]) {
    const where = { conversationId: 'c', activityId: 'a', serviceUrl: 's' };
    const posted: Job = { ...newJob(job, AT), planned: undefined, state: 'sent', posted: where };
    return { job: posted, etag: 'e' };
  }

  async function replaces(before: StoredNotification, after: Notification): Promise<number> {
    const action = { actor: { id: OFFICER, tenantId: 't', name: '' }, now: new Date(AT), lists: seedLists };
    const jobs = jobsFor(action, before, after);
    await store.replace({ before, after, digests: digestsOf(after), jobs, closes: pointless(after) });
    expect(new Set(writes.map(({ key }) => key)).size).toBe(writes.length);
    return writes.length;
  }

  it('takes a new notification, however much is told', async () => {
    await fc.assert(
      fc.asyncProperty(large, async content => {
        const notification = inform('V-2026-0042', content, AT, SENDER);
        const shared = { counter: { year: 2026, last: 41, etag: 'e' }, digests: new Map() };
        const digests = digestsOf(notification);
        const jobs = cardJobs(notification, undefined);
        await store.insert({ notification, shared, digests, jobs, draftId: 'd' });
        expect(writes.length).toBeLessThanOrEqual(MOST_WRITES);
      }),
    );
  });

  it('takes a change of everything in the largest notification, an open question included', async () => {
    await fc.assert(
      fc.asyncProperty(large, large, async (first, second) => {
        const before = standing(first);
        const after = edit(before.notification, second, deed);
        if (after.kind === 'unchanged') return;
        expect(await replaces(before, after.after)).toBeLessThanOrEqual(MOST_WRITES);
      }),
    );
  });

  it.each<[string, (before: Notification) => Transition]>([
    ['is withdrawn', before => withdraw(before, deed)],
    ['is handed over', before => handOver(before, COLLEAGUE, deed)],
    ['is joined', before => join(before, otherUnits.at(-1)!, deed)],
    ['is answered', before => answer(before, 1, 'Tolv', deed)],
  ])('takes what follows when the largest notification %s', async (_, change) => {
    const few = large.filter(({ participatingUnits }) => !participatingUnits.includes(otherUnits.at(-1)!));
    await fc.assert(
      fc.asyncProperty(few, async content => {
        const before = standing(content);
        expect(await replaces(before, done(change(before.notification)))).toBeLessThanOrEqual(MOST_WRITES);
      }),
      { numRuns: 30 },
    );
  });

  it('does not grow with each question that has been answered', async () => {
    const content = aContent();
    const counts: number[] = [];
    let before = standing(content);
    for (let number = 1; number <= 5; number += 1) {
      before = { ...before, notification: done(answer(before.notification, number, 'Tolv', deed)) };
      const asked = done(ask(before.notification, number + 1, 'Var?', deed));
      const action = { actor: { id: OFFICER, tenantId: 't', name: '' }, now: new Date(AT), lists: seedLists };
      const jobs = jobsFor(action, before, asked).map(job => stored(job));
      counts.push(await replaces(before, asked));
      before = { notification: asked, etag: 'e', jobs: [...before.jobs, ...jobs] };
    }
    expect(new Set(counts).size).toBe(1);
  });

  it('writes nothing of a list that stays as it is', async () => {
    const before = standing(aContent());
    await replaces(before, done(answer(before.notification, 1, 'Tolv', deed)));
    expect(writes.some(({ key }) => key.startsWith('in|') || key.startsWith('end|'))).toBe(false);
  });
});
