import { cardOf, findAction, textOf } from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { valuesIn } from '../support/keeping';
import { isCommit, startStorageProxy, type StorageFault, type StorageProxy } from '../support/storage-proxy';
import {
  activityNow,
  buttonOf,
  dayCard,
  hasPlan,
  MEETING,
  morning,
  newDate,
  ON,
  planNow,
  startOffice,
  storeOf,
  TUESDAY,
  type Office,
} from './support';

let proxy: StorageProxy;
let office: Office;
let card: PostedActivity;

beforeAll(async () => {
  proxy = await startStorageProxy();
  office = await startOffice({
    connectionString: proxy.connectionString,
    settings: { settingsCacheMs: 0, memberCacheMs: 0, turnDeadlineMs: 2_000 },
  });
  await hasPlan(office);
  await morning(office.bot, TUESDAY);
  card = await dayCard(office.bot);
});

afterEach(() => {
  proxy.mend();
  office.bot.teams.fault = () => undefined;
});

afterAll(async () => {
  await office.bot.stop();
  await proxy.stop();
});

const faults: [string, StorageFault][] = [
  ['is away', { status: 503 }],
  ['cuts the line', { cut: true }],
  ['does not answer', { hang: true }],
];

describe.each(faults)('while storage %s', (_what, fault) => {
  it('a new date is not saved, the card stays as it is, and a code says where to look', async () => {
    const { robin } = office;
    const typed = newDate(cardOf(card), 'theme', '2026-12-18');
    proxy.fault = () => fault;
    const answer = await robin.pressesInChannel('hosting.newDate', typed, card.id);
    proxy.mend();
    expect(answer.notice).toMatch(/Det är osäkert om datumet sparades\..*Felkod [A-Z0-9]{5}\.$/);
    expect(answer.card).toBeUndefined();
    expect(await activityNow(office.bot, 'theme')).toMatchObject({ due: '2025-11-01' });
  });

  it('a form comes back with all that was typed, and a code', async () => {
    const { robin, ingrid, bot } = office;
    const form = await robin.presses('hosting.form', { meeting: MEETING, activity: '' }, ON);
    const values = { title: '**Flaggor** "till" <b>alla</b>', due: '2027-04-09', responsible: ingrid.id };
    const data = { ...(findAction(form.card, 'hosting.save')!.data as object), ...values };
    const before = (await planNow(bot)).activities.length;
    proxy.fault = () => fault;
    const back = await robin.presses('hosting.save', data, ON);
    proxy.mend();
    expect(textOf(back.card)).toMatch(
      /Det är osäkert om det sparades\. Det du skrev är kvar; .* Felkod [A-Z0-9]{5}\./,
    );
    expect(valuesIn(back.card)).toEqual(values);
    expect(textOf(back.card)).not.toContain('inte med i teamet');
    expect((await planNow(bot)).activities).toHaveLength(before);
    const again = findAction(back.card, 'hosting.save')!.data as object;
    const saved = await robin.presses('hosting.save', { ...valuesIn(back.card), ...again }, ON);
    expect(textOf(saved.card)).toContain('Aktiviteten är tillagd.');
  });
});

describe('what was saved although nobody was told', () => {
  it('of a form is there once when it is sent again', async () => {
    const { robin, bot } = office;
    const form = await robin.presses('hosting.form', { meeting: MEETING, activity: '' }, ON);
    const values = { title: 'Boka tolkar', due: '2027-04-09', responsible: 'nobody' };
    const data = { ...(findAction(form.card, 'hosting.save')!.data as object), ...values };
    proxy.fault = call => (isCommit(call) ? { cut: true, afterwards: true } : undefined);
    await robin.presses('hosting.save', data, ON);
    proxy.mend();
    await robin.presses('hosting.save', data, ON);
    const named = (await planNow(bot)).activities.filter(({ title }) => title === 'Boka tolkar');
    expect(named).toHaveLength(1);
  });

  it('of "Klart" stands there with the first who pressed', async () => {
    const { robin, ingrid, bot } = office;
    const data = buttonOf(cardOf(card), 'hosting.done', 'venue');
    proxy.fault = call => (isCommit(call) ? { cut: true, afterwards: true } : undefined);
    await robin.pressesInChannel('hosting.done', data, card.id);
    proxy.mend();
    const versions = (await storeOf(bot).history(MEETING, 100)).length;
    const answer = await ingrid.pressesInChannel('hosting.done', data, card.id);
    expect(textOf(answer.card)).toContain('Klart 24 november 2026, enligt Robin Lindqvist.');
    expect(await storeOf(bot).history(MEETING, 100)).toHaveLength(versions);
  });
});

describe('while Teams does not tell who is in the team', () => {
  it('nothing is shown or saved, and a code says where to look', async () => {
    const { robin, bot } = office;
    bot.teams.fault = call => (call.path.includes('pagedmembers') ? { status: 503 } : undefined);
    const data = buttonOf(cardOf(card), 'hosting.done', 'dates');
    const answer = await robin.pressesInChannel('hosting.done', data, card.id);
    expect(answer.notice).toMatch(/[Kk]od[^A-Z]*[A-Z0-9]{5}/);
    const [said] = await robin.says('planen');
    expect(said!.activity.text).toMatch(/[Kk]od[^A-Z]*[A-Z0-9]{5}/);
    bot.teams.fault = () => undefined;
    expect(await activityNow(bot, 'dates')).not.toHaveProperty('done');
  });
});
