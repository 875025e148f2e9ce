import { CITY_PARTITION } from '../../src/capabilities';
import type { Owner } from '../../src/newsletter/model';
import { insertJob } from '../../src/delivery/ledger';
import { indexKey, newJob, urgentKey, type Job, type NewJob } from '../../src/delivery/job';
import { channelLetterJob } from '../../src/newsletter/deliveries';
import { channelCardKey, questionCardKey } from '../../src/register/store';
import type { Write } from '../../src/storage/table';
import { SLK_TEAM, TENANT, TestPerson, startTestBot, type TestBot } from '../support/bot';
import { aContent } from '../support/contents';
import { met } from '../support/extension';
import { makesEditors } from '../support/keeping';
import { subscribes } from '../newsletter/support';
import { enters, isPresidium, knowsTheMeeting, MEETING, member, secretary } from '../presidium/support';
import { fill, type Past } from '../worklist/fill';
import type { Role } from './table';

/** The moment at which it all takes place, and the days around it. */
export const NOW = '2026-11-23T09:00:00.000Z';
const [YESTERDAY, TODAY] = ['2026-11-22', '2026-11-23'];
/** When Kim told. */
const TOLD_AT = '2026-11-22T09:00:00.000Z';
export const MONTH = '2026-11';

/** The unit of which the collaborations are, and another one. */
export const UNIT = 'grundskola';
export const OTHER_UNIT = 'kultur';

export const TITLE = 'Lägerskola om hållbara hav';
/** Stands in every part that is not for everybody. */
export const HIDDEN = 'HEMLIGT';
/** That, and the question that one is asked. */
export const NOT_FOR_ALL = /HEMLIGT|Hur många deltar\?/;

const ELSEWHERE = '99999999-9999-4999-8999-999999999999';

/** A running bot, and one person for each role. */
export interface Town {
  bot: TestBot;
  people: Record<Role, TestPerson>;
  /** Somebody to whom a collaboration can be handed over. */
  sam: TestPerson;
  /** What has been written since this was emptied, by table. */
  written: { register: string[]; people: string[] };
}

/**
 * Starts a bot that sends nothing by itself, so that what is written is what somebody who acts has written. Its clock
 * goes on from `NOW`.
 */
export async function startTown(): Promise<Town> {
  const begun = Date.now();
  const bot = await startTestBot({
    now: () => new Date(Date.parse(NOW) + Date.now() - begun),
    settings: { engine: quietEngine },
  });
  const people = settle(bot);
  const { guest, elsewhere, foreign, editor, former, colleague, officer } = people;
  await makesEditors(bot, UNIT, [
    ...[editor, guest, elsewhere, foreign].map(person => ({ person, from: TODAY })),
    { person: former, from: '2020-01-01', to: YESTERDAY },
  ]);
  await putPresidium(bot, people);
  await bot.bindChannel(officer);
  const { staff, sender, presidium, secretary, delegate, past } = people;
  for (const person of [staff, sender, colleague, editor, former, officer]) await met(bot, person);
  for (const person of [presidium, secretary, delegate, past]) await met(bot, person);
  for (const person of [guest, elsewhere, foreign]) await knownBefore(bot, person);
  await fill(bot, [{ content: content(), past: 'new', by: colleague.id, at: new Date(NOW) }]);
  await putLetter(bot);
  return { bot, people, sam: bot.person('Sam Karlsson'), written: recorded(bot) };
}

/** The presidium, its secretary, and one who is sent to the next meeting and was at the last one (S3). */
async function putPresidium({ storage }: TestBot, people: Record<Role, TestPerson>): Promise<void> {
  const { presidium, past, guest, elsewhere, foreign, delegate } = people;
  await knowsTheMeeting(storage);
  await isPresidium(storage, [
    member(presidium),
    member(past, { from: '2022-10-15', to: YESTERDAY }),
    ...[people.secretary, guest, elsewhere, foreign].map(secretary),
  ]);
  const delegates = [delegate, guest, elsewhere, foreign].map(({ id }) => ({
    personId: id,
    function: 'ledamot',
  }));
  for (const id of [MEETING, LAST_MEETING])
    await enters(storage, 'delegations', { id, delegates, lessons: [] });
}

/** The latest meeting that was held. */
export const LAST_MEETING = '2017';

/** It takes nothing from the queue. */
const quietEngine = {
  concurrency: 0,
  idleMs: 1_000,
  hiddenSeconds: 2,
  sweepAfterMs: 500,
  clockEveryMs: 250,
  sweepEveryMs: 250,
  spacingSeconds: 0,
};

function settle(bot: TestBot): Record<Role, TestPerson> {
  const guest = bot.coordinator('Gäst Nilsson');
  const elsewhere = bot.coordinator('Flyttad Nilsson');
  guest.member.userRole = 'guest';
  elsewhere.member.tenantId = ELSEWHERE;
  return {
    guest,
    elsewhere,
    foreign: fromElsewhere(bot, bot.coordinator('Främmande Nilsson')),
    staff: bot.person('Lee Holm'),
    colleague: bot.person('Charlie Ek'),
    sender: bot.person('Kim Andersson'),
    editor: bot.person('Noor Ali'),
    former: bot.person('Love Berg'),
    officer: bot.coordinator('Robin Lindqvist'),
    presidium: bot.person('Alex Lund'),
    secretary: bot.person('Sasha Ek'),
    delegate: bot.person('Mika Sand'),
    past: bot.person('Robin Åberg'),
  };
}

