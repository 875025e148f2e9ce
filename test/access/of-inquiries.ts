import { CITY_PARTITION } from '../../src/capabilities';
import { makeInquiryStore } from '../../src/inquiry/store';
import { anInquiry } from '../inquiry/inquiries';
import { eventually } from '../support/bot';
import { button, type Deed, type Deeds } from './deed';
import { NOW, told, UNIT, type Town } from './town';

const CODE = 'K7MPQ2';
const status = /Vilka har svarat\?/;
const replied = { unitId: UNIT, kind: 'nothing', by: 'somebody', at: NOW } as const;

let asked = 0;
let settled: () => Promise<unknown>;

/** A new one each time, the newest of all. */
function newId(): string {
  asked += 1;
  return `${8_204_000_000_000 - asked}-0123abcd`;
}

/** The unit has been asked, and nobody reached; Kim has told of something for it. */
async function isAsked(town: Town, replies: readonly (typeof replied)[] = []): Promise<string> {
  await told(town);
  const store = makeInquiryStore(town.bot.storage.register, CITY_PARTITION);
  const id = newId();
  const units = [{ unitId: UNIT, editors: [] }];
  await store.insert(anInquiry({ id, units, replies: [...replies], code: CODE }));
  settled = () =>
    eventually('nothing left to enter', async () =>
      (await store.all()).every(({ inquiry }) => inquiry.pending === undefined),
    );
  return id;
}

const open = (town: Town) => isAsked(town);
const answered = (town: Town) => isAsked(town, [replied]);
const byId = (id: string) => ({ id });
const one = (id: string) => ({ id, unit: UNIT });
const values = { from: '2025', to: '2026-11-23', deadline: '2026-12-14', units: UNIT, note: '' };
/** What goes on after the answer is over before the next one acts. */
const undo: Deed['undo'] = () => settled();

/** Asking the administrations and companies, and what they answer. */
export const ofInquiries: Deeds = {
  efterfråga: { on: open, answer: button('inquiry.form') },
  'inquiry.list': { on: open, answer: button('inquiry.status') },
  'inquiry.form': { on: open, answer: button('inquiry.preview') },
  'inquiry.preview': {
    on: open,
    sends: () => ({ ...values, draft: newId() }),
    answer: button('inquiry.send'),
  },
  'inquiry.send': { on: open, sends: () => ({ ...values, draft: newId() }), answer: status, undo },
  'inquiry.status': { on: open, sends: byId, answer: status },
  'inquiry.enter': { on: open, sends: byId, answer: button('inquiry.entered') },
  'inquiry.entered': {
    on: open,
    sends: id => ({ ...one(id), kind: 'nothing', from: 'registrator' }),
    answer: /Svaret är sparat\./,
  },
  'inquiry.mail': { on: open, sends: byId, answer: /Text att mejla/ },
  'inquiry.postpone': { on: open, sends: byId, answer: button('inquiry.postponed') },
  'inquiry.postponed': {
    on: open,
    sends: id => ({ id, seen: '2026-12-14', deadline: '2026-12-18' }),
    answer: /Sista dag att svara är ändrad\./,
    undo,
  },
  'inquiry.close': { on: open, sends: byId, answer: button('inquiry.closed') },
  'inquiry.closed': { on: open, sends: byId, answer: /Frågan är avslutad\./, undo },
  'efterfråga svar': { on: open, answer: /"verb":"inquiry\.(pick|reply)"/ },
  'inquiry.pick': { on: open, sends: () => ({ unit: UNIT }), answer: button('inquiry.reply') },
  'inquiry.pick: with the code of the e-mail': {
    on: open,
    sends: () => ({ unit: UNIT, code: CODE }),
    answer: button('inquiry.reply'),
  },
  'inquiry.reply': {
    on: open,
    sends: id => ({ ...one(id), kind: 'nothing' }),
    answer: /Tack! Svaret är sparat/,
  },
  'inquiry.reply: with the code of the e-mail': {
    on: open,
    sends: id => ({ ...one(id), kind: 'nothing', code: CODE }),
    answer: /Tack! Svaret är sparat/,
  },
  'inquiry.undo': {
    on: answered,
    sends: id => ({ ...one(id), at: NOW }),
    answer: /Svaret är borttaget\./,
  },
};
