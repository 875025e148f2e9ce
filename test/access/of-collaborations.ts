import { randomUUID } from 'node:crypto';
import { aForm } from '../support/bot';
import { button, ofOne, type Deed, type Deeds } from './deed';
import { HIDDEN, OTHER_UNIT, TITLE, over, sentDraft } from './town';

const newForm = button('collaboration.submit');
const change = button('collaboration.edit');
const handOver = button('collaboration.handOver');
const own = /Mina samarbeten/;

/** One of Kim's, whole or in its public part. */
export const shown: Deed = {
  on: 'asked',
  answer: new RegExp(`${HIDDEN} syfte`),
  publicly: new RegExp(TITLE),
};

/** Of another unit, so that nobody has told for the one that it is about. */
function form() {
  return { ...aForm, unitId: OTHER_UNIT, title: 'Påhittad körresa', draft: randomUUID() };
}

/** The form as it was when Kim sent it. */
const keptForm = {
  ...aForm,
  title: TITLE,
  purpose: `${HIDDEN} syfte`,
  workplace: `${HIDDEN} arbetsplats`,
  participants: HIDDEN,
};

function inDialog(verb: string, data: object): object {
  return { commandId: 'informFromMessage', data: { press: { verb, data } } };
}

function edited(ref: string): object {
  return { ...aForm, ref, base: 1, title: 'Ändrad rubrik' };
}

/** Telling of a collaboration, and all that is done with one. */
export const ofCollaborations: Deeds = {
  'informera om samarbete': { answer: newForm },
  'informera för någon annan': { answer: newForm },
  'collaboration.open': { in: 'channel', answer: /Vi fortsätter i din egen chatt/ },
  'collaboration.informFromMessage': { sends: () => ({ text: 'Påhittad körresa' }), answer: newForm },
  'collaboration.reopen': { sends: () => form(), answer: newForm },
  'collaboration.cancel': { answer: /Inget är skickat/ },
  'collaboration.submit': { sends: () => ({ ...form(), another: true }), answer: /Tack!/ },
  'collaboration.submit: sent by the sender': {
    on: async town => {
      const draft = randomUUID();
      await sentDraft(town, draft);
      return draft;
    },
    sends: draft => ({ ...keptForm, draft, another: true }),
    answer: /Tack!/,
  },
  visa: { ...shown, sends: ref => ` ${ref}` },
  'v-': { ...shown, sends: ref => ref.slice(2) },
  'collaboration.show': { ...shown, sends: ref => ({ ref }) },
  'mina samarbeten': { answer: own },
  'collaboration.mine': { answer: own },
  'composeExtension/fetchTask': {
    sends: () => ({
      commandId: 'informFromMessage',
      messagePayload: { body: { contentType: 'html', content: '<p>Påhittad körresa</p>' } },
    }),
    answer: newForm,
  },
  'composeExtension/submitAction': {
    sends: () => inDialog('collaboration.submit', { ...form(), another: true }),
    answer: /Tack!/,
  },
  'composeExtension/submitAction: of another': {
    on: 'new',
    sends: ref => inDialog('collaboration.edit', edited(ref)),
    answer: /Ändrad rubrik/,
  },
  "composeExtension/submitAction: an officer's": {
    on: 'new',
    sends: ref => inDialog('collaboration.receive', { ref }),
    answer: /Mottagen/,
  },
  'ändra v-': { on: 'new', sends: ref => ref.slice(2), answer: change },
  'collaboration.openEdit': { on: 'new', sends: ofOne, answer: change },
  'collaboration.edit': { on: 'new', sends: edited, answer: /Ändrad rubrik/ },
  'collaboration.copy': { on: 'new', sends: ofOne, answer: newForm },
  'collaboration.withdraw': { on: 'new', sends: ofOne, answer: /Återkallad|är återkallat/ },
  'collaboration.openQuestion': { on: 'asked', sends: ofOne, answer: button('collaboration.answer') },
  'collaboration.answer': {
    on: 'asked',
    sends: ref => ({ ref, number: 1, answer: 'Tjugofyra.' }),
    answer: /Tack för ditt svar/,
  },
  'collaboration.openFollowUp': { on: over, sends: ofOne, answer: button('collaboration.followUp') },
  'collaboration.followUp': {
    on: over,
    sends: ref => ({ ref, period: 'end', title: TITLE, seen: '', happened: 'yes' }),
    answer: /Tack för svaret/,
  },
  'collaboration.endFollowUp': {
    on: over,
    sends: ref => ({ ref, period: 'end' }),
    answer: /Vi frågar inte mer om det här/,
  },
  'lämna över': { on: 'new', sends: ref => ` ${ref}`, answer: handOver },
  'collaboration.openHandOver': { on: 'new', sends: ofOne, answer: handOver },
  'collaboration.handOver': {
    on: 'new',
    sends: (ref, { sam }) => ({ ref, colleague: sam.id }),
    answer: /är överlämnat till/,
  },
  'collaboration.takeOver': {
    on: 'new',
    sends: (ref, { people }) => ({ ref, from: people.sender.id }),
    answer: /Du har tagit över/,
  },
  'collaboration.join': {
    on: 'new',
    sends: ref => ({ ref, unitId: OTHER_UNIT }),
    answer: /står nu som deltagande/,
  },
  // Nobody has joined it: a unit leaves by whoever said that it takes part.
  'collaboration.leave': {
    on: 'new',
    sends: ref => ({ ref, unitId: OTHER_UNIT }),
    answer: /står inte längre som deltagande/,
  },
  'collaboration.history': { on: 'new', sends: ofOne, answer: /Historik för/ },
  'collaboration.receive': { in: 'channel', on: 'new', sends: ofOne, answer: /Mottagen/ },
  'collaboration.ask': {
    in: 'channel',
    on: 'new',
    sends: ref => ({ ref, number: 1, question: 'Hur många deltar?' }),
    answer: /Väntar på komplettering/,
  },
  'collaboration.register': {
    in: 'channel',
    on: 'new',
    sends: ref => ({ ref, seen: '', caseNumber: 'SLK-2026-00190' }),
    answer: /Diarieförd/,
  },
};
