import { cardOf, findAction, inputOf, textOf, eventually, type TestPerson } from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { enters } from '../support/keeping';
import { faultsIn } from '../support/register';
import { hostIn2027 } from '../lists/meetings/histories';
import {
  activityNow,
  buttonOf,
  calledOff,
  dayCard,
  dayCards,
  FRIDAY,
  hasPlan,
  jobsNow,
  MEETING,
  morning,
  newDate,
  ON,
  planNow,
  says,
  startOffice,
  storeOf,
  THURSDAY,
  TUESDAY,
  WEDNESDAY,
  type Office,
} from './support';

let office: Office;
let card: PostedActivity;

beforeEach(async () => {
  office = await startOffice();
  await hasPlan(office);
  await morning(office.bot, TUESDAY);
  card = await dayCard(office.bot);
});

afterEach(async () => {
  expect(faultsIn(await atRest(office.bot))).toEqual([]);
  await office.bot.stop();
});

function done(by: TestPerson, activity: string, on = card) {
  return by.pressesInChannel('hosting.done', buttonOf(cardOf(on), 'hosting.done', activity), on.id);
}

function dates(by: TestPerson, activity: string, typed: string, shown = cardOf(card)) {
  return by.pressesInChannel('hosting.newDate', newDate(shown, activity, typed), card.id);
}

async function versions(): Promise<number> {
  return (await storeOf(office.bot).history(MEETING, 100)).length;
}

describe('"Klart" on the card of the morning', () => {
  it('says who and when, is harmless twice, and is seen in the plan', async () => {
    const { bot, robin, ingrid } = office;
    const data = buttonOf(cardOf(card), 'hosting.done', 'theme');
    const pressed = await robin.pressesInChannel('hosting.done', data, card.id);
    expect(textOf(pressed.card)).toMatch(/Bestäm tema\nKlart 24 november 2026, enligt Robin Lindqvist\./);
    expect(textOf(pressed.card)).toContain('7 aktiviteter behöver');
    const before = await versions();
    const late = await ingrid.pressesInChannel('hosting.done', data, card.id);
    expect(textOf(late.card)).toContain('Klart 24 november 2026, enligt Robin Lindqvist.');
    expect(await versions()).toBe(before);
    await atRest(bot);
    expect(textOf(cardOf(card))).toContain('Klart 24 november 2026, enligt Robin Lindqvist.');
    expect(dayCards(bot)).toHaveLength(1);
    expect(textOf(await says(ingrid, 'planen'))).toMatch(
      /^Planen för värdskapet 2027\n1 av 15 klara · 7 försenade/,
    );
  });

  it('for all of them leaves nothing that anybody is reminded of', async () => {
    const { bot, robin } = office;
    for (const { activityId } of (await storeOf(bot).morning(TUESDAY))!.items) await done(robin, activityId);
    await atRest(bot);
    expect(textOf(cardOf(card))).toContain('Allt på det här kortet är åtgärdat.');
    expect(findAction(cardOf(card), 'hosting.done')).toBeUndefined();
    for (const day of [WEDNESDAY, THURSDAY, FRIDAY]) await morning(bot, day);
    expect(dayCards(bot)).toHaveLength(1);
  });

  it('comes back for what is left, a week after', async () => {
    const { bot, robin } = office;
    await done(robin, 'theme');
    await morning(bot, '2026-12-01');
    const next = await dayCard(bot, 2);
    expect(textOf(cardOf(next))).toContain('7 aktiviteter behöver');
    expect(textOf(cardOf(next))).toContain('Skulle ha varit klart 1 november 2026. Ingen ansvarig ännu.');
    expect(textOf(cardOf(next))).not.toContain('Bestäm tema');
  });

  it('pressed by several in the same moment counts for each activity once', async () => {
    const { bot, robin, ingrid } = office;
    const ids = ['budget', 'theme', 'venue', 'dates'];
    const answers = await Promise.all(ids.flatMap(id => [done(robin, id), done(ingrid, id)]));
    for (const { status, card: shown } of answers) {
      expect(status).toBe(200);
      expect(textOf(shown)).toContain('Klart 24 november 2026');
    }
    expect(await versions()).toBe(1 + ids.length);
    await atRest(bot);
    expect(textOf(cardOf(card)).match(/Klart 24 november 2026/g)).toHaveLength(ids.length);
  });
});

