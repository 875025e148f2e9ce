import { actionData, cardOf, eventually, findAction, textOf, type TestPerson } from '../support/bot';
import { atRest } from '../support/journey';
import { makesEditors, valuesIn } from '../support/keeping';
import { clockFrom, says, startOffice, TODAY, type Office } from '../hosting/support';
import { actionsOf, asks, goesTo, jobsNow, latest, presses, question, questionsTo } from './support';

let office: Office;
let kim: TestPerson;
let alex: TestPerson;
let noor: TestPerson;
let lee: TestPerson;

const THREE = { units: 'kultur,grundskola,idrott', deadline: '2026-12-14' };
const DAYS = ['2026-11-30', '2026-12-07', '2026-12-08'] as const;
/** Three working days before the last day to answer. */
const REMINDER_DAY = '2026-12-09';

beforeEach(async () => {
  office = await startOffice();
  const { bot } = office;
  [kim, alex, noor, lee] = [
    bot.person('Kim Andersson'),
    bot.person('Alex Lund'),
    bot.person('Noor Ali'),
    bot.person('Lee Holm'),
  ];
  for (const person of [kim, alex, noor, lee]) await person.installs();
  await makesEditors(bot, 'kultur', [{ person: kim }, { person: alex }]);
  await makesEditors(bot, 'grundskola', [{ person: noor }]);
  await makesEditors(bot, 'idrott', [{ person: lee }]);
});

afterEach(() => office.bot.stop());

it('three administrations are asked: one answers nothing, one informs and is done, one is reminded and stays silent', async () => {
  const { bot, robin } = office;
  const { preview, status, messageId } = await asks(robin, THREE);
  expect(textOf(preview)).toContain('Den går till 4 personer i 3 förvaltningar och bolag.');
  expect(textOf(preview)).toContain('påminnelse 9 december 2026');
  expect(textOf(status.card)).toContain('0 av 3 har svarat');
  const asked = await question(bot, kim);
  const text = textOf(cardOf(asked));
  expect(text).toContain('Kulturförvaltningen');
  expect(text).toContain('ska informera stadsledningskontoret');
  expect(text).toContain('Svara senast 14 december 2026.');
  expect(text).toContain('1 januari 2025 till 23 november 2026');
  expect(text).toContain('Jag känner inte till något samarbete i perioden.');

  await question(bot, alex);
  const answered = await presses(kim, asked, 'inquiry.reply', 'nothing');
  expect(textOf(answered.card)).toContain('Inget att rapportera. Kim Andersson, 23 november 2026.');
  await atRest(bot);
  const [colleague] = questionsTo(bot, alex);
  expect(textOf(cardOf(colleague!))).toContain('Inget att rapportera. Kim Andersson, 23 november 2026.');
  expect(findAction(cardOf(colleague!), 'inquiry.reply')).toBeUndefined();

  await question(bot, noor);
  await noor.informs({ unitId: 'grundskola', when: 'oktober 2026', title: 'Skolornas samtal' });
  const told = await robin.presses('inquiry.status', actionData(status.card, 'inquiry.status'), messageId);
  expect(textOf(told.card)).toContain('Har informerat men inte sagt att allt är berättat (1)');
  const done = await presses(noor, await question(bot, noor), 'inquiry.reply', 'nothing');
  expect(textOf(done.card)).toContain('Allt är berättat. Noor Ali');
  expect(textOf(done.card)).toContain('Skolornas samtal');

  await goesTo(bot, ...DAYS);
  expect(questionsTo(bot, lee)).toHaveLength(1);
  await goesTo(bot, REMINDER_DAY);
  expect(textOf(cardOf(await question(bot, lee, 2)))).toContain('Påminnelse');
  await goesTo(bot, '2026-12-10', '2026-12-14');
  for (const [person, count] of [
    [kim, 1],
    [alex, 1],
    [noor, 1],
    [lee, 2],
  ] as const)
    expect(questionsTo(bot, person)).toHaveLength(count);

  const before = bot.teams.in(robin.chat).length;
  await goesTo(bot, '2026-12-15', '2026-12-16');
  const outcome = bot.teams
    .in(robin.chat)
    .slice(before)
    .filter(({ activity }) => activity.attachments?.length);
  expect(outcome).toHaveLength(1);
  const said = textOf(cardOf(outcome[0]!));
  expect(said).toContain('Så svarade förvaltningar och bolag');
  expect(said).toContain('2 av 3 har svarat');
  expect(said).toContain('Har inte svarat: 1');
  expect((await jobsNow(bot)).filter(({ state }) => state !== 'sent')).toEqual([]);

  // What comes late still counts, and the outcome is brought to date.
  await presses(lee, questionsTo(bot, lee)[1]!, 'inquiry.reply', 'nothing');
  await atRest(bot);
  const now = bot.teams.in(robin.chat).find(({ id }) => id === outcome[0]!.id);
  expect(textOf(cardOf(now!))).toContain('3 av 3 har svarat');
}, 120_000);

