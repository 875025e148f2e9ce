import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  eventually,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
} from '../support/bot';

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot();
});

afterAll(async () => {
  await bot.stop();
});

describe('the main job', () => {
  it('takes a collaboration from the sender to the channel, and the receipt back to the sender', async () => {
    const robin = bot.coordinator('Robin Lindqvist');
    await bot.bindChannel(robin);
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
