import * as collaboration from '../../src/collaborations/cards';
import { followUpDone, followUpForm } from '../../src/collaborations/follow-up/card';
import { textParts } from '../../src/collaborations/follow-up/form';
import { answerFollowUp, askFollowUp, END, endFollowUp } from '../../src/register/follow-up';
import type { Notification, Outcome } from '../../src/register/model';
import { ask, withdraw, type Transition } from '../../src/register/transitions';
import { aContent, aNotification, OFFICER, reader, SENDER } from '../support/contents';
import type { CardCase } from '../support/every-card';

const AT = '2027-09-20T08:00:00.000Z';
const deed = { by: SENDER, at: AT };
const names = new Map([
  [SENDER, 'Kim Andersson-Bergström af Ugglas von Hohenstaufen'],
  [OFFICER, 'Robin Lindqvist'],
]);

function after(before: Notification, ...steps: ((before: Notification) => Transition)[]): Notification {
  return steps.reduce((notification, step) => {
    const done = step(notification);
    if (done.kind !== 'changed') throw new Error('the step changed nothing');
    return done.after;
  }, before);
}

const long = 'Partnerskolorna fortsätter. '.repeat(71);
const outcome: Outcome = {
  happened: 'partly',
  result: long,
  learned: long,
  willUse: long,
  outlook: 'change',
};
const told = aNotification({ content: aContent({ title: 'Å'.repeat(200) }) });
const asked = after(told, before => askFollowUp(before, { period: END, to: [SENDER], on: '2027-09-20' }, AT));
const answered = after(asked, before => answerFollowUp(before, { period: END, outcome, seen: '' }, deed));
const ended = after(asked, before => endFollowUp(before, END, deed));
const withdrawn = after(asked, before => withdraw(before, deed));
const ongoing = aNotification({ content: aContent({ when: { kind: 'ongoing' } }) });
const eachYear = after(
  ongoing,
  before => askFollowUp(before, { period: '2027', to: [SENDER], on: '2027-11-23' }, AT),
  before => answerFollowUp(before, { period: '2027', outcome, seen: '' }, deed),
);
/** Every button that a card can have, at once. */
const busy = after(asked, before => ask(before, 1, 'Hur många deltar?', { by: OFFICER, at: AT }));

const values = { happened: 'partly', result: long, learned: long, willUse: long, outlook: 'change' } as const;
const nothing = { happened: '', result: '', learned: '', willUse: '', outlook: '' } as const;
const errors = Object.fromEntries(['happened', ...textParts].map(name => [name, 'fel '.repeat(10)]));
const target = { ref: told.ref, period: END, title: told.content.title, seen: '' };

const form = (name: string, view: Parameters<typeof followUpForm>[1]): CardCase => ({
  name: `how it went, ${name}`,
  template: 'cards/form.json',
  make: locale => followUpForm(reader(locale), view),
});

const done = (name: string, notification: Notification, period = END, elsewhere = false): CardCase => ({
  name: `how it went: ${name}`,
  template: 'collaborations/cards/follow-up-card.json',
  make: locale => followUpDone(reader(locale), { notification, period, elsewhere }),
});

const lineOf = (notification: Notification): CardCase[] => {
  const change = notification.history.at(-1)!;
  return [
    {
      name: `a line in the thread, ${change.what}`,
      template: 'collaborations/cards/line-card.json',
      make: locale => collaboration.threadLineCard(reader(locale), notification, change, names)!,
    },
    {
      name: `told: ${change.what}`,
      template: 'collaborations/cards/told-card.json',
      make: locale => collaboration.toldCard(reader(locale), notification, change, { names, to: OFFICER })!,
    },
  ];
};

const shown = ([name, notification]: readonly [string, Notification]): CardCase[] => [
  {
    name: `the sender's card, how it went ${name}`,
    template: 'collaborations/cards/sender-card.json',
    make: locale => collaboration.senderCard(reader(locale), { notification }),
  },
  {
    name: `the officers' card, how it went ${name}`,
    template: 'collaborations/cards/coordinator-card.json',
    make: locale => collaboration.coordinatorCard(reader(locale), { notification, names }),
  },
  {
    name: `the history, how it went ${name}`,
    template: 'collaborations/cards/history-card.json',
    make: locale => collaboration.historyCard(reader(locale), notification, names),
  },
];

/** The cards that ask how a collaboration went, and those that show it. */
export const followUpCases: readonly CardCase[] = [
  form('asked', { target, values: nothing }),
  form('asked again', { target, values: nothing, again: true }),
  form('for a year', { target: { ...target, period: '2027' }, values: nothing }),
  form('for a year, again', { target: { ...target, period: '2027' }, values: nothing, again: true }),
  form('to be changed', { target: { ...target, seen: AT }, values }),
  form('with faults', { target, values, errors }),
  form('that could not be saved', { target, values, trouble: 'Inget sparades. '.repeat(10) }),
  done('answered', answered),
  done('answered for a year', eachYear, '2027'),
  done('no longer relevant', ended),
  done('withdrawn', withdrawn),
  done('looked after by somebody else', answered, END, true),
  ...[answered, ended].flatMap(lineOf),
  ...(
    [
      ['asked', asked],
      ['asked, and a question', busy],
      ['answered', answered],
      ['each year', eachYear],
    ] as const
  ).flatMap(shown),
];
