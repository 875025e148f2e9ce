import { CITY_PARTITION } from '../../src/capabilities';
import {
  SLK_CHANNEL,
  SLK_TEAM,
  cardOf,
  eventually,
  inputOf,
  randomPrefix,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import type { FakeTeam } from '../support/fake-teams';
import { arrives, atRest, channelCardOf, channelCardsOf } from '../support/journey';
import { channelJob, faultsIn } from '../support/register';

const OTHER_CHANNEL = '19:internationellt@thread.tacv2';
const PRIVATE_CHANNEL = '19:hemligt@thread.tacv2';
const SHARED_CHANNEL = '19:delat@thread.tacv2';

let bot: TestBot;
let prefix: string;
let robin: TestPerson;
let team: FakeTeam;

beforeEach(async () => {
  prefix = randomPrefix();
  bot = await startTestBot({ prefix, settings: { settingsCacheMs: 0, memberCacheMs: 0 } });
  robin = bot.coordinator('Robin Lindqvist');
  bot.coordinator('Ingrid Åkesson');
  team = bot.teams.teams.get(SLK_TEAM)!;
  team.channels.push(
    { id: OTHER_CHANNEL, name: 'Internationellt', type: 'standard' },
    { id: PRIVATE_CHANNEL, name: 'Hemligt', type: 'private' },
    { id: SHARED_CHANNEL, name: 'Delat', type: 'shared' },
  );
});

afterEach(async () => {
  expect(faultsIn(await atRest(bot))).toEqual([]);
  await bot.stop();
});

function bind(by: TestPerson, channel: string, seen = '') {
  return by.pressesInChannel('channel.bind', { channel, seen }, undefined, SLK_TEAM);
}

async function setupCard() {
  await robin.installsInTeam();
  return eventually('the set-up card', () => bot.teams.in(SLK_TEAM)[0]);
}

describe('when the bot is added to the City Executive Office’s team', () => {
  it('a set-up card asks for the channel and says how many people become coordinators, guests not counted', async () => {
    const guest = bot.person('Gäst Gästsson', 'guest');
    team.members.push(guest.member);
    const card = cardOf(await setupCard());
    expect(textOf(card)).toContain('De 2 personerna i teamet Stadsledningskontoret');
    const choices = inputOf(card, 'channel')!.choices as { title: string; value: string }[];
    expect(choices.map(({ title }) => title)).toEqual([
      'Allmänt',
      'Vänorter',
      'Internationellt',
      'Hemligt',
      'Delat',
    ]);
  });

  it('another team gets a short text and no card, and nobody in it becomes a coordinator', async () => {
    const other = '19:another-team@thread.tacv2';
    const kim = bot.person('Kim Andersson');
    bot.teams.addTeam({
      id: other,
      name: 'En annan',
      aadGroupId: '99999999-9999-4999-8999-999999999999',
      channels: [{ id: other }],
      members: [kim.member],
    });
    await kim.installsInTeam(other);
    const [message, ...more] = bot.teams.in(other);
    expect(more).toEqual([]);
    expect(message?.activity.text).toContain('Skriv till mig i din egen chatt');
    expect(message?.activity.attachments ?? []).toEqual([]);
    const [answer] = await kim.says('kanal');
    expect(answer?.activity.text).toContain('inte tillagd i stadsledningskontorets team');
  });
});

describe('the channel', () => {
  it('is bound by a member of the team, and the card says who and which', async () => {
    await setupCard();
    const answer = await bind(robin, SLK_CHANNEL);
    expect(textOf(answer.card)).toMatch(/Robin Lindqvist valde Vänorter/);
    const { card } = await arrives(bot, bot.person('Kim Andersson'));
    expect(card.conversationId).toBe(SLK_CHANNEL);
  });

  it('may be the team’s first one, which has no name of its own', async () => {
    await setupCard();
    const answer = await bind(robin, SLK_TEAM);
    expect(textOf(answer.card)).toContain('Robin Lindqvist valde Allmänt');
  });

  it('is not bound by somebody outside the team', async () => {
    await setupCard();
    const answer = await bind(bot.person('Kim Andersson'), SLK_CHANNEL);
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toContain('Bara den som är medlem i stadsledningskontorets team');
    expect(textOf(cardOf((await robin.says('kanal'))[0]!))).toContain('Välj kanal för vänortsfrågor');
  });

  it('is not bound by a guest of the team', async () => {
    const guest = bot.person('Gäst Gästsson', 'guest');
    team.members.push(guest.member);
    await setupCard();
    const answer = await bind(guest, SLK_CHANNEL);
    expect(answer.card).toBeUndefined();
    expect(textOf(cardOf((await robin.says('kanal'))[0]!))).toContain('Välj kanal för vänortsfrågor');
  });

  it.each([
    ['private', PRIVATE_CHANNEL, 'Hemligt är en privat eller delad kanal'],
    ['shared', SHARED_CHANNEL, 'Delat är en privat eller delad kanal'],
    ['of another team', '19:somewhere-else@thread.tacv2', 'Kanalen finns inte längre i teamet'],
  ])('is refused, with the reason, when it is %s', async (_what, channel, reason) => {
    await setupCard();
    const answer = await bind(robin, channel);
    expect(textOf(answer.card)).toContain(reason);
    const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
    expect(channelJob(await atRest(bot), ref)).toMatchObject({ state: 'held', reason: 'noChannel' });
  });

  it('must be chosen before the button is pressed', async () => {
    await setupCard();
    const answer = await bind(robin, '');
    expect(textOf(answer.card)).toContain('⚠ Kanal: välj i listan');
  });

  it('can be changed; what comes after goes to the new one, and what came before stays up to date where it is', async () => {
    await setupCard();
    await bind(robin, SLK_CHANNEL);
    const before = await arrives(bot, bot.person('Kim Andersson'));
    const answer = await bind(robin, OTHER_CHANNEL, SLK_CHANNEL);
    expect(textOf(answer.card)).toContain('Robin Lindqvist valde Internationellt');
    const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
    await eventually('the card in the new channel', () =>
      bot.teams.in(OTHER_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );
    expect(channelCardsOf(bot, ref)).toEqual([]);
    await robin.pressesInChannel('collaboration.receive', { ref: before.ref }, before.card.id);
    await eventually('the older card up to date', () => textOf(cardOf(before.card)).includes('Mottagen'));
  });

  it('that a colleague has chosen meanwhile is not taken over unseen', async () => {
    await setupCard();
    await bind(robin, SLK_CHANNEL);
    const late = await bind(robin, OTHER_CHANNEL, '');
    expect(textOf(late.card)).toContain('Robin Lindqvist valde Vänorter');
    expect(textOf(late.card)).toContain('innan du tryckte');
  });

  it('that is gone keeps the card back with the remedy, and it comes to another one by itself', async () => {
    await setupCard();
    await bind(robin, SLK_CHANNEL);
    const code = 'ConversationNotFound';
    bot.teams.fault = ({ path }) =>
      path.includes(`/${SLK_CHANNEL}/`)
        ? { status: 404, body: { error: { code, message: code } } }
        : undefined;
    const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
    expect(channelJob(await atRest(bot), ref)).toMatchObject({ state: 'held', reason: 'channelGone' });
    const [overview] = await robin.says('utskick');
    expect(textOf(cardOf(overview!))).toContain(
      'Skriv kanal för att välja en annan; då skickas det av sig självt',
    );

    team.channels = team.channels.filter(({ id }) => id !== SLK_CHANNEL);
    expect(textOf((await bind(robin, SLK_CHANNEL, SLK_CHANNEL)).card)).toContain(
      'finns inte längre i teamet',
    );
    await bind(robin, OTHER_CHANNEL, SLK_CHANNEL);
    await eventually('the card in the new channel', () =>
      bot.teams.in(OTHER_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );
  });
});

describe('before a channel is bound', () => {
  it('notifications are stored and confirmed, and delivered once when it is', async () => {
    await setupCard();
    const refs: string[] = [];
    for (let index = 1; index <= 5; index += 1) {
      refs.push(referenceIn((await bot.person(`Medarbetare ${index}`).informs()).card));
    }
    const register = await atRest(bot);
    for (const ref of refs)
      expect(channelJob(register, ref)).toMatchObject({ state: 'held', reason: 'noChannel' });
    const [overview] = await robin.says('utskick');
    expect(textOf(cardOf(overview!))).toContain('Ingen kanal är vald');

    await bind(robin, SLK_CHANNEL);
    for (const ref of refs) await channelCardOf(bot, ref);
    await atRest(bot);
    for (const ref of refs) expect(channelCardsOf(bot, ref)).toHaveLength(1);
  });

  it('what waited is delivered at the next start when the process died right after the binding', async () => {
    await setupCard();
    const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
    expect(channelJob(await atRest(bot), ref).state).toBe('held');
    await bot.app.stop();
    const binding = { teamId: SLK_TEAM, channelId: SLK_CHANNEL, channelName: 'Vänorter', by: robin.id };
    const body = { ...binding, at: new Date().toISOString() };
    await bot.storage.register.commit(CITY_PARTITION, [{ do: 'put', key: 'setting|channel', body }]);
    const next = await startTestBot({ prefix, teams: bot.teams });
    await channelCardOf(next, ref);
    await next.stop();
  });

  it('one that is informed of in the very moment of binding is delivered too', async () => {
    await setupCard();
    const people = Array.from({ length: 10 }, (_, index) => bot.person(`Medarbetare ${index}`));
    const informing = people.map(person => person.informs());
    const binding = bind(robin, SLK_CHANNEL);
    const refs = (await Promise.all(informing)).map(answer => referenceIn(answer.card));
    await binding;
    for (const ref of refs) await channelCardOf(bot, ref);
  });
});
