import { cardOf, findAction, textOf, type TestBot, type TestPerson } from '../support/bot';
import { enters } from '../support/keeping';
import { anchor } from '../meetings/cycles';
import { startTown } from './town';
import { fullDelegation, fullRecord, historyA, historyB } from './histories';
import type { PostedActivity } from '../support/fake-teams';

/** The line of an answer: what the message says, and what a lock screen shows of it. */
function lineIn([message]: readonly PostedActivity[]): string {
  const { text, summary } = message!.activity as { text?: string; summary?: string };
  expect(summary).toBe(text);
  return text ?? '';
}

/** Titles of the buttons that stand in the open. */
function buttonsIn([message]: readonly PostedActivity[]): string[] {
  const { actions } = cardOf(message!) as { actions: { title: string; mode?: string }[] };
  return actions.filter(({ mode }) => mode !== 'secondary').map(({ title }) => title);
}

describe('where Göteborg hosts in 2027 (history B)', () => {
  let bot: TestBot;
  let member: TestPerson;
  let employee: TestPerson;
  let officer: TestPerson;
  let later: () => void;
  beforeAll(async () => {
    ({ bot, member, employee, officer, later } = await startTown(historyB));
  });
  afterAll(() => bot.stop());

  it.each([
    [
      'När är nästa vänortsmöte?',
      'Nästa vänortsmöte: Göteborg 11–12 maj 2027, bekräftat av Göteborg 2 mars 2026.',
    ],
    [
      'Hej! hur många dagar är det kvar',
      '169 dagar kvar till Göteborg 11–12 maj 2027 (bekräftat av Göteborg 2 mars 2026).',
    ],
    ['has Åbo confirmed', 'Turku confirmed on 1 October 2026 that it takes part in Gothenburg 2027.'],
    [
      'when do we host next',
      'Gothenburg hosts next: 11–12 May 2027, confirmed by Gothenburg on 2 March 2026.',
    ],
    ['vad är temat', 'Tema Göteborg 2027: Den levande hamnen (bekräftat av Göteborg 2 mars 2026).'],
  ])('a member of the presidium who asks "%s" reads "%s"', async (text, line) => {
    expect(lineIn(await member.says(text))).toBe(line);
  });

  it('the programme stands below its line, and on no lock screen', async () => {
    const said = await member.says('vad står på programmet');
    expect(lineIn(said)).toBe(
      'Programmet för Göteborg 2027 har 2 punkter (bekräftat av Göteborg 2 mars 2026).',
    );
    expect(textOf(cardOf(said[0]!))).toContain('11 maj 2027, 13.00–13.30: Hemlig invigning');
  });

  it('three questions stand ready, and each is answered', async () => {
    const said = await member.says('när är nästa möte');
    expect(buttonsIn(said)).toEqual(['Vad är temat?', 'Vad står på programmet?', 'Vilka åker?']);
    const { actions } = cardOf(said[0]!) as { actions: { verb: string; data: object }[] };
    for (const { verb, data } of actions.slice(0, 3)) {
      const before = member.teams.in(member.chat).length;
      await member.presses(verb, data);
      expect(lineIn(member.teams.in(member.chat).slice(before))).toContain('Göteborg 2027');
    }
  });

  it('an employee is told city, year and theme, and not who goes', async () => {
    expect(lineIn(await employee.says('när är nästa möte'))).toBe(
      'Nästa vänortsmöte: Göteborg 2027, bekräftat av Göteborg 2 mars 2026.',
    );
    expect(lineIn(await employee.says('vad är temat'))).toContain('Den levande hamnen');
    const said = await employee.says('vilka åker');
    expect(lineIn(said)).toBe(
      'Delegationen visas bara för presidiet och stadsledningskontorets handläggare.',
    );
    expect(textOf(cardOf(said[0]!))).not.toMatch(/[Hh]emlig/);
  });

  it('in a channel everybody reads the answer, so it holds what everybody may know', async () => {
    const said = await member.saysInChannel('vilka åker till nästa vänortsmöte?');
    expect(lineIn(said)).toBe(
      'Delegationen visas bara för presidiet och stadsledningskontorets handläggare.',
    );
    expect(textOf(cardOf(said[0]!))).toContain('Skriv frågan i din egen chatt med boten');
    expect(lineIn(await member.saysInChannel('vilken stad är värd 2029'))).toBe(
      'Åbo är värd 2029, enligt turordningen, inte bekräftat.',
    );
  });

  it('the timeline is there for everybody, with buttons to change it for officers only', async () => {
    const [message] = await employee.says('möten');
    expect(textOf(cardOf(message!))).toContain('Göteborgs värdskap');
    expect(findAction(cardOf(message!), 'lists.list')).toBeUndefined();
    expect(findAction(cardOf((await officer.says('möten'))[0]!), 'lists.list')).toBeDefined();
  });

  it('asks nothing of storage within half a minute', async () => {
    await member.says('när är nästa möte');
    await member.says('var hålls mötet');
    const { fields } = bot.log.filter(({ message }) => message === 'answered').at(-1)!;
    expect(fields).toMatchObject({ roundTrips: 0, entitiesRead: 0 });
  });

  it("a member's term that has ended ends what they see, with no restart", async () => {
    await enters(bot, 'presidium', {
      id: 'presidiet',
      members: [{ personId: member.id, role: 'member', from: '2026-10-15', to: '2026-11-22' }],
    });
    later();
    expect(lineIn(await member.says('vilka åker'))).toContain('visas bara för presidiet');
  });
});

