import { SLK_CHANNEL, actionData, cardOf, eventually, findAction, textOf } from '../support/bot';
import { atRest } from '../support/journey';
import { enters } from '../support/keeping';
import { faultsIn } from '../support/register';
import { notKnown } from '../lists/meetings/histories';
import { dataOfButton, does } from '../lists/officer';
import {
  dayCard,
  dayCards,
  jobsNow,
  MEETING,
  morning,
  ON,
  planNow,
  proposals,
  says,
  startOffice,
  storeOf,
  TODAY,
  TUESDAY,
  WEDNESDAY,
  type Office,
} from './support';

let office: Office;

beforeEach(async () => {
  office = await startOffice();
});

afterEach(async () => {
  expect(faultsIn(await atRest(office.bot))).toEqual([]);
  await office.bot.stop();
});

/** Göteborg hosts in 2027 (history B), as an officer answers the first question. */
async function isTold(): Promise<void> {
  const { bot, robin } = office;
  await eventually('the first day seen to', async () => (await storeOf(bot).state()).state.through === TODAY);
  const cycle = { list: 'cycle', id: 'turordning', deed: 'firstAnswer' };
  const shown = await does(robin, cycle, { turn: '2027' });
  await robin.presses('lists.save', dataOfButton(shown, 'Bekräfta'), ON);
}

describe('a plan for the meeting that Göteborg hosts', () => {
  it('is proposed in the channel the next working morning, adopted there, and reminded of the day after', async () => {
    const { bot, robin, ingrid } = office;
    await isTold();
    expect(proposals(bot)).toEqual([]);

    await morning(bot, TUESDAY);
    const [proposed, ...more] = proposals(bot);
    expect(more).toEqual([]);
    const text = textOf(cardOf(proposed!));
    expect(text).toMatch(/^Förslag till plan för värdskapet 2027\nGöteborg 2027, planerat/);
    expect(text).toContain('Datumen räknas tills vidare från 1 maj 2027.');
    expect(text).toMatch(/1 maj 2025 Ta med kostnaden i budgetunderlaget[^\n]*har passerat/);
    expect(text).toMatch(/1 november 2027 Samlad avrapportering och analys\nAnta planen$/);

    const data = actionData(cardOf(proposed!), 'hosting.adopt');
    const adopted = await robin.pressesInChannel('hosting.adopt', data, proposed!.id);
    expect(textOf(adopted.card)).toMatch(
      /^Planen för värdskapet 2027 är antagen[^]*Antagen 24 november 2026 av Robin Lindqvist\.[^]*Visa planen$/,
    );
    const second = await ingrid.pressesInChannel('hosting.adopt', data, proposed!.id);
    expect(textOf(second.card)).toContain('Antagen 24 november 2026 av Robin Lindqvist.');
    await atRest(bot);
    expect(textOf(cardOf(proposals(bot)[0]!))).toContain('av Robin Lindqvist');
    expect((await storeOf(bot).history(MEETING, 10)).map(({ version }) => version)).toEqual([1]);

    const plan = textOf(await says(robin, 'planen'));
    expect(plan).toMatch(
      /^Planen för värdskapet 2027\n0 av 15 klara · 8 försenade[^]*\nFörsenat\nTa med kostnaden[^\n]*\nSkulle ha varit klart 1 maj 2025\. Ingen ansvarig ännu\.[^]*\nKommande\nSamla uppgifter om delegationerna\nSka vara klart 1 januari 2027\./,
    );

    await morning(bot, WEDNESDAY);
    const [card, ...others] = dayCards(bot);
    expect(others).toEqual([]);
    expect(textOf(cardOf(card!))).toMatch(/25 november 2026\n8 aktiviteter behöver[^]*Försenat/);
    expect((await jobsNow(bot)).map(({ key }) => key)).toEqual([
      `hosting|day|${WEDNESDAY}`,
      `hosting|proposal|${MEETING}`,
    ]);
    expect(proposals(bot)).toHaveLength(1);
  });

  it('is adopted once, though two press in the same moment', async () => {
    const { bot, robin, ingrid } = office;
    await isTold();
    await morning(bot, TUESDAY);
    const [proposed] = proposals(bot);
    const data = actionData(cardOf(proposed!), 'hosting.adopt');
    const answers = await Promise.all(
      [robin, ingrid, robin, ingrid].map(by => by.pressesInChannel('hosting.adopt', data, proposed!.id)),
    );
    const first = (await planNow(bot)).adopted.by === robin.id ? 'Robin Lindqvist' : 'Ingrid Åkesson';
    for (const { card } of answers) expect(textOf(card)).toContain(`av ${first}.`);
    expect(await storeOf(bot).history(MEETING, 10)).toHaveLength(1);
  });

  it('is adopted in one’s own chat before it is proposed, and is then not proposed', async () => {
    const { bot, robin, ingrid } = office;
    await isTold();
    const card = await says(robin, 'planen');
    expect(textOf(card)).toContain('Förslag till plan för värdskapet 2027');
    const data = actionData(card, 'hosting.adopt');
    const adopted = await robin.presses('hosting.adopt', data, ON);
    expect(textOf(adopted.card)).toMatch(/Planen är antagen\. Välj Öppna för att ge[^]*Försenat/);
    const late = await ingrid.presses('hosting.adopt', data, ON);
    expect(textOf(late.card)).toMatch(/^Planen för värdskapet 2027[^]*Planen är redan antagen\./);

    await morning(bot, TUESDAY);
    await dayCard(bot);
    expect(proposals(bot)).toEqual([]);
  });

  it('opens from the channel in one’s own chat, for officers', async () => {
    const { bot, robin } = office;
    await isTold();
    await morning(bot, TUESDAY);
    const [proposed] = proposals(bot);
    const data = actionData(cardOf(proposed!), 'hosting.adopt');
    const { card } = await robin.pressesInChannel('hosting.adopt', data, proposed!.id);
    const open = actionData(card, 'hosting.openPlan');
    const answer = await robin.pressesInChannel('hosting.openPlan', open, proposed!.id);
    expect(answer.notice).toBe('Planen finns nu i din egen chatt med mig.');
    expect(textOf(cardOf(bot.teams.in(robin.chat).at(-1)!))).toContain('0 av 15 klara');

    const stranger = bot.person('Kim Andersson');
    await stranger.installs();
    const refused = await stranger.pressesInChannel('hosting.openPlan', open, proposed!.id);
    expect(refused.notice).toContain('saknar du behörighet');
    const [said] = await stranger.says('planen');
    expect(said!.activity.text).toBe(
      'Planen för värdskapet är till för handläggare på stadsledningskontoret.',
    );
  });
});