describe('"Nytt datum" on the card of the morning', () => {
  it.each([
    ['', 'välj ett datum som finns'],
    ['2026-11-23', 'välj ett datum från i dag och framåt'],
    ['snart', 'välj ett datum som finns'],
    ['2027-02-30', 'välj ett datum som finns'],
    ['20261218', 'välj ett datum som finns'],
  ])('comes back with the field open when it is "%s"', async (typed, error) => {
    const answer = await dates(office.robin, 'theme', typed);
    expect(textOf(answer.card)).toContain(error);
    expect(inputOf(answer.card, `date-${MEETING}-theme`)).toMatchObject({ value: typed });
    expect(JSON.stringify(answer.card)).toMatch(/"id":"new-2027-theme","isVisible":true/);
    expect(JSON.stringify(answer.card)).toMatch(/"id":"new-2027-venue","isVisible":false/);
    expect(await versions()).toBe(1);
    const mended = await office.robin.pressesInChannel(
      'hosting.newDate',
      newDate(answer.card, 'theme', '2026-12-18'),
      card.id,
    );
    expect(textOf(mended.card)).toContain('Nytt datum: 18 december 2026, satt av Robin Lindqvist.');
  });

  it('is saved and stands on the card, and reminders come by the new date', async () => {
    const { bot, robin } = office;
    const answer = await dates(robin, 'theme', '2026-12-18');
    expect(textOf(answer.card)).toContain(
      'Bestäm tema\nNytt datum: 18 december 2026, satt av Robin Lindqvist.',
    );
    await atRest(bot);
    expect(textOf(cardOf(card))).toContain('Nytt datum: 18 december 2026');
    expect(await activityNow(bot, 'theme')).toMatchObject({ due: '2026-12-18', since: TUESDAY });
    await morning(bot, WEDNESDAY);
    expect(dayCards(bot)).toHaveLength(1);
    await morning(bot, '2026-12-11');
    const next = dayCards(bot).at(-1)!;
    expect(textOf(cardOf(next))).toMatch(/Inom en vecka\nBestäm tema\nSka vara klart 18 december 2026\./);
  });

  it('of a colleague who was first stays, and the second is told', async () => {
    const { bot, robin, ingrid } = office;
    const shown = cardOf(card);
    await dates(robin, 'theme', '2026-12-18', shown);
    const late = await dates(ingrid, 'theme', '2027-01-11', shown);
    expect(textOf(late.card)).toContain(
      'Robin Lindqvist har redan satt ett nytt datum för Bestäm tema: 18 december 2026.',
    );
    expect(await activityNow(bot, 'theme')).toMatchObject({ due: '2026-12-18' });
    const same = await dates(ingrid, 'theme', '2026-12-18', shown);
    expect(textOf(same.card)).toContain('Nytt datum: 18 december 2026, satt av Robin Lindqvist.');
    expect(await versions()).toBe(2);
  });

  it('for what a colleague has just done changes nothing', async () => {
    const { bot, robin, ingrid } = office;
    const shown = cardOf(card);
    await done(robin, 'theme');
    const late = await dates(ingrid, 'theme', '2026-12-18', shown);
    expect(textOf(late.card)).toMatch(/^[^]*Klart 24 november 2026, enligt Robin Lindqvist\./);
    expect(await activityNow(bot, 'theme')).toMatchObject({ due: '2025-11-01' });
  });
});