describe('where Göteborg hosted in 2025 (history A)', () => {
  let bot: TestBot;
  let member: TestPerson;
  let employee: TestPerson;
  let later: () => void;
  beforeAll(async () => {
    ({ bot, member, employee, later } = await startTown(historyA));
  });
  afterAll(() => bot.stop());

  it.each([
    ['när är vi värdar', 'Göteborg är värd nästa gång 2033, enligt turordningen, inte bekräftat.'],
    ['which city hosts in 2031', 'Aarhus hosts in 2031, by the order of the cities, not confirmed.'],
    ['var var förra mötet', 'Senaste vänortsmötet: Göteborg 2025.'],
  ])('"%s" is answered "%s"', async (text, line) => expect(lineIn(await member.says(text))).toBe(line));

  it('whoever is sent sees what the presidium sees', async () => {
    await enters(bot, 'delegations', {
      ...fullDelegation,
      delegates: [{ personId: employee.id, function: 'stadsarkitekt' }],
    });
    await enters(bot, 'meetings', fullRecord);
    await enters(bot, 'cycle', {
      ...historyA.cycle[0]!,
      anchors: [
        ...historyA.cycle[0]!.anchors,
        { ...anchor(2027, 'abo', { status: 'planned' }), confirmations: [] },
      ],
    });
    later();
    expect(lineIn(await employee.says('hur många dagar är det kvar'))).toBe(
      '169 dagar kvar till Åbo 11–12 maj 2027 (planerat, inte bekräftat).',
    );
  });
});

describe('what is no question about the meetings', () => {
  let bot: TestBot;
  let member: TestPerson;
  let employee: TestPerson;
  beforeAll(async () => {
    ({ bot, member, employee } = await startTown(historyA));
  });
  afterAll(() => bot.stop());

  it.each([
    ['lunch', 'vad blir det till lunch i dag'],
    ['an insult', 'du är en jävla idiot'],
    ['another language', 'miksi tämä ei toimi'],
    ['nonsense', 'asdf qwer zxcv'],
    ['four thousand characters', 'när är nästa möte '.repeat(223)],
    ['signs', '{{x}} ${y} <b>'],
  ])('%s gets a kind answer with buttons, and no fact', async (_what, text) => {
    for (const who of [member, employee]) {
      const [message] = await who.says(text);
      const card = cardOf(message!);
      expect(textOf(card)).toMatch(/Det förstod jag inte/);
      expect(textOf(card)).not.toMatch(/20\d\d/);
      expect(findAction(card, who === member ? 'asking.ask' : 'welcome.help')).toBeDefined();
    }
  });

  it('a press with a question that does not exist is refused', async () => {
    const answer = await employee.presses('asking.ask', {
      question: 'salary',
      which: { kind: 'next', later: 0 },
    });
    expect(answer.notice).toBeDefined();
  });
});
