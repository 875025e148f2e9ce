import {
  cardOf,
  findAction,
  inputOf,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { arrives, asks, atRest, questionsTo, type Arrived } from '../support/journey';
import { makesEditors, opensEdit, saves, sent, shows, toldTo, valuesIn } from '../support/keeping';
import { faultsIn, readRegister, stored } from '../support/register';

let bot: TestBot;
let robin: TestPerson;
let ed: TestPerson;
let eva: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({ settings: { settingsCacheMs: 0 } });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
  ed = bot.person('Ed Borg');
  eva = bot.person('Eva Dahl');
  await makesEditors(bot, 'grundskola', [{ person: ed }, { person: eva }]);
});

afterEach(async () => {
  expect(faultsIn(await atRest(bot))).toEqual([]);
});

afterAll(async () => {
  await bot.stop();
});

const whole = {
  purpose: 'Lära av varandra',
  workplace: 'Fjällskolan',
  participants: '24 elever',
  contactFunction: 'Rektor',
};

function aCollaboration(values: object = {}): Promise<Arrived> {
  return arrives(bot, bot.person('Kim Andersson'), { ...whole, ...values });
}

async function notification(ref: string) {
  return stored(await readRegister(bot.storage), ref);
}

async function kinds(ref: string): Promise<string[]> {
  return (await notification(ref)).history.map(({ what }) => what);
}

/** What anybody reads who has no right to a collaboration. */
function refused({ card, notice }: Answer): void {
  expect(card).toBeUndefined();
  expect(notice).toContain('saknar du behörighet');
}

describe('an editor of the unit', () => {
  it('sees all of what a colleague told, and who told it', async () => {
    const { ref } = await aCollaboration();
    const text = textOf(await shows(ed, ref));
    for (const told of [...Object.values(whole), 'Kim Andersson', 'Samarbete i din förvaltning']) {
      expect(text).toContain(told);
    }
  });

  it('sees of another unit’s what anyone may see', async () => {
    const { ref } = await aCollaboration({ unitId: 'kultur' });
    const card = await shows(ed, ref);
    expect(textOf(card)).not.toContain(whole.purpose);
    expect(findAction(card, 'collaboration.openEdit')).toBeUndefined();
  });

  it('changes it, and the sender is told what, once', async () => {
    const { ref, sender } = await aCollaboration();
    const answer = await saves(ed, await opensEdit(ed, ref), { title: 'Lägerskola i norr' });
    expect(textOf(answer.card)).toContain('Lägerskola i norr');
    await atRest(bot);
    expect(toldTo(bot, sender)).toEqual([
      expect.stringContaining(`Ed Borg har ändrat ${ref}. Nu gäller: rubrik: Lägerskola i norr.`),
    ]);
    expect((await notification(ref)).history.at(-1)).toMatchObject({ by: ed.id, what: 'edited' });
  });

  it('is not told of what they changed themselves, nor is the other editor', async () => {
    const { ref } = await aCollaboration();
    const before = [ed, eva].map(person => toldTo(bot, person).length);
    await saves(ed, await opensEdit(ed, ref), { title: 'Lägerskola i norr' });
    await atRest(bot);
    expect([ed, eva].map(person => toldTo(bot, person).length)).toEqual(before);
  });

  it('withdraws it, and the sender is told', async () => {
    const { ref, sender } = await aCollaboration();
    await ed.presses('collaboration.withdraw', { ref });
    await atRest(bot);
    expect((await notification(ref)).withdrawn).toMatchObject({ by: ed.id });
    expect(toldTo(bot, sender)).toEqual([expect.stringContaining(`Ed Borg har återkallat ${ref}`)]);
  });

  it('answers the officers’ question, and the sender need not any more', async () => {
    const arrived = await aCollaboration();
    const { ref, sender } = arrived;
    await asks(bot, robin, arrived, 'Hur många?');
    expect(findAction(await shows(ed, ref), 'collaboration.openQuestion')).toBeDefined();
    const before = bot.teams.in(ed.chat).length;
    await ed.presses('collaboration.openQuestion', { ref });
    const question = bot.teams.in(ed.chat).slice(before)[0]!;
    const data = { ...sent(cardOf(question), 'collaboration.answer'), answer: 'Tjugofyra' };
    expect(textOf((await ed.presses('collaboration.answer', data, question.id)).card)).toContain('Tjugofyra');
    await atRest(bot);
    expect((await notification(ref)).question?.answer).toMatchObject({ by: ed.id, text: 'Tjugofyra' });
    const [closed] = questionsTo(bot, sender);
    expect(findAction(cardOf(closed!), 'collaboration.answer')).toBeUndefined();
    expect(textOf(cardOf(closed!))).toContain('Tjugofyra');
  });

  it.each([
    ['receive', 'collaboration.receive', {}],
    ['ask', 'collaboration.ask', { number: 1, question: 'Hur många?' }],
    ['register', 'collaboration.register', { seen: '', caseNumber: 'SLK-2026-00190' }],
  ])('does not do what belongs to the officers: %s', async (_, verb, data) => {
    const { ref } = await aCollaboration();
    refused(await ed.presses(verb, { ref, ...data }, 'card'));
    expect(await kinds(ref)).toEqual(['informed']);
  });

  it('cannot move it out of sight of the others: where it goes, its editors see it', async () => {
    const { ref } = await aCollaboration();
    await saves(ed, await opensEdit(ed, ref), { unitId: 'kultur' });
    expect(textOf(await shows(ed, ref))).not.toContain(whole.purpose);
    expect((await notification(ref)).content.unitId).toBe('kultur');
  });
});

