import { CITY_PARTITION } from '../../src/capabilities';
import type { Job } from '../../src/delivery/job';
import { insertJob } from '../../src/delivery/ledger';
import { dayJob } from '../../src/hosting/deliveries';
import words from '../../src/i18n/sv/delivery.json';
import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  eventually,
  quickSettings,
  textOf,
  type TestBotOptions,
} from '../support/bot';
import type { Call } from '../support/fake-teams';
import { atRest } from '../support/journey';
import {
  clockFrom,
  dayCards,
  hasPlan,
  jobsNow,
  morning,
  says,
  startOffice,
  TODAY,
  TUESDAY,
  WEDNESDAY,
  type Office,
} from './support';

let office: Office;

async function begins(settings: TestBotOptions['settings'] = {}): Promise<void> {
  office = await startOffice({
    now: clockFrom(`${TODAY}T08:00:00.000Z`),
    settings: { settingsCacheMs: 0, memberCacheMs: 0, ...settings },
  });
  await hasPlan(office);
}

afterEach(() => office.bot.stop());

const isForChannel = ({ method, path }: Call) => method === 'POST' && path.includes(`/${SLK_CHANNEL}/`);

async function jobOf(day: string): Promise<Job> {
  return (await jobsNow(office.bot)).find(({ key }) => key === dayJob(day).key)!;
}

describe('a worker that hangs while it posts the card of the day', () => {
  it('leaves it in doubt: shown, told of but not said again the next morning, and marked when an officer sends it again', async () => {
    await begins();
    const { bot, robin } = office;
    let requests = 0;
    bot.teams.fault = call => {
      if (!isForChannel(call)) return undefined;
      requests += 1;
      return { hang: true };
    };
    await morning(bot, TUESDAY);
    expect(await jobOf(TUESDAY)).toMatchObject({ state: 'ambiguous', reason: 'noAnswer' });
    expect(requests).toBe(1);
    const overview = await says(robin, 'utskick');
    expect(textOf(overview)).toContain(`Påminnelserna ${TUESDAY}`);
    expect(textOf(overview)).toContain(words.reason.noAnswer);

    bot.teams.fault = () => undefined;
    await morning(bot, WEDNESDAY);
    const [next, ...others] = dayCards(bot).map(message => textOf(cardOf(message)));
    expect(next).toContain('Det är osäkert om kortet från 24 november 2026 kom fram.');
    expect(next).not.toContain('Försenat');
    expect(others).toEqual([]);
    await robin.presses('delivery.again', actionData(overview, 'delivery.again'));
    await atRest(bot);
    const said = bot.teams.in(SLK_CHANNEL).map(message => textOf(cardOf(message)));
    const [card, ...more] = said.filter(text => text.includes('Att göra för värdskapet, 24 november'));
    expect(card).toContain(words.possibleRepeat);
    expect(more).toEqual([]);
    expect(await jobOf(TUESDAY)).toMatchObject({ state: 'sent', repeats: 1 });
  });
});

describe('a queue message that comes back while its card is on the way', () => {
  it('and one that was put there twice, are posted once', async () => {
    await begins({
      sendTimeoutMs: 20_000,
      engine: { ...quickSettings.engine, hiddenSeconds: 1 },
      worker: { ...quickSettings.worker, takenMs: 25_000 },
    });
    const { bot } = office;
    const { key } = dayJob(TUESDAY);
    let release = () => {};
    const opened = new Promise<void>(resolve => {
      release = resolve;
    });
    let requests = 0;
    bot.teams.fault = call => {
      if (!isForChannel(call)) return undefined;
      requests += 1;
      return { until: opened };
    };
    let [handedOut, cameBack] = [0, 0];
    const take = bot.storage.deliveries.take.bind(bot.storage.deliveries);
    bot.storage.deliveries.take = async (...asked) => {
      const messages = await take(...asked);
      const own = messages.filter(({ body }) => body.includes(key));
      handedOut += own.length;
      cameBack += own.filter(message => message.handedOut > 1).length;
      return messages;
    };
    bot.clock.now = clockFrom(`${TUESDAY}T08:05:00.000Z`);
    await eventually('the card on its way', () => requests === 1);
    await Promise.all([1, 2].map(() => bot.storage.deliveries.send(key)));
    await eventually('all of them handed out', () => cameBack > 0 && handedOut >= 4);
    release();
    await atRest(bot);
    expect(requests).toBe(1);
    expect(dayCards(bot)).toHaveLength(1);
    expect(await jobOf(TUESDAY)).toMatchObject({ state: 'sent', repeats: 0 });
  });
});

describe('a card that cannot be made, whenever it is tried', () => {
  it('is set aside and shown, and keeps nothing else back', async () => {
    await begins({
      engine: { ...quickSettings.engine, hiddenSeconds: 1 },
      worker: { ...quickSettings.worker, maxHandedOut: 2 },
    });
    const { bot, robin } = office;
    const broken = '2026-11-20';
    const unreadable = { do: 'put', key: `hosting|morning|${broken}`, body: { day: 'no day' } } as const;
    await bot.storage.register.commit(CITY_PARTITION, [
      unreadable,
      ...insertJob(dayJob(broken), `${TODAY}T08:00:00.000Z`),
    ]);
    await bot.storage.deliveries.send(dayJob(broken).key);
    await morning(bot, TUESDAY);
    expect(await jobOf(broken)).toMatchObject({ state: 'failed', reason: 'poison' });
    expect(dayCards(bot)).toHaveLength(1);
    const [aside] = await bot.storage.poison.take(1, 1);
    expect(aside?.body).toBe(dayJob(broken).key);
    const overview = textOf(await says(robin, 'utskick'));
    expect(overview).toContain(`Påminnelserna ${broken}`);
    expect(overview).toContain(words.reason.poison);
  });
});
