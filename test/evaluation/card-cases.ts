import { closedCard, questionsCard, thanksCard, type QuestionsView } from '../../src/evaluation/answer-card';
import {
  closeForm,
  endForm,
  firstStartValues,
  mailForm,
  moveForm,
  startForm,
} from '../../src/evaluation/forms';
import { guestForm } from '../../src/evaluation/guest-form';
import { guestsCard } from '../../src/evaluation/guests-card';
import { mailText } from '../../src/evaluation/mail';
import type { Evaluation, NamedAnswer } from '../../src/evaluation/model';
import { promptCard, type PromptView } from '../../src/evaluation/prompt-card';
import { resultsCard, shownSchema, type ResultsView } from '../../src/evaluation/results-card';
import { noHostingCard, statusCard, type StatusView } from '../../src/evaluation/status-card';
import type { Opened } from '../../src/evaluation/work-state';
import type { CardMessage } from '../../src/cards/card';
import type { Reader } from '../../src/directory/lists';
import { allUnits } from '../../src/directory/units';
import type { Locale } from '../../src/i18n';
import { questions, resultsOf, type Answers } from '../../src/meetings/evaluation';
import { meetingById } from '../../src/meetings/standing';
import { personId } from '../presidium/support';
import { OFFICER, reader, SENDER } from '../support/contents';
import type { CardCase } from '../support/every-card';
import { HELD, hostedIn2025 } from './history';

const AT = '2026-11-24T08:05:00.000Z';
const TODAY = '2026-11-24';
const GONE = '00000000-0000-4000-8000-00000000000f';
const names = new Map([
  [OFFICER, 'Robin Lindqvist'],
  [SENDER, 'Maria-Christina Andersson-Bergström af Ugglas von Hohenstaufen-Württemberg'],
]);
/** What would be read as markup, were it not shown to the letter. */
const MARKED = '**Boka** [lokal](https://example.org) <b>nu</b> # \\ "citat"';

const named: Evaluation = {
  meetingId: HELD,
  anonymous: false,
  closesOn: '2026-12-15',
  purpose: MARKED,
  unitIds: allUnits(reader('sv').lists, TODAY).map(({ id }) => id),
  asked: 400,
  by: OFFICER,
  at: AT,
  entered: true,
};
const anonymous: Evaluation = { ...named, anonymous: true };

const everything: Answers = {
  purpose: 4,
  learned: 'Å'.repeat(1_000),
  willUse: MARKED,
  benefited: '日本 👩‍🏫 مرحبا',
  worth: 5,
  climate: 1,
  inPerson: 3,
  goesOn: 'change',
  more: 'x',
};

function answerOf(index: number, more: Partial<NamedAnswer> = {}): NamedAnswer {
  return {
    id: personId(index),
    group: 'unit',
    answers: everything,
    version: 1,
    by: personId(index),
    at: AT,
    ...more,
  };
}

const people = Array.from({ length: 400 }, (_, index) => ({
  personId: index === 0 ? SENDER : personId(index),
  group: (['delegation', 'presidium', 'unit'] as const)[index % 3]!,
}));
const guests = [1, 2, 3].map(number =>
  answerOf(number, {
    id: `guest-${number}`,
    group: 'guest',
    cityId: 'aarhus',
    by: number > 1 ? OFFICER : GONE,
  }),
);
const manyGuests = Array.from({ length: 60 }, (_, index) => ({ ...guests[0]!, id: `guest-${index}` }));

function read(locale: Locale): Reader {
  return reader(locale, hostedIn2025);
}

function meetingIn({ lists }: Reader) {
  return meetingById(lists, HELD)!;
}

function openedIn(asked: Reader, more: Partial<Opened> = {}, evaluation?: Evaluation): Opened {
  return {
    meeting: meetingIn(asked),
    meetingId: HELD,
    asked: [],
    answers: [],
    answered: 0,
    unreached: [],
    report: {},
    ...(evaluation && { evaluation: { value: evaluation, version: 1, etag: '*' } }),
    ...more,
  };
}

const out = {
  asked: people,
  answers: [answerOf(1), ...guests],
  answered: 4,
  unreached: people.map(one => one.personId),
} satisfies Partial<Opened>;

const CARD = 'evaluation/cards/evaluation.json';

