import { actionData, aForm, type Answer, type TestBot, type TestPerson } from '../support/bot';
import { arrives, type Arrived } from '../support/journey';

let weeks = 0;

/** A week in which no other test has anything. */
export function freeWeek(): string {
  weeks += 1;
  return `vecka ${10 + (weeks % 40)} ${2028 + Math.floor(weeks / 40)}`;
}

/** A form with most of its fields filled in, but for when. */
export const everything = {
  unitId: 'kultur',
  cities: 'bergen',
  title: 'Skolkonserter "till sjöss" & <i land>',
  category: 'kultur',
  contactFunction: 'Producent',
  workplace: 'Sjöfartsmuseet',
  participatingUnits: 'idrott',
  otherParticipants: 'Flensburg',
  participants: '4 musiker',
  purpose: 'Första raden\nAndra raden',
  climateNote: 'Tåg',
  links: 'https://goteborg.se/vanorter\nhttps://bergen.kommune.no',
  submitterFunction: 'Rektor, via e-post',
  submitterUnit: 'grundskola',
  receivedOn: '2026-01-05',
};

/** A form that was sent, and the buttons of what it became. */
export interface Sent {
  answer: Answer;
  messageId: string;
  press: (verb: string, data?: object) => Promise<Answer>;
}

/** Fills in the form and sends it, without having said beforehand that it is another. */
export async function sends(person: TestPerson, values: object): Promise<Sent> {
  const form = await person.opensForm('informera', false);
  const answer = await person.presses(
    'collaboration.submit',
    { ...form.data, ...aForm, ...values },
    form.messageId,
  );
  const press = (verb: string, data?: object) =>
    person.presses(verb, data ?? actionData(answer.card, verb), form.messageId);
  return { answer, messageId: form.messageId, press };
}

/** What a question whether it is the same is about, and by whom it is to be answered. */
export interface Asked {
  known: Arrived;
  sam: TestPerson;
  told: typeof everything & { when: string };
  question: Sent;
}

/** Something stands in the register already, and somebody of another unit tells of the same week. */
export async function asked(bot: TestBot, values: object = {}): Promise<Asked> {
  const when = freeWeek();
  const known = await arrives(bot, bot.person('Kim Andersson'), { when });
  const sam = bot.person('Sam Karlsson');
  const told = { ...everything, when, ...values };
  return { known, sam, told, question: await sends(sam, told) };
}
