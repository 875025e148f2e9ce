import { CITY_PARTITION } from '../../src/capabilities';
import { makeLedger } from '../../src/delivery/ledger';
import type { Version } from '../../src/report/versions';
import { clockFrom } from '../hosting/support';
import { actionData, cardOf, eventually, findAction, textOf, type TestBot } from '../support/bot';
import { atRest } from '../support/journey';
import { valuesIn } from '../support/keeping';
import { isCommit, startStorageProxy, type StorageFault, type StorageProxy } from '../support/storage-proxy';
import { rowsUnder } from '../evaluation/support';
import {
  allYears,
  becomes,
  drafts,
  opensForm,
  opensRegister,
  PATIENCE_MS,
  startReporting,
  storeOf,
  uncached,
  type ReportOffice,
} from './office';
import { fetchesDocument } from './opened';
import { draft } from './support';

jest.setTimeout(3 * PATIENCE_MS);

let office: ReportOffice;
afterEach(() => office.stop());

async function version(bot: TestBot, number = 1): Promise<Version> {
  return (await storeOf(bot).load(number))!.version;
}

/** An instance that died in the middle of a making leaves this, five minutes later. */
async function isAbandoned(bot: TestBot): Promise<void> {
  const before = (await storeOf(bot).load(1))!;
  const until = bot.clock.now().toISOString();
  const state = { kind: 'making', until, step: 'reading', done: 9 } as const;
  await storeOf(bot).save(before, { ...before.version, state }, { at: until });
}

function laterBy(bot: TestBot, minutes: number): void {
  bot.clock.now = clockFrom(new Date(bot.clock.now().getTime() + minutes * 60_000).toISOString());
}

describe('while storage is away', () => {
  let proxy: StorageProxy;
  beforeEach(async () => {
    proxy = await startStorageProxy();
    office = await startReporting({
      connectionString: proxy.connectionString,
      settings: { ...uncached, turnDeadlineMs: 2_000 },
    });
  });
  afterEach(async () => {
    proxy.mend();
    await proxy.stop();
  });

  const faults: [string, StorageFault][] = [
    ['says so', { status: 503 }],
    ['does not answer', { hang: true }],
  ];

  it.each(faults)(
    'and %s, what was typed stays, and the same form goes through later',
    async (_how, fault) => {
      const { bot, robin } = office;
      const { message, data } = await opensForm(robin);
      const typed = { ...allYears, handledBy: 'Planeringsledare' };
      proxy.fault = call => (isCommit(call) ? fault : undefined);
      const { card } = await robin.presses('report.make', { ...data, ...typed }, message.id);
      proxy.mend();
      expect(valuesIn(card)).toMatchObject(typed);
      expect(textOf(card)).toMatch(/Det du skrev står kvar.*Felkod: [A-Z0-9]{5}/);
      const again = { ...actionData(card, 'report.make'), ...valuesIn(card) };
      await robin.presses('report.make', again, message.id);
      await becomes(robin, message.id, /Hämta Word-dokumentet/);
      expect(await storeOf(bot).all()).toHaveLength(1);
    },
  );

  it('after it has kept the draft, the same form finds it', async () => {
    const { bot, robin } = office;
    const { message, data } = await opensForm(robin);
    proxy.fault = call => (isCommit(call) ? { status: 503, afterwards: true } : undefined);
    await robin.presses('report.make', { ...data, ...allYears }, message.id);
    proxy.mend();
    await robin.presses('report.make', { ...data, ...allYears }, message.id);
    await becomes(robin, message.id, /Hämta Word-dokumentet/);
    expect(await storeOf(bot).all()).toHaveLength(1);
  });

  it('a case number that was typed stays', async () => {
    const { bot, robin } = office;
    await drafts(robin);
    const form = await opensRegister(robin, 1);
    proxy.fault = call => (isCommit(call) ? { status: 503 } : undefined);
    const typed = { ...form, caseNumber: 'SLK-2026-00123' };
    const { card } = await robin.presses('report.register', typed, 'card');
    proxy.mend();
    expect(valuesIn(card)).toEqual({ caseNumber: 'SLK-2026-00123' });
    expect(textOf(card)).toMatch(/Det du skrev står kvar.*Felkod/);
    expect((await version(bot)).registered).toBeUndefined();
  });

  it('how far it is may be lost on the way, and the report is made', async () => {
    const { bot, robin } = office;
    bot.clock.now = hurrying();
    let lost = 0;
    proxy.fault = call => {
      if (!isCommit(call) || !/step\W+(document|spreadsheet)/.test(call.body)) return undefined;
      lost += 1;
      return { status: 503 };
    };
    const card = await drafts(robin);
    expect(textOf(cardOf(card))).toContain('Samarbeten under perioden: 21');
    expect(lost).toBeGreaterThan(0);
  });
});

