import {
  actionData,
  cardOf,
  eventually,
  findAction,
  inputOf,
  referenceIn,
  SLK_CHANNEL,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';

let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  bot = await startTestBot();
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterAll(async () => {
  await bot.stop();
});

describe('the main job', () => {
  it('takes a collaboration from the sender to the channel, and the receipt back to the sender', async () => {
    const kim = bot.person('Kim Andersson');

    const form = await kim.opensForm();
    const confirmation = await kim.informs();
    expect(textOf(confirmation.card)).toContain('Tack!');
    const ref = referenceIn(confirmation.card);

    const card = await eventually('a card in the channel', () =>
      bot.teams.in(SLK_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );
    expect(textOf(cardOf(card))).toContain('Kim Andersson');
    expect(form.data.draft).toEqual(expect.any(String));

    const answer = await robin.pressesInChannel(
      'collaboration.receive',
      actionData(cardOf(card), 'collaboration.receive'),
      card.id,
    );
    expect(textOf(answer.card)).toContain('Mottagen');
    await eventually('the channel card updated for all', () => textOf(cardOf(card)).includes('Mottagen'));
    await eventually('the confirmation updated', () =>
      bot.teams
        .in(kim.chat)
        .some(
          message =>
            message.activity.attachments && textOf(cardOf(message)).includes('har bekräftat mottagandet'),
        ),
    );
  });
});

describe('an officer who informs for the City Executive Office itself', () => {
  it('can handle it in the channel like any other, and finds it with all the buttons', async () => {
    const ref = referenceIn((await robin.informs({ unitId: 'slk' })).card);

    const wrong = await robin.pressesInChannel('collaboration.register', { ref, seen: '', caseNumber: '19' });
    expect(inputOf(wrong.card, 'caseNumber')).toMatchObject({ value: '19' });
    const right = await robin.pressesInChannel('collaboration.register', {
      ref,
      seen: '',
      caseNumber: 'SLK-2026-00190',
    });
    expect(textOf(right.card)).toContain('Diarieförd (Robin Lindqvist');

    const [found] = await robin.says(`visa ${ref}`);
    expect(findAction(cardOf(found!), 'collaboration.register')).toBeDefined();
    expect(findAction(cardOf(found!), 'collaboration.withdraw')).toBeDefined();
  });
});

describe('what waited for a channel', () => {
  it('comes there in the order in which it was told', async () => {
    const other = await startTestBot();
    try {
      const kim = other.person('Kim Andersson');
      const told: string[] = [];
      for (let index = 0; index < 6; index += 1) {
        told.push(referenceIn((await kim.informs({ title: `Nummer ${index}` })).card));
      }
      await other.bindChannel(other.coordinator('Robin Lindqvist'));
      const cards = await eventually('all in the channel', () => {
        const posted = other.teams.in(SLK_CHANNEL);
        return posted.length === told.length && posted;
      });
      expect(cards.map(message => referenceIn(cardOf(message)))).toEqual(told);
    } finally {
      await other.stop();
    }
  });
});

describe('a withdrawn collaboration', () => {
  it('says so to everybody who looks it up', async () => {
    const kim = bot.person('Kim Andersson');
    const ref = referenceIn((await kim.informs()).card);
    await kim.presses('collaboration.withdraw', { ref }, 'card');
    const [found] = await bot.person('Sam Karlsson').says(`visa ${ref}`);
    expect(textOf(cardOf(found!))).toContain('gäller inte längre');
  });
});
