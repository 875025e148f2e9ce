import { lostCard, setupCard } from '../../src/channel/cards';
import * as collaboration from '../../src/collaborations/cards';
import {
  emptyValues,
  formFields,
  LONGEST,
  type FormErrors,
  type FormValues,
} from '../../src/collaborations/form';
import { formCard } from '../../src/collaborations/form-card';
import { ask, answer, receive, register, withdraw } from '../../src/register/transitions';
import type { Notification } from '../../src/register/model';
import type { CardMessage } from '../../src/cards/card';
import { overviewCard } from '../../src/delivery/cards';
import { newJob, type Job, type JobState } from '../../src/delivery/job';
import { failureReasons } from '../../src/delivery/outcome';
import { seedLists } from '../../src/directory/lists';
import { unreachableReasons } from '../../src/directory/people';
import { allUnits } from '../../src/directory/units';
import type { Locale } from '../../src/i18n';
import { helpCard, ownChatCard, unknownCard, welcomeCard } from '../../src/welcome/cards';
import { casesOfCapabilities } from './card-cases-of-capabilities';
import { aContent, aNotification, OFFICER, reader, SENDER, TODAY } from './contents';

/** A card in one of the states that it can have. `template`: the file that it is made from. */
export interface CardCase {
  name: string;
  template: string;
  make(locale: Locale): CardMessage;
}

const AT = '2026-11-23T09:00:00.000Z';
const deed = { by: OFFICER, at: AT };
const names = new Map([
  [SENDER, 'Kim Andersson-Bergström af Ugglas von Hohenstaufen'],
  [OFFICER, 'Robin Lindqvist'],
]);

/** As much as the form lets through. */
const fullest = aNotification({
  content: aContent({
    unitId: 'arbvux',
    cities: ['aarhus', 'bergen', 'abo'],
    title: 'Å'.repeat(200),
    participatingUnits: allUnits(seedLists, TODAY).map(unit => unit.id),
    workplace: 'W'.repeat(200),
    otherParticipants: 'Flensburg '.repeat(50),
    direction: 'bada',
    area: 'klimat-miljo',
    purpose: 'Syfte '.repeat(333),
    participants: '24 elever och 5 lärare',
    funding: 'eu-interreg-oks',
    climateNote: 'Tåg '.repeat(250),
    links: ['https://example.org/'.padEnd(2000, 'x')],
    contactFunction: 'internationell samordnare',
  }),
});

function after(...steps: ((before: Notification) => ReturnType<typeof receive>)[]): Notification {
  return steps.reduce((before, step) => {
    const done = step(before);
    if (done.kind !== 'changed') throw new Error('the step changed nothing');
    return done.after;
  }, fullest);
}

const asked = after(before => ask(before, 1, 'Hur många deltar? '.repeat(50), deed));
const answered = after(
  before => ask(before, 1, 'Hur många deltar?', deed),
  before => answer(before, 1, 'Tjugofyra. '.repeat(180), { by: SENDER, at: AT }),
);
const registered = after(
  before => receive(before, deed),
  before => register(before, 'SLK-2026-00190', undefined, deed),
);
const withdrawn = after(before => withdraw(before, { by: SENDER, at: AT }));

const whoElse = ['kultur', 'arbvux', 'grundskola', 'slk', 'hamn'].map((unitId, index) => ({
  ref: `V-2026-000${index + 1}`,
  unitId,
  title: 'T'.repeat(100),
  category: 'elevutbyte',
  when: aContent().when,
  createdAt: AT,
}));

const allErrors = Object.fromEntries(formFields.map(field => [field, 'fel '.repeat(10)])) as FormErrors;
const longest: FormValues = Object.fromEntries(
  formFields.map(field => [field, 'x'.repeat(LONGEST[field] ?? 20)]),
) as FormValues;
const draft = { verb: 'collaboration.submit', data: { draft: '0' } } as const;
const formOf = (name: string, values: FormValues, errors?: FormErrors): CardCase => ({
  name,
  template: 'collaborations/cards/form.json',
  make: locale => formCard(reader(locale), { target: draft, values, errors, today: TODAY, typeahead: true }),
});

function jobIn(state: JobState, reason?: string, index = 0): Job {
  const to = index % 2 ? ({ kind: 'person', id: SENDER } as const) : ({ kind: 'channel' } as const);
  const kind = 'collaboration.channelCard';
  const job = {
    key: `n|V-2026-000${index}|x`,
    kind,
    subject: `V-2026-000${index}`,
    mode: 'card',
    to,
    wanted: 1,
  } as const;
  return { ...newJob(job, AT), state, reason, repeats: 1 };
}

