import { formFields } from '../../src/collaborations/form';
import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  inputOf,
  randomPrefix,
  referenceIn,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { arrives, asks, atRest, channelCardsOf, questionsTo, type Arrived } from '../support/journey';
import { faultsIn, readRegister, stored } from '../support/register';
import { isCommit, startStorageProxy, type StorageFault, type StorageProxy } from '../support/storage-proxy';

/** What Teams allows an answer to take, in milliseconds. */
const PLATFORM_LIMIT_MS = 5_000;

const everything = {
  unitId: 'kultur',
  cities: 'aarhus,bergen',
  title: 'Hållbara "hav" & <kuster>',
  category: 'projekt',
  when: 'mars–maj 2027',
  contactFunction: 'Internationell samordnare',
  workplace: 'Sjöfartsmuseet',
  participatingUnits: 'grundskola',
  otherParticipants: 'Flensburg',
  direction: 'both',
  area: 'culture',
  participants: '4 lärare',
  funding: 'own',
  purpose: 'Första raden\nAndra raden',
  climateNote: 'Tåg',
  links: 'https://goteborg.se/vanorter\nhttps://bergen.kommune.no',
  submitterFunction: 'Rektor, via e-post',
  submitterUnit: 'grundskola',
  receivedOn: '2026-01-05',
};

let proxy: StorageProxy;
let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    settings: { turnDeadlineMs: 1_000, settingsCacheMs: 0 },
  });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
  everything.direction = choiceOf(await formOf('val'), 'direction');
  everything.area = choiceOf(await formOf('val'), 'area');
  everything.funding = choiceOf(await formOf('val'), 'funding');
});

afterEach(() => {
  proxy.mend();
});

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

async function formOf(name: string): Promise<Record<string, unknown>> {
  const [message] = await bot.person(name).says('informera');
  return cardOf(message!);
}

function choiceOf(form: object, field: string): string {
  return (inputOf(form, field)!.choices as { value: string }[])[1]!.value;
}

/** All of storage behaves so from now on. */
function storageIs(fault: StorageFault): void {
  proxy.fault = () => fault;
}

/** The next transaction lands, but nobody is told; and then nothing answers. */
function storageBreaksAfterCommit(fault: StorageFault): void {
  let landed = false;
  proxy.fault = call => {
    if (landed) return { ...fault, afterwards: false };
    if (!isCommit(call)) return undefined;
    landed = true;
    return { ...fault, afterwards: true };
  };
}

async function inTime(press: () => Promise<Answer>): Promise<Answer> {
  const before = performance.now();
  const answer = await press();
  expect(performance.now() - before).toBeLessThan(PLATFORM_LIMIT_MS);
  expect(answer.status).toBe(200);
  return answer;
}

function typedIn(card: object | undefined): Record<string, unknown> {
  return Object.fromEntries(formFields.map(field => [field, inputOf(card, field)?.value]));
}

const outages: [string, StorageFault][] = [
  ['answers 500', { status: 500 }],
  ['answers 503', { status: 503 }],
  ['cuts the line', { cut: true }],
  ['never answers', { hang: true }],
  ['is slower than the turn may be', { slowMs: 1_500 }],
];

describe('when storage is down as the form is sent', () => {
  it.each(outages)(
    '(%s) a plain sentence and the form with everything typed come back',
    async (_how, fault) => {
      const kim = bot.person('Kim Andersson');
      const form = await kim.opensForm();
      await atRest(bot);
      const before = (await readRegister(bot.storage)).notifications.length;
      storageIs(fault);
      const data = { ...form.data, ...everything };
      const answer = await inTime(() => kim.presses('collaboration.submit', data, form.messageId));
      expect(textOf(answer.card)).toMatch(
        /Det gick inte att spara just nu\. Allt du skrev finns kvar här\..*Felkod: \w{5}/,
      );
      expect(typedIn(answer.card)).toEqual(everything);
      expect(actionData(answer.card, 'collaboration.submit').draft).toBe(form.data.draft);

      proxy.mend();
      const again = { ...actionData(answer.card, 'collaboration.submit'), ...typedIn(answer.card) };
      const confirmation = await kim.presses('collaboration.submit', again, form.messageId);
      expect(textOf(confirmation.card)).toContain('Tack!');
      const register = await atRest(bot);
      expect(register.notifications).toHaveLength(before + 1);
      expect(faultsIn(register)).toEqual([]);
    },
  );

  it('an error in the form is told of as always', async () => {
    const kim = bot.person('Kim Andersson');
    const form = await kim.opensForm();
    storageIs({ status: 503 });
    const answer = await kim.presses(
      'collaboration.submit',
      { ...form.data, ...everything, title: '' },
      form.messageId,
    );
    expect(textOf(answer.card)).toContain('En uppgift behöver rättas');
    expect(typedIn(answer.card)).toEqual({ ...everything, title: '' });
  });

  it.each([
    ['Swedish', 'svenska', 'Det gick inte att spara just nu'],
    ['English', 'english', 'We could not save this right now'],
  ])('the form comes back in %s when it was shown so', async (_language, word, sentence) => {
    const kim = bot.person('Kim Andersson');
    await kim.says(word);
    const form = await kim.opensForm();
    storageIs({ status: 503 });
    const answer = await kim.presses('collaboration.submit', { ...form.data, ...everything }, form.messageId);
    expect(textOf(answer.card)).toMatch(new RegExp(sentence));
    expect(answer.card?.lang).toBe(word === 'english' ? 'en' : 'sv');
  });

  it('the deadline that people meet is kept: 4 s, the SDK’s own repetitions included', async () => {
    const patient = await startTestBot({ connectionString: proxy.connectionString });
    try {
      const kim = patient.person('Kim Andersson');
      const form = await kim.opensForm();
      storageIs({ hang: true });
      const data = { ...form.data, ...everything };
      const answer = await inTime(() => kim.presses('collaboration.submit', data, form.messageId));
      expect(typedIn(answer.card)).toEqual(everything);
      proxy.mend();
    } finally {
      await patient.stop();
    }
  });

  it('says so in a sentence to somebody who writes', async () => {
    const kim = bot.person('Kim Andersson');
    await kim.says('hej');
    storageIs({ status: 503 });
    const [said] = await kim.says('mina');
    expect(said?.activity.text).toMatch(/Jag når inte lagringen just nu.*Felkod: \w{5}/);
  });
});

