import { isPlanned } from '../../src/delivery/job';
import type { TestPerson } from './bot';
import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  eventually,
  findAction,
  referenceIn,
  textOf,
  type Answer,
  type TestBot,
} from './bot';
import type { PostedActivity } from './fake-teams';
import { readRegister, type Register } from './register';

/** What a test needs of a collaboration that has come to the City Executive Office's channel. */
export interface Arrived {
  ref: string;
  sender: TestPerson;
  /** The answer to the form, and the message in which it stands. */
  confirmation: Answer;
  messageId: string;
  /** The message in the channel. */
  card: PostedActivity;
}

/** Somebody informs, and the card arrives in the channel. */
export async function arrives(bot: TestBot, sender: TestPerson, values: object = {}): Promise<Arrived> {
  const form = await sender.opensForm();
  const confirmation = await sender.presses(
    'collaboration.submit',
    { ...form.data, ...someForm, ...values },
    form.messageId,
  );
  const ref = referenceIn(confirmation.card);
  const card = await channelCardOf(bot, ref);
  return { ref, sender, confirmation, messageId: form.messageId, card };
}

const someForm = {
  unitId: 'grundskola',
  cities: 'bergen',
  title: 'Lägerskola om hållbara hav',
  category: 'elevutbyte',
  when: 'vecka 37 2027',
};

/** The notification's card in the channel, once it is there. */
export function channelCardOf(bot: TestBot, ref: string): Promise<PostedActivity> {
  return eventually(`the card of ${ref} in the channel`, () => channelCardsOf(bot, ref)[0]);
}

/** Every message with this notification's card in the channel: never more than one, unless a test says so. */
export function channelCardsOf({ teams }: Pick<TestBot, 'teams'>, ref: string): PostedActivity[] {
  return (
    teams
      .in(SLK_CHANNEL)
      .filter(message => textOf(cardOf(message)).includes(ref))
      // The monthly letter names it too.
      .filter(message => !findAction(cardOf(message), 'newsletter.forward'))
  );
}

/** The lines in the thread under a card. */
export function threadUnder({ teams }: Pick<TestBot, 'teams'>, card: PostedActivity): string[] {
  return teams.in(`${SLK_CHANNEL};messageid=${card.id}`).map(message => textOf(cardOf(message)));
}

/** The question cards in somebody's chat. */
export function questionsTo({ teams }: Pick<TestBot, 'teams'>, person: TestPerson): PostedActivity[] {
  return teams
    .in(person.chat)
    .filter(message => message.activity.attachments?.length)
    .filter(message => textOf(cardOf(message)).includes('Det gäller '));
}

/** A coordinator asks, and the question arrives. */
export async function asks(bot: TestBot, by: TestPerson, { ref, sender, card }: Arrived, question: string) {
  const before = questionsTo(bot, sender).length;
  await by.pressesInChannel(
    'collaboration.ask',
    { ...actionData(cardOf(card), 'collaboration.ask'), question },
    card.id,
  );
  const arrived = await eventually(`the question about ${ref}`, () => questionsTo(bot, sender)[before]);
  return { message: arrived, data: actionData(cardOf(arrived), 'collaboration.answer') };
}

/** Waits until the bot has nothing left to send now, and returns the register as it is then. */
export async function atRest({ storage }: Pick<TestBot, 'storage'>, ms?: number): Promise<Register> {
  await eventually(
    'nothing left to send',
    async () => {
      const { jobs } = await readRegister(storage);
      return jobs.every(job => job.state !== 'waiting' || isPlanned(job));
    },
    ms,
  );
  // A large register is read in pages: those read before the last delivery was recorded are old.
  return readRegister(storage);
}
