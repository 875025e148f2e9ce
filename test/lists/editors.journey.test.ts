import { randomUUID } from 'node:crypto';
import {
  actionData,
  cardOf,
  inputOf,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { dataOfButton, does, formData, ON } from './officer';

let bot: TestBot;
let robin: TestPerson;
let ingrid: TestPerson;
let kim: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({ now: () => new Date('2026-11-23T09:00:00Z') });
  robin = bot.coordinator('Robin Lindqvist');
  ingrid = bot.coordinator('Ingrid Åkesson');
  kim = bot.person('Kim Andersson');
  await bot.bindChannel(robin);
  await robin.says('hej');
  await ingrid.says('hej');
  await kim.says('hej');
});

afterAll(async () => {
  await bot.stop();
});

describe('editors', () => {
  it('are picked with Teams’ people picker, and shown by function until they have met the bot', async () => {
    const form = await robin.presses('lists.form', { list: 'editors', deed: 'pick', id: 'kultur' }, ON);
    expect(inputOf(form.card, 'people')).toMatchObject({
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    });
    const stranger = randomUUID();
    const values = {
      people: `${kim.id},${stranger}`,
      function: 'internationell samordnare',
      from: '2026-11-23',
    };
    const saved = await robin.presses('lists.save', { ...formData(form), ...values }, ON);
    expect(textOf(saved.card)).toContain(
      'Kim Andersson, internationell samordnare, från och med 23 november 2026',
    );
    expect(textOf(saved.card)).toContain('internationell samordnare, har inte öppnat boten än');

    const { item } = actionData(saved.card, 'lists.form') as { item: string };
    const ended = await does(
      robin,
      { list: 'editors', deed: 'change', id: 'kultur', item },
      { to: '2026-12-31' },
    );
    expect(textOf(ended.card)).toContain('från och med 23 november 2026 till och med 31 december 2026');
    const list = await robin.presses('lists.list', { list: 'editors' }, ON);
    expect(textOf(list.card)).toContain('Kulturförvaltningen\n2 redaktörer');
  });

  it('are not picked twice for the same days, nor nobody, nor something else', async () => {
    const pick = { list: 'editors', deed: 'pick', id: 'idrott' };
    await does(robin, pick, { people: kim.id, from: '2026-01-01' });
    for (const people of [kim.id, '', 'Kim']) {
      const answer = await does(robin, pick, { people, from: '2026-06-01' });
      expect(inputOf(answer.card, 'people')).toMatchObject({
        label: expect.stringContaining('⚠'),
        value: people,
      });
    }
  });
});

describe('an editor who was picked by mistake', () => {
  it('has the rights until the time is ended, and none right after; the history says who ended it', async () => {
    const sam = bot.person('Sam Karlsson');
    await sam.says('hej');
    const ref = referenceIn((await kim.informs({ unitId: 'miljo' })).card);
    const shownToSam = async () => textOf(cardOf((await sam.says(`visa ${ref}`))[0]!));

    const pick = { list: 'editors', deed: 'pick', id: 'miljo' };
    const picked = await does(robin, pick, { people: sam.id, from: '2026-11-23' });
    expect(await shownToSam()).toContain('Samarbete i din förvaltning');

    const { item } = actionData(picked.card, 'lists.form') as { item: string };
    const form = await robin.presses('lists.form', { ...pick, deed: 'change', item }, ON);
    expect(textOf(form.card)).toContain('Sam Karlsson');
    const endNow = dataOfButton(form, 'Avsluta nu');
    const ended = await robin.presses('lists.save', endNow, ON);
    expect(textOf(ended.card)).toContain('Sparat. Det gäller nu.');
    expect(textOf(ended.card)).toContain('Ingen redaktör är utsedd.');
    expect(textOf(ended.card)).toMatch(
      /Robin Lindqvist, 23 november 2026 kl\. \d\d:\d\d: tog bort Sam Karlsson som redaktör\./,
    );
    expect(await shownToSam()).not.toContain('Samarbete i din förvaltning');

    const again = await robin.presses('lists.save', endNow, ON);
    expect(textOf(again.card)).toContain('så står det redan');
  });

  it('is not ended unseen when a colleague has changed the days meanwhile', async () => {
    const target = { list: 'editors', deed: 'pick', id: 'aldre' };
    const picked = await does(robin, target, { people: kim.id, from: '2026-01-01' });
    const { item } = actionData(picked.card, 'lists.form') as { item: string };
    const form = await ingrid.presses('lists.form', { ...target, deed: 'change', item }, ON);
    const endNow = dataOfButton(form, 'Avsluta nu');
    await does(robin, { ...target, deed: 'change', item }, { from: '2026-02-01' });
    const late = await ingrid.presses('lists.save', endNow, ON);
    expect(textOf(late.card)).toMatch(/Robin Lindqvist ändrade.*Tryck på Avsluta nu igen/s);
    const decided = await ingrid.presses('lists.save', formData(late), ON);
    expect(textOf(decided.card)).toContain('från och med 1 februari 2026 till och med 22 november 2026');
  });
});
