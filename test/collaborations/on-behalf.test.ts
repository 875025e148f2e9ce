import {
  actionData,
  aForm,
  cardOf,
  inputOf,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { channelCardOf } from '../support/journey';
import { opensEdit, saves, shows, valuesIn } from '../support/keeping';
import { readRegister, stored } from '../support/register';

const TODAY = '2026-11-23';
const SUBMITTER = ['submitterFunction', 'submitterUnit', 'receivedOn'];

let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({ now: () => new Date(`${TODAY}T09:00:00.000Z`) });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterAll(async () => {
  await bot.stop();
});

const byMail = {
  ...aForm,
  submitterFunction: 'Rektor, via e-post',
  submitterUnit: 'kultur',
  receivedOn: '2026-11-16',
};

async function opens(person: TestPerson, words: string) {
  const [message] = await person.says(words);
  return { card: cardOf(message!), messageId: message!.id };
}

/** Whether the fields for who told of it are seen. */
function showsSubmitter(card: Record<string, unknown>): boolean {
  const part = (card.body as { id?: string; isVisible?: boolean }[]).find(({ id }) => id === 'submitter');
  return part?.isVisible !== false;
}

async function tellsOnBehalf(person: TestPerson, values: object = {}): Promise<string> {
  const { card, messageId } = await opens(person, 'informera för någon annan');
  const data = { ...actionData(card, 'collaboration.submit'), ...byMail, ...values, another: true };
  return referenceIn((await person.presses('collaboration.submit', data, messageId)).card);
}

describe('"informera för någon annan"', () => {
  it.each(['informera för någon annan', 'informera åt någon annan', 'inform for somebody else'])(
    'opens the form with its fields seen: "%s"',
    async words => {
      const { card } = await opens(bot.person('Kim Andersson'), words);
      expect(showsSubmitter(card)).toBe(true);
      for (const field of SUBMITTER) expect(inputOf(card, field)?.label).toEqual(expect.any(String));
    },
  );

  // A limit in the input itself would keep the form from being sent without a word; a later day is answered instead.
  it('has today as the day on which it came in', async () => {
    const { card } = await opens(bot.person('Kim Andersson'), 'informera för någon annan');
    expect(inputOf(card, 'receivedOn')).toMatchObject({ value: TODAY });
    expect(inputOf(card, 'receivedOn')).not.toHaveProperty('max');
  });

  it('knows cities and a unit from what is written after it', async () => {
    const { card } = await opens(bot.person('Kim Andersson'), 'informera för någon annan badhus Bergen');
    expect(valuesIn(card)).toMatchObject({ unitId: 'idrott', cities: 'bergen' });
  });

  it('is otherwise empty, whatever the person gave for themselves the last time', async () => {
    const kim = bot.person('Kim Andersson');
    await kim.informs({ unitId: 'kultur', workplace: 'Stadsbiblioteket', contactFunction: 'Bibliotekarie' });
    const { card } = await opens(kim, 'informera för någon annan');
    expect(valuesIn(card)).toMatchObject({ unitId: '', workplace: '', contactFunction: '' });
  });

  it('leaves what the form remembers of the person themselves', async () => {
    const kim = bot.person('Kim Andersson');
    await kim.informs({ unitId: 'kultur', contactFunction: 'Bibliotekarie' });
    await tellsOnBehalf(kim, { unitId: 'idrott', contactFunction: 'Badmästare' });
    const { card } = await opens(kim, 'informera');
    expect(valuesIn(card)).toMatchObject({ unitId: 'kultur', contactFunction: 'Bibliotekarie' });
  });

  it('asks who it was when that is not said', async () => {
    const kim = bot.person('Kim Andersson');
    const { card, messageId } = await opens(kim, 'informera för någon annan');
    const data = { ...valuesIn(card), ...actionData(card, 'collaboration.submit'), ...aForm };
    const answer = await kim.presses('collaboration.submit', data, messageId);
    expect(inputOf(answer.card, 'submitterFunction')?.label).toContain('skriv personens funktion');
  });
});

it('the ordinary form has the fields out of sight', async () => {
  const { card } = await opens(bot.person('Kim Andersson'), 'informera');
  expect(showsSubmitter(card)).toBe(false);
  expect(valuesIn(card)).toMatchObject({ submitterFunction: '', submitterUnit: '', receivedOn: '' });
});

describe('who told of it and who wrote it', () => {
  const told = 'Rektor, via e-post, Kulturförvaltningen, kom in 16 november 2026';

  it('both stand on the officers’ card', async () => {
    const ref = await tellsOnBehalf(bot.person('Kim Andersson'));
    const text = textOf(cardOf(await channelCardOf(bot, ref)));
    expect(JSON.stringify(text)).toContain(told);
    expect(text).toContain('Inskriven av');
    expect(text).toContain('Kim Andersson');
  });

  it('the one who told of it stands on the card of the one who wrote it', async () => {
    const kim = bot.person('Kim Andersson');
    const ref = await tellsOnBehalf(kim);
    expect(textOf(await shows(kim, ref))).toContain(told);
  });

  it('neither stands on the card that anyone sees', async () => {
    const ref = await tellsOnBehalf(bot.person('Kim Andersson'));
    const text = textOf(await shows(bot.person('Sam Karlsson'), ref));
    expect(text).not.toMatch(/Rektor|Kim Andersson/);
  });

  it('both are kept, and neither takes the other’s place', async () => {
    const kim = bot.person('Kim Andersson');
    const ref = await tellsOnBehalf(kim);
    const { content, createdBy } = stored(await readRegister(bot.storage), ref);
    expect(createdBy).toBe(kim.id);
    expect(content.submittedBy).toEqual({
      function: 'Rektor, via e-post',
      unitId: 'kultur',
      receivedOn: '2026-11-16',
    });
  });

  it('an officer can write down what came by telephone', async () => {
    const ref = await tellsOnBehalf(robin);
    const text = textOf(cardOf(await channelCardOf(bot, ref)));
    expect(text).toContain(told);
    expect(text).toContain('Robin Lindqvist');
  });

  it('the day can be set right afterwards', async () => {
    const kim = bot.person('Kim Andersson');
    const ref = await tellsOnBehalf(kim);
    const saved = await saves(kim, await opensEdit(kim, ref), { receivedOn: '2026-11-10' });
    expect(textOf(saved.card)).toContain('kom in 10 november 2026');
  });
});

describe('a day that is to come', () => {
  it('is refused, and the form comes back with it and with its fields seen', async () => {
    const kim = bot.person('Kim Andersson');
    const { card, messageId } = await opens(kim, 'informera');
    const data = { ...actionData(card, 'collaboration.submit'), ...byMail, receivedOn: '2026-11-24' };
    const answer = await kim.presses('collaboration.submit', data, messageId);
    expect(inputOf(answer.card, 'receivedOn')).toMatchObject({
      value: '2026-11-24',
      label: expect.stringContaining('välj en dag som har varit'),
    });
    expect(showsSubmitter(answer.card!)).toBe(true);
  });
});

it('the worklist counts its age from the day on which it reached the City', async () => {
  await tellsOnBehalf(robin, { title: 'Kom in för fem arbetsdagar sedan' });
  await tellsOnBehalf(robin, { title: 'Kom in i dag', receivedOn: TODAY });
  const [list] = await robin.says('att göra');
  const text = textOf(cardOf(list!));
  const after = (title: string) => text.slice(text.indexOf(title), text.indexOf(title) + 200);
  expect(after('Kom in för fem arbetsdagar sedan')).toMatch(/5 arbetsdagar/);
});
