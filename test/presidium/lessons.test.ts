import {
  actionData,
  cardOf,
  findAction,
  inputOf,
  randomPrefix,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';
import {
  delegationNow,
  enters,
  isPresidium,
  knowsTheMeeting,
  listsOf,
  member,
  ON,
  secretary,
} from './support';

const LAST = '2017';
const TEXT = 'Bussfiler på broar.\n\nFler <b>träd</b> & "parker".';

let proxy: StorageProxy;
let bot: TestBot;
let robin: TestPerson;
let sasha: TestPerson;
let kim: TestPerson;
let mika: TestPerson;
let staff: TestPerson;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    now: () => new Date('2026-11-23T09:00:00.000Z'),
    settings: { settingsCacheMs: 0, memberCacheMs: 0, turnDeadlineMs: 2_000 },
  });
  robin = bot.coordinator('Robin Lindqvist');
  [sasha, kim, mika, staff] = ['Sasha Ek', 'Kim Andersson', 'Mika Sand', 'Lee Holm'].map(name =>
    bot.person(name),
  ) as [TestPerson, TestPerson, TestPerson, TestPerson];
  await bot.bindChannel(robin);
  await knowsTheMeeting(bot.storage);
  await isPresidium(bot.storage, [secretary(sasha), member(kim, { function: undefined })]);
  for (const person of [robin, sasha, kim, mika, staff]) await person.installs();
});

beforeEach(() =>
  enters(bot.storage, 'delegations', {
    id: LAST,
    delegates: [{ personId: mika.id, function: 'ledamot i kommunfullmäktige' }],
    lessons: [],
  }),
);

afterEach(() => proxy.mend());

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

function writes(by: TestPerson, lesson: string, meeting = LAST) {
  return by.presses('presidium.saveLesson', { meeting, lesson }, ON);
}

describe('"lärdomar"', () => {
  it('opens the form at once for somebody who was in the delegation, and says what becomes of it', async () => {
    const [said] = await mika.says('lärdomar');
    const card = cardOf(said!);
    expect(textOf(card)).toContain(
      'Skriv inget om enskilda personer eller annat som kan omfattas av sekretess.',
    );
    const input = inputOf(card, 'lesson')!;
    expect(input.label).toContain('blir en allmän handling och kan komma att citeras');
    expect(input).toMatchObject({ isMultiline: true, maxLength: 4_000 });
  });

  it('shows the presidium and the officers what was learned, by function and not by name', async () => {
    await writes(mika, TEXT);
    await writes(kim, 'Mer cykel.');
    for (const person of [kim, sasha, robin]) {
      const [said] = await person.says('lärdomar');
      const text = textOf(cardOf(said!));
      expect(text).toMatch(
        /ledamot i kommunfullmäktige, 23 november 2026[^\n]*\nBussfiler på broar\.\nFler <b>träd/,
      );
      expect(text).not.toMatch(/Mika Sand|Kim Andersson/);
    }
    const [toRobin] = await robin.says('lessons');
    expect(textOf(cardOf(toRobin!))).toContain('ledamot i presidiet, 23 november 2026');
    expect(findAction(cardOf(toRobin!), 'presidium.lessonForm')).toBeUndefined();
  });

  it('shows who only took part what they wrote themselves', async () => {
    await writes(kim, 'Mer cykel.');
    await writes(mika, TEXT);
    const [said] = await mika.says('lärdomar');
    expect(textOf(cardOf(said!))).toContain('Bussfiler på broar.');
    expect(textOf(cardOf(said!))).not.toContain('Mer cykel.');
  });

  it('tells others in plain words whose matter it is', async () => {
    const [said] = await staff.says('lärdomar');
    expect(said!.activity.text).toMatch(/^Lärdomar från vänortsmötena lämnas av presidiet/);
    expect((await writes(staff, 'x')).notice).toContain('saknar du behörighet');
    expect((await writes(robin, 'x')).notice).toContain('saknar du behörighet');
  });
});

describe('what somebody learned', () => {
  it('is changed by themselves, and every version is kept', async () => {
    await writes(mika, 'Först.');
    const form = await mika.presses('presidium.lessonForm', { meeting: LAST }, ON);
    expect(inputOf(form.card, 'lesson')).toMatchObject({ value: 'Först.' });
    const data = actionData(form.card, 'presidium.saveLesson');
    const changed = await mika.presses('presidium.saveLesson', { ...data, lesson: 'Sedan.' }, ON);
    expect(textOf(changed.card)).toMatch(/Tack! Det är sparat\.[^]*Sedan\./);
    const texts = (await listsOf(bot.storage).history('delegations', LAST, 2)).map(
      ({ entry }) => entry?.lessons[0]?.text,
    );
    expect(texts).toEqual(['Sedan.', 'Först.']);
  });

  it('is there once when it is sent twice', async () => {
    const answers = await Promise.all([writes(mika, TEXT), writes(mika, TEXT)]);
    for (const { card } of answers) expect(textOf(card)).toContain('Bussfiler');
    expect((await delegationNow(bot.storage, LAST)).lessons).toHaveLength(1);
  });

  it.each([
    ['nothing', ' \n ', 'fyll i'],
    ['too much', 'x'.repeat(4_001), 'högst 4000 tecken, du har skrivit 4001'],
  ])('is not %s, and what was typed stays', async (_what, lesson, error) => {
    const answer = await writes(mika, lesson);
    expect(inputOf(answer.card, 'lesson')?.label).toContain(error);
    expect(inputOf(answer.card, 'lesson')).toMatchObject({ value: lesson });
  });

  it('comes back with a code while storage does not answer', async () => {
    proxy.fault = () => ({ status: 503 });
    const answer = await writes(mika, TEXT);
    expect(textOf(answer.card)).toMatch(/Allt du skrev finns kvar här.*Felkod: [A-Z0-9]{5}/);
    expect(inputOf(answer.card, 'lesson')).toMatchObject({ value: TEXT });
  });

  it('cannot be told of a meeting that has not been held', async () => {
    expect((await writes(kim, 'x', '2027')).notice).toContain('saknar du behörighet');
  });
});
