import { activityCard, type ActivityView } from '../../src/hosting/activity-card';
import { adopt, drop, finish, keepDates, reopen, setDate } from '../../src/hosting/changes';
import { errorsIn, activityForm, type FormValues, type FormView } from '../../src/hosting/form-card';
import type { Activity, Plan } from '../../src/hosting/model';
import type { Morning } from '../../src/hosting/morning';
import { planCard, type PlanView } from '../../src/hosting/plan-card';
import { comingReminders } from '../../src/hosting/preview';
import { previewCard, type PreviewView } from '../../src/hosting/preview-card';
import { noHostingCard, proposalCard, type ProposalView } from '../../src/hosting/proposal-card';
import { remindersCard, type RemindersView } from '../../src/hosting/reminders-card';
import type { StoredPlan } from '../../src/hosting/store';
import type { Changes } from '../../src/directory/lists';
import type { Locale } from '../../src/i18n';
import type { CycleEntry } from '../../src/meetings/model';
import { meetingById } from '../../src/meetings/standing';
import { plusDays } from '../../src/register/when';
import { seedCycle } from '../../src/meetings/known';
import { heldIn2025, hostIn2027, notKnown } from '../lists/meetings/histories';
import { confirmedCycle, personId } from '../presidium/support';
import type { CardCase } from '../support/every-card';
import { OFFICER, reader, SENDER } from '../support/contents';
import { calledOff, meetingOn } from './support';

/** Known long before anything in it was due. */
const KNOWN = [{ meetingId: '2027', from: '2020-01-01' }];

const TODAY = '2026-11-24';
const AT = '2026-11-24T08:05:00.000Z';
const GONE = '00000000-0000-4000-8000-00000000000f';
const NAME = 'Maria-Christina Andersson-Bergström af Ugglas von Hohenstaufen-Württemberg';
const deed = { by: OFFICER, at: AT };

export const names = new Map([
  [OFFICER, 'Robin Lindqvist'],
  [SENDER, NAME],
  [GONE, 'Alex Lund'],
]);
const members = new Set([OFFICER, SENDER]);

/** What would be read as markup, were it not shown to the letter. */
export const MARKED = '**Boka** [lokal](https://example.org) <b>nu</b> # \\ "citat"';

/** A plan for Göteborg in 2027, with a half of it overdue. */
export const adopted = adopt('2027', { from: '2027-05-01', to: '2027-05-01' }, deed);

function own(index: number, more: Partial<Activity> = {}): Activity {
  return { id: `egen-${index}`, title: 'Å'.repeat(200), due: plusDays(TODAY, index - 100), ...more };
}

/** As much as a card meets: many, with long names and everybody in them. */
const many: Plan = {
  ...adopted,
  activities: Array.from({ length: 200 }, (_, index) => own(index, { responsible: SENDER })),
};

const marked: Plan = { ...adopted, activities: [own(0, { title: MARKED, responsible: GONE })] };

const settled = [
  (plan: Plan) => finish(plan, 'budget', deed),
  (plan: Plan) => drop(plan, 'projectLead', { ...deed, by: SENDER }),
  (plan: Plan) => setDate(plan, 'theme', '2026-12-18', TODAY, { ...deed, by: GONE }),
].reduce((plan, change) => change(plan), adopted);

const done: Plan = { ...adopted, activities: adopted.activities.map(one => ({ ...one, done: deed })) };

const hosts: Changes = { cycle: [hostIn2027] };
const cancelled: Changes = { cycle: [calledOff] };
const moved: Changes = { cycle: [hostIn2027], meetings: [meetingOn('2027-09-15', '2027-09-16')] };
const confirmed: Changes = { cycle: [confirmedCycle], meetings: [meetingOn('2027-05-12', '2027-05-13')] };

function morningOf(plan: Plan, parts: Partial<Morning> = {}): Morning {
  const items = plan.activities.map(({ id, due }) => ({
    meetingId: plan.meetingId,
    activityId: id,
    due,
    scheduled: due < TODAY ? due : TODAY,
  }));
  return { day: TODAY, items, left: [], moved: [], late: false, ...parts };
}

const sectioned: Plan = {
  ...adopted,
  activities: [
    own(0, { due: '2026-11-01', responsible: OFFICER }),
    own(1, { due: TODAY }),
    own(2, { due: '2026-12-01' }),
    own(3, { due: '2026-12-24', responsible: SENDER }),
  ],
};
const other: Plan = { ...sectioned, meetingId: '2025' };
const wholeMove = { meetingId: '2027', from: '2027-09-15', to: '2027-09-16' };

function day(name: string, view: Partial<RemindersView> & { plan?: Plan }, lists = hosts): CardCase {
  const { plan = adopted, ...more } = view;
  return {
    name: `the reminders of a morning, ${name}`,
    template: 'hosting/cards/reminders.json',
    make: locale =>
      remindersCard(reader(locale, lists), {
        morning: morningOf(plan),
        plans: [plan],
        names,
        ...more,
      }),
  };
}

const trouble = { text: 'välj ett datum', meetingId: '2027', activityId: 'egen-1', typed: 'snart' };