describe('when storage is slow', () => {
  it('but within the deadline, all goes its way', async () => {
    const kim = bot.person('Kim Andersson');
    const form = await kim.opensForm();
    await atRest(bot);
    storageIs({ slowMs: 100 });
    const answer = await inTime(() =>
      kim.presses('collaboration.submit', { ...form.data, ...everything }, form.messageId),
    );
    expect(textOf(answer.card)).toContain('Tack!');
  });

  it.each([1, 2, 3, 4, 5])(
    'and stops answering at request %i of a turn, the answer still comes',
    async number => {
      const arrived = await arrives(bot, bot.person('Kim Andersson'));
      await atRest(bot);
      const { ref, card } = arrived;
      let requests = 0;
      proxy.fault = ({ service }) => {
        if (service === 'table') requests += 1;
        return requests >= number ? { hang: true } : undefined;
      };
      const answer = await inTime(() => robin.pressesInChannel('collaboration.receive', { ref }, card.id));
      expect(answer.card ?? answer.notice).toBeTruthy();
      proxy.mend();
      await robin.pressesInChannel('collaboration.receive', { ref }, card.id);
      const { history } = stored(await atRest(bot), ref);
      expect(history.map(({ what }) => what)).toEqual(['informed', 'received']);
    },
  );
});

const cutAnswers: [string, StorageFault][] = [
  ['the line is cut', { cut: true }],
  ['the answer is 500', { status: 500 }],
  ['the answer never comes', { hang: true }],
  ['the answer comes too late', { slowMs: 1_500 }],
];

describe('when the write landed but the bot was not told', () => {
  it.each(cutAnswers)('(%s) the same sent again gives its confirmation', async (_how, fault) => {
    const kim = bot.person('Kim Andersson');
    const form = await kim.opensForm();
    await atRest(bot);
    const before = (await readRegister(bot.storage)).notifications.length;
    storageBreaksAfterCommit(fault);
    const data = { ...form.data, ...everything };
    const lost = await inTime(() => kim.presses('collaboration.submit', data, form.messageId));
    expect(textOf(lost.card)).toContain('Det gick inte att spara just nu');
    expect(typedIn(lost.card)).toEqual(everything);

    proxy.mend();
    const again = { ...actionData(lost.card, 'collaboration.submit'), ...typedIn(lost.card) };
    const confirmation = await kim.presses('collaboration.submit', again, form.messageId);
    expect(textOf(confirmation.card)).toContain('Tack!');
    const register = await atRest(bot);
    expect(register.notifications).toHaveLength(before + 1);
    expect(faultsIn(register)).toEqual([]);
    const ref = referenceIn(confirmation.card);
    expect(stored(register, ref).version).toBe(1);
    expect(channelCardsOf(bot, ref)).toHaveLength(1);
  });

  it('other content is a change of what landed', async () => {
    const kim = bot.person('Kim Andersson');
    const form = await kim.opensForm();
    await atRest(bot);
    storageBreaksAfterCommit({ cut: true });
    const data = { ...form.data, ...everything };
    const lost = await kim.presses('collaboration.submit', data, form.messageId);
    proxy.mend();
    const other = {
      ...actionData(lost.card, 'collaboration.submit'),
      ...typedIn(lost.card),
      title: 'Ny rubrik',
    };
    const confirmation = await kim.presses('collaboration.submit', other, form.messageId);
    const register = await atRest(bot);
    const { content, history } = stored(register, referenceIn(confirmation.card));
    expect(content.title).toBe('Ny rubrik');
    expect(history.map(({ what }) => what)).toEqual(['informed', 'edited']);
    expect(faultsIn(register)).toEqual([]);
  });

  it('and storage answers the very next time, the person gets the confirmation at once', async () => {
    const kim = bot.person('Kim Andersson');
    const form = await kim.opensForm();
    await atRest(bot);
    let cut = false;
    proxy.fault = call => {
      if (cut || !isCommit(call)) return undefined;
      cut = true;
      return { cut: true, afterwards: true };
    };
    const answer = await kim.presses('collaboration.submit', { ...form.data, ...everything }, form.messageId);
    const ref = referenceIn(answer.card);
    const register = await atRest(bot);
    expect(stored(register, ref).version).toBe(1);
    expect(channelCardsOf(bot, ref)).toHaveLength(1);
  });
});

