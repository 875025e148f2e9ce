import { cardOf, eventually, SLK_CHANNEL, textOf } from '../support/bot';
import { atRest } from '../support/journey';
import { teamsTells } from '../support/team-events';
import {
  clockFrom,
  dayCards,
  hasPlan,
  jobsNow,
  morning,
  startOffice,
  TUESDAY,
  WEDNESDAY,
  type Office,
} from './support';

// What could not be posted in the morning: nothing comes at night, and nothing twice.

let office: Office;

beforeEach(async () => {
  office = await startOffice();
  await hasPlan(office);
});

afterEach(() => office.bot.stop());

const dayJobs = async () =>
  (await jobsNow(office.bot))
    .filter(({ key }) => key.startsWith('hosting|day|'))
    .map(({ key, state }) => [key, state]);

describe('a card for a channel that takes nothing', () => {
  it('comes the next morning, and the day’s own with it as one, when the channel is back at night', async () => {
    const { bot } = office;
    bot.teams.fault = ({ method, path }) =>
      method === 'POST' && path.includes(`/${SLK_CHANNEL}/`) ? { status: 404 } : undefined;
    await morning(bot, TUESDAY);
    expect(await dayJobs()).toEqual([[`hosting|day|${TUESDAY}`, 'held']]);

    // At eight in the evening the channel is there again.
    bot.teams.fault = () => undefined;
    bot.clock.now = clockFrom(`${TUESDAY}T19:00:00.000Z`);
    await teamsTells(bot, 'channelRestored');
    await atRest(bot);
    expect(dayCards(bot)).toEqual([]);

    await morning(bot, WEDNESDAY);
    const [card, ...more] = await eventually('the card', () => dayCards(bot).length > 0 && dayCards(bot));
    expect(more).toEqual([]);
    expect(textOf(cardOf(card!))).toMatch(/^Att göra för värdskapet, 25 november 2026\n8 aktiviteter/);
    expect(await dayJobs()).toEqual([
      [`hosting|day|${TUESDAY}`, 'sent'],
      [`hosting|day|${WEDNESDAY}`, 'sent'],
    ]);
  });
});
