import { cardOf, findAction, textOf, type TestPerson } from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { enters } from '../support/keeping';
import { faultsIn } from '../support/register';
import { dataOfButton, does } from '../lists/officer';
import {
  activityNow,
  dayCard,
  dayCards,
  hasPlan,
  MEETING,
  meetingOn,
  morning,
  newDate,
  ON,
  planNow,
  proposals,
  says,
  startOffice,
  titled,
  TUESDAY,
  WEDNESDAY,
  type Office,
} from './support';

let office: Office;

beforeEach(async () => {
  office = await startOffice();
  await hasPlan(office);
  await morning(office.bot, TUESDAY);
});

afterEach(async () => {
  expect(faultsIn(await atRest(office.bot))).toEqual([]);
  await office.bot.stop();
});

const line = /Mötet 2027 har fått en ny tid\. Planen är räknad från 1 maj 2027, mötet börjar nu 15 september/;

/** The meeting has got its days, in September, and the card of the next morning offers to move the plan. */
async function offered(): Promise<PostedActivity> {
  const { bot } = office;
  await enters(bot, 'meetings', meetingOn('2027-09-15', '2027-09-16'));
  await morning(bot, WEDNESDAY);
  const card = await dayCard(bot, 2);
  expect(textOf(cardOf(card))).toMatch(line);
  return card;
}

function answers(by: TestPerson, card: PostedActivity, title: string) {
  return by.pressesInChannel('hosting.move', titled(cardOf(card), title), card.id);
}

describe('a meeting that has got other days', () => {
  it('takes the plan along', async () => {
    const { bot, robin, ingrid } = office;
    await robin.presses('hosting.settle', { meeting: MEETING, activity: 'theme', to: 'done' }, ON);
    const first = dayCards(bot)[0]!;
    await robin.pressesInChannel('hosting.newDate', newDate(cardOf(first), 'venue', '2027-01-11'), first.id);
    const card = await offered();
    const title = 'Flytta planen';
    const data = titled(cardOf(card), title);
    const moved = await answers(robin, card, title);
    expect(textOf(moved.card)).toContain('Planen är flyttad med mötet.');
    expect(textOf(moved.card)).toContain(
      'Planen för mötet 2027 är avstämd mot den nya tiden, 15 september 2027.',
    );
    expect(await activityNow(bot, 'delegations')).toMatchObject({ due: '2027-05-15' });
    expect(await activityNow(bot, 'report')).toMatchObject({ due: '2028-03-16' });
    // 137 days later, like the meeting's first day; what was done stays.
    expect(await activityNow(bot, 'venue')).toMatchObject({ due: '2027-05-28' });
    expect(await activityNow(bot, 'theme')).toMatchObject({ due: '2025-11-01' });
    const late = await ingrid.pressesInChannel('hosting.move', data, card.id);
    expect(textOf(late.card)).toContain('Så står det redan.');
    await atRest(bot);
    expect(textOf(cardOf(card))).toContain('är avstämd mot den nya tiden');
    expect(findAction(cardOf(card), 'hosting.move')).toBeUndefined();
    const before = dayCards(bot).length;
    await morning(bot, '2026-11-27');
    const text = dayCards(bot)
      .slice(before)
      .map(one => textOf(cardOf(one)));
    expect(text.join('\n')).not.toContain('ny tid');
  });

  it('leaves the dates as they are, if that is wanted', async () => {
    const { bot, robin } = office;
    const card = await offered();
    const before = await planNow(bot);
    const kept = await answers(robin, card, 'Behåll datumen');
    expect(textOf(kept.card)).toContain('Datumen är som förut.');
    const { activities, from } = await planNow(bot);
    expect(from).toBe('2027-09-15');
    expect(activities.map(({ due }) => due)).toEqual(before.activities.map(({ due }) => due));
    expect(textOf(await says(robin, 'planen'))).toContain('datumen räknas från det');
  });

  it('is told of once, and can be answered in the plan too', async () => {
    const { bot, robin } = office;
    await offered();
    await morning(bot, '2026-12-01');
    expect(dayCards(bot).filter(one => line.test(textOf(cardOf(one))))).toHaveLength(1);
    const plan = await says(robin, 'planen');
    expect(textOf(plan)).toMatch(line);
    const { card } = await robin.presses('hosting.move', titled(plan, 'Flytta planen'), ON);
    expect(textOf(card)).toMatch(/Planen är flyttad med mötet\./);
    expect(await planNow(bot)).toMatchObject({ from: '2027-09-15', to: '2027-09-16' });
  });

  it('that is moved once more does not follow an old offer', async () => {
    const { bot, robin } = office;
    const card = await offered();
    const old = titled(cardOf(card), 'Flytta planen');
    const before = await planNow(bot);
    await enters(bot, 'meetings', meetingOn('2027-10-06', '2027-10-07'));
    const refused = await robin.pressesInChannel('hosting.move', old, card.id);
    expect(textOf(refused.card)).toContain(
      'Mötet har fått en annan tid sedan kortet skickades. Se vad som gäller nu och välj igen.',
    );
    expect(await planNow(bot)).toEqual(before);
    expect(textOf(refused.card)).toContain('mötet börjar nu 6 oktober 2027');
    const again = await robin.pressesInChannel(
      'hosting.move',
      titled(refused.card, 'Flytta planen'),
      card.id,
    );
    expect(textOf(again.card)).toContain('Planen är flyttad med mötet.');
    expect(await activityNow(bot, 'delegations')).toMatchObject({ due: '2027-06-06' });
  });

  it('back and forth ends where it began, and nobody is asked', async () => {
    const { bot, robin } = office;
    const before = await planNow(bot);
    const card = await offered();
    await answers(robin, card, 'Flytta planen');
    await enters(bot, 'meetings', { ...meetingOn('2027-05-01', '2027-05-01') });
    await morning(bot, '2026-12-01');
    const last = dayCards(bot).at(-1)!;
    expect(textOf(cardOf(last))).toContain('mötet börjar nu 1 maj 2027');
    await answers(robin, last, 'Flytta planen');
    const days = (await planNow(bot)).activities.map(({ due }) => due);
    expect(days).toEqual(before.activities.map(({ due }) => due));
  });
});

it('a meeting that an officer moves by a year offers to move its plan, and no other plan is proposed', async () => {
  const { bot, robin } = office;
  const move = { list: 'cycle', id: 'turordning', deed: 'move', item: MEETING };
  const shown = await does(robin, move, { newYear: '2028', rule: 'keepOrder' });
  await robin.presses('lists.save', dataOfButton(shown, 'Bekräfta'), ON);
  await morning(bot, WEDNESDAY);
  const card = await dayCard(bot, 2);
  expect(textOf(cardOf(card))).toContain('Tiden för mötet 2028 har ändrats, men är inte bestämd till dagen.');
  const moved = await robin.pressesInChannel('hosting.move', titled(cardOf(card), 'Flytta planen'), card.id);
  expect(textOf(moved.card)).toContain('Planen är flyttad med mötet.');
  expect(await activityNow(bot, 'invitations')).toMatchObject({ due: '2027-05-01' });
  expect(textOf(await says(robin, 'planen'))).toMatch(/^Planen för värdskapet 2028\n0 av 15 klara · /);
  expect(proposals(bot)).toEqual([]);
});
