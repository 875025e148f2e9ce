import { randomUUID } from 'node:crypto';
import { productionSettings } from '../../src/settings';
import {
  SLK_CHANNEL,
  SLK_TEAM,
  aForm,
  cardOf,
  eventually,
  referenceIn,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';

const MINUTE = 60_000;

describe("a coordinator's rights", () => {
  let bot: TestBot;
  let robin: TestPerson;
  let ref: string;
  let now: number;

  beforeAll(async () => {
    bot = await startTestBot({ settings: { memberCacheMs: productionSettings.app.memberCacheMs } });
    now = Date.now();
    bot.clock.now = () => new Date(now);
    robin = bot.coordinator('Robin Lindqvist');
    await bot.bindChannel(robin);
    ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
  });
  beforeEach(() => {
    bot.teams.fault = () => undefined;
    now += 6 * MINUTE;
  });
  afterAll(() => bot.stop());

  async function hasRights(person: TestPerson): Promise<boolean> {
    const [said] = await person.says('utskick');
    return said!.activity.attachments !== undefined;
  }

  function team() {
    return bot.teams.teams.get(SLK_TEAM)!;
  }

  it("come with the membership of the City Executive Office's team", async () => {
    expect(await hasRights(robin)).toBe(true);
    expect(await hasRights(bot.person('Lee Holm'))).toBe(false);
  });

  it('are lost within five minutes when somebody leaves the team', async () => {
    const leaving = bot.coordinator('Nova Berg');
    expect(await hasRights(leaving)).toBe(true);
    team().members.splice(team().members.indexOf(leaving.member), 1);
    now += 5 * MINUTE;
    expect(await hasRights(leaving)).toBe(false);
    const answer = await leaving.pressesInChannel('collaboration.receive', { ref }, 'card');
    expect(answer.notice).toBe(sentence(ref));
  });

  it('are never those of a guest in the team, who is a colleague elsewhere', async () => {
    const guest = bot.person('Gäst');
    team().members.push({ ...guest.member, userRole: 'guest' });
    expect(await hasRights(guest)).toBe(false);
    const bound = await guest.presses('channel.bind', { channel: SLK_TEAM, seen: SLK_CHANNEL }, 'card');
    expect(bound.card).toBeUndefined();
  });

  it('are those of everybody in a team that is told of in pages', async () => {
    bot.teams.membersPerPage = 2;
    const last = Array.from({ length: 6 }, (_, number) => bot.coordinator(`Person ${number}`)).at(-1)!;
    try {
      expect(await hasRights(last)).toBe(true);
    } finally {
      bot.teams.membersPerPage = Number.POSITIVE_INFINITY;
    }
  });

  it('are refused when the team cannot be read, or not to its end', async () => {
    bot.teams.membersPerPage = 2;
    bot.teams.fault = ({ query }) => (query.has('continuationToken') ? { status: 500 } : undefined);
    try {
      expect(await hasRights(robin)).toBe(false);
      const answer = await robin.pressesInChannel('collaboration.receive', { ref }, 'card');
      expect(answer.notice).toContain('kan inte kontrollera din behörighet');
    } finally {
      bot.teams.membersPerPage = Number.POSITIVE_INFINITY;
    }
    now += 1;
    bot.teams.fault = () => undefined;
    expect(await hasRights(robin)).toBe(true);
  });

  it('are not had by saying so', async () => {
    const lee = bot.person('Lee Holm');
    const claims = { role: 'coordinator', coordinator: true, view: 'coordinator', actor: { id: robin.id } };
    const answer = await lee.presses('collaboration.receive', { ref, ...claims }, 'card');
    expect(answer.notice).toBe(sentence(ref));
  });
});

function sentence(ref = 'det du söker'): string {
  return `Hittar inte ${ref}, eller så saknar du behörighet.`;
}

/** How a refusal stands in the log; deliveries go on meanwhile, and log in words of their own. */
const REFUSALS = new Set(['a press was refused', 'not found, or not allowed']);

describe('what is not there, or not allowed', () => {
  let bot: TestBot;
  let robin: TestPerson;
  let kim: TestPerson;
  let lee: TestPerson;
  let ref: string;
  let draft: string;

  beforeAll(async () => {
    bot = await startTestBot();
    robin = bot.coordinator('Robin Lindqvist');
    kim = bot.person('Kim Andersson');
    lee = bot.person('Lee Holm');
    await bot.bindChannel(robin);
    const form = await kim.opensForm();
    draft = form.data.draft as string;
    ref = referenceIn((await kim.presses('collaboration.submit', { ...form.data, ...aForm }, 'form')).card);
    const asked = { ref, number: 1, question: 'Hemlig fråga?' };
    await robin.pressesInChannel('collaboration.ask', asked, 'card');
  });
  beforeEach(() => {
    bot.log.length = 0;
  });
  afterAll(() => bot.stop());

  /** The one sentence, a line in the log, nothing in the error log, and nothing changed. */
  function expectRefused(answer: Answer, expected: string): void {
    expect(answer.status).toBe(200);
    expect(answer.raw).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expected,
    });
    expect(bot.log.filter(({ message }) => REFUSALS.has(message))).toHaveLength(1);
    expect(bot.log.filter(({ message }) => message === 'a turn failed')).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  }

  const othersPresses: [verb: string, data: object][] = [
    ['collaboration.openEdit', {}],
    ['collaboration.copy', {}],
    ['collaboration.withdraw', {}],
    ['collaboration.edit', { ...aForm, base: 1 }],
    ['collaboration.edit', { ...aForm, when: 'nångång', base: 1 }],
    ['collaboration.answer', { number: 1, answer: 'ett svar' }],
    ['collaboration.answer', { number: 1, answer: '' }],
    ['collaboration.answer', { number: 1, answer: 'x'.repeat(2001) }],
    ['collaboration.receive', {}],
    ['collaboration.ask', { number: 2, question: 'Varför?' }],
    ['collaboration.ask', { number: 2, question: '' }],
    ['collaboration.register', { caseNumber: 'SLK-2026-00190' }],
    ['collaboration.register', { caseNumber: 'inget nummer' }],
  ];

  it.each(othersPresses)("is another's: %s %j", async (verb, data) => {
    expectRefused(await lee.presses(verb, { ref, ...data }, 'card'), sentence(ref));
  });

  it.each([...othersPresses, ['collaboration.show', {}] as [string, object]])(
    'is not there: %s %j',
    async (verb, data) => {
      const missing = 'V-2026-9999';
      expectRefused(await lee.presses(verb, { ref: missing, ...data }, 'card'), sentence(missing));
    },
  );

  it.each(othersPresses.filter(([verb]) => /receive|ask|register/.test(verb)))(
    "is the coordinators' own, also for the sender: %s %j",
    async (verb, data) => {
      expectRefused(await kim.presses(verb, { ref, ...data }, 'card'), sentence(ref));
    },
  );

  it("is another's draft", async () => {
    const answer = await lee.presses('collaboration.submit', { ...aForm, draft }, 'form');
    expectRefused(answer, sentence());
  });

  it.each(['delivery.again', 'delivery.refresh'])("is the coordinators' overview: %s", async verb => {
    expectRefused(await lee.presses(verb, { key: `n|${ref}|card|channel` }, 'card'), sentence());
  });

  it.each([
    'collaboration.delete',
    'collaboration.receive ',
    'COLLABORATION.RECEIVE',
    'receive',
    'constructor',
    'toString',
    '__proto__',
    'x'.repeat(100),
    'x'.repeat(10_000),
    '',
  ])('is a button that does not exist: %.40s', async verb => {
    expectRefused(await robin.presses(verb, { ref }, 'card'), sentence());
  });

  const long = 'å'.repeat(20_001);
  const tampered: [verb: string, data: () => object][] = [
    ['collaboration.receive', () => ({})],
    ['collaboration.receive', () => ({ ref: null })],
    ['collaboration.receive', () => ({ ref: 1 })],
    ['collaboration.receive', () => ({ ref: [ref] })],
    ['collaboration.receive', () => ({ ref: { toString: ref } })],
    ['collaboration.receive', () => ({ ref: `${ref}\n` })],
    ['collaboration.receive', () => ({ ref: ref.toLowerCase() })],
    ['collaboration.receive', () => ({ ref: `${ref}' or 'a' eq 'a` })],
    ['collaboration.receive', () => ({ ref: `${ref}|0` })],
    ['collaboration.receive', () => ({ ref: 'V-2026-1' })],
    ['collaboration.receive', () => ({ ref: `V-2026-${'0'.repeat(500)}1` })],
    ['collaboration.receive', () => ({ ref: '../people' })],
    ['collaboration.ask', () => ({ ref, number: 0, question: 'Hur?' })],
    ['collaboration.ask', () => ({ ref, number: -1, question: 'Hur?' })],
    ['collaboration.ask', () => ({ ref, number: 1.5, question: 'Hur?' })],
    ['collaboration.ask', () => ({ ref, number: '2', question: 'Hur?' })],
    ['collaboration.ask', () => ({ ref, number: 1e300, question: 'Hur?' })],
    ['collaboration.ask', () => ({ ref, question: 'Hur?' })],
    ['collaboration.ask', () => ({ ref, number: 2, question: long })],
    ['collaboration.ask', () => ({ ref, number: 2, question: ['Hur?'] })],
    ['collaboration.register', () => ({ ref, seen: 'x'.repeat(41), caseNumber: 'SLK-2026-00190' })],
    ['collaboration.register', () => ({ ref, seen: {}, caseNumber: 'SLK-2026-00190' })],
    ['collaboration.register', () => ({ ref, caseNumber: 190 })],
    ['collaboration.edit', () => ({ ...aForm, ref, base: '1' })],
    ['collaboration.edit', () => ({ ...aForm, ref, base: 0 })],
    ['collaboration.edit', () => ({ ...aForm, ref, base: 1, title: long })],
    ['collaboration.submit', () => ({ ...aForm })],
    ['collaboration.submit', () => ({ ...aForm, draft: 'mine' })],
    ['collaboration.submit', () => ({ ...aForm, draft: `${randomUUID()}|x` })],
    ['collaboration.submit', () => ({ ...aForm, draft: randomUUID(), title: { text: 'Rubrik' } })],
    ['collaboration.submit', () => ({ ...aForm, draft: randomUUID(), purpose: long })],
    ['welcome.ownChat', () => ({ text: long })],
    ['collaboration.mine', () => ({ after: 'x'.repeat(101) })],
    ['collaboration.mine', () => ({ after: {} })],
    ['delivery.again', () => ({})],
    ['delivery.again', () => ({ key: 'x'.repeat(301) })],
    ['delivery.again', () => ({ key: `n/${ref}` })],
    ['channel.bind', () => ({ channel: {} })],
    ['welcome.language', () => ({ locale: 'de' })],
    ['welcome.language', () => ({ locale: '__proto__' })],
  ];

  it.each(tampered)('has been tampered with: %s, case %#', async (verb, data) => {
    expectRefused(await robin.presses(verb, data(), 'card'), sentence());
  });

  it('is no delivery, and nothing is sent again', async () => {
    for (const key of [`n|${ref}|0`, 'hot|counter', 'setting|channel', `v|${ref}|00001`, `d|${draft}`, 'l']) {
      const answer = await robin.presses('delivery.again', { key }, 'card');
      expect(textOf(answer.card)).toContain('Utskick');
    }
    expect(bot.log.filter(({ message }) => message === 'a turn failed')).toEqual([]);
  });

  it.each([
    '{"__proto__":{"ref":"REF","polluted":true}}',
    '{"constructor":{"prototype":{"ref":"REF","polluted":true}}}',
    '{"ref":{"__proto__":"REF"},"polluted":true}',
  ])('hides in a prototype: %s', async json => {
    expectRefused(
      await pressRaw(robin, `{"verb":"collaboration.receive","data":${json.replaceAll('REF', ref)}}`),
      sentence(),
    );
  });

  it.each([
    'null',
    '[]',
    '"collaboration.receive"',
    '{}',
    '{"verb":null}',
    '{"verb":["collaboration.receive"],"data":{}}',
    '{"verb":"collaboration.receive","data":"REF"}',
    '{"verb":"collaboration.receive","data":["REF"]}',
    '{"verb":"collaboration.receive","data":null}',
  ])('has not the form of a press: %s', async json => {
    expectRefused(await pressRaw(robin, json.replaceAll('REF', ref)), sentence());
  });

  function pressRaw(person: TestPerson, action: string): Promise<Answer> {
    const value = JSON.parse(`{"action":${action}}`) as object;
    return person.invokes({
      ...person.activity('invoke'),
      name: 'adaptiveCard/action',
      replyToId: 'card',
      value,
    });
  }

  it.each([
    ['collaboration.submit', () => ({ ...aForm, draft: randomUUID() })],
    ['collaboration.edit', () => ({ ...aForm, ref, base: 1 })],
    ['collaboration.cancel', () => ({})],
    ['collaboration.show', () => ({ ref })],
    ['collaboration.mine', () => ({})],
    ['collaboration.copy', () => ({ ref })],
    ['collaboration.answer', () => ({ ref, number: 1, answer: 'ett svar' })],
    ['delivery.refresh', () => ({})],
    ['delivery.again', () => ({ key: `n|${ref}|card|channel` })],
    ['welcome.language', () => ({ locale: 'sv' })],
  ] as [string, () => object][])('belongs in the own chat only: %s', async (verb, data) => {
    expectRefused(await kim.pressesInChannel(verb, data(), 'card'), sentence());
    bot.log.length = 0;
    expectRefused(await robin.pressesInChannel(verb, data(), 'card'), sentence());
  });

  it('is said in English to those who have asked for it', async () => {
    const alex = bot.person('Alex Smith');
    await alex.says('english');
    bot.log.length = 0;
    const answer = await alex.presses('collaboration.receive', { ref }, 'card');
    expect(answer.notice).toContain(ref);
    expect(answer.notice).not.toContain('Hittar');
  });

  it('is said in the chat where the press names no card', async () => {
    await lee.presses('collaboration.receive', { ref });
    expect(bot.teams.in(lee.chat).at(-1)?.activity).toMatchObject({
      text: sentence(ref),
      textFormat: 'plain',
    });
  });

  it("shows no page of another's list", async () => {
    for (const after of ['', '0', ' ', '|', `~|${ref}`, '\uffff', `/../own|${kim.id}|`]) {
      await lee.presses('collaboration.mine', { after }, 'card');
      const card = bot.teams.in(lee.chat).at(-1);
      expect(JSON.stringify(card?.activity)).not.toContain(ref);
    }
  });

  it('has changed nothing of what it was tried on', async () => {
    const [shown] = await kim.says(`visa ${ref}`);
    const text = textOf(cardOf(shown!));
    expect(text).toContain('Väntar på komplettering');
    expect(text).toContain(aForm.title);
  });
});

