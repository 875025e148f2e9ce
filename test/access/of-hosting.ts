import { CITY_PARTITION } from '../../src/capabilities';
import { adopt } from '../../src/hosting/changes';
import { makeHostingStore } from '../../src/hosting/store';
import { MEETING } from '../presidium/support';
import { button, type Deeds } from './deed';
import { NOW, type Town } from './town';

const about = { meeting: MEETING };
const activity = { ...about, activity: 'theme' };
const plan = /Planen för värdskapet 2027/;

/** As when somebody else has just adopted it, for other days than those of the meeting. */
async function planned({ bot }: Town): Promise<string> {
  const store = makeHostingStore(bot.storage.register, CITY_PARTITION);
  const deed = { by: 'somebody', at: NOW };
  const before = await store.load(MEETING);
  const days = { from: '2027-09-15', to: '2027-09-16' };
  await store.save(before, { plan: adopt(MEETING, days, deed), ...deed }, []);
  return '2026-03-15';
}

async function unplanned({ bot }: Town): Promise<string> {
  const store = makeHostingStore(bot.storage.register, CITY_PARTITION);
  const versions = await store.history(MEETING, 1_000);
  const keys = versions.map(({ version }) => `hosting|version|${MEETING}|${99_999 - version}`);
  if (versions.length === 0) return '';
  const gone = [`hosting|plan|${MEETING}`, ...keys].map(key => ({ do: 'remove', key }) as const);
  await bot.storage.register.commit(CITY_PARTITION, gone);
  return '';
}

function form(of: string): object {
  const seen = { title: 'Bestäm tema', due: '2026-03-15', responsible: '', open: true };
  const values = { title: 'Välj tema', due: '2026-12-18', responsible: '' };
  return { ...about, activity: of, draft: 'egen-tema', seen, ...values };
}

/** The plan of Göteborg's hosting. */
export const ofHosting: Deeds = {
  planen: { on: planned, answer: plan },
  förhandsvisa: { on: planned, answer: /Kommande påminnelser/ },
  'hosting.plan': { on: planned, sends: () => about, answer: plan },
  'hosting.openPlan': { in: 'channel', on: planned, sends: () => about, answer: plan },
  'hosting.adopt': { in: 'channel', on: unplanned, sends: () => about, answer: /är antagen/ },
  'hosting.activity': { on: planned, sends: () => activity, answer: button('hosting.settle') },
  'hosting.settle': { on: planned, sends: () => ({ ...activity, to: 'done' }), answer: /Sparat\./ },
  'hosting.move': {
    in: 'channel',
    on: planned,
    sends: () => ({ ...about, from: '2027-05-12', to: '2027-05-13', do: 'move' }),
    answer: /Planen är flyttad med mötet/,
  },
  'hosting.preview': { on: planned, answer: /Kommande påminnelser/ },
  'hosting.done': { in: 'channel', on: planned, sends: () => activity, answer: /Klart 23 november 2026/ },
  'hosting.newDate': {
    in: 'channel',
    on: planned,
    sends: due => ({ ...activity, due, 'date-2027-theme': '2026-12-18' }),
    answer: /Nytt datum: 18 december 2026/,
  },
  'hosting.form': { on: planned, sends: () => activity, answer: button('hosting.save') },
  'hosting.save': { on: planned, sends: () => form(''), answer: /Aktiviteten är tillagd/ },
  'hosting.save: of one that is there': { on: planned, sends: () => form('theme'), answer: /Sparat\./ },
};
