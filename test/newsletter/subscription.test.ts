import { CITY_PARTITION } from '../../src/capabilities';
import { makeNewsletterStore } from '../../src/newsletter/store';
import {
  actionData,
  cardOf,
  findAction,
  inputOf,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { startStorageProxy } from '../support/storage-proxy';
import { areEditors } from './support';

let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({ settings: { settingsCacheMs: 0 } });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterAll(async () => {
  await bot.stop();
});

/** Opens the card, chooses and saves. */
async function chooses(person: TestPerson, values: { cities?: string; areas?: string }) {
  const [message] = await person.says('prenumerera');
  const data = actionData(cardOf(message!), 'newsletter.save');
  return person.presses('newsletter.save', { ...data, ...values }, message!.id);
}

async function openUnit(person: TestPerson, unit: string) {
  const answer = await person.presses('newsletter.pick', { picked: unit }, 'card');
  return answer.card;
}

function stored(kind: 'person' | 'unit', id: string) {
  return makeNewsletterStore(bot.storage.register, CITY_PARTITION).loadSubscription({ kind, id });
}

describe('"prenumerera"', () => {
  it('opens a card that says what comes when, and when nothing does', async () => {
    const [message] = await bot.person('Kim').says('prenumerera');
    const card = cardOf(message!);
    expect(textOf(card)).toContain('månadens första arbetsdag');
    expect(textOf(card)).toContain('Du får inget brev en månad då det inte finns något att berätta.');
    expect(textOf(card)).toContain('Du prenumererar inte.');
    expect(findAction(card, 'newsletter.end')).toBeUndefined();
    expect(findAction(card, 'newsletter.pick')).toBeUndefined();
  });

  it('has a city chosen that was named', async () => {
    const [message] = await bot.person('Kim').says('prenumerera Århus');
    expect(inputOf(cardOf(message!), 'cities')).toMatchObject({ value: 'aarhus' });
  });

  it('keeps what is chosen, shows it, changes it, and ends it', async () => {
    const kim = bot.person('Kim');
    const saved = await chooses(kim, { cities: 'bergen,abo', areas: 'skola' });
    expect(textOf(saved.card)).toContain('Du prenumererar på: Bergen, Åbo, skola.');
    const changed = await chooses(kim, { cities: 'aarhus', areas: '' });
    expect(textOf(changed.card)).toContain('Du prenumererar på: Aarhus.');
    const same = await chooses(kim, { cities: 'aarhus', areas: '' });
    expect(textOf(same.card)).toContain('Inget ändrades');
    const everything = await chooses(kim, { cities: '', areas: '' });
    expect(textOf(everything.card)).toContain('Du prenumererar på: allt.');

    const [ended] = await kim.says('avsluta prenumeration');
    expect(textOf(cardOf(ended!))).toContain('Prenumerationen är avslutad.');
    expect((await stored('person', kim.id))?.value).toMatchObject({ ended: true, by: kim.id });
    const [nothing] = await kim.says('avsluta prenumerationen');
    expect(textOf(cardOf(nothing!))).toContain('Du har ingen egen prenumeration.');
    const [after] = await kim.says('prenumerera');
    expect(textOf(cardOf(after!))).toContain('Du prenumererar inte.');
  });

  it('is answered in English, too', async () => {
    const kim = bot.person('Kim');
    await kim.says('english');
    const saved = await chooses(kim, { cities: 'abo' });
    expect(textOf(saved.card)).toContain('You subscribe to: Turku.');
    const [left] = await kim.says('unsubscribe');
    expect(textOf(cardOf(left!))).toContain('The subscription has been ended.');
  });

  it('does not save what does not exist, and keeps the rest', async () => {
    const kim = bot.person('Kim');
    const answer = await chooses(kim, { cities: 'bergen,atlantis' });
    expect(textOf(answer.card)).toContain('går inte längre att välja');
    expect(inputOf(answer.card, 'cities')).toMatchObject({ value: 'bergen' });
    expect(await stored('person', kim.id)).toBeUndefined();
  });

  it.each([
    ['a list that is too long', { cities: 'bergen,'.repeat(500) }],
    ['something else than ids', { cities: "bergen' or 1 eq 1" }],
    ['no moment', { cities: 'bergen', seen: 'nyss' }],
  ])('refuses %s', async (_what, values) => {
    const kim = bot.person('Kim');
    const answer = await chooses(kim, values);
    expect(answer.card).toBeUndefined();
    expect(await stored('person', kim.id)).toBeUndefined();
  });

  it('gives the choices back while storage does not answer', async () => {
    const proxy = await startStorageProxy();
    const other = await startTestBot({ connectionString: proxy.connectionString });
    try {
      const kim = other.person('Kim');
      const [message] = await kim.says('prenumerera');
      const data = actionData(cardOf(message!), 'newsletter.save');
      proxy.fault = ({ service }) => (service === 'table' ? { status: 503 } : undefined);
      const failed = await kim.presses(
        'newsletter.save',
        { ...data, cities: 'abo', areas: 'skola' },
        message!.id,
      );
      expect(textOf(failed.card)).toContain('Dina val finns kvar');
      expect(inputOf(failed.card, 'cities')).toMatchObject({ value: 'abo' });
      expect(inputOf(failed.card, 'areas')).toMatchObject({ value: 'skola' });
      proxy.mend();
      const again = actionData(failed.card, 'newsletter.save');
      const saved = await kim.presses(
        'newsletter.save',
        { ...again, cities: 'abo', areas: 'skola' },
        message!.id,
      );
      expect(textOf(saved.card)).toContain('Du prenumererar på: Åbo, skola.');
    } finally {
      proxy.mend();
      await other.stop();
      await proxy.stop();
    }
  });
});

describe('the subscription of an administration', () => {
  it('is kept by its editors and by coordinators, and by nobody else', async () => {
    const [kim, sam] = [bot.person('Kim'), bot.person('Sam')];
    await areEditors(bot.storage, 'kultur', [kim.id]);
    for (const person of [kim, robin]) {
      const card = await openUnit(person, 'kultur');
      expect(textOf(card)).toContain('Prenumeration för');
    }
    expect(await openUnit(sam, 'kultur')).toBeUndefined();
    const refused = await sam.presses('newsletter.save', { unit: 'kultur', seen: '', cities: 'abo' }, 'card');
    expect(refused.notice).toContain('saknar du behörighet');
    expect((await sam.presses('newsletter.end', { unit: 'kultur' }, 'card')).notice).toContain('behörighet');
    expect((await robin.presses('newsletter.pick', { picked: 'atlantis' }, 'card')).notice).toContain(
      'behörighet',
    );
    expect((await kim.presses('newsletter.pick', { picked: '' }, 'card')).notice).toContain('i listan');
    expect(await stored('unit', 'kultur')).toBeUndefined();
  });

  it('stands on its editors’ own card, where it can be ended', async () => {
    const kim = bot.person('Kim');
    await areEditors(bot.storage, 'arbvux', [kim.id]);
    const card = await openUnit(robin, 'arbvux');
    await robin.presses(
      'newsletter.save',
      { ...actionData(card, 'newsletter.save'), cities: 'bergen' },
      'card',
    );

    const [left] = await kim.says('avsluta prenumeration');
    expect(textOf(cardOf(left!))).toMatch(/Du har ingen egen prenumeration\.[^]*som redaktör\./);
    const [own] = await kim.says('prenumerera');
    expect(textOf(cardOf(own!))).toMatch(/: Bergen\. Du får brevet som redaktör\./);
    const ended = await kim.presses('newsletter.end', actionData(cardOf(own!), 'newsletter.end'), own!.id);
    expect(textOf(ended.card)).toContain('Prenumerationen är avslutad.');
    expect(textOf(ended.card)).toContain('Prenumerationen är avslutad av Kim');
    const twice = await kim.presses('newsletter.end', { unit: 'arbvux' }, own!.id);
    expect(textOf(twice.card)).toContain('var redan avslutad');
  });

  it('changed by two at once: the second sees what the first did, and decides', async () => {
    const kim = bot.person('Kim Andersson');
    await areEditors(bot.storage, 'grundskola', [kim.id]);
    const seen = [await openUnit(kim, 'grundskola'), await openUnit(robin, 'grundskola')];
    const [byKim, byRobin] = seen.map(card => actionData(card, 'newsletter.save'));
    await kim.presses('newsletter.save', { ...byKim, cities: 'bergen' }, 'card');
    const late = await robin.presses('newsletter.save', { ...byRobin, cities: 'abo' }, 'card');
    expect(textOf(late.card)).toMatch(/Kim Andersson ändrade .*Nu gäller: Bergen\. Dina val finns kvar/);
    expect(inputOf(late.card, 'cities')).toMatchObject({ value: 'abo' });
    expect((await stored('unit', 'grundskola'))?.value.cities).toEqual(['bergen']);
    const decided = await robin.presses(
      'newsletter.save',
      { ...actionData(late.card, 'newsletter.save'), cities: 'abo' },
      'card',
    );
    expect(textOf(decided.card)).toContain('Prenumerationen gäller: Åbo. Senast ändrad av Robin Lindqvist');
  });
});
