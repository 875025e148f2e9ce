import { randomUUID } from 'node:crypto';
import type { Notification } from '../../src/register/model';
import {
  SLK_CHANNEL,
  aForm,
  actionData,
  cardOf,
  eventually,
  findAction,
  referenceIn,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import {
  arrives,
  asks,
  atRest,
  channelCardsOf,
  questionsTo,
  threadUnder,
  type Arrived,
} from '../support/journey';
import { faultsIn, readRegister, stored } from '../support/register';

let bot: TestBot;
let robin: TestPerson;
let ingrid: TestPerson;
let people = 0;

beforeAll(async () => {
  bot = await startTestBot();
  robin = bot.coordinator('Robin Lindqvist');
  ingrid = bot.coordinator('Ingrid Åkesson');
  await bot.bindChannel(robin);
});

afterAll(async () => {
  await bot.stop();
});

function somebody(): TestPerson {
  people += 1;
  return bot.person(`Medarbetare ${people}`);
}

async function notification(ref: string): Promise<Notification> {
  return stored(await readRegister(bot.storage), ref);
}

function kinds({ history }: Notification): string[] {
  return history.map(({ what }) => what);
}

/** One press, ready to be done as often as a test wants. */
interface Pressing {
  press: (overrides?: object) => Promise<Answer>;
  /** What the history says afterwards, whatever number of presses. */
  history: string[];
  /** What every answer says. */
  says: string;
}

const buttons: Record<string, (arrived: Arrived) => Promise<Pressing>> = {
  async submit({ sender }) {
    const form = await sender.opensForm();
    return {
      press: overrides =>
        sender.presses('collaboration.submit', { ...form.data, ...aForm }, form.messageId, overrides),
      history: ['informed'],
      says: 'Tack!',
    };
  },
  async 'save a change'({ ref, sender, messageId }) {
    const [form] = await sender.says('hej').then(() => editForm(sender, ref));
    const data = { ...actionData(cardOf(form!), 'collaboration.edit'), ...aForm, title: 'En annan titel' };
    return {
      press: overrides => sender.presses('collaboration.edit', data, form?.id ?? messageId, overrides),
      history: ['informed', 'edited'],
      says: 'En annan titel',
    };
  },
  withdraw: ({ ref, sender, messageId }) =>
    Promise.resolve({
      press: overrides => sender.presses('collaboration.withdraw', { ref }, messageId, overrides),
      history: ['informed', 'withdrawn'],
      says: 'Återkallad',
    }),
  'confirm receipt': ({ ref, card }) =>
    Promise.resolve({
      press: overrides =>
        robin.pressesInChannel('collaboration.receive', { ref }, card.id, SLK_CHANNEL, overrides),
      history: ['informed', 'received'],
      says: 'Mottagen',
    }),
  'ask for completion': ({ card }) => {
    const data = {
      ...actionData(cardOf(card), 'collaboration.ask'),
      question: 'Hur många deltar?',
    };
    return Promise.resolve({
      press: overrides => robin.pressesInChannel('collaboration.ask', data, card.id, SLK_CHANNEL, overrides),
      history: ['informed', 'asked'],
      says: 'Hur många deltar?',
    });
  },
  'enter case number': ({ card }) => {
    const data = {
      ...actionData(cardOf(card), 'collaboration.register'),
      caseNumber: 'SLK-2026-00190',
    };
    return Promise.resolve({
      press: overrides =>
        robin.pressesInChannel('collaboration.register', data, card.id, SLK_CHANNEL, overrides),
      history: ['informed', 'registered'],
      says: 'SLK-2026-00190',
    });
  },
  async answer(arrived) {
    const { message, data } = await asks(bot, robin, arrived, 'Vilken skola?');
    return {
      press: overrides =>
        arrived.sender.presses(
          'collaboration.answer',
          { ...data, answer: 'Fjällskolan' },
          message.id,
          overrides,
        ),
      history: ['informed', 'asked', 'answered'],
      says: 'Fjällskolan',
    };
  },
};

async function editForm(person: TestPerson, ref: string) {
  const before = bot.teams.in(person.chat).length;
  await person.presses('collaboration.openEdit', { ref });
  return bot.teams.in(person.chat).slice(before);
}

const repetitions: [string, (press: Pressing['press']) => Promise<Answer[]>][] = [
  [
    'again with the same activity id',
    async press => {
      const id = randomUUID();
      return [await press({ id }), await press({ id })];
    },
  ],
  ['again with a new activity id', async press => [await press(), await press()]],
  ['three times at once', press => Promise.all([press(), press(), press()])],
];

describe.each(Object.keys(buttons))('the button "%s"', name => {
  it.each(repetitions)('has one effect when it is pressed %s', async (_how, press) => {
    const arrived = await arrives(bot, somebody());
    const pressing = await buttons[name]!(arrived);
    const answers = await press(pressing.press);

    const texts = answers.map(answer => textOf(answer.card));
    const refs = new Set(texts.map(text => referenceIn(text)));
    expect(refs.size).toBe(1);
    for (const text of texts) {
      expect(text).toContain(pressing.says);
      expect(text).not.toContain('hann före');
    }
    const [ref] = refs;
    expect(kinds(await notification(ref!))).toEqual(pressing.history);

    const register = await atRest(bot);
    expect(faultsIn(register)).toEqual([]);
    const cards = await eventually('the card in the channel', () => {
      const found = channelCardsOf(bot, ref!);
      return found.length > 0 && found;
    });
    expect(cards).toHaveLength(1);
    const fromSender = pressing.history.filter(what => ['edited', 'answered', 'withdrawn'].includes(what));
    expect(threadUnder(bot, cards[0]!)).toHaveLength(fromSender.length);
    expect(questionsTo(bot, arrived.sender)).toHaveLength(pressing.history.includes('asked') ? 1 : 0);
  });
});

describe('the same draft', () => {
  it('sent twenty times at once is one collaboration, with the same reference in each answer', async () => {
    const kim = somebody();
    const form = await kim.opensForm();
    const data = { ...form.data, ...aForm, title: 'Tjugo tryck' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => kim.presses('collaboration.submit', data, form.messageId)),
    );
    const refs = new Set(answers.map(answer => referenceIn(answer.card)));
    expect(refs.size).toBe(1);
    const register = await atRest(bot);
    expect(faultsIn(register)).toEqual([]);
    expect(register.notifications.filter(({ content }) => content.title === 'Tjugo tryck')).toHaveLength(1);
    expect(channelCardsOf(bot, [...refs][0]!)).toHaveLength(1);
  });

  it('with other content is a change of the same reference, and the same again gives its confirmation', async () => {
    const kim = somebody();
    const form = await kim.opensForm();
    const send = (title: string) =>
      kim.presses('collaboration.submit', { ...form.data, ...aForm, title }, form.messageId);
    const ref = referenceIn((await send('Först så')).card);
    const second = await send('Sedan så');
    expect(referenceIn(second.card)).toBe(ref);
    expect(textOf(second.card)).toContain('Sedan så');
    expect(textOf((await send('Sedan så')).card)).toContain('Sedan så');
    const { content, history } = await notification(ref);
    expect(content.title).toBe('Sedan så');
    expect(history.map(({ what, fields }) => [what, fields])).toEqual([
      ['informed', undefined],
      ['edited', ['title']],
    ]);
  });

  it('in somebody else’s hands is not found', async () => {
    const kim = somebody();
    const form = await kim.opensForm();
    await kim.presses('collaboration.submit', { ...form.data, ...aForm }, form.messageId);
    const data = { ...form.data, ...aForm, title: 'Min' };
    const other = await somebody().presses('collaboration.submit', data, form.messageId);
    expect(other.card).toBeUndefined();
    expect(other.notice).toContain('saknar du behörighet');
  });
});