describe('a note to whoever is responsible', () => {
  async function note(person: TestPerson): Promise<PostedActivity> {
    return eventually('the note', () => notesTo(person)[0]);
  }

  function notesTo(person: TestPerson): PostedActivity[] {
    return office.bot.teams
      .in(person.chat)
      .filter(({ activity }) => activity.attachments?.length)
      .filter(message => /^(En aktivitet väntar|An activity is waiting)/.test(textOf(cardOf(message))));
  }

  /** Ingrid is responsible for the speakers, who should have been booked by Friday 4 December. */
  async function isResponsible(): Promise<void> {
    const { ingrid, robin } = office;
    const form = await robin.presses('hosting.form', { meeting: MEETING, activity: 'speakers' }, ON);
    const data = findAction(form.card, 'hosting.save')!.data as object;
    const values = { title: 'Boka talare och guider', due: '2026-12-04', responsible: ingrid.id };
    await robin.presses('hosting.save', { ...data, ...values }, ON);
  }

  it('comes when it is two weeks overdue, once, and is pressed there', async () => {
    const { bot, robin, ingrid } = office;
    await isResponsible();
    for (const day of ['2026-12-04', '2026-12-11']) await morning(bot, day);
    expect(notesTo(ingrid)).toEqual([]);
    await morning(bot, '2026-12-18');
    const message = await note(ingrid);
    expect(textOf(cardOf(message))).toMatch(
      /Du är ansvarig för det här[^]*Boka talare och guider\nSkulle ha varit klart 4 december 2026\. Ansvarig: Ingrid Åkesson\./,
    );
    await morning(bot, '2026-12-28');
    expect(notesTo(ingrid)).toHaveLength(1);
    expect(notesTo(robin)).toEqual([]);

    const wrong = newDate(cardOf(message), 'speakers', '');
    const back = await ingrid.presses('hosting.newDate', wrong, message.id);
    expect(textOf(back.card)).toMatch(/^En aktivitet väntar på dig[^]*välj ett datum som finns/);
    const data = buttonOf(cardOf(message), 'hosting.done', 'speakers');
    const pressed = await ingrid.presses('hosting.done', data, message.id);
    expect(textOf(pressed.card)).toContain('Klart 28 december 2026, enligt Ingrid Åkesson.');
    await atRest(bot);
    expect(textOf(cardOf(dayCards(bot).at(-1)!))).toContain('Klart 28 december 2026, enligt Ingrid Åkesson.');
    expect(textOf(cardOf(message))).toContain('Klart 28 december 2026');
    expect(notesTo(ingrid)).toHaveLength(1);
  });

  it('is written in their language, and a new date is set in it', async () => {
    const { bot, ingrid } = office;
    await ingrid.says('english');
    await isResponsible();
    await morning(bot, '2026-12-18');
    const message = await note(ingrid);
    expect(textOf(cardOf(message))).toMatch(
      /^An activity is waiting for you[^]*Book speakers and guides\nShould have been done by 4 December 2026\./,
    );
    const typed = newDate(cardOf(message), 'speakers', '2027-01-15');
    const pressed = await ingrid.presses('hosting.newDate', typed, message.id);
    expect(textOf(pressed.card)).toMatch(
      /^An activity[^]*New date: 15 January 2027, set by Ingrid Åkesson\./,
    );
  });

  it('says that it is settled when a colleague was first', async () => {
    const { bot, robin, ingrid } = office;
    await isResponsible();
    await morning(bot, '2026-12-18');
    const message = await note(ingrid);
    const data = buttonOf(cardOf(message), 'hosting.done', 'speakers');
    await robin.presses('hosting.settle', { meeting: MEETING, activity: 'speakers', to: 'dropped' }, ON);
    await eventually('the note settled', () => textOf(cardOf(message)).includes('Behövs inte, enligt Robin'));
    expect(findAction(cardOf(message), 'hosting.done')).toBeUndefined();
    await ingrid.presses('hosting.done', data, message.id);
    expect(await activityNow(bot, 'speakers')).toMatchObject({ dropped: { by: robin.id } });
  });

  it('does not come to somebody who has left the team; the channel is told of that, once', async () => {
    const { bot, ingrid } = office;
    await isResponsible();
    const team = [...bot.teams.teams.values()][0]!;
    team.members.splice(team.members.indexOf(ingrid.member), 1);
    await morning(bot, '2026-12-18');
    const line = 'Ingrid Åkesson är inte längre med i teamet och är ansvarig för ”Boka talare och guider”.';
    const telling = () => dayCards(bot).filter(one => textOf(cardOf(one)).includes(line));
    expect(telling()).toHaveLength(1);
    await morning(bot, '2026-12-21');
    await morning(bot, '2026-12-22');
    expect(telling()).toHaveLength(1);
    expect(notesTo(ingrid)).toEqual([]);
    expect(textOf(await says(office.robin, 'planen'))).toContain('Personen är inte längre med i teamet.');
  });
});

describe('a meeting that is called off', () => {
  it('is reminded of no more, until it takes place after all', async () => {
    const { bot, robin } = office;
    await enters(bot, 'cycle', calledOff);
    await morning(bot, '2026-12-01');
    expect(dayCards(bot)).toHaveLength(1);
    expect(textOf(await says(robin, 'planen'))).toContain(
      'Göteborg står inte värd för mötet längre. Jag påminner inte om planen.',
    );
    expect(textOf(await says(robin, 'förhandsvisa'))).toContain('Inga påminnelser att vänta');
    const pressed = await done(robin, 'theme');
    expect(textOf(pressed.card)).toContain('Göteborg står inte värd för mötet längre.');

    await enters(bot, 'cycle', hostIn2027);
    await morning(bot, '2026-12-08');
    expect(textOf(cardOf(await dayCard(bot, 2)))).toContain('8 aktiviteter behöver');
    expect((await jobsNow(bot)).filter(({ kind }) => kind === 'hosting.day')).toHaveLength(2);
  });
});

it('"förhandsvisa" lists the reminders to come, with their days', async () => {
  const { bot, robin } = office;
  const text = textOf(await says(robin, 'förhandsvisa'));
  expect(text).toMatch(/^Kommande påminnelser[^]*klockan 9 fram till 24 november 2027/);
  expect(text).toContain('Samla uppgifter om delegationerna (30 dagar kvar)');
  expect(text).toMatch(/December 2026\n/);
  expect(text).toMatch(/Oktober 2027\n/);
  expect(text).toMatch(/Försenat, och varje vecka tills det är klart: [^\n]*Bestäm tema/);
  await done(robin, 'theme');
  expect(textOf(await says(robin, 'förhandsvisa'))).not.toContain('Bestäm tema');
  await robin.says('english');
  expect(textOf(await says(robin, 'preview'))).toMatch(/^Coming reminders[^]*December 2026/);
  expect((await planNow(bot)).activities).toHaveLength(15);
});

it('a colleague who reads English leaves the card of the channel in Swedish', async () => {
  const { bot, ingrid } = office;
  await ingrid.says('english');
  await done(ingrid, 'theme');
  await atRest(bot);
  expect(textOf(cardOf(card))).toContain('Klart 24 november 2026, enligt Ingrid Åkesson.');
});