describe('the days from and to', () => {
  const days = { from: '2026-03-02', to: '2026-03-31' };
  let other: TestBot;
  let boss: TestPerson;
  let ref: string;

  beforeAll(async () => {
    other = await startTestBot({ settings: { settingsCacheMs: 0 } });
    await other.bindChannel(other.coordinator('Robin Lindqvist'));
    boss = other.person('Bo Lund');
    await makesEditors(other, 'grundskola', [{ person: boss, ...days }]);
    ({ ref } = await arrives(other, other.person('Kim Andersson'), whole));
    await atRest(other);
  });

  afterAll(async () => {
    await other.stop();
  });

  it.each([
    ['the day before', '2026-03-01T22:59:00.000Z', false],
    ['the first minute of the first day, in Göteborg', '2026-03-01T23:01:00.000Z', true],
    ['the last minute of the last day, in Göteborg', '2026-03-31T21:59:00.000Z', true],
    ['the day after', '2026-03-31T22:01:00.000Z', false],
  ])('on %s: is an editor %j %s', async (_, moment, editor) => {
    other.clock.now = () => new Date(moment);
    const card = await shows(boss, ref);
    expect(textOf(card).includes(whole.purpose)).toBe(editor);
    expect(findAction(card, 'collaboration.openEdit') !== undefined).toBe(editor);
  });

  it.each([
    ['change', 'collaboration.openEdit', {}],
    ['withdraw', 'collaboration.withdraw', {}],
    ['answer', 'collaboration.answer', { number: 1, answer: 'Ja' }],
    ['hand over', 'collaboration.openHandOver', {}],
    ['copy', 'collaboration.copy', {}],
    ['take over', 'collaboration.takeOver', { from: '' }],
  ])('a former editor is as anybody: they cannot %s', async (_, verb, data) => {
    other.clock.now = () => new Date('2026-04-01T08:00:00.000Z');
    refused(await boss.presses(verb, { ref, ...data }, 'card'));
  });

  it('a form that was opened as an editor cannot be saved afterwards, and nothing is changed', async () => {
    other.clock.now = () => new Date('2026-03-31T08:00:00.000Z');
    const form = await opensEdit(boss, ref);
    other.clock.now = () => new Date('2026-04-01T08:00:00.000Z');
    refused(await saves(boss, form, { title: 'För sent' }));
    expect(stored(await readRegister(other.storage), ref).version).toBe(1);
  });
});