/** One thing that can be done with a collaboration, and what must come back of what was typed. */
interface Deed {
  press: () => Promise<Answer>;
  /** The field and what was typed in it. */
  typed?: [field: string, text: string];
  what: string;
}

const deeds: Record<string, (arrived: Arrived) => Promise<Deed>> = {
  async edit({ ref, sender }) {
    const before = bot.teams.in(sender.chat).length;
    await sender.presses('collaboration.openEdit', { ref });
    const form = bot.teams.in(sender.chat)[before]!;
    const data = { ...actionData(cardOf(form), 'collaboration.edit'), ...everything, purpose: 'Nytt syfte' };
    return {
      press: () => sender.presses('collaboration.edit', data, form.id),
      typed: ['purpose', 'Nytt syfte'],
      what: 'edited',
    };
  },
  ask: ({ card }) => {
    const data = { ...actionData(cardOf(card), 'collaboration.ask'), question: 'Hur många?' };
    return Promise.resolve({
      press: () => robin.pressesInChannel('collaboration.ask', data, card.id),
      typed: ['question', 'Hur många?'],
      what: 'asked',
    });
  },
  register: ({ card }) => {
    const data = { ...actionData(cardOf(card), 'collaboration.register'), caseNumber: 'SLK-2026-00190' };
    return Promise.resolve({
      press: () => robin.pressesInChannel('collaboration.register', data, card.id, SLK_CHANNEL),
      typed: ['caseNumber', 'SLK-2026-00190'],
      what: 'registered',
    });
  },
  async answer(arrived) {
    const { message, data } = await asks(bot, robin, arrived, 'Vilken skola?');
    return {
      press: () =>
        arrived.sender.presses('collaboration.answer', { ...data, answer: 'Fjällskolan' }, message.id),
      typed: ['answer', 'Fjällskolan'],
      what: 'answered',
    };
  },
  receive: ({ ref, card }) =>
    Promise.resolve({
      press: () => robin.pressesInChannel('collaboration.receive', { ref }, card.id),
      what: 'received',
    }),
  withdraw: ({ ref, sender, messageId }) =>
    Promise.resolve({
      press: () => sender.presses('collaboration.withdraw', { ref }, messageId),
      what: 'withdrawn',
    }),
};

describe.each(Object.keys(deeds))('%s', name => {
  const troubles: [string, (fault: StorageFault) => void, StorageFault][] = [
    ['storage is down', storageIs, { status: 503 }],
    ['storage never answers', storageIs, { hang: true }],
    ['the write landed and the line was cut', storageBreaksAfterCommit, { cut: true }],
    ['the write landed and no answer came', storageBreaksAfterCommit, { hang: true }],
  ];

  it.each(troubles)('is not lost and not done twice when %s', async (_what, breaks, fault) => {
    const arrived = await arrives(bot, bot.person('Kim Andersson'));
    const deed = await deeds[name]!(arrived);
    const before = stored(await atRest(bot), arrived.ref);
    breaks(fault);
    const failed = await inTime(deed.press);
    const said = failed.notice ?? textOf(failed.card);
    expect(said).toMatch(/Felkod: \w{5}/);
    if (deed.typed) expect(inputOf(failed.card, deed.typed[0])?.value).toBe(deed.typed[1]);

    proxy.mend();
    const done = await deed.press();
    expect(textOf(done.card)).not.toMatch(/Felkod|hann före/);
    const register = await atRest(bot);
    const after = stored(register, arrived.ref);
    expect(after.history.map(({ what }) => what)).toEqual([
      ...before.history.map(({ what }) => what),
      deed.what,
    ]);
    expect(faultsIn(register)).toEqual([]);
    expect(channelCardsOf(bot, arrived.ref)).toHaveLength(1);
    expect(questionsTo(bot, arrived.sender)).toHaveLength(
      after.history.filter(({ what }) => what === 'asked').length,
    );
  });
});