/** A clock by which everything takes long. */
function hurrying(): () => Date {
  const begun = Date.now();
  const at = Date.parse('2026-11-23T09:00:00.000Z');
  return () => new Date(at + 20 * (Date.now() - begun));
}

describe('a making', () => {
  it('that takes too long says so with its code, and is made again when somebody says so', async () => {
    office = await startReporting({ settings: { ...uncached, reportTimeLimitMs: 1 } });
    const { message, data } = await opensForm(office.robin);
    await office.robin.presses('report.make', { ...data, ...allYears }, message.id);
    const failed = cardOf(await becomes(office.robin, message.id, /blev inte klart/));
    expect(textOf(failed)).toContain('Det tog för lång tid. (Felkod: REPORT_TOO_SLOW)');
    expect(textOf(failed)).toContain('Försök igen');
    expect(findAction(failed, 'report.document')).toBeUndefined();
    expect(office.bot.log).toContainEqual(expect.objectContaining({ level: 'error' }));
    const { at } = await version(office.bot);

    const { bot, robin } = await office.restart();
    const answer = await robin.presses('report.again', actionData(failed, 'report.again'), message.id);
    expect(textOf(answer.card)).toContain('Utkast 1 tas fram');
    await becomes(robin, message.id, /Hämta Word-dokumentet/);
    expect(await version(bot)).toMatchObject({ at, total: 21 });
    expect((await fetchesDocument(bot, robin, 1)).text).toContain('V-2026-0001');
  });

  it('whose instance died is taken up by another', async () => {
    office = await startReporting();
    const { bot, robin } = office;
    const at = bot.clock.now().toISOString();
    const until = new Date(bot.clock.now().getTime() - 60_000).toISOString();
    const left: Version = {
      ...draft,
      ...{ number: 1, at, by: robin.id, from: '2000-01-01', to: '2026-11-23' },
      total: undefined,
      state: { kind: 'making', until, step: 'reading', done: 9 },
    };
    await storeOf(bot).insert(left, { at, until });
    await eventually('it is made', async () => (await version(bot)).state.kind === 'ready', PATIENCE_MS);
    expect(await version(bot)).toMatchObject({ at, total: 21 });
    await atRest(bot, PATIENCE_MS);
    const cards = bot.teams
      .in(robin.chat)
      .filter(({ activity }) => textOf(activity.attachments?.[0]?.content).includes('Hämta Word-dokumentet'));
    expect(cards).toHaveLength(1);
  });

  it('that was begun again is watched over as the first one was', async () => {
    office = await startReporting({ settings: { ...uncached, reportTimeLimitMs: 1 } });
    const { message, data } = await opensForm(office.robin);
    await office.robin.presses('report.make', { ...data, ...allYears }, message.id);
    await becomes(office.robin, message.id, /blev inte klart/);
    laterBy(office.bot, 6);
    const watches = async ({ storage }: Pick<TestBot, 'storage'>) => {
      const rows = await rowsUnder({ storage }, 'report|watch|');
      const ledger = makeLedger(storage.register, CITY_PARTITION);
      return Promise.all(rows.map(async ({ key }) => (await ledger.read(key))!.job.state));
    };
    const isOver = async () => (await watches(office.bot)).join() === 'sent';
    await eventually('the first watch is over', isOver, PATIENCE_MS);

    const { bot, robin } = await office.restart();
    await robin.presses('report.again', { number: 1 }, message.id);
    await becomes(robin, message.id, /Hämta Word-dokumentet/);
    await atRest(bot, PATIENCE_MS);
    await isAbandoned(bot);
    await becomes(robin, message.id, /Utkast 1 tas fram/);
    laterBy(bot, 6);
    await becomes(robin, message.id, /Hämta Word-dokumentet/);
  });

  it('shows how far it is', async () => {
    office = await startReporting();
    const { bot, robin } = office;
    bot.clock.now = hurrying();
    const card = await drafts(robin);
    expect(textOf(cardOf(card))).toContain('Utkast 1');
    expect(card.updates.map(update => textOf(update.attachments?.[0]?.content)).join()).toMatch(
      /Läser samarbetena: 21|Skriver Word-dokumentet|Skriver kalkylbladet/,
    );
  });
});