/** The same person, whose Teams names another organisation's tenant. */
function fromElsewhere({ url, teams }: TestBot, { member }: TestPerson): TestPerson {
  const person = new TestPerson(url, teams, member);
  const sends = person.sends.bind(person);
  return Object.assign(person, {
    sends(activity: { conversation: object; channelData: object }) {
      const conversation = { ...activity.conversation, tenantId: ELSEWHERE };
      return sends({
        ...activity,
        conversation,
        channelData: { ...activity.channelData, tenant: { id: ELSEWHERE } },
      });
    },
  });
}

/** As the bot keeps somebody whom it has let in. */
async function knownBefore({ storage, teams }: TestBot, { id, chat, member }: TestPerson): Promise<void> {
  const conversation = { id: chat, serviceUrl: teams.serviceUrl, tenantId: TENANT };
  const body = { id, tenantId: TENANT, name: member.name, conversation };
  await storage.people.commit('people', [{ do: 'put', key: id, body }]);
}

/** Made anew after the answer, out of what was written. */
const DERIVED = 'hot|digest|';

/** Notes every row that is written from now on; it is written all the same. */
function recorded({ storage }: TestBot): Town['written'] {
  const written: Town['written'] = { register: [], people: [] };
  for (const name of ['register', 'people'] as const) {
    const table = storage[name];
    const commit = table.commit.bind(table);
    table.commit = async (partition, writes, signal) => {
      await commit(partition, writes, signal);
      written[name].push(...writes.map(({ key }) => key).filter(key => !key.startsWith(DERIVED)));
    };
  }
  return written;
}

function content() {
  const hidden = { purpose: `${HIDDEN} syfte`, workplace: `${HIDDEN} arbetsplats`, participants: HIDDEN };
  return aContent({ unitId: UNIT, title: TITLE, ...hidden });
}

/** One that Kim has told of, and what it has been through. */
export async function told({ bot, people }: Town, past: Past = 'new'): Promise<string> {
  const by = people.sender.id;
  const [ref] = await fill(bot, [{ content: content(), past, by, at: new Date(TOLD_AT) }]);
  return ref!;
}

/** One of Kim's that ended in the spring, and about which Kim is asked how it went. */
export async function over({ bot, people }: Town): Promise<string> {
  const when = { kind: 'span', from: '2026-03-01', to: '2026-03-31', precision: 'month' } as const;
  const told = { content: { ...content(), when }, by: people.sender.id, at: new Date(TOLD_AT) };
  const [ref] = await fill(bot, [{ ...told, past: 'followUp' }]);
  return ref!;
}

/** The place of such a one in the worklist. */
export function positionOf(ref: string): string {
  return `${TOLD_AT}|${ref}`;
}

/** A card in the channel that Teams did not take; returns its key. */
export async function failedCard(town: Town): Promise<string> {
  const ref = await told(town);
  const key = channelCardKey(ref);
  const to = { kind: 'channel' } as const;
  await putFailed(town, {
    key,
    kind: 'collaboration.channelCard',
    subject: ref,
    mode: 'card',
    to,
    wanted: 1,
  });
  return key;
}

/** A question to Kim that Teams did not take; returns its place in the worklist. */
export async function failedQuestion(town: Town): Promise<string> {
  const ref = await told(town, 'asked');
  const id = town.people.sender.id;
  const key = questionCardKey(ref, 1, id);
  const to = { kind: 'person', id } as const;
  const kind = 'collaboration.question';
  await putFailed(town, { key, kind, subject: ref, mode: 'card', to, wanted: 2, urgent: true });
  return positionOf(ref);
}

async function putFailed({ bot }: Town, job: NewJob): Promise<void> {
  const failed: Job = { ...newJob(job, TOLD_AT), state: 'failed', reason: 'serverError' };
  const { key, subject } = job;
  const urgent = urgentKey(failed);
  const writes: Write[] = [
    { do: 'put', key, body: failed },
    { do: 'put', key: indexKey(failed), body: { key } },
    ...(urgent ? [{ do: 'put', key: urgent, body: { key, subject, createdAt: TOLD_AT } } as const] : []),
  ];
  await bot.storage.register.commit(CITY_PARTITION, writes);
}

/** This month's letter, which has gone to the channel. */
async function putLetter({ storage }: TestBot): Promise<void> {
  const body = { month: MONTH, createdAt: NOW, newFrom: NOW, cursor: '', done: true, version: 1 };
  await storage.register.commit(CITY_PARTITION, [
    { do: 'put', key: `letter|${MONTH}`, body },
    ...insertJob(channelLetterJob(MONTH, 1), NOW),
  ]);
}

/** A subscription to everything, changed last at the moment that `subscribes` puts there. */
export async function subscribed({ bot }: Town, owner: Owner): Promise<void> {
  await subscribes(bot.storage, owner);
}

/** One that came of this draft of Kim's. */
export async function sentDraft(town: Town, draft: string): Promise<string> {
  const ref = await told(town);
  const body = { ref, by: town.people.sender.id };
  await town.bot.storage.register.commit(CITY_PARTITION, [{ do: 'put', key: `d|${draft}`, body }]);
  return ref;
}

/** Another channel than the one that is about to be picked. */
export async function otherChannel({ bot, people }: Town): Promise<void> {
  const body = { teamId: SLK_TEAM, channelId: SLK_TEAM, channelName: '', by: people.officer.id, at: NOW };
  await bot.storage.register.commit(CITY_PARTITION, [{ do: 'put', key: 'setting|channel', body }]);
}