const setup = {
  team: { id: 't', name: 'Stadsledningskontoret', serviceUrl: 'https://x', tenantId: 't' },
  channels: [
    { id: 't', name: '', kind: 'standard' as const },
    { id: 'c', name: 'Vänorter', kind: 'standard' as const },
  ],
  coordinators: 2,
};
const binding = { teamId: 't', channelId: 'c', channelName: 'Vänorter', by: OFFICER, at: AT };

const count = (number: number, more = false) => ({ count: number, more });
const reasons = [...failureReasons, ...unreachableReasons, 'noChannel'];

/** Every card, in each of its states. A template without a case here fails a test. */
export const everyCard: readonly CardCase[] = [
  ...casesOfCapabilities,
  formOf('the form, empty', emptyValues),
  formOf('the form, with every error', longest, allErrors),
  {
    name: 'the form, for a change',
    template: 'collaborations/cards/form.json',
    make: locale =>
      formCard(reader(locale), {
        target: { verb: 'collaboration.edit', data: { ref: 'V-2026-0042', base: 1 } },
        values: emptyValues,
        trouble: button => `${button} …`,
        today: TODAY,
        typeahead: false,
      }),
  },
  ...[fullest, asked, answered, registered, withdrawn].flatMap((notification, index): CardCase[] => [
    {
      name: `the confirmation ${index}`,
      template: 'collaborations/cards/sender-card.json',
      make: locale =>
        collaboration.senderCard(reader(locale), { notification, whoElse, thanks: index === 0 }),
    },
    {
      name: `the officer's card ${index}`,
      template: 'collaborations/cards/coordinator-card.json',
      make: locale =>
        collaboration.coordinatorCard(reader(locale), {
          notification,
          names,
          notice: 'Någon hann före.',
          ask: { typed: 'x', error: '⚠ fel' },
          register: { typed: 'x', error: '⚠ fel' },
        }),
    },
  ]),
  {
    name: 'the confirmation, with nobody else',
    template: 'collaborations/cards/sender-card.json',
    make: locale => collaboration.senderCard(reader(locale), { notification: fullest, whoElse: [] }),
  },
  {
    name: 'what anyone may read',
    template: 'collaborations/cards/public-card.json',
    make: locale => collaboration.publicCard(reader(locale), { notification: fullest }),
  },
  {
    name: 'what anyone may read, and take over',
    template: 'collaborations/cards/public-card.json',
    make: locale =>
      collaboration.publicCard(reader(locale), { notification: fullest, mayTakeOver: true, notice: 'x' }),
  },
  {
    name: "an editor's view",
    template: 'collaborations/cards/sender-card.json',
    make: locale => collaboration.senderCard(reader(locale), { notification: asked, editor: names }),
  },
  {
    name: 'is it the same',
    template: 'collaborations/cards/same-card.json',
    make: locale =>
      collaboration.sameCard(reader(locale), {
        known: whoElse.slice(0, 3),
        draft: '00000000-0000-4000-8000-000000000000',
        values: longest,
        notice: 'x',
      }),
  },
  {
    name: 'handing over',
    template: 'collaborations/cards/hand-over-card.json',
    make: locale =>
      collaboration.handOverCard(reader(locale), {
        notification: fullest,
        colleagues: Array.from({ length: 200 }, (_, index) => ({
          title: `${'N'.repeat(60)} ${index}`,
          value: SENDER,
        })),
        picker: false,
        error: '⚠ fel',
      }),
  },
  ...(['joined', 'left', 'takenOver', 'handedOver', 'edited', 'withdrawn'] as const).map(
    (what): CardCase => ({
      name: `told that it was ${what}`,
      template: 'collaborations/cards/told-card.json',
      make: locale =>
        collaboration.toldCard(
          reader(locale),
          fullest,
          { version: 2, at: AT, by: OFFICER, what, unitId: 'kultur', person: SENDER, fields: ['title'] },
          { names, to: SENDER },
        )!,
    }),
  ),
  {
    name: 'the history',
    template: 'collaborations/cards/history-card.json',
    make: locale => collaboration.historyCard(reader(locale), fullest, names),
  },
  ...[asked, answered].map((notification, index): CardCase => ({
    name: `the question ${index}`,
    template: 'collaborations/cards/question-card.json',
    make: locale =>
      collaboration.questionCard(reader(locale), {
        notification,
        question: notification.question!,
        error: '⚠ fel',
      }),
  })),
  {
    name: 'a list',
    template: 'collaborations/cards/list-card.json',
    make: locale => {
      const item = { ...fullest.content, ref: 'V-2026-0042', status: 'new' as const, createdAt: AT };
      return collaboration.listCard(reader(locale), { items: Array(8).fill(item), next: 'x' }, true);
    },
  },
  ...[true, false].map((first): CardCase => ({
    name: `an empty list, ${first ? 'first' : 'later'} page`,
    template: 'collaborations/cards/list-card.json',
    make: locale => collaboration.listCard(reader(locale), { items: [] }, first),
  })),
  {
    name: 'a line in the thread',
    template: 'collaborations/cards/line-card.json',
    make: locale => collaboration.threadLineCard(reader(locale), answered, answered.history.at(-1)!, names)!,
  },
  {
    name: 'the way to the form',
    template: 'welcome/cards/own-chat.json',
    make: locale => ownChatCard(locale, 'informera badhus'),
  },
  {
    name: 'what was typed, while storage is down',
    template: 'collaborations/cards/retry-card.json',
    make: locale =>
      collaboration.retryCard(locale, {
        ref: 'V-2026-0042',
        code: 'ABCDE',
        input: 'answer',
        label: 'Ditt svar',
        typed: 'x'.repeat(2000),
        verb: 'collaboration.answer',
        data: { ref: 'V-2026-0042', number: 1 },
      }),
  },
  ...[true, false].flatMap((coordinator): CardCase[] => [
    {
      name: `the first card, coordinator: ${coordinator}`,
      template: 'welcome/cards/welcome.json',
      make: locale => welcomeCard(reader(locale), { coordinator, presidium: coordinator, today: TODAY }),
    },
    {
      name: `not understood, coordinator: ${coordinator}`,
      template: 'welcome/cards/welcome.json',
      make: locale => unknownCard(locale, coordinator, ''),
    },
    {
      name: `not understood, with what was written to look for, coordinator: ${coordinator}`,
      template: 'welcome/cards/welcome.json',
      make: locale => unknownCard(locale, coordinator, 'markup** '.repeat(30).slice(0, 200)),
    },
    {
      name: `help, coordinator: ${coordinator}`,
      template: 'welcome/cards/help.json',
      make: locale => helpCard(locale, { coordinator, presidium: coordinator }),
    },
  ]),
  {
    name: 'the choice of a channel',
    template: 'channel/cards/setup.json',
    make: locale => setupCard(locale, { setup, missing: true }),
  },
  {
    name: 'the chosen channel',
    template: 'channel/cards/setup.json',
    make: locale => setupCard(locale, { setup: { ...setup, binding }, boundBy: 'Robin Lindqvist' }),
  },
  ...(['gone', 'closed'] as const).map((why): CardCase => ({
    name: `the channel that is ${why}`,
    template: 'channel/cards/lost.json',
    make: locale => lostCard(locale, { why, at: AT, channelName: 'Vänorter **och** annat' }),
  })),
  {
    name: 'the deliveries, with every reason',
    template: 'delivery/cards/overview.json',
    make: locale =>
      overviewCard(locale, {
        names,
        channel: { channel: 'Vänorter', team: 'Stadsledningskontoret' },
        overview: {
          counts: {
            waiting: count(1),
            held: count(2),
            planned: count(12),
            sentLately: count(1000, true),
            failed: count(9),
            ambiguous: count(1),
          },
          jobs: {
            waiting: [jobIn('waiting')],
            held: [jobIn('held', 'noChannel'), jobIn('held', 'blocked', 1)],
            sent: [jobIn('sent')],
            failed: reasons.map((reason, index) => jobIn('failed', reason, index)),
            ambiguous: [jobIn('ambiguous', 'noAnswer')],
          },
          repeats: 3,
          lost: { at: AT, why: 'closed' },
          lastCompleted: new Date(AT),
          stalled: true,
          next: { at: AT, what: jobIn('waiting') },
        },
      }),
  },
  {
    name: 'the deliveries, with nothing',
    template: 'delivery/cards/overview.json',
    make: locale =>
      overviewCard(locale, {
        names,
        overview: {
          counts: {
            waiting: count(0),
            held: count(0),
            planned: count(0),
            sentLately: count(0),
            failed: count(0),
            ambiguous: count(0),
          },
          jobs: { waiting: [], held: [], sent: [], failed: [], ambiguous: [] },
          repeats: 0,
          stalled: false,
        },
      }),
  },
];