it('an answer is taken back until the last day, and a colleague who is late sees who was first', async () => {
  const { bot, robin } = office;
  await asks(robin, THREE);
  const [mine, theirs] = [await question(bot, kim), await question(bot, alex)];
  await presses(kim, mine, 'inquiry.reply', 'done');
  const late = await presses(alex, theirs, 'inquiry.reply', 'nothing');
  expect(textOf(late.card)).toContain('Någon annan hann före.');
  expect(textOf(late.card)).toContain('Allt är berättat. Kim Andersson');
  const undone = await alex.presses('inquiry.undo', actionData(late.card, 'inquiry.undo'), theirs.id);
  expect(textOf(undone.card)).toContain('Svaret är borttaget.');
  await atRest(bot);
  expect(findAction(cardOf(questionsTo(bot, kim)[0]!), 'inquiry.reply')).toBeDefined();
  await presses(kim, questionsTo(bot, kim)[0]!, 'inquiry.reply', 'nothing');
  const old = await alex.presses('inquiry.undo', actionData(late.card, 'inquiry.undo'), theirs.id);
  expect(textOf(old.card)).toContain('Någon annan hann före.');
  bot.clock.now = clockFrom('2026-12-15T10:00:00.000Z');
  const over = await kim
    .presses('inquiry.undo', { ...actionData(old.card, 'inquiry.undo') }, mine.id)
    .catch(() => undefined);
  expect(textOf(over?.card)).toContain('Det går inte längre att ändra.');
}, 60_000);

it('whoever the bot cannot reach gets a text by e-mail, and answers with its code', async () => {
  const { bot, robin } = office;
  const mika = bot.person('Mika Sand');
  const sasha = bot.person('Sasha Ek');
  const { preview, status, messageId } = await asks(robin, { units: 'kultur,hamn' });
  expect(textOf(preview)).toContain('En nås inte av mig: Göteborgs Hamn AB.');
  const mail = await robin.presses('inquiry.mail', actionData(status.card, 'inquiry.mail'), messageId);
  const { code } = await latest(bot);
  const texts = valuesIn(mail.card);
  expect(texts.units).toBe('Göteborgs Hamn AB');
  expect(texts.subject).toContain('svar senast');
  expect(texts.body).toContain(`efterfråga svar ${code}`);

  const [wrong] = await mika.says('efterfråga svar ABCABC');
  expect(wrong!.activity.text).toContain('Koden gäller inte.');
  const [form] = await mika.says(`efterfråga svar ${code.toLowerCase()}`);
  const pick = actionData(cardOf(form!), 'inquiry.pick');
  const refused = await mika.presses('inquiry.pick', { ...pick, unit: 'kultur' }, form!.id);
  expect(refused.notice).toContain('Du kan inte svara');
  const shown = await mika.presses('inquiry.pick', { ...pick, unit: 'hamn' }, form!.id);
  const answer = actionsOf(shown.card!).find(({ data }) => data.kind === 'nothing')!;
  const { code: _code, ...without } = answer.data;
  expect((await sasha.presses('inquiry.reply', without, form!.id)).notice).toContain('saknar du behörighet');
  const thanks = await mika.presses('inquiry.reply', answer.data, form!.id);
  expect(textOf(thanks.card)).toContain('Inget att rapportera. Mika Sand');
  const now = await robin.presses('inquiry.status', { id: (await latest(bot)).id }, messageId);
  expect(textOf(now.card)).toContain('1 av 2 har svarat');
  expect(findAction(now.card, 'inquiry.mail')).toBeUndefined();
}, 60_000);

