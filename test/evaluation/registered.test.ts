import { makeLedger } from '../../src/delivery/ledger';
import { makeLists } from '../../src/directory/lists';
import { promptJob } from '../../src/evaluation/deliveries';
import { makeEvaluation } from '../../src/evaluation/evaluation';
import type { ReportStatus } from '../../src/evaluation/model';
import type { Rendering } from '../../src/delivery/worker';
import { addWorkdays, morningOf } from '../../src/workdays';
import { textOf } from '../support/bot';
import { openTestStorage } from '../support/storage';
import { HELD, hostedIn2025 } from './history';

jest.setTimeout(60_000);

const CITY = 'goteborg';
const FIRST = '2026-11-24';

/** The parts of the evaluation over real storage, with a report whose state the test tells. */
async function start() {
  const storage = await openTestStorage();
  const ledger = makeLedger(storage.register, CITY);
  const told: { status: ReportStatus; now: Date } = { status: {}, now: morningOf('2026-11-23') };
  const evaluation = makeEvaluation({
    table: storage.register,
    partition: CITY,
    lists: () => Promise.resolve(makeLists(hostedIn2025)),
    people: { load: () => Promise.resolve(undefined), names: () => Promise.resolve(new Map()) },
    coordinators: { includes: () => Promise.resolve(true) },
    reportStatus: () => Promise.resolve(told.status),
    now: () => told.now,
  });

  async function tick(day: string): Promise<string[]> {
    told.now = morningOf(day);
    const keys = await evaluation.enterDue(told.now);
    for (const key of new Set(keys)) {
      const stored = (await ledger.read(key))!;
      if (stored.job.state !== 'waiting') continue;
      const rendering = await evaluation.render(stored.job);
      const isShown = typeof rendering === 'object' && 'message' in rendering;
      const posted = { conversationId: 'c', activityId: key, serviceUrl: 'https://x' };
      const { wanted } = stored.job;
      await ledger.write(stored, {
        ...stored.job,
        state: 'sent',
        shown: wanted,
        ...((isShown || stored.job.posted) && { posted }),
      });
    }
    return keys;
  }

  async function shown(day: string): Promise<string> {
    const rendering: Rendering = await evaluation.render((await ledger.read(promptJob(HELD, day).key))!.job);
    return typeof rendering === 'object' && 'message' in rendering ? textOf(rendering.message.card) : '';
  }

  return { evaluation, ledger, told, tick, shown };
}

const registered = { caseNumber: 'SLK-2026-00190', at: '2026-11-26T10:00:00.000Z', by: 'robin' };

describe('when the report is registered', () => {
  it('nothing more is posted, and the latest card shows it', async () => {
    const { evaluation, told, tick, shown, ledger } = await start();
    expect(await tick('2026-11-23')).toEqual([promptJob(HELD, '2026-11-23').key]);
    told.status = { drafted: { at: '2026-11-25T10:00:00.000Z' } };
    await tick(FIRST);
    expect(await shown('2026-11-23')).toContain('utkast 25 november 2026');
    told.status = { ...told.status, registered };
    const woken = await evaluation.reportChanged(HELD, told.now);
    expect(woken).toEqual([promptJob(HELD, '2026-11-23').key]);
    expect((await ledger.read(woken[0]!))?.job.state).toBe('waiting');
    expect(await shown('2026-11-23')).toContain('SLK-2026-00190');
    for (let day = FIRST; day < '2027-03-01'; day = addWorkdays(day, 1)) {
      const keys = await tick(day);
      expect(keys.filter(key => key !== promptJob(HELD, '2026-11-23').key)).toEqual([]);
    }
  });

  it('the clock brings the card to date where a crash kept that back, once', async () => {
    const { told, tick, ledger } = await start();
    await tick('2026-11-23');
    told.status = { registered };
    expect(await tick(FIRST)).toEqual([promptJob(HELD, '2026-11-23').key]);
    expect((await ledger.read(promptJob(HELD, '2026-11-23').key))?.job.wanted).toBe(2);
    expect(await tick('2026-11-25')).toEqual([]);
  });

  it('a prompt that is on its way loses its reason', async () => {
    const { evaluation, told, ledger } = await start();
    const [key] = await evaluation.enterDue(told.now);
    told.status = { registered };
    expect(await evaluation.render((await ledger.read(key!))!.job)).toBe('nothing');
  });

  it('none is rendered at night', async () => {
    const { evaluation, told, ledger } = await start();
    const [key] = await evaluation.enterDue(told.now);
    told.now = new Date('2026-11-23T22:00:00.000Z');
    expect(await evaluation.render((await ledger.read(key!))!.job)).toEqual({
      waitUntil: '2026-11-24T08:00:00.000Z',
    });
  });

  it('nothing comes back where it was registered before the first morning', async () => {
    const { told, tick } = await start();
    told.status = { registered };
    for (const day of ['2026-11-23', '2026-11-24', '2026-12-01']) expect(await tick(day)).toEqual([]);
  });
});