describe('twenty people at once', () => {
  it('get twenty references, each with its card', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => somebody().informs({ title: `Samtidigt ${index}` })),
    );
    const refs = new Set(answers.map(answer => referenceIn(answer.card)));
    expect(refs.size).toBe(20);
    const register = await atRest(bot);
    expect(faultsIn(register)).toEqual([]);
    for (const ref of refs) expect(channelCardsOf(bot, ref)).toHaveLength(1);
  });
});

describe('two coordinators at once', () => {
  const races: [string, (arrived: Arrived, by: TestPerson, which: number) => Promise<Answer>, string][] = [
    [
      'receive',
      ({ ref, card }, by) => by.pressesInChannel('collaboration.receive', { ref }, card.id),
      'received',
    ],
    [
      'ask',
      ({ card }, by, which) =>
        by.pressesInChannel(
          'collaboration.ask',
          { ...actionData(cardOf(card), 'collaboration.ask'), question: `Fråga ${which}?` },
          card.id,
        ),
      'asked',
    ],
    [
      'register different numbers',
      ({ card }, by, which) =>
        by.pressesInChannel(
          'collaboration.register',
          { ...actionData(cardOf(card), 'collaboration.register'), caseNumber: `SLK-2026-0000${which}` },
          card.id,
        ),
      'registered',
    ],
  ];

  it.each(races)(
    '%s: one effect, and the later one reads who was first, and when',
    async (_what, press, kind) => {
      const arrived = await arrives(bot, somebody());
      const seen = structuredClone(arrived.card);
      const answers = await Promise.all([
        press({ ...arrived, card: seen }, robin, 1),
        press({ ...arrived, card: seen }, ingrid, 2),
      ]);
      const after = await notification(arrived.ref);
      expect(kinds(after)).toEqual(['informed', kind]);
      const first = after.history.at(-1)!.by === robin.id ? 0 : 1;
      const winner = [robin, ingrid][first]!.member.name;
      expect(textOf(answers[first]!.card)).not.toContain('hann före');
      const later = textOf(answers[1 - first]!.card);
      expect(later).toContain(`Inget ändrades. ${winner} hann före`);
      expect(later).toMatch(new RegExp(`${winner} .*\\d{4} (kl\\.)? ?\\d\\d[.:]\\d\\d`));
      await atRest(bot);
      expect(textOf(cardOf(arrived.card))).toContain(winner);
      expect(questionsTo(bot, arrived.sender)).toHaveLength(kind === 'asked' ? 1 : 0);
    },
  );

  it('bind different channels: one is bound, and the later one reads who chose it', async () => {
    const fresh = await startTestBot();
    try {
      const first = fresh.coordinator('Robin Lindqvist');
      const second = fresh.coordinator('Ingrid Åkesson');
      const channels = [SLK_CHANNEL, '19:annan@thread.tacv2'];
      for (const team of fresh.teams.teams.values()) {
        team.channels.push({ id: channels[1]!, name: 'Internationellt', type: 'standard' });
      }
      await first.installsInTeam();
      const answers = await Promise.all([
        first.pressesInChannel('channel.bind', { channel: channels[0], seen: '' }),
        second.pressesInChannel('channel.bind', { channel: channels[1], seen: '' }),
      ]);
      const raced = answers.filter(answer => textOf(answer.card).includes('innan du tryckte'));
      expect(raced).toHaveLength(1);
      const wonByFirst = raced[0] === answers[1];
      const [winner, channel] = wonByFirst
        ? ['Robin Lindqvist', 'Vänorter']
        : ['Ingrid Åkesson', 'Internationellt'];
      expect(textOf(raced[0]!.card)).toContain(`${winner} valde ${channel}`);
    } finally {
      await fresh.stop();
    }
  });
});