const days: CardCase[] = [
  day('half of a plan that is overdue', {}),
  day('with all its sections', { plan: sectioned }),
  day('of two meetings', {
    plan: sectioned,
    plans: [sectioned, other],
    morning: morningOf(sectioned, { items: [sectioned, other].flatMap(plan => morningOf(plan).items) }),
  }),
  day('some of it settled, and one with a new date', { plan: settled, morning: morningOf(adopted) }),
  day('all of it settled', { plan: done }),
  day('with more than it has room for', { plan: many }),
  day('two hundred that are settled', {
    plan: { ...many, activities: many.activities.map(one => ({ ...one, done: { ...deed, by: SENDER } })) },
  }),
  day('with more than it has room for, some of it settled', {
    plan: {
      ...many,
      activities: many.activities.map((one, index) =>
        index % 2 ? one : { ...one, done: { ...deed, by: SENDER } },
      ),
    },
  }),
  day('with markup in a title', { plan: marked }),
  day('late', { morning: morningOf(adopted, { late: true }) }),
  day('of a meeting that has been called off', {}, cancelled),
  day('where somebody has left', { plan: marked, morning: morningOf(marked, { left: [GONE] }) }),
  day('where only news are told', {
    plan: marked,
    morning: morningOf(marked, { items: [], left: [GONE], moved: [wholeMove] }),
  }),
  day('where somebody with very much has left', {
    plan: many,
    morning: morningOf(many, { items: [], left: [SENDER] }),
  }),
  day('with a meeting that has moved', { morning: morningOf(adopted, { moved: [wholeMove] }) }, moved),
  day(
    'with a meeting whose move has been answered',
    {
      plan: keepDates(adopted, wholeMove),
      morning: morningOf(adopted, { moved: [wholeMove] }),
      notice: 'Datumen är som förut.',
    },
    moved,
  ),
  day('with a date that could not be', { plan: sectioned, trouble }),
  day('as a note', { plan: marked, to: GONE }),
  day('as a note that is settled', {
    plan: finish(adopted, 'budget', deed),
    morning: { ...morningOf(adopted), items: morningOf(adopted).items.slice(0, 1) },
    to: SENDER,
  }),
];

function plan(name: string, view: Partial<PlanView>, lists = hosts): CardCase {
  return {
    name: `the plan, ${name}`,
    template: 'hosting/cards/plan.json',
    make: locale =>
      planCard(reader(locale, lists), {
        plan: adopted,
        names,
        today: TODAY,
        show: 'open',
        from: 0,
        others: [],
        members,
        ...view,
      }),
  };
}

const others = ['2035', '2043', '2051'].map(meetingId => ({ ...adopted, meetingId }));

const plans: CardCase[] = [
  plan('as it is adopted', { notice: 'Planen är antagen.' }),
  plan('with confirmed days', {}, confirmed),
  plan('what is settled of it', { plan: settled, show: 'settled' }),
  plan('nothing settled', { show: 'settled' }),
  plan('all of it done', { plan: done }),
  plan('of two hundred', { plan: many, others }),
  plan('of two hundred, in the middle', { plan: { ...many, activities: [...many.activities] }, from: 40 }),
  plan('of two hundred, at the end', { plan: many, from: 180 }),
  plan('beside other plans', { plan: settled, others }),
  plan('of a meeting that has been called off', {}, cancelled),
  plan('of a meeting that has moved', {}, moved),
  plan('with somebody who has left', { plan: marked }),
  plan('with nobody in the team', { plan: many, members: new Set() }),
  plan('while Teams does not tell who is in the team', { plan: marked, members: undefined }),
];

function proposal(name: string, lists: Changes, view: Partial<ProposalView> = {}, id = '2027'): CardCase {
  return {
    name: `the plan that is proposed, ${name}`,
    template: 'hosting/cards/proposal.json',
    make: locale => {
      const asked = reader(locale, lists);
      const meeting = meetingById(asked.lists, id)!;
      return proposalCard(asked, { meeting, today: TODAY, names, ...view });
    },
  };
}

function none(name: string, cycle: CycleEntry, next?: string): CardCase {
  return {
    name: `no hosting, ${name}`,
    template: 'hosting/cards/proposal.json',
    make: locale => {
      const asked = reader(locale, { cycle: [cycle] });
      return noHostingCard(asked, next === undefined ? undefined : meetingById(asked.lists, next));
    },
  };
}

const proposed: CardCase[] = [
  proposal('of a planned meeting', hosts),
  proposal('of a confirmed meeting', confirmed),
  proposal('of a meeting that the order calculates', { cycle: [heldIn2025] }, {}, '2033'),
  proposal('adopted', hosts, { plan: adopted }),
  proposal('adopted by somebody who is known no more', hosts, { plan: adopted, names: new Map() }),
  proposal('with a notice', hosts, { notice: 'Planen är redan antagen.' }),
  none('while nobody knows', notKnown),
  none('while nobody has said', seedCycle),
  none('until later', heldIn2025, '2033'),
];

