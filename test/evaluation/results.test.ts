import { makeLists } from '../../src/directory/lists';
import { makeAnswerPool } from '../../src/evaluation/pool';
import { makeResults } from '../../src/evaluation/results';
import { makeEvaluationStore } from '../../src/evaluation/store';
import type { Evaluation, NamedAnswer } from '../../src/evaluation/model';
import { evaluationResultsSchema } from '../../src/meetings/evaluation';
import { personId } from '../presidium/support';
import { openTestStorage } from '../support/storage';
import { HELD, hostedIn2025, record2025 } from './history';

const CITY = 'goteborg';
const AT = '2026-11-24T08:05:00.000Z';

async function start(anonymous: boolean) {
  const { register } = await openTestStorage();
  const store = makeEvaluationStore(register, CITY);
  const pool = makeAnswerPool(register, CITY);
  const guests = [{ cityId: 'aarhus', number: 3 }, { cityId: 'bergen', number: 2 }, { cityId: 'abo' }];
  const lists = makeLists({ ...hostedIn2025, meetings: [{ ...record2025, guests }] });
  const { results, resultsBetween } = makeResults({ store, pool, lists: () => Promise.resolve(lists) });
  const evaluation: Evaluation = {
    meetingId: HELD,
    anonymous,
    closesOn: '2026-12-15',
    unitIds: [],
    asked: 3,
    by: 'robin',
    at: AT,
    entered: true,
  };
  const people = [
    { personId: personId(1), group: 'delegation' as const },
    { personId: personId(2), group: 'delegation' as const },
    { personId: personId(3), group: 'unit' as const, unitId: 'kultur' },
  ];
  await store.commit([
    ...store.evaluationWrites(undefined, evaluation),
    store.askedWrite(HELD, people),
    ...(anonymous ? pool.openWrites(HELD) : []),
  ]);
  const answer = (id: string, more: Partial<NamedAnswer>) =>
    store.commit(
      store.answerWrites(HELD, undefined, {
        id,
        group: 'delegation',
        answers: {},
        version: 1,
        by: id,
        at: AT,
        ...more,
      }),
    );
  async function close() {
    const stored = (await store.load(HELD))!;
    const closed = { ...evaluation, closed: { on: '2026-12-16' } };
    await store.commit([...store.evaluationWrites(stored, closed), ...(await pool.closeWrites(HELD))]);
  }
  return { results, resultsBetween, pool, answer, close };
}

describe('the results of an evaluation', () => {
  it('with names tell of each group, and of each question count, distribution and median', async () => {
    const { results, answer } = await start(false);
    await answer(personId(1), { answers: { purpose: 5, learned: 'Mycket', goesOn: 'continue' } });
    await answer(personId(3), { group: 'unit', answers: { purpose: 2, learned: ' ' } });
    await answer('guest-1', { group: 'guest', cityId: 'bergen', answers: { purpose: 4 } });
    const found = evaluationResultsSchema.parse(await results(HELD));
    expect(found).toMatchObject({ anonymous: false, answered: 3, asked: 3 });
    expect(found.groups).toEqual([
      { group: 'delegation', asked: 2, answered: 1 },
      { group: 'unit', asked: 1, answered: 1 },
      { group: 'guest', asked: 5, answered: 1 },
    ]);
    expect(found.results?.slice(0, 2)).toEqual([
      { kind: 'scale', id: 'purpose', count: 3, distribution: [0, 1, 0, 1, 1], median: 4 },
      { kind: 'text', id: 'learned', count: 1, texts: ['Mycket'] },
    ]);
  });

  it('without names are given when it is closed, from five answers that people gave, and of no groups', async () => {
    const { results, pool, close } = await start(true);
    for (let number = 1; number <= 5; number += 1)
      await pool.add(HELD, personId(number), { purpose: number === 5 ? 4 : 3 });
    await pool.enter(HELD, 'guest-1', { purpose: 1 });
    expect(await results(HELD)).toEqual({
      meetingId: HELD,
      year: 2025,
      place: 'Göteborg',
      anonymous: true,
      closesOn: '2026-12-15',
      asked: 3,
      groups: [],
      answered: 6,
      isAwaited: true,
    });
    await close();
    const closed = evaluationResultsSchema.parse(await results(HELD));
    expect(closed.isAwaited).toBe(false);
    expect(closed.results?.[0]).toMatchObject({ count: 6, distribution: [1, 0, 4, 1, 0], median: 3 });
  });

  it('without names are never given where those that were entered make up the five', async () => {
    const { results, pool, close } = await start(true);
    for (let number = 1; number <= 4; number += 1) {
      await pool.add(HELD, personId(number), { purpose: 3 });
      await pool.enter(HELD, `guest-${number}`, { purpose: 1 });
    }
    await close();
    expect(await results(HELD)).toMatchObject({ answered: 8, isAwaited: false });
    expect(await results(HELD)).not.toHaveProperty('results');
  });

  it('are those of the hostings that ended between two days', async () => {
    const { resultsBetween, results } = await start(false);
    expect(await resultsBetween('2025-11-15', '2025-11-15')).toHaveLength(1);
    expect(await resultsBetween('2025-11-16', '2026-11-15')).toEqual([]);
    expect(await resultsBetween('2017-11-16', '2025-11-14')).toEqual([]);
    expect(await results('2017')).toBeUndefined();
  });
});
