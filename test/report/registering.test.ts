import { morning, prompts, promptText, rowsUnder } from '../evaluation/support';
import { cardOf, eventually, inputOf, textOf, type TestPerson } from '../support/bot';
import { atRest } from '../support/journey';
import { valuesIn } from '../support/keeping';
import {
  becomes,
  drafts,
  fetchesFrom,
  linkTo,
  opensRegister,
  PATIENCE_MS,
  registers,
  startReporting,
  storeOf,
  type ReportOffice,
} from './office';
import { fetchesDocument } from './opened';

jest.setTimeout(3 * PATIENCE_MS);

const [FIRST, SECOND] = ['SLK-2026-00123', 'SLK-2026-00456'] as const;

let office: ReportOffice;
let robin: TestPerson;
let ingrid: TestPerson;

beforeEach(async () => {
  office = await startReporting();
  ({ robin, ingrid } = office);
});
afterEach(() => office.stop());

async function version(number: number) {
  return (await storeOf(office.bot).load(number))!.version;
}

describe('the case number of a report', () => {
  it('is asked for again while it is none, and what was typed stays', async () => {
    await drafts(robin);
    for (const typed of ['', '7', '**SLK**', 'SLK-2026', '=HYPERLINK("x")']) {
      const { card } = await registers(robin, 1, typed);
      expect(inputOf(card, 'caseNumber')!.label).toContain('skriv det som SLK-2026-00123');
      expect(valuesIn(card)).toEqual({ caseNumber: typed });
    }
    expect((await version(1)).registered).toBeUndefined();
  });

  it('is kept with who and when, shown on the card, and ends the prompts in the channel', async () => {
    const { bot } = office;
    await morning(bot, '2026-11-24');
    expect(promptText(bot, 0)).toContain('Rapport: inte påbörjad');
    const card = await drafts(robin, { period: 'due' });
    await eventually('the prompt tells of it', () => promptText(bot, 0).includes('utkast 24 november 2026'));

    const answer = await registers(ingrid, 1, ` ${FIRST.toLowerCase()} `);
    expect(textOf(answer.card)).toMatch(
      /Ärendenumret är sparat\.[^]*Diarieförd som SLK-2026-00123 av Ingrid/,
    );
    expect((await version(1)).registered).toMatchObject({ value: FIRST, by: ingrid.id });
    await becomes(robin, card.id, /Diarieförd rapport SLK-2026-00123/);
    await eventually('the prompt tells of that', () => promptText(bot, 0).includes(FIRST));
    expect(promptText(bot, 0)).toContain('Jag påminner inte längre');

    for (const day of ['2026-12-01', '2027-01-11']) await morning(bot, day);
    expect(prompts(bot)).toHaveLength(1);
    const [overview] = await robin.says('rapport');
    expect(textOf(cardOf(overview!))).toContain('Nästa rapport gäller 16 november 2025');
  });

  it('entered by two officers in turn is that of the first, and the second learns who and when', async () => {
    await drafts(robin);
    const [mine, yours] = [await opensRegister(robin, 1), await opensRegister(ingrid, 1)];
    await robin.presses('report.register', { ...mine, caseNumber: FIRST }, 'card');
    const late = await ingrid.presses('report.register', { ...yours, caseNumber: SECOND }, 'card');
    const text = textOf(late.card);
    expect(text).toMatch(
      /Robin Lindqvist har redan angett ärendenummer SLK-2026-00123, 23 november 2026 kl\. \d\d:\d\d\. Du skrev SLK-2026-00456\./,
    );
    expect(text).not.toContain('är sparat');
    expect((await version(1)).registered).toMatchObject({ value: FIRST, by: robin.id });
  });

  it('entered by two officers at once is kept for one of them', async () => {
    await drafts(robin);
    const forms = [await opensRegister(robin, 1), await opensRegister(ingrid, 1)] as const;
    const texts = (
      await Promise.all([
        robin.presses('report.register', { ...forms[0], caseNumber: FIRST }, 'card'),
        ingrid.presses('report.register', { ...forms[1], caseNumber: SECOND }, 'card'),
      ])
    ).map(({ card }) => textOf(card));
    expect(texts.filter(text => text.includes('Ärendenumret är sparat'))).toHaveLength(1);
    expect(texts.filter(text => text.includes('har redan angett ärendenummer'))).toHaveLength(1);
  });

  it('can be changed later, by whoever sees the one that stands', async () => {
    await drafts(robin);
    await registers(robin, 1, FIRST);
    const form = await opensRegister(ingrid, 1);
    expect(form).toMatchObject({ caseNumber: FIRST, seen: FIRST });
    await ingrid.presses('report.register', { ...form, caseNumber: SECOND }, 'card');
    expect((await version(1)).registered).toMatchObject({ value: SECOND, by: ingrid.id });
    const { text, name } = await fetchesDocument(office.bot, robin, 1);
    expect(text).toContain(SECOND);
    expect(name).toContain(SECOND);
  });

  it('of a report on years without a hosting says nothing of prompts', async () => {
    await drafts(robin, { period: 'years', fromYear: '2019', toYear: '2021' });
    const text = textOf((await registers(robin, 1, FIRST)).card);
    expect(text).toContain('Diarieförd rapport SLK-2026-00123');
    expect(text).not.toContain('Påminnelserna');
  });
});