function made(name: string, make: (reader: Reader) => CardMessage, template = CARD): CardCase {
  return { name, template, make: locale => make(read(locale)) };
}

function prompt(
  name: string,
  more: Partial<Opened> = {},
  evaluation?: Evaluation,
  view: Partial<PromptView> = {},
): CardCase {
  return made(`the prompt after a hosting, ${name}`, asked =>
    promptCard(asked, { state: openedIn(asked, more, evaluation), day: TODAY, today: TODAY, names, ...view }),
  );
}

const registered = { drafted: { at: AT }, registered: { caseNumber: 'SLK-2026-00190', at: AT, by: OFFICER } };
const end = { what: 'ended', by: SENDER, at: AT, reason: `${MARKED} ${'a'.repeat(400)}` } as const;

const prompts = [
  prompt('nothing done'),
  prompt('sent out', out, named),
  prompt('sent out without names', { ...out, answers: [] }, anonymous),
  prompt('report drafted', { ...out, report: { drafted: { at: AT } } }, named),
  prompt('registered', { ...out, report: registered }, named),
  prompt('registered by somebody gone', { report: { registered: { ...registered.registered, by: GONE } } }),
  prompt('ended with a reason', { end }),
  prompt('replaced by a newer one', out, named, { isReplaced: true }),
  prompt('called off', {}, undefined, { state: { year: 2025, calledOff: true } }),
  prompt('called off, of an unknown year', {}, undefined, { state: { year: undefined, calledOff: true } }),
  prompt('without names, answered by others too', { ...out, answers: [], answered: 500 }, anonymous),
  made('the prompt while no text of the rule is in force', asked => {
    const lists = { ...asked.lists, rules: [] };
    return promptCard({ ...asked, lists }, { state: openedIn(asked), day: TODAY, today: TODAY, names });
  }),
];

function status(
  name: string,
  more: Partial<Opened> = {},
  evaluation?: Evaluation,
  view: Partial<StatusView> = {},
): CardCase {
  return made(`the state of the evaluation, ${name}`, asked =>
    statusCard(asked, { opened: openedIn(asked, more, evaluation), today: TODAY, names, ...view }),
  );
}

const statuses = [
  status('not sent out', {}, undefined, { isOld: true }),
  status('open', out, named, { notice: 'Utvärderingen skickas ut nu.' }),
  status('open without names', { ...out, answers: [] }, anonymous),
  status('closed', { ...out, end }, { ...named, closed: { on: TODAY, by: OFFICER } }),
  status('past its last day without names', { ...out, answers: [] }, { ...anonymous, closed: { on: TODAY } }),
  status('past its last day', out, { ...named, closesOn: '2026-11-20' }),
  status('with a registered report', { ...out, report: registered }, named),
  made('no hosting to evaluate', asked => noHostingCard(asked)),
];

const form = 'cards/form.json';
const delegates = [{ personId: 'utan-konto-1', name: MARKED }] as const;
const about = { meetingId: HELD, place: 'Göteborg 2025' };

function questionsIn(name: string, view: Partial<QuestionsView>): CardCase {
  return made(
    `the questions, ${name}`,
    asked =>
      questionsCard(asked, {
        meeting: meetingIn(asked),
        evaluation: named,
        today: TODAY,
        needsUnit: false,
        ...view,
      }),
    form,
  );
}

const values = Object.fromEntries(questions.map(({ id }) => [id, String(everything[id] ?? '')]));
const errors = Object.fromEntries(questions.map(({ id }) => [id, 'fel '.repeat(10)]));

