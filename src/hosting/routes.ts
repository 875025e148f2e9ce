import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import { isOwnPlace, type Reply, type Turn } from '../conversation/turn';
import { namesAsFarAsKnown } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { meetingIdSchema } from '../meetings/model';
import { meetingById } from '../meetings/standing';
import { plusDays } from '../register/when';
import { nextOfficeMoment } from '../workdays';
import { activityCard } from './activity-card';
import { drop, finish, keepDates, moveWithMeeting, pastAt, reopen } from './changes';
import { formPresses } from './form-routes';
import { movedSince } from './hostings';
import { activityIdSchema, type Plan } from './model';
import { planCard, type PlanView } from './plan-card';
import { comingReminders } from './preview';
import { previewCard } from './preview-card';
import { noHostingCard, proposalCard } from './proposal-card';
import { reminderPresses } from './reminder-routes';
import { deedOf, mustHave, planAtFirst, withoutPlan, type Opened } from './service';
import { actionOf, shown, type HostingRouteParts } from './turns';
import { idsOf } from './who';
import type { Names } from './wording';

const MONTHS_AHEAD_DAYS = 365;

const meetingSchema = z.object({ meeting: meetingIdSchema });
const activitySchema = meetingSchema.extend({ activity: activityIdSchema });
const planSchema = z.object({
  meeting: meetingIdSchema.or(z.literal('')).default(''),
  show: z.enum(['open', 'settled']).default('open'),
  from: z.int().min(0).max(10_000).default(0),
});
const settleSchema = activitySchema.extend({ to: z.enum(['done', 'dropped', 'open']) });
const moveSchema = meetingSchema.extend({
  from: z.iso.date(),
  to: z.iso.date(),
  /** The morning whose card was pressed; '' for the plan itself. */
  day: z.iso.date().or(z.literal('')).default(''),
  do: z.enum(['move', 'keep']),
});
type Asked = z.infer<typeof planSchema>;

