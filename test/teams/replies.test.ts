import { cardOf, eventually, startTestBot, textOf, type TestBot } from '../support/bot';

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot();
});
afterAll(() => bot.stop());

describe('a pressed card', () => {
  it('becomes the new one in the answer, and stays so when Teams shows the message again', async () => {
    const kim = bot.person('Kim Andersson');
    const [welcome] = await kim.says('hej');
    expect(textOf(cardOf(welcome!))).toContain('Hej');
    const answer = await kim.presses('welcome.language', { locale: 'en' }, welcome!.id);
    expect(answer.card?.lang).toBe('en');
    await eventually('the message itself in English', () => cardOf(welcome!).lang === 'en');
    expect(bot.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
