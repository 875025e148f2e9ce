import { CITY_PARTITION } from '../../src/capabilities';
import { addWorkdays } from '../../src/workdays';
import type { Office } from '../hosting/support';
import { heldIn2025 } from '../lists/meetings/histories';
import { enters } from '../presidium/support';
import { draft, noFigures } from '../report/support';
import { cardOf, eventually, findAction, randomPrefix, startTestBot, textOf } from '../support/bot';
import { atRest } from '../support/journey';
import { HELD } from './history';
import { morning, PATIENCE_MS, prompts, promptText, startAfterHosting, storeOf } from './support';

jest.setTimeout(120_000);

let office: Office;

beforeEach(async () => {
  office = await startAfterHosting();
});

afterEach(() => office.bot.stop());

describe('after the hosting, the channel is prompted', () => {
  it('on the next working morning, then weekly, then monthly, on working mornings', async () => {
    const { bot } = office;
    expect(prompts(bot)).toEqual([]);
    const expected = [
      ...['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'],
      // 5 January is a Tuesday; 19 February a Friday.
      ...['2027-01-05', '2027-01-12', '2027-01-19', '2027-02-19'],
    ];
    const found: string[] = [];
    for (let day = '2026-11-24'; day <= '2027-02-22'; day = addWorkdays(day, 1)) {
      // Most mornings are quiet, and the memory takes them together.
      if (!expected.includes(day) && !expected.includes(addWorkdays(day, 1))) continue;
      const before = prompts(bot).length;
      await morning(bot, day);
      if (prompts(bot).length > before) found.push(day);
    }
    expect(found).toEqual(expected);
  });

  it('with what must be done, by which rule, and how far it has come', async () => {
    const { bot } = office;
    await morning(bot, '2026-11-24');
    const text = promptText(bot, 0);
    expect(text).toContain('ska en samlad avrapportering och analys göras');
    expect(text).toContain('Kommunstyrelsen 2016-09-21 § 534');
    expect(text).toContain('14–15 november 2025');
    expect(text).toContain('inte utskickad');
    expect(text).toContain('inte påbörjad');
    const card = cardOf(prompts(bot)[0]!);
    expect(findAction(card, 'report.open')).toMatchObject({ data: { meeting: HELD } });
  });

  it('and the one before says that there is a newer one', async () => {
    const { bot } = office;
    await morning(bot, '2026-11-24');
    await morning(bot, '2026-12-01');
    expect(prompts(bot)).toHaveLength(2);
    expect(promptText(bot, 0)).toContain('En nyare finns');
    expect(findAction(cardOf(prompts(bot)[0]!), 'report.open')).toBeUndefined();
    expect(findAction(cardOf(prompts(bot)[1]!), 'report.open')).toBeDefined();
  });

  it('once by two instances', async () => {
    await office.bot.stop();
    const prefix = randomPrefix();
    office = await startAfterHosting({ prefix });
    const { bot } = office;
    const settings = { settingsCacheMs: 0, memberCacheMs: 0 };
    const other = await startTestBot({ prefix, teams: bot.teams, now: () => bot.clock.now(), settings });
    try {
      for (const day of ['2026-11-24', '2026-12-01']) {
        await morning(bot, day);
        await atRest(other, PATIENCE_MS);
      }
      expect(prompts(bot)).toHaveLength(2);
    } finally {
      await other.stop();
    }
  });

  it('once after three weeks in which nothing ran', async () => {
    const { bot } = office;
    await morning(bot, '2026-11-24');
    await morning(bot, '2026-12-16');
    expect(prompts(bot)).toHaveLength(2);
  });

  it('with one card where the one before could not be posted', async () => {
    const { bot } = office;
    bot.teams.fault = ({ method }) => (method === 'POST' ? { status: 400 } : undefined);
    await morning(bot, '2026-11-24');
    expect(prompts(bot)).toEqual([]);
    bot.teams.fault = () => undefined;
    await morning(bot, '2026-12-01');
    expect(prompts(bot)).toHaveLength(1);
  });

  it('not when the meeting was called off', async () => {
    const { bot } = office;
    const cycle = { ...heldIn2025, anchors: heldIn2025.anchors.filter(({ year }) => year !== 2025) };
    await enters(bot.storage, 'cycle', cycle);
    await morning(bot, '2026-11-24');
    expect(prompts(bot)).toEqual([]);
  });
});

describe('the prompts end', () => {
  it('when the report is registered, which the card shows at once', async () => {
    const { bot, robin } = office;
    await morning(bot, '2026-11-24');
    await bot.storage.register.commit(CITY_PARTITION, [
      { do: 'insert', key: `report|version|${99_999 - draft.number}`, body: { ...draft, hostings: [HELD] } },
      { do: 'insert', key: `report|figures|${draft.number}`, body: noFigures },
    ]);
    const values = { number: draft.number, seen: '', caseNumber: 'SLK-2026-00123' };
    await robin.presses('report.register', values, 'card');
    await eventually('the card tells', () => promptText(bot, 0).includes('SLK-2026-00123'), PATIENCE_MS);
    expect(promptText(bot, 0)).toContain('enligt Robin Lindqvist');
    for (const day of ['2026-12-01', '2026-12-08', '2027-01-19']) await morning(bot, day);
    expect(prompts(bot)).toHaveLength(1);
  });

  it('with a reason, which the card tells, and go on when that is taken back', async () => {
    const { bot, robin, ingrid } = office;
    await morning(bot, '2026-11-24');
    const opened = await robin.pressesInChannel('evaluation.form', { meeting: HELD, form: 'end' }, 'card');
    expect(opened.notice).toContain('egen chatt');
    const without = await robin.presses('evaluation.end', { meeting: HELD, reason: '  ' }, 'card');
    expect(textOf(without.card)).toContain('skriv varför');
    await robin.presses('evaluation.end', { meeting: HELD, reason: 'Rapporten gjordes 2025.' }, 'card');
    await eventually('the card tells', () => promptText(bot, 0).includes('Rapporten gjordes 2025.'));
    await morning(bot, '2026-12-01');
    expect(prompts(bot)).toHaveLength(1);
    await ingrid.pressesInChannel('evaluation.resume', { meeting: HELD }, prompts(bot)[0]!.id);
    await eventually('it goes on', () => promptText(bot, 0).includes('ska en samlad'));
    await morning(bot, '2026-12-08');
    expect(prompts(bot)).toHaveLength(2);
    const { value } = await storeOf(bot).ends(HELD);
    expect(value.map(({ what, by }) => [what, by])).toEqual([
      ['ended', robin.id],
      ['resumed', ingrid.id],
    ]);
  });
});