it('a form that is sent twice, at once too, asks once', async () => {
  const { bot, robin, ingrid } = office;
  const { send, messageId } = await asks(robin, THREE);
  const again = await Promise.all([
    robin.presses('inquiry.send', send, messageId),
    ingrid.presses('inquiry.send', send),
  ]);
  for (const { card } of again) expect(textOf(card)).toContain('har bara gått ut en gång');
  await atRest(bot);
  for (const person of [kim, alex, noor, lee]) expect(questionsTo(bot, person)).toHaveLength(1);
  const list = await says(ingrid, 'efterfråga');
  expect(actionsOf(list)).toHaveLength(1);
}, 60_000);

it('what is asked in the evening goes out in the morning, and not to whoever has answered by then', async () => {
  const { bot, robin } = office;
  bot.clock.now = clockFrom(`${TODAY}T19:00:00.000Z`);
  await asks(robin, THREE);
  await atRest(bot);
  expect(questionsTo(bot, kim)).toHaveLength(0);
  const { id } = await latest(bot);
  const entered = await robin.presses('inquiry.entered', {
    id,
    unit: 'kultur',
    kind: 'nothing',
    from: 'registrator',
  });
  expect(textOf(entered.card)).toContain(
    'Enligt registrator, inskrivet av Robin Lindqvist 23 november 2026.',
  );
  await goesTo(bot, '2026-11-24');
  expect(questionsTo(bot, kim)).toHaveLength(0);
  expect(questionsTo(bot, noor)).toHaveLength(1);
}, 60_000);

it('the last day is moved forward, the reminder follows; once it is ended nobody is reminded', async () => {
  const { bot, robin } = office;
  const { status, messageId } = await asks(robin, { ...THREE, deadline: '2026-12-01' });
  await question(bot, lee);
  const { id } = await latest(bot);
  const form = await robin.presses(
    'inquiry.postpone',
    actionData(status.card, 'inquiry.postpone'),
    messageId,
  );
  const save = { ...actionData(form.card, 'inquiry.postponed'), deadline: '2026-12-04' };
  expect(textOf((await robin.presses('inquiry.postponed', save, messageId)).card)).toContain('är ändrad');
  await eventually('the new day', () =>
    textOf(cardOf(questionsTo(bot, lee)[0]!)).includes('Svara senast 4 december 2026.'),
  );
  const free = await robin.presses(
    'inquiry.postponed',
    { ...save, seen: '2026-12-04', deadline: '2026-12-06' },
    messageId,
  );
  expect(textOf(free.card)).toContain('Välj en arbetsdag.');
  const old = await robin.presses('inquiry.postponed', { ...save, deadline: '2026-12-11' }, messageId);
  expect(textOf(old.card)).toContain('Någon annan har redan ändrat');
  await goesTo(bot, '2026-11-26', '2026-11-30');
  expect(questionsTo(bot, lee)).toHaveLength(1);
  await goesTo(bot, '2026-12-01');
  await question(bot, lee, 2);
  const closed = await robin.presses('inquiry.closed', { id }, messageId);
  expect(textOf(closed.card)).toContain('Frågan är avslutad.');
  await eventually('both cards say so', () =>
    questionsTo(bot, lee).every(message => textOf(cardOf(message)).includes('Frågan är avslutad.')),
  );
  await goesTo(bot, '2026-12-07');
  expect(questionsTo(bot, lee)).toHaveLength(2);
}, 90_000);
