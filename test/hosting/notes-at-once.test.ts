import { quickSettings, type TestBot } from '../support/bot';
import {
  MEETING,
  TODAY,
  TUESDAY,
  clockFrom,
  hasPlan,
  jobsNow,
  morning,
  planNow,
  startOffice,
  storeOf,
} from './support';

const COUNT = 20;
const HOUR_SECONDS = 3_600;
const NEVER_MS = 365 * 24 * 3_600_000;

let bot: TestBot;

afterEach(() => bot.stop());

describe('notes to many people', () => {
  it('do not wait for one another, as what is to come into the channel in order does', async () => {
    const engine = { ...quickSettings.engine, spacingSeconds: HOUR_SECONDS, sweepEveryMs: NEVER_MS };
    const office = await startOffice({
      now: clockFrom(`${TODAY}T08:00:00.000Z`),
      settings: { settingsCacheMs: 0, memberCacheMs: 0, engine },
    });
    ({ bot } = office);
    await hasPlan(office);
    const people = [office.robin.id, office.ingrid.id];
    const activities = Array.from({ length: COUNT }, (_, index) => ({
      id: `uppgift-${index}`,
      due: '2026-10-13',
      responsible: people[index % people.length]!,
    }));
    const plan = { ...(await planNow(bot)), activities };
    await storeOf(bot).save(await storeOf(bot).load(MEETING), { plan, ...plan.adopted }, []);
    await morning(bot, TUESDAY);
    const notes = (await jobsNow(bot)).filter(({ kind }) => kind === 'hosting.note');
    expect(notes.map(({ state }) => state)).toEqual(Array(COUNT).fill('sent'));
  });
});
