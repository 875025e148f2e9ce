import { randomUUID } from 'node:crypto';
import { delegationNow, enters, listsOf, MEETING } from '../presidium/support';
import { button, type Deeds } from './deed';
import { LAST_MEETING, type Town } from './town';

const delegation = /Delegationen till vänortsmötet/;
const form = button('presidium.save');
const saved = /Sparat\./;
const takePart = button('presidium.answer');
const lessons = /Vad tog du med dig\?|Lärdomar från vänortsmötet/;
const next = { meeting: MEETING };
const last = { meeting: LAST_MEETING };

/** Somebody more in the delegation, who has no account; returns their id and the version of the delegation. */
async function somebodyMore({ bot }: Town): Promise<string> {
  const personId = `utan-konto-${randomUUID()}`;
  const before = await delegationNow(bot.storage);
  // Those who were added for other rows make room.
  const delegates = before.delegates.filter(one => !one.personId.startsWith('utan-konto-'));
  const after = { ...before, delegates: [...delegates, { personId, function: 'ledamot' }] };
  await enters(bot.storage, 'delegations', after);
  const { version } = await listsOf(bot.storage).load('delegations', MEETING);
  return `${personId} ${version}`;
}

function about(on: string): { meeting: string; person: string; seen: number } {
  const [person = '', version] = on.split(' ');
  return { ...next, person, seen: Number(version) };
}

const draft = () => ({ draft: randomUUID() });

/** The presidium's delegation, who takes part, and what was learned. */
export const ofThePresidium: Deeds = {
  presidiet: { answer: delegation },
  'presidium.delegation': { sends: () => next, answer: delegation },
  'presidium.form': { sends: () => ({ ...next, form: 'add' }), answer: form },
  'presidium.save': {
    sends: () => ({ ...next, ...draft(), form: 'add', seen: 0, name: 'Kim Berg', function: 'ledamot' }),
    answer: saved,
  },
  'presidium.save: an answer for somebody': {
    on: somebodyMore,
    sends: on => ({ ...about(on), ...draft(), form: 'answerFor', answer: 'yes' }),
    answer: saved,
  },
  'presidium.save: the question': {
    on: somebodyMore,
    sends: on => ({ ...next, ...draft(), form: 'ask', seen: about(on).seen, answerBy: '2027-03-15' }),
    answer: /Frågan skickas till/,
  },
  'presidium.remove': { on: somebodyMore, sends: about, answer: saved },
  deltar: { answer: takePart },
  'presidium.takePart': { sends: () => next, answer: takePart },
  'presidium.answer': { sends: () => ({ ...next, value: 'yes' }), answer: /Ditt svar är sparat/ },
  lärdomar: { answer: lessons },
  'presidium.lessons': { sends: () => last, answer: lessons },
  'presidium.lessonForm': { sends: () => last, answer: button('presidium.saveLesson') },
  'presidium.saveLesson': {
    sends: () => ({ ...last, lesson: `Vi lärde oss ${randomUUID()}` }),
    answer: /Det är sparat/,
  },
};
