import { randomUUID } from 'node:crypto';
import { CITY_PARTITION } from '../../src/capabilities';
import { SLK_CHANNEL, SLK_TEAM, type TestPerson } from '../support/bot';
import { STARTED } from '../newsletter/support';
import { button, type Deeds } from './deed';
import { shown } from './of-collaborations';
import {
  MONTH,
  UNIT,
  failedCard,
  failedQuestion,
  otherChannel,
  positionOf,
  subscribed,
  type Town,
} from './town';

const help = /Det här kan du skriva/;

/** The first meeting. */
export const ofMeeting: Deeds = {
  hej: { answer: /Hej! Här informerar du/ },
  hjälp: { answer: help },
  english: { answer: /English/, undo: by => by.says('svenska') },
  svenska: { answer: /Nu skriver jag på svenska/ },
  'welcome.ownChat': { in: 'channel', sends: () => ({ text: 'hjälp' }), answer: help },
  "welcome.ownChat: of the officers' matters": {
    in: 'channel',
    sends: () => ({ text: 'att göra' }),
    answer: /Att göra: /,
  },
  'welcome.ownChat: of a collaboration': {
    ...shown,
    in: 'channel',
    sends: ref => ({ text: `visa ${ref}` }),
  },
  'welcome.help': { in: 'channel', answer: help },
  'welcome.language': { sends: () => ({ locale: 'sv' }), answer: /Hej! Här informerar du/ },
};

const ofUnit = /Prenumeration för Grundskoleförvaltningen/;
const own = async (town: Town, by: TestPerson) => {
  await subscribed(town, { kind: 'person', id: by.id });
  return '';
};
const theUnits = async (town: Town) => {
  await subscribed(town, { kind: 'unit', id: UNIT });
  return UNIT;
};
const open = button('newsletter.save');
const saved = /Sparat\./;
const ended = /Prenumerationen är avslutad/;
const chosen = (unit: string) => ({ unit, cities: 'bergen', areas: '', seen: STARTED });

/** The monthly letter. */
export const ofTheLetter: Deeds = {
  prenumerera: { answer: open },
  'newsletter.open': { answer: open },
  'newsletter.choose': { answer: open },
  'newsletter.save': { on: own, sends: chosen, answer: saved },
  'newsletter.end': { on: own, answer: ended },
  'newsletter.leave': { on: own, answer: ended },
  'avsluta prenumeration': { on: own, answer: ended },
  "newsletter.choose: the unit's": { on: theUnits, sends: unit => ({ unit }), answer: ofUnit },
  'newsletter.pick': { sends: () => ({ picked: UNIT }), answer: ofUnit },
  "newsletter.save: the unit's": { on: theUnits, sends: chosen, answer: saved },
  "newsletter.end: the unit's": { on: theUnits, sends: unit => ({ unit }), answer: ended },
  'newsletter.forward': {
    in: 'channel',
    sends: () => ({ month: MONTH, people: randomUUID() }),
    answer: /Brevet skickas till en person/,
  },
};

const list = /Att göra: /;
const step = button('worklist.next');
const overview = /Skickade på 30 dagar: /;

/** The officers' work. */
export const ofOfficers: Deeds = {
  'att göra': { on: 'new', answer: list },
  'worklist.list': { on: 'new', answer: list },
  'worklist.openFromChannel': { in: 'channel', on: 'new', answer: list },
  'worklist.page': { on: 'new', answer: list },
  'worklist.show': { on: 'new', sends: ref => ({ at: positionOf(ref) }), answer: step },
  'worklist.start': { on: 'new', answer: step },
  'worklist.next': { on: 'new', answer: step },
  'worklist.whole': { on: 'new', answer: list },
  'worklist.again': { on: failedQuestion, sends: at => ({ at }), answer: /Frågan skickas igen/ },
  utskick: { answer: overview },
  'delivery.overview': { answer: overview },
  'delivery.refresh': { answer: overview },
  'delivery.again': { on: failedCard, sends: key => ({ key }), answer: overview },
};

const pick = button('channel.bind');
const units = { list: 'units' };

/** What officers set up. */
export const ofSettings: Deeds = {
  kanal: { answer: pick },
  'channel.open': { answer: pick },
  'channel.bind': {
    in: 'channel',
    on: async town => {
      await otherChannel(town);
      return SLK_TEAM;
    },
    sends: seen => ({ channel: SLK_CHANNEL, seen }),
    answer: /Kanalen för vänortsfrågor är vald/,
  },
  regler: { answer: /Regler som gäller/ },
  listor: { answer: button('lists.list') },
  'lists.open': { answer: button('lists.list') },
  'lists.list': { sends: () => units, answer: button('lists.entry') },
  'lists.entry': { sends: () => ({ ...units, id: 'slk' }), answer: button('lists.form') },
  'lists.form': { sends: () => ({ ...units, deed: 'add' }), answer: button('lists.save') },
  'lists.save': {
    sends: () => ({
      ...units,
      deed: 'add',
      seen: 0,
      kind: 'administration',
      nameSv: `Påhittad ${randomUUID()}`,
    }),
    answer: /Sparat\. Det gäller nu/,
  },
  'lists.save: not confirmed yet': {
    on: versionOfCycle,
    sends: seen => leaving(seen, false),
    answer: /Inget är sparat än/,
  },
  'lists.save: what is confirmed': {
    on: versionOfCycle,
    sends: seen => leaving(seen, true),
    answer: /Sparat\. Det gäller nu/,
  },
  // It has been answered before the first one comes.
  'lists.answerFirst': { in: 'channel', sends: () => ({ turn: '2027' }), answer: /redan besvarad/ },
  'lists.changeAnswer': { in: 'channel', answer: button('lists.save') },
};

/** A change of the cycle that lies far ahead. */
function leaving(seen: string, confirmed: boolean): object {
  const target = { list: 'cycle', deed: 'endMember', id: 'turordning', seen: Number(seen) };
  return { ...target, member: 'bergen', lastYear: '2099', confirmed };
}

async function versionOfCycle({ bot }: Town): Promise<string> {
  const row = await bot.storage.register.get(CITY_PARTITION, 'list|cycle|turordning');
  return String((row?.body as { version: number } | undefined)?.version ?? 0);
}
