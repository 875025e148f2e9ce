import {
  actionData,
  inputOf,
  randomPrefix,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { isCommit, startStorageProxy, type StorageProxy } from '../support/storage-proxy';

let proxy: StorageProxy;
let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    settings: { turnDeadlineMs: 1_000, settingsCacheMs: 0, memberCacheMs: 0 },
  });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
  await robin.says('hej');
});

afterEach(() => {
  proxy.mend();
  bot.teams.fault = () => undefined;
});

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

const typed = {
  nameSv: 'Förvaltningen "A" & <b>',
  nameEn: 'A & B',
  wordsSv: 'ett\ntvå',
  validFrom: '2026-01-01',
};

async function dataOf(target: object): Promise<Record<string, unknown>> {
  const form = await robin.presses('lists.form', target, 'card');
  return actionData(form.card, 'lists.save');
}

describe('a form of the lists', () => {
  it.each([
    ['answers with a fault', { status: 503 } as const],
    ['does not answer', { hang: true }],
  ])('comes back with everything that was typed, and a code, while storage %s', async (_what, fault) => {
    const data = await dataOf({ list: 'units', deed: 'add' });
    proxy.fault = () => fault;
    const answer = await robin.presses('lists.save', { ...data, ...typed }, 'card');
    expect(textOf(answer.card)).toMatch(/Allt du skrev finns kvar här.*Felkod: [A-Z0-9]{5}/);
    for (const [field, value] of Object.entries(typed))
      expect(inputOf(answer.card, field)).toMatchObject({ value });
    expect(actionData(answer.card, 'lists.save')).toEqual(data);
  });

  it('that was saved although nobody was told is saved once when it is sent again', async () => {
    for (const [target, values] of [
      [{ list: 'units', deed: 'add' }, { nameSv: 'Osäkerhetsnämnden' }],
      [{ list: 'units', deed: 'close', id: 'hamn' }, { lastDay: '2030-12-31' }],
    ] as const) {
      const data = { ...(await dataOf(target)), ...values };
      proxy.fault = call => (isCommit(call) ? { cut: true, afterwards: true } : undefined);
      const lost = await robin.presses('lists.save', data, 'card');
      proxy.mend();
      const answer =
        lost.card && textOf(lost.card).includes('så står det redan')
          ? lost
          : await robin.presses('lists.save', data, 'card');
      expect(textOf(answer.card)).toContain('så står det redan');
    }
    const found = await robin.presses('lists.list', { list: 'units', filter: 'Osäkerhetsnämnden' }, 'card');
    expect(textOf(found.card)).toContain('Visar 1 av 1');
  });

  it('is not saved while Teams does not tell who is a coordinator', async () => {
    const data = await dataOf({ list: 'units', deed: 'close', id: 'kultur' });
    bot.teams.fault = ({ path }) => (path.endsWith('/pagedmembers') ? { status: 500 } : undefined);
    const answer = await robin.presses('lists.save', { ...data, lastDay: '2026-01-01' }, 'card');
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toContain('kan inte kontrollera din behörighet');
  });
});

describe('where Teams’ people picker is not', () => {
  it('editors are picked from the team and those who have met the bot', async () => {
    const trial = await startTestBot({ settings: { typeahead: false } });
    try {
      const officer = trial.coordinator('Robin Lindqvist');
      trial.coordinator('Åsa Ek');
      await trial.bindChannel(officer);
      const kim = trial.person('Kim Andersson');
      await kim.says('hej');
      const form = await officer.presses(
        'lists.form',
        { list: 'editors', deed: 'pick', id: 'kultur' },
        'card',
      );
      const people = inputOf(form.card, 'people')!;
      const choices = people.choices as { title: string; value: string }[];
      expect(choices.map(({ title }) => title)).toEqual(['Kim Andersson', 'Robin Lindqvist', 'Åsa Ek']);
      expect(people).not.toHaveProperty(['choices.data']);
      const data = actionData(form.card, 'lists.save');
      const saved = await officer.presses(
        'lists.save',
        { ...data, people: kim.id, from: '2026-01-01' },
        'card',
      );
      expect(textOf(saved.card)).toContain('Kim Andersson, från och med 1 januari 2026');
    } finally {
      await trial.stop();
    }
  });
});