describe('two who change the same', () => {
  const pairs: [string, (sender: TestPerson) => [TestPerson, TestPerson]][] = [
    ['two editors', () => [eva, ed]],
    ['an officer and an editor', () => [robin, ed]],
    ['an editor and an officer', () => [ed, robin]],
    ['an officer and the sender', sender => [robin, sender]],
  ];

  describe.each(pairs)('%s', (_, pair) => {
    it('in different parts: the second gets both put together, named, and saves again', async () => {
      const { ref, sender } = await aCollaboration();
      const [first, second] = pair(sender);
      const [one, two] = [await opensEdit(first, ref), await opensEdit(second, ref)];
      await saves(first, one, { title: 'Den förstas rubrik' });
      const returned = await saves(second, two, { purpose: 'Den andras syfte' });

      const text = textOf(returned.card);
      expect(text).toMatch(new RegExp(`${first.member.name} ändrade den .*\\d{4}.* medan du skrev`));
      expect(text).toContain('Nytt där: rubrik: Den förstas rubrik');
      expect(text).not.toContain('Ni har båda ändrat');
      expect(valuesIn(returned.card)).toMatchObject({
        title: 'Den förstas rubrik',
        purpose: 'Den andras syfte',
      });
      expect(await kinds(ref)).toEqual(['informed', 'edited']);

      await second.presses('collaboration.edit', sent(returned.card, 'collaboration.edit'), two.message.id);
      expect((await notification(ref)).content).toMatchObject({
        title: 'Den förstas rubrik',
        purpose: 'Den andras syfte',
      });
    });

    it('in the same part: the second’s text stands in the form, is named, and saving again wins', async () => {
      const { ref, sender } = await aCollaboration();
      const [first, second] = pair(sender);
      const [one, two] = [await opensEdit(first, ref), await opensEdit(second, ref)];
      await saves(first, one, { title: 'Den förstas rubrik', workplace: 'Högskolan' });
      const returned = await saves(second, two, { title: 'Den andras rubrik' });

      expect(textOf(returned.card)).toContain('Ni har båda ändrat rubrik');
      expect(textOf(returned.card)).toContain('rubrik: Den förstas rubrik');
      expect(valuesIn(returned.card)).toMatchObject({ title: 'Den andras rubrik', workplace: 'Högskolan' });

      await second.presses('collaboration.edit', sent(returned.card, 'collaboration.edit'), two.message.id);
      const { content } = await notification(ref);
      expect(content).toMatchObject({ title: 'Den andras rubrik', workplace: 'Högskolan' });
      const { versions } = await readRegister(bot.storage);
      expect(
        [...versions].filter(([key]) => key.includes(ref)).map(([, version]) => version.content.title),
      ).toEqual(['Lägerskola om hållbara hav', 'Den förstas rubrik', 'Den andras rubrik']);
    });

    it('at the very same time: one is saved, the other gets the form back with everything typed', async () => {
      const { ref, sender } = await aCollaboration();
      const [first, second] = pair(sender);
      const [one, two] = [await opensEdit(first, ref), await opensEdit(second, ref)];
      const answers = await Promise.all([
        saves(first, one, { title: 'Ett', purpose: 'Syfte ett' }),
        saves(second, two, { title: 'Två', workplace: 'Skola två' }),
      ]);
      const returned = answers.filter(({ card }) => findAction(card, 'collaboration.edit'));
      expect(returned).toHaveLength(1);
      const typed = returned[0] === answers[0] ? { title: 'Ett' } : { title: 'Två' };
      expect(valuesIn(returned[0]!.card)).toMatchObject(typed);
      expect(await kinds(ref)).toEqual(['informed', 'edited']);
    });
  });

  it('the same change by both is one change, and nobody is asked', async () => {
    const { ref } = await aCollaboration();
    const [one, two] = [await opensEdit(eva, ref), await opensEdit(ed, ref)];
    await saves(eva, one, { title: 'Samma rubrik' });
    const answer = await saves(ed, two, { title: 'Samma rubrik' });
    expect(findAction(answer.card, 'collaboration.edit')).toBeUndefined();
    expect(await kinds(ref)).toEqual(['informed', 'edited']);
  });

  it('what happened beside the content meanwhile gets in nobody’s way', async () => {
    const { ref } = await aCollaboration();
    const form = await opensEdit(ed, ref);
    await robin.presses('collaboration.receive', { ref });
    const answer = await saves(ed, form, { title: 'Ny rubrik' });
    expect(findAction(answer.card, 'collaboration.edit')).toBeUndefined();
    expect(await kinds(ref)).toEqual(['informed', 'received', 'edited']);
  });

  it('a unit that joins meanwhile stays, and is named', async () => {
    const { ref } = await aCollaboration();
    const form = await opensEdit(ed, ref);
    await bot.person('Sam Karlsson').presses('collaboration.join', { ref, unitId: 'kultur' });
    const returned = await saves(ed, form, { title: 'Ny rubrik' });
    expect(textOf(returned.card)).toContain('andra som deltar: Kulturförvaltningen');
    await ed.presses('collaboration.edit', sent(returned.card, 'collaboration.edit'), form.message.id);
    const { content } = await notification(ref);
    expect(content).toMatchObject({ title: 'Ny rubrik', participatingUnits: ['kultur'] });
  });

  it('a change of one that was withdrawn meanwhile is not made, and the card says so', async () => {
    const { ref, sender } = await aCollaboration();
    const form = await opensEdit(ed, ref);
    await sender.presses('collaboration.withdraw', { ref });
    const answer = await saves(ed, form, { title: 'För sent' });
    expect(textOf(answer.card)).toContain('återkalla');
    expect((await notification(ref)).content.title).toBe('Lägerskola om hållbara hav');
  });

  it('three in a row: each sees what came before, and nothing is lost', async () => {
    const { ref, sender } = await aCollaboration();
    const forms = [await opensEdit(eva, ref), await opensEdit(ed, ref), await opensEdit(sender, ref)];
    await saves(eva, forms[0]!, { title: 'Evas rubrik' });
    const eds = await saves(ed, forms[1]!, { purpose: 'Eds syfte' });
    await ed.presses('collaboration.edit', sent(eds.card, 'collaboration.edit'), forms[1]!.message.id);
    const last = await saves(sender, forms[2]!, { workplace: 'Kims skola' });
    expect(inputOf(last.card, 'title')?.value).toBe('Evas rubrik');
    expect(textOf(last.card)).toContain('rubrik: Evas rubrik; syfte: Eds syfte');
    await sender.presses('collaboration.edit', sent(last.card, 'collaboration.edit'), forms[2]!.message.id);
    expect((await notification(ref)).content).toMatchObject({
      title: 'Evas rubrik',
      purpose: 'Eds syfte',
      workplace: 'Kims skola',
    });
  });
});