const forms = [
  questionsIn('to somebody who is asked', {}),
  questionsIn('once more', { reminder: true }),
  questionsIn('to any employee', { needsUnit: true, unit: 'kultur' }),
  questionsIn('without names', { evaluation: anonymous, needsUnit: true }),
  questionsIn('with every error', { needsUnit: true, values, errors: { ...errors, unit: 'fel' } }),
  questionsIn('not saved', { values, trouble: 'Det är osäkert om det sparades.' }),
  made(
    'sending it out',
    asked => startForm(asked, { ...about, values: firstStartValues(TODAY), today: TODAY }),
    form,
  ),
  made(
    'sending it out, with every error',
    asked =>
      startForm(asked, {
        ...about,
        values: { closesOn: 'x', names: 'x', units: 'kultur,arbvux', purpose: 'x'.repeat(400) },
        errors: { closesOn: 'fel', names: 'fel', units: 'fel', purpose: 'fel' },
        today: TODAY,
      }),
    form,
  ),
  made('closing it', asked => closeForm(asked, { ...about, anonymous: false }), form),
  made(
    'closing it without names',
    asked => closeForm(asked, { ...about, anonymous: true, trouble: 'x' }),
    form,
  ),
  made(
    'moving its last day',
    asked => moveForm(asked, { ...about, value: '2026-12-22', before: '2026-12-15', error: 'fel' }),
    form,
  ),
  made('ending the prompts', asked => endForm(asked, { ...about, value: MARKED, error: 'fel' }), form),
  ...[true, false].map(isAnonymous =>
    made(
      `a guest's answers, without names: ${isAnonymous}`,
      asked =>
        guestForm(asked, {
          ...about,
          guest: 'guest-1',
          seen: isAnonymous ? 0 : 2,
          anonymous: isAnonymous,
          delegates,
          from: 'aarhus',
          values,
          errors: { ...errors, from: 'fel' },
        }),
      form,
    ),
  ),
  made(
    "a delegate's answers, to change",
    asked =>
      guestForm(asked, {
        ...about,
        guest: delegates[0].personId,
        seen: 1,
        anonymous: false,
        delegates,
        from: delegates[0].personId,
        values,
      }),
    form,
  ),
  ...(['colleagues', 'guests'] as const).flatMap(to =>
    [named, anonymous].map((evaluation, index) =>
      made(
        `the mail to ${to} ${index}`,
        asked => {
          const mail = {
            meeting: meetingIn(asked),
            evaluation,
            ...(index && { link: 'https://teams.example/l/x' }),
          };
          const enterBy = evaluation.anonymous ? { enterBy: evaluation.closesOn } : {};
          return mailForm(asked, { meetingId: HELD, to, text: mailText(asked, to, mail), ...enterBy });
        },
        form,
      ),
    ),
  ),
];

function results(name: string, view: Partial<ResultsView>): CardCase {
  return made(`the results, ${name}`, asked =>
    resultsCard(asked, {
      meeting: meetingIn(asked),
      meetingId: HELD,
      results: { ...noResults, answered: 60, results: resultsOf(Array(60).fill(everything)) },
      show: 'figures',
      ...view,
    }),
  );
}

const noResults = { meetingId: HELD, anonymous: true, closesOn: '2026-12-15', groups: [], answered: 1 };

const found = [
  ...shownSchema.options.map(show => results(`of sixty: ${show}`, { show })),
  results('with too few', { results: noResults }),
  results('that come when it is closed', { results: { ...noResults, answered: 12, isAwaited: true } }),
  results('with four', { results: { ...noResults, answered: 4 } }),
  results('with none', { results: { ...noResults, answered: 0, results: resultsOf([]) } }),
  results('of one who answered one question', {
    results: { ...noResults, results: resultsOf([{ purpose: 2 }, { purpose: 3 }]) },
  }),
];

const others = [
  ...[named, { ...named, closed: { on: TODAY } }].map((evaluation, index) =>
    made(`what was entered for guests ${index}`, asked =>
      guestsCard(asked, { opened: openedIn(asked, out, evaluation), today: TODAY, names, notice: 'x' }),
    ),
  ),
  made('nothing entered for guests', asked =>
    guestsCard(asked, { opened: openedIn(asked, {}, named), today: TODAY, names }),
  ),
  made('what was entered for many guests', asked =>
    guestsCard(asked, { opened: openedIn(asked, { answers: manyGuests }, named), today: TODAY, names }),
  ),
  ...[
    { evaluation: named, isOpen: true },
    { evaluation: named, isOpen: false },
    { evaluation: anonymous, isOpen: true },
    { evaluation: anonymous, isOpen: true, again: true },
  ].map((view, index) =>
    made(`thanks for an answer ${index}`, asked => thanksCard(asked, { meeting: meetingIn(asked), ...view })),
  ),
  made('the evaluation that is over', asked => closedCard(asked, meetingIn(asked))),
];

/** Every card of the evaluation, in each of its states. */
export const evaluationCases: readonly CardCase[] = [...prompts, ...statuses, ...forms, ...found, ...others];