/** The plan of Göteborg's hosting, its reminders and what can be done about them (S4). */
export function hostingRoutes(parts: HostingRouteParts): Routes {
  const { service, people, wake, toOwnChat } = parts;

  async function saying(
    turn: Turn<unknown>,
    show: (turn: Turn<unknown>) => Promise<CardMessage>,
  ): Promise<Reply> {
    try {
      return { say: [await show(turn)] };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('hosting:refused') }] };
    }
  }

  async function planOrProposal(
    turn: Turn<unknown>,
    { meeting, show, from }: Asked = { meeting: '', show: 'open', from: 0 },
    notice?: string,
  ): Promise<CardMessage> {
    const opened = await service.open(actionOf(turn));
    const { plans } = opened;
    const [proposed] = withoutPlan(opened);
    const plan = meeting ? plans.find(({ meetingId }) => meetingId === meeting) : planAtFirst(opened);
    if (plan) return shownPlan(turn, opened, { plan, show, from, notice });
    const wanted = meeting ? meetingById(turn.lists, meeting) : proposed;
    if (!wanted) return noHostingCard(turn, opened.next);
    return proposalCard(turn, { meeting: wanted, today: cityDay(turn.now), names: new Map(), notice });
  }

  async function shownPlan(
    turn: Turn<unknown>,
    { plans }: Pick<Opened, 'plans'>,
    view: Pick<PlanView, 'plan' | 'show' | 'from' | 'notice'>,
  ): Promise<CardMessage> {
    const [names, team] = await Promise.all([
      namesOf(turn, view.plan.activities.flatMap(idsOf)),
      service.team(turn),
    ]);
    return planCard(turn, {
      ...view,
      names,
      today: cityDay(turn.now),
      others: plans.filter(({ meetingId }) => meetingId !== view.plan.meetingId).slice(-3),
      ...(team && { members: new Set(team.map(({ id }) => id)) }),
    });
  }

  async function plan(turn: Turn<Asked>): Promise<Reply> {
    return shown(turn, await planOrProposal(turn, turn.data));
  }

  /** From the channel: what there is to do about it is done where nobody else is typing. */
  async function openPlan(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const card = await planOrProposal(turn, { meeting: turn.data.meeting, show: 'open', from: 0 });
    if (isOwnPlace(turn.place)) return { say: [card] };
    const isThere = await toOwnChat(turn, card);
    return { notice: turn.t(isThere ? 'hosting:inOwnChat' : 'hosting:noOwnChat') };
  }

  async function adopt(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const done = await service.adopt(actionOf(turn), turn.data.meeting);
    const afterwards = () => wake(done.wake);
    if (isOwnPlace(turn.place)) {
      const notice = turn.t(done.kind === 'saved' ? 'hosting:proposal.saved' : 'hosting:proposal.already');
      const asked = { meeting: turn.data.meeting, show: 'open', from: 0 } as const;
      return { become: await planOrProposal(turn, asked, notice), afterwards };
    }
    const meeting = meetingById(turn.lists, turn.data.meeting);
    if (!meeting) throw new NotFoundOrNotAllowedError();
    const names = await namesOf(turn, [done.plan.adopted.by]);
    const become = proposalCard(turn, { meeting, plan: done.plan, names, today: cityDay(turn.now) });
    return { become, keep: 'ledger', afterwards };
  }

  async function activity(turn: Turn<{ meeting: string; activity: string }>): Promise<Reply> {
    return shown(turn, await activityOf(turn, turn.data));
  }

  async function activityOf(
    turn: Turn<unknown>,
    { meeting, activity: id }: { meeting: string; activity: string },
    notice?: string,
  ): Promise<CardMessage> {
    const found = await service.activity(actionOf(turn), meeting, id);
    const inVersions = found.versions.flatMap(({ plan: one, by }) => {
      const then = one.activities.find(other => other.id === id);
      return [by, ...(then ? idsOf(then) : [])];
    });
    const [names, team] = await Promise.all([namesOf(turn, inVersions), service.team(turn)]);
    return activityCard(turn, {
      ...found,
      names,
      today: cityDay(turn.now),
      seen: found.state,
      notice,
      ...(team && { members: new Set(team.map(member => member.id)) }),
    });
  }

  async function settle(turn: Turn<z.infer<typeof settleSchema>>): Promise<Reply> {
    const { meeting, activity: id, to } = turn.data;
    const deed = deedOf(turn);
    const done = await service.change(actionOf(turn), { meetingId: meeting, activityId: id }, before => {
      mustHave(before, id);
      if (to === 'done') return finish(before, id, deed);
      return to === 'dropped' ? drop(before, id, deed) : reopen(before, id, pastAt(turn.now));
    });
    const notice = turn.t(done.kind === 'saved' ? 'hosting:saved' : 'hosting:same');
    return { become: await activityOf(turn, turn.data, notice), afterwards: () => wake(done.wake) };
  }

  async function move(turn: Turn<z.infer<typeof moveSchema>>): Promise<Reply> {
    const { meeting, from, to, day, do: what } = turn.data;
    const deed = deedOf(turn);
    let isOld = false;
    const done = await service.change(actionOf(turn), { meetingId: meeting }, before => {
      // It is offered for the days that the card showed; by now the meeting may be on others.
      const now = movedSince(turn.lists, before);
      isOld = now !== undefined && (now.from !== from || now.to !== to);
      if (!now || isOld) return before;
      return what === 'keep' ? keepDates(before, now) : moveWithMeeting(before, now, pastAt(turn.now), deed);
    });
    const saved = what === 'keep' ? 'hosting:move.kept' : 'hosting:move.moved';
    const notice = turn.t(isOld ? 'hosting:move.old' : done.kind === 'saved' ? saved : 'hosting:same');
    const afterwards = () => wake(done.wake);
    if (!day) {
      const asked = { meeting, show: 'open', from: 0 } as const;
      return { become: await planOrProposal(turn, asked, notice), afterwards };
    }
    const keep = done.kind === 'saved' ? 'turn' : 'nobody';
    return { ...(await reminders.dayReply(turn, day, notice)), keep, afterwards };
  }

  async function preview(turn: Turn<unknown>): Promise<CardMessage> {
    const { plans, state } = await service.open(actionOf(turn));
    const today = cityDay(turn.now);
    const until = plusDays(today, MONTHS_AHEAD_DAYS);
    // In the evening and on free days that is another day.
    const next = cityDay(nextOfficeMoment(turn.now));
    const coming = comingReminders(plans, turn.lists, { today: next, until, seen: state });
    return previewCard(turn, { plans: relevant(plans, coming), coming, today, until });
  }

  async function namesOf(turn: Turn<unknown>, ids: readonly string[]): Promise<Names> {
    const others = [...new Set(ids)].filter(id => id !== turn.actor.id);
    const known = await namesAsFarAsKnown(people, others, turn.signal);
    return new Map([...known, [turn.actor.id, turn.actor.name]]);
  }

  const reminders = reminderPresses({ ...parts, namesOf });

  return {
    sayings: [
      {
        phrases: ['planen', 'the plan', 'hosting plan'],
        handle: turn => saying(turn, one => planOrProposal(one)),
      },
      { phrases: ['förhandsvisa', 'preview'], handle: turn => saying(turn, preview) },
    ],
    presses: [
      press({ verb: 'hosting.plan', schema: planSchema, personalOnly: true, handle: plan }),
      press({
        verb: 'hosting.openPlan',
        schema: z.object({ meeting: planSchema.shape.meeting }),
        handle: openPlan,
      }),
      press({ verb: 'hosting.adopt', schema: meetingSchema, handle: adopt }),
      press({ verb: 'hosting.activity', schema: activitySchema, personalOnly: true, handle: activity }),
      press({ verb: 'hosting.settle', schema: settleSchema, personalOnly: true, handle: settle }),
      press({ verb: 'hosting.move', schema: moveSchema, handle: move }),
      press({
        verb: 'hosting.preview',
        schema: z.object({}),
        personalOnly: true,
        handle: async turn => shown(turn, await preview(turn)),
      }),
      ...reminders.presses,
      ...formPresses({ ...parts, namesOf, activityOf, shownPlan }),
    ],
  };
}

/** Those that something is told of come first: the card's button leads to the first one. */
function relevant(plans: readonly Plan[], coming: readonly { meetingId: string }[]): Plan[] {
  const told = new Set(coming.map(({ meetingId }) => meetingId));
  return [...plans].sort((a, b) => Number(told.has(b.meetingId)) - Number(told.has(a.meetingId)));
}