/** One version after the other, newest first. */
function versionsOf(...steps: Plan[]): StoredPlan[] {
  return steps
    .map((step, index) => ({ plan: step, version: index + 1, by: index % 2 ? SENDER : OFFICER, at: AT }))
    .toReversed();
}

const seen = { through: TODAY, plans: KNOWN };
const history = versionsOf(
  adopted,
  finish(adopted, 'theme', deed),
  reopen(finish(adopted, 'theme', deed), 'theme', TODAY),
  setDate(adopted, 'theme', '2026-12-18', TODAY, deed),
  drop(setDate(adopted, 'theme', '2026-12-18', TODAY, deed), 'theme', deed),
);

function activity(name: string, view: Partial<ActivityView>, lists = hosts): CardCase {
  const { plan: of = adopted, ...more } = view;
  return {
    name: `an activity, ${name}`,
    template: 'hosting/cards/activity.json',
    make: locale =>
      activityCard(reader(locale, lists), {
        plan: of,
        activity: of.activities.find(({ id }) => id === 'theme') ?? of.activities[0]!,
        names,
        today: TODAY,
        versions: [],
        seen,
        members,
        ...more,
      }),
  };
}

const longHistory = versionsOf(
  ...Array.from({ length: 100 }, (_, index) => ({
    ...marked,
    activities: [own(0, { due: plusDays(TODAY, index), responsible: index % 2 ? SENDER : GONE })],
  })),
);

const activities: CardCase[] = [
  activity('open', {}),
  activity('saved just now', { notice: 'Sparat.' }),
  activity('done', { plan: finish(adopted, 'theme', deed) }),
  activity('not needed', { plan: drop(adopted, 'theme', { ...deed, by: GONE }) }),
  activity('with all that became of it', { versions: history }),
  activity('changed a hundred times', { plan: longHistory[0]!.plan, versions: longHistory }),
  activity('of a meeting that has been called off', {}, cancelled),
  activity('of somebody who has left, with markup', { plan: marked }),
  activity('while Teams does not tell who is in the team', { plan: marked, members: undefined }),
];

const empty: FormValues = { title: '', due: '', responsible: '' };
const team = [
  { title: NAME, value: SENDER },
  { title: 'Robin Lindqvist', value: OFFICER },
];

function form(name: string, view: (locale: Locale) => Partial<FormView>): CardCase {
  return {
    name: `the form of an activity, ${name}`,
    template: 'cards/form.json',
    make: locale => {
      const base = { meetingId: '2027', activityId: '', draft: 'egen-1', values: empty, team };
      return activityForm(reader(locale, hosts), {
        ...base,
        seen: { ...empty, open: true },
        ...view(locale),
      });
    },
  };
}

const typed: FormValues = { title: 'Å'.repeat(2_000), due: 'nästa vecka', responsible: GONE };
const kept: FormValues = { title: MARKED, due: '2027-01-01', responsible: GONE };

const forms: CardCase[] = [
  form('new', () => ({})),
  form('to change it', () => ({
    activityId: 'egen-0',
    values: { ...kept, responsible: SENDER },
    seen: { ...kept, open: true },
  })),
  form('with every error', locale => ({
    values: typed,
    errors: errorsIn({ locale }, typed, members),
    seen: { ...typed, open: true },
  })),
  form('with no title', locale => ({
    values: { ...empty, title: ' – ' },
    errors: errorsIn({ locale }, empty, members),
  })),
  form('of somebody who has left', () => ({
    activityId: 'egen-0',
    values: kept,
    seen: { ...kept, open: true },
  })),
  form('while nobody tells who is in the team', () => ({ values: kept, team: undefined })),
  form('with nobody in the team', () => ({ team: [] })),
  form('with three hundred in the team', () => ({
    team: Array.from({ length: 300 }, (_, index) => ({
      title: `Maria-Christina Andersson-Bergström ${index}`,
      value: personId(index),
    })),
  })),
  form('overtaken', () => ({ activityId: 'egen-0', values: kept, trouble: 'Robin har ändrat. '.repeat(12) })),
];

function preview(name: string, view: (locale: Locale) => Partial<PreviewView>): CardCase {
  return {
    name: `the reminders to come, ${name}`,
    template: 'hosting/cards/preview.json',
    make: locale =>
      previewCard(reader(locale, hosts), {
        plans: [],
        coming: [],
        today: TODAY,
        until: '2027-11-24',
        ...view(locale),
      }),
  };
}

function comingOf(locale: Locale, of: Plan) {
  const until = '2027-11-24';
  return {
    plans: [of],
    coming: comingReminders([of], reader(locale, hosts).lists, { today: TODAY, until, seen: { plans: [] } }),
  };
}

const previews: CardCase[] = [
  preview('without a plan', () => ({})),
  preview('with nothing left', () => ({ plans: [done] })),
  preview('of a plan', locale => comingOf(locale, adopted)),
  preview('of two hundred activities', locale => comingOf(locale, many)),
];

/** The cards of the hostings, in each of their states. */
export const hostingCases: readonly CardCase[] = [
  ...days,
  ...plans,
  ...proposed,
  ...activities,
  ...forms,
  ...previews,
];