describe('a second time', () => {
  it('to answer, with another text, finds the first answer there', async () => {
    const arrived = await arrives(bot, somebody());
    const { message, data } = await asks(bot, robin, arrived, 'Hur många?');
    await arrived.sender.presses('collaboration.answer', { ...data, answer: '24 elever' }, message.id);
    const again = await arrived.sender.presses('collaboration.answer', { ...data, answer: '25' }, message.id);
    expect(textOf(again.card)).toContain('24 elever');
    expect(findAction(again.card, 'collaboration.answer')).toBeUndefined();
    expect((await notification(arrived.ref)).question?.answer?.text).toBe('24 elever');
  });

  it('to answer an older question leaves the newer one open', async () => {
    const arrived = await arrives(bot, somebody());
    const first = await asks(bot, robin, arrived, 'Hur många?');
    await arrived.sender.presses('collaboration.answer', { ...first.data, answer: '24' }, first.message.id);
    await atRest(bot);
    await asks(bot, ingrid, arrived, 'Vilken skola?');
    await arrived.sender.presses('collaboration.answer', { ...first.data, answer: 'Igen' }, first.message.id);
    const { question } = await notification(arrived.ref);
    expect(question).toMatchObject({ number: 2, text: 'Vilken skola?' });
    expect(question?.answer).toBeUndefined();
  });
});
