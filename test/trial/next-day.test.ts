import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publishedPacing } from '../../src/delivery/pacing';
import { makeTrialClock } from '../../src/trial/clock';
import { dayAndTime, nextDayRoutes } from '../../src/trial/next-day';
import { beginningOf } from '../../src/trial/remembered';
import {
  cardOf,
  eventually,
  randomPrefix,
  SLK_CHANNEL,
  startTestBot,
  TestPerson,
  textOf,
  type TestBot,
} from '../support/bot';
import { startBotProcess } from '../support/bot-process';

const MONDAY = new Date('2027-03-01T07:59:00.000Z');

/** What the bot writes back, one line. */
async function answerTo(person: TestPerson, text: string): Promise<string> {
  const [message, ...more] = await person.says(text);
  expect(more).toEqual([]);
  return message!.activity.text ?? textOf(cardOf(message!));
}

describe('a day and a time', () => {
  it.each([
    ['2027-03-01T07:59:00.000Z', 'måndag den 1 mars 2027, 08:59', 'Monday 1 March 2027, 08:59'],
    ['2027-07-31T22:05:00.000Z', 'söndag den 1 augusti 2027, 00:05', 'Sunday 1 August 2027, 00:05'],
  ])('%s', (moment, swedish, english) => {
    expect(dayAndTime(new Date(moment), 'sv')).toBe(swedish);
    expect(dayAndTime(new Date(moment), 'en')).toBe(english);
  });
});

describe('"nästa dag" in a trial with a date of its own', () => {
  let bot: TestBot;
  let kim: TestPerson;

  beforeEach(async () => {
    const clock = makeTrialClock(MONDAY, Date.now);
    bot = await startTestBot({
      now: clock.now,
      settings: { pacing: publishedPacing },
      moreRoutes: [nextDayRoutes(clock.step)],
    });
    kim = bot.person('Kim Andersson');
  });

  afterEach(() => bot.stop());

  it('steps to the next morning and says in one line which day it is', async () => {
    expect(await answerTo(kim, 'nästa dag')).toBe(
      'Nu är det tisdag den 2 mars 2027, 08:59. Om en minut är klockan 09:00, och då skickar jag det som är på tur.',
    );
    expect(await answerTo(kim, 'Nästa dag!')).toContain('Nu är det onsdag den 3 mars 2027, 08:59.');
  });

  it('speaks English with whoever does', async () => {
    await kim.says('english');
    expect(await answerTo(kim, 'next day')).toBe(
      'It is now Tuesday 2 March 2027, 08:59. In a minute it is 09:00, when I send what is due.',
    );
  });

  it('steps several days at once, over the change to summer time', async () => {
    expect(await answerTo(kim, 'nästa dag 30')).toContain('Nu är det onsdag den 31 mars 2027, 08:59.');
    expect(await answerTo(kim, 'next day 400')).toContain('Nu är det torsdag den 4 maj 2028, 08:59.');
  });

  it('says that a day is free', async () => {
    expect(await answerTo(kim, 'nästa dag 5')).toBe(
      'Nu är det lördag den 6 mars 2027, 08:59. Det är en ledig dag, så jag skickar inga påminnelser.',
    );
  });

  it.each(['nästa dag 0', 'nästa dag 401', 'nästa dag snart', 'next day 1.5'])(
    'steps nowhere on "%s" and says what to write',
    async text => {
      expect(await answerTo(kim, text)).toContain('Skriv ”nästa dag”, eller ”nästa dag 7”');
      expect(bot.clock.now().toISOString()).toContain('2027-03-01T07:59');
    },
  );

  it('reaches what is sent by the clock at once', async () => {
    await kim.says('nästa dag');
    await eventually('a look on the new day', async () => {
      const health = await (await fetch(`${bot.url}/healthz`)).text();
      return health.includes('2027-03-02T07:59');
    });
  });

  it('keeps nothing back of what somebody tells before a step and after it', async () => {
    await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
    const inChannel = () => bot.teams.in(SLK_CHANNEL).map(message => textOf(cardOf(message)));
    for (const title of ['Före steget', 'Efter steget']) {
      await kim.informs({ title });
      await eventually(`"${title}" in the channel`, () => inChannel().some(text => text.includes(title)));
      await kim.says('nästa dag');
    }
  });

  it('is answered in the own chat only', async () => {
    await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
    await bot.coordinator('Ingrid Åkesson').saysInChannel('nästa dag');
    expect(bot.clock.now().toISOString()).toContain('2027-03-01T07:59');
  });
});

describe('"nästa dag" elsewhere', () => {
  it('says in a trial of today how to start one', async () => {
    const bot = await startTestBot({ moreRoutes: [nextDayRoutes(undefined)] });
    expect(await answerTo(bot.person('Kim Andersson'), 'nästa dag')).toContain(
      'npm start -- --date 2027-03-01',
    );
    await bot.stop();
  });

  it.each([
    ['nästa dag', 'Det förstod jag inte.'],
    ['nästa dag 7', 'Det förstod jag inte.'],
    ['next day', 'I did not understand that.'],
  ])('is not understood in the product: %s', async (text, answer) => {
    const bot = await startTestBot();
    expect(await answerTo(bot.person('Kim Andersson'), text)).toContain(answer);
    await bot.stop();
  });
});

describe('a step', () => {
  it('is remembered even when the bot is ended by force', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'next-day-'));
    const file = path.join(folder, 'clock.txt');
    const teams = await startTestBot();
    const robin = teams.person('Robin Lindqvist');
    const clock = { begin: MONDAY.toISOString(), file };
    const connectionString = process.env.TEST_STORAGE!;
    const { url, child } = await startBotProcess({ connectionString, prefix: randomPrefix(), clock });
    await new TestPerson(url, robin.teams, robin.member).says('nästa dag 7');
    await child.stop('SIGKILL', 0);
    const { at, goesOn } = beginningOf('2027-03-01', file)!;
    expect([dayAndTime(at, 'en'), goesOn]).toEqual(['Monday 8 March 2027, 08:59', true]);
    rmSync(folder, { recursive: true, force: true });
    await teams.stop();
  }, 90_000);
});