describe('clearing', () => {
  const buttons = async (person: TestPerson) => JSON.stringify(cardOf((await person.says('rapport'))[0]!));

  it('takes nothing away before a report is registered', async () => {
    await drafts(robin);
    expect(await buttons(robin)).not.toContain('report.clear');
    expect(textOf((await robin.presses('report.clear', {}, 'card')).card)).toContain(
      'Det fanns inget att rensa.',
    );
    expect(await fetchesDocument(office.bot, robin, 1)).toBeDefined();
  });

  it('takes the drafts away with their figures, and leaves what is registered', async () => {
    const { bot } = office;
    const cards = [await drafts(robin), await drafts(ingrid), await drafts(robin)];
    await registers(robin, 2, FIRST);
    expect(await buttons(ingrid)).toContain('report.clear');
    const old = await linkTo(robin, 'report.document', { number: 1 });
    const answer = await ingrid.presses('report.clear', {}, 'card');
    expect(textOf(answer.card)).toContain('2 utkast är rensade.');
    expect(textOf(answer.card)).not.toMatch(/Utkast [13]/);

    expect((await fetchesFrom(bot, old)).status).toBe(404);
    const before = bot.teams.in(robin.chat).length;
    for (const verb of ['report.document', 'report.spreadsheet', 'report.show', 'report.openRegister'])
      expect((await robin.presses(verb, { number: 3 }, 'card')).card).toBeUndefined();
    expect(bot.teams.in(robin.chat)).toHaveLength(before);

    expect((await fetchesDocument(bot, ingrid, 2)).text).toContain(FIRST);
    expect((await rowsUnder(bot, 'report|figures|')).map(({ key }) => key)).toEqual(['report|figures|2']);
    for (const number of [1, 3]) {
      const cleared = await version(number);
      expect(cleared).toMatchObject({ by: robin.id, cleared: { by: ingrid.id } });
      expect([cleared.total, cleared.since]).toEqual([undefined, undefined]);
    }
    for (const index of [0, 2]) {
      const { id } = cards[index]!;
      const text = textOf(cardOf(await becomes(robin, id, /, rensat/)));
      expect(text).not.toMatch(/Hämta|Samarbeten under perioden/);
    }
    await atRest(bot);
    expect(textOf((await robin.presses('report.clear', {}, 'card')).card)).toContain(
      'Det fanns inget att rensa.',
    );
    expect(textOf(cardOf(await drafts(robin)))).toMatch(/Utkast 4[^]*Ändrat sedan utkast 2/);
  });

  it('is refused to others', async () => {
    await drafts(robin);
    await registers(robin, 1, FIRST);
    await drafts(robin);
    const answer = await office.bot.person('Kim Andersson').presses('report.clear', {}, 'card');
    expect(answer.card).toBeUndefined();
    expect((await version(2)).cleared).toBeUndefined();
  });
});
