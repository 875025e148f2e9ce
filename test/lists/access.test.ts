import { inputOf, cardOf, startTestBot, type TestBot, type TestPerson } from '../support/bot';
import { ON } from './officer';

let bot: TestBot;
let robin: TestPerson;
let kim: TestPerson;

beforeAll(async () => {
  bot = await startTestBot();
  robin = bot.coordinator('Robin Lindqvist');
  kim = bot.person('Kim Andersson');
  await bot.bindChannel(robin);
});

afterAll(async () => {
  await bot.stop();
});

async function unitsInForm(): Promise<{ title: string; value: string }[]> {
  const [message] = await kim.says('informera');
  return inputOf(cardOf(message!), 'unitId')!.choices as { title: string; value: string }[];
}

describe('the lists', () => {
  it.each([
    ['lists.open', {}],
    ['lists.list', { list: 'units' }],
    ['lists.entry', { list: 'units', id: 'slk' }],
    ['lists.form', { list: 'units', deed: 'add' }],
    ['lists.form', { list: 'units', deed: 'close', id: 'slk' }],
    ['lists.save', { list: 'units', deed: 'add', id: '', seen: 0, nameSv: 'Egen förvaltning' }],
    ['lists.save', { list: 'units', deed: 'close', id: 'slk', seen: 0, lastDay: '2026-01-01' }],
  ])('are kept from others: %s %j', async (verb, data) => {
    const answer = await kim.presses(verb, data, ON);
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toContain('saknar du behörighet');
    expect((await unitsInForm()).map(({ value }) => value)).toContain('slk');
  });

  it('are not handled in the channel, where others read along', async () => {
    const answer = await robin.pressesInChannel('lists.entry', { list: 'units', id: 'slk' }, ON);
    expect(answer.card).toBeUndefined();
  });

  it.each([
    ['no such list', 'lists.list', { list: 'people' }],
    ['a page before the first', 'lists.list', { list: 'units', from: -1 }],
    ['a search without end', 'lists.list', { list: 'units', filter: 'x'.repeat(201) }],
    ['no such unit', 'lists.entry', { list: 'units', id: 'nobody' }],
    ['no such unit’s editors', 'lists.entry', { list: 'editors', id: 'nobody' }],
    ['what is for cities', 'lists.form', { list: 'units', deed: 'propose' }],
    ['a name of the language’s own', 'lists.form', { list: 'units', deed: 'constructor', id: 'slk' }],
    ['the form of no such unit', 'lists.form', { list: 'units', deed: 'close', id: 'nobody' }],
    ['a version that is no number', 'lists.save', { list: 'units', deed: 'close', id: 'slk', seen: 'x' }],
    ['text without end', 'lists.save', { list: 'units', deed: 'add', seen: 0, nameSv: 'x'.repeat(4_001) }],
    [
      'a decision on what was never proposed',
      'lists.save',
      {
        list: 'cities',
        deed: 'decide',
        id: 'abo',
        seen: 0,
        decidedOn: '2026-01-01',
        paragraph: '1',
        caseNumber: '0606/18',
      },
    ],
  ])('take no nonsense: %s', async (_what, verb, data) => {
    const answer = await robin.presses(verb, data, ON);
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toMatch(/Hittar inte/);
  });
});
