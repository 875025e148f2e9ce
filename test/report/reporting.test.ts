import { cardOf, inputOf, SLK_CHANNEL, textOf, type TestPerson } from '../support/bot';
import { valuesIn } from '../support/keeping';
import {
  becomes,
  drafts,
  opensForm,
  PATIENCE_MS,
  posts,
  startReporting,
  storeOf,
  type ReportOffice,
} from './office';

jest.setTimeout(2 * PATIENCE_MS);

let office: ReportOffice;
let robin: TestPerson;
let ingrid: TestPerson;

beforeAll(async () => {
  office = await startReporting();
  ({ robin, ingrid } = office);
});

afterAll(() => office.stop());

async function versions() {
  return (await storeOf(office.bot).all()).map(({ version }) => version);
}

async function newest() {
  return (await versions())[0]!;
}

describe('"rapport"', () => {
  it('shows an officer what the next report is about', async () => {
    const [message] = await robin.says('rapport');
    const text = textOf(cardOf(message!));
    expect(text).toContain('Samlad avrapportering');
    expect(text).toContain('– 23 november 2026');
    expect(text).toContain('Ta fram ett utkast');
  });

  it('is refused to others, whatever they press', async () => {
    const kim = office.bot.person('Kim Andersson');
    const [message] = await kim.says('rapport');
    expect(message!.activity.text).toBe('Det kan bara handläggare på stadsledningskontoret se.');
    const { data } = await opensForm(robin);
    const answer = await kim.presses('report.make', { ...data, period: 'due' }, 'card');
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toBeDefined();
    expect(await versions()).toHaveLength(0);
  });

  it('comes in the own chat of an officer who presses in the channel, and not in the channel', async () => {
    const inChannel = office.bot.teams.in(`${SLK_CHANNEL};messageid=1`).length;
    let notice: string | undefined;
    const message = await posts(robin, async () => {
      const answer = await robin.pressesInChannel('report.open', {}, 'card');
      ({ notice } = answer);
      return answer;
    });
    expect(notice).toContain('egen chatt');
    expect(textOf(cardOf(message))).toContain('Samlad avrapportering');
    expect(office.bot.teams.in(`${SLK_CHANNEL};messageid=1`)).toHaveLength(inChannel);
  });

  it('is refused to somebody else who presses in the channel', async () => {
    const kim = office.bot.person('Kim Berg');
    await kim.installs();
    const before = office.bot.teams.in(kim.chat).length;
    const answer = await kim.pressesInChannel('report.open', {}, 'card');
    expect(answer.notice).not.toContain('egen chatt');
    expect(office.bot.teams.in(kim.chat)).toHaveLength(before);
  });
});

describe('a draft', () => {
  it('begins in the card of its form, which shows how far it is and ends as ready', async () => {
    const { message, data } = await opensForm(robin);
    const answer = await robin.presses('report.make', { ...data, handledBy: 'Planeringsledare' }, message.id);
    expect(textOf(answer.card)).toMatch(/Utkast 1 tas fram[^]*Läser samarbetena: 0 hittills/);
    expect(JSON.stringify(answer.card)).not.toContain('report.document');

    const ready = textOf(cardOf(await becomes(robin, message.id, /Hämta Word-dokumentet/)));
    expect(ready).toContain('Utkast 1');
    expect(ready).toContain('Robin Lindqvist, ');
    expect(ready).not.toContain('tas fram');
    expect(await newest()).toMatchObject({
      number: 1,
      handledBy: 'Planeringsledare',
      hostings: ['2025'],
      state: { kind: 'ready' },
    });
    expect(ready).toContain(`Samarbeten under perioden: ${(await newest()).total}`);
  });

  it('is one, however often its form is sent', async () => {
    const before = (await versions()).length;
    const { message, data } = await opensForm(robin);
    const press = () => robin.presses('report.make', data, message.id);
    const answers = await Promise.all([press(), press()]);
    for (const { card } of answers) expect(textOf(card)).toContain(`Utkast ${before + 1} tas fram`);
    await becomes(robin, message.id, /Hämta Word-dokumentet/);
    expect(textOf((await press()).card)).toContain('Hämta Word-dokumentet');
    expect(await versions()).toHaveLength(before + 1);
  });

  it('of two officers at once are two, with numbers of their own', async () => {
    const before = (await versions()).length;
    const cards = await Promise.all([drafts(robin), drafts(ingrid)]);
    const numbers = cards.map(card => /Utkast (\d+)/.exec(textOf(cardOf(card)))![1]);
    expect(new Set(numbers)).toEqual(new Set([String(before + 1), String(before + 2)]));
    expect(textOf(cardOf(cards[0]!))).toContain('Robin Lindqvist');
    expect(textOf(cardOf(cards[1]!))).toContain('Ingrid Åkesson');
  });

  it.each([
    ['that are turned round', '2024', '2018'],
    ['that are none', 'i fjol', '=1+1'],
    ['to come', '2027', '2028'],
    ['of which one is missing', '2018', ''],
  ])('is not begun for years %s: the form comes back with what was typed', async (_which, from, to) => {
    const before = (await versions()).length;
    const { message, data } = await opensForm(robin);
    const typed = { period: 'years', fromYear: from, toYear: to, handledBy: 'Planeringsledare' };
    const { card } = await robin.presses('report.make', { ...data, ...typed }, message.id);
    expect(valuesIn(card)).toMatchObject(typed);
    expect(inputOf(card, 'fromYear')!.label).toContain('skriv två årtal med fyra siffror');
    expect(await versions()).toHaveLength(before);
  });

  it('needs a period, and a function of some length', async () => {
    const { message, data } = await opensForm(robin);
    const typed = { period: '', fromYear: '', toYear: '', handledBy: 'Å'.repeat(101) };
    const { card } = await robin.presses('report.make', { ...data, ...typed }, message.id);
    expect(valuesIn(card)).toMatchObject({ handledBy: typed.handledBy });
    expect(inputOf(card, 'period')!.label).toContain('Välj en period');
    expect(inputOf(card, 'handledBy')!.label).toContain('högst 100 tecken');
  });

  it('of years without anything is an honest one', async () => {
    const text = textOf(cardOf(await drafts(robin, { period: 'years', fromYear: '1990', toYear: '1991' })));
    expect(text).toContain('Samarbeten under perioden: 0');
    expect(text).not.toContain('Ändrat sedan');
  });
});