describe('while there is nothing to plan', () => {
  it('"planen" and "förhandsvisa" say so, in the reader’s language', async () => {
    const { bot, robin } = office;
    expect(textOf(await says(robin, 'planen'))).toContain(
      'Nästa gång: Göteborg 2033, enligt turordningen, inte bekräftat.',
    );
    await enters(bot, 'cycle', notKnown);
    expect(textOf(await says(robin, 'planen'))).toContain(
      'Det är inte känt när Göteborg står värd nästa gång.',
    );
    expect(textOf(await says(robin, 'förhandsvisa'))).toContain('Det finns ingen plan ännu.');
    await robin.says('english');
    expect(textOf(await says(robin, 'the plan'))).toContain('It is not known when Göteborg hosts next.');
    const preview = await says(robin, 'preview');
    expect(textOf(preview)).toContain('There is no plan yet.');
    const plan = findAction(preview, 'hosting.plan')!.data as object;
    const { card } = await robin.presses('hosting.plan', plan, ON);
    expect(textOf(card)).toContain('It is not known when Göteborg hosts next.');
  });

  it('nothing comes to the channel of it', async () => {
    const { bot } = office;
    await morning(bot, TUESDAY);
    expect(await jobsNow(bot)).toEqual([]);
    expect(bot.teams.in(SLK_CHANNEL).filter(one => textOf(cardOf(one)).includes('värdskapet 2'))).toEqual([]);
  });
});
