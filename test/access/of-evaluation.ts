import { CITY_PARTITION } from '../../src/capabilities';
import type { Evaluation, NamedAnswer } from '../../src/evaluation/model';
import { makeEvaluationStore } from '../../src/evaluation/store';
import { endOfPrefix } from '../../src/storage/table';
import { eventually } from '../support/bot';
import { button, type Deeds } from './deed';
import { LAST_MEETING, NOW, OTHER_UNIT, type Town } from './town';

const about = { meeting: LAST_MEETING };
const status = /Utvärdering av vänortsmötet Göteborg 2017/;
const GUEST = 'guest-0';

const open: Evaluation = {
  meetingId: LAST_MEETING,
  anonymous: false,
  closesOn: '2026-12-15',
  unitIds: [],
  asked: 0,
  by: 'somebody',
  at: NOW,
  entered: true,
};
const answered: NamedAnswer = {
  id: GUEST,
  group: 'guest',
  cityId: 'aarhus',
  answers: { purpose: 4 },
  version: 1,
  by: 'somebody',
  at: NOW,
};

function storeOf({ bot }: Town) {
  return makeEvaluationStore(bot.storage.register, CITY_PARTITION);
}

let town: Town;

/** Nothing of it is left from the deed before. */
async function notSent(of: Town): Promise<string> {
  town = of;
  const { register } = of.bot.storage;
  const prefixes = ['sent', 'version', 'asked', 'answer', 'answered', 'ends', 'form'].map(
    name => `evaluation|${name}|`,
  );
  for (const prefix of prefixes) {
    const { rows } = await register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 90);
    const gone = rows.map(({ key }) => ({ do: 'remove', key }) as const);
    if (gone.length > 0) await register.commit(CITY_PARTITION, gone);
  }
  return '';
}

async function isOpen(of: Town): Promise<string> {
  await notSent(of);
  const store = storeOf(of);
  await store.commit([
    ...store.evaluationWrites(undefined, open),
    store.askedWrite(LAST_MEETING, []),
    ...store.answerWrites(LAST_MEETING, undefined, answered),
  ]);
  return '';
}

async function ended(of: Town): Promise<string> {
  await isOpen(of);
  const store = storeOf(of);
  const end = { what: 'ended', by: 'somebody', at: NOW, reason: 'gjord' } as const;
  await store.commit([store.endsWrite(LAST_MEETING, { value: [] }, [end])]);
  return '';
}

/** What goes on after the answer would meet the next deed. */
async function sentOut(): Promise<void> {
  const store = storeOf(town);
  await eventually('it is sent out', async () => (await store.load(LAST_MEETING))?.value.entered !== false);
}

const start = { ...about, closesOn: '2026-12-15', names: 'named', units: '', purpose: '' };

/** The evaluation after a hosting: kept by officers, answered by any employee. */
export const ofEvaluation: Deeds = {
  utvärdering: { on: isOpen, answer: status },
  'evaluation.show': { on: isOpen, sends: () => about, answer: status },
  'evaluation.form': {
    on: notSent,
    sends: () => ({ ...about, form: 'start' }),
    answer: button('evaluation.start'),
  },
  'evaluation.start': {
    on: notSent,
    sends: () => start,
    answer: /Utvärderingen skickas ut nu/,
    undo: sentOut,
  },
  'evaluation.close': { on: isOpen, sends: () => about, answer: /Utvärderingen är avslutad/ },
  'evaluation.move': {
    on: isOpen,
    sends: () => ({ ...about, closesOn: '2026-12-18' }),
    answer: /Sista dagen är nu 18 december 2026/,
  },
  'evaluation.end': {
    on: isOpen,
    sends: () => ({ ...about, reason: 'Rapporten är gjord.' }),
    answer: /Jag påminner inte längre i kanalen/,
  },
  'evaluation.resume': { on: ended, sends: () => about, answer: /Jag påminner igen i kanalen/ },
  'evaluation.mail': {
    on: isOpen,
    sends: () => ({ ...about, to: 'colleagues' }),
    answer: /Text att kopiera/,
  },
  'evaluation.word': { on: isOpen, sends: () => about, answer: /utvardering-goteborg-2017\.docx/ },
  'evaluation.results': { on: isOpen, sends: () => about, answer: /Resultat av utvärderingen/ },
  'evaluation.guests': { on: isOpen, sends: () => about, answer: /Svar 1, Aarhus/ },
  'evaluation.saveGuest': {
    on: isOpen,
    sends: () => ({ ...about, guest: 'guest-1', seen: 0, from: 'bergen', purpose: '3' }),
    answer: /Svaret från Bergen är sparat/,
  },
  'evaluation.removeGuest': {
    on: isOpen,
    sends: () => ({ ...about, guest: GUEST }),
    answer: /Svaret är borttaget/,
  },
  utvärdera: { on: isOpen, answer: button('evaluation.answer') },
  'evaluation.open': { on: isOpen, sends: () => about, answer: button('evaluation.answer') },
  'evaluation.answer': {
    on: isOpen,
    sends: () => ({ ...about, purpose: '4', unit: OTHER_UNIT }),
    answer: /Tack för ditt svar/,
  },
};