describe("another's collaboration", () => {
  it('shows unit, cities, title, category, when and contact function, and nothing else', async () => {
    const bot = await startTestBot();
    const robin = bot.coordinator('Robin Lindqvist');
    const kim = bot.person('Kim Hemlig-Andersson');
    await bot.bindChannel(robin);
    const open = { title: 'Öppen rubrik', contactFunction: 'Öppen funktion' };
    const hidden = {
      workplace: 'HEMLIG arbetsplats',
      otherParticipants: 'HEMLIG deltagare',
      participants: 'HEMLIGT antal',
      purpose: 'HEMLIGT syfte',
      climateNote: 'HEMLIG resa',
      links: 'https://hemlig.example/',
      participatingUnits: 'kultur',
    };
    const done = await kim.informs({ ...hidden, ...open });
    const ref = referenceIn(done.card);
    await eventually('a card in the channel', () =>
      bot.teams.in(SLK_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );
    const asked = { ref, number: 1, question: 'HEMLIG fråga' };
    await robin.pressesInChannel('collaboration.ask', asked, 'card');
    await kim.presses('collaboration.answer', { ref, number: 1, answer: 'HEMLIGT svar' }, 'question');
    await robin.pressesInChannel('collaboration.register', { ref, caseNumber: 'SLK-2026-00190' }, 'card');

    const [shown] = await bot.person('Lee Holm').says(`visa ${ref}`);
    const card = JSON.stringify(shown!.activity);
    for (const told of [ref, open.title, open.contactFunction, 'Grundskole', 'Bergen', 'vecka 37 2027']) {
      expect(card).toContain(told);
    }
    expect(card).not.toMatch(/hemlig/i);
    expect(card).not.toContain('SLK-2026-00190');
    expect(card).not.toContain('Robin');
    expect(card).not.toMatch(/kulturförvaltning/i);
    expect(card).not.toContain('Action.');
    await bot.stop();
  });
});
