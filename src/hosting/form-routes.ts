import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type AnyPress } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { TeamMember } from '../directory/coordinators';
import { meetingIdSchema } from '../meetings/model';
import { StorageUnavailableError } from '../storage/errors';
import { titleOf } from './activities';
import { changeOf } from './activity-card';
import { add, assign, pastAt, rename, setDate } from './changes';
import { errorsIn, activityForm, formSeenSchema, formValuesSchema, NOBODY } from './form-card';
import type { FormSeen, FormValues, FormView } from './form-card';
import { activityIdSchema, activityIn, isOpen, MOST_ACTIVITIES, type Activity, type Plan } from './model';
import type { PlanView } from './plan-card';
import { actionOf, type HostingRouteParts } from './turns';
import { deedOf, isSame, mustHave, type Opened } from './service';
import { idsOf } from './who';
import type { Names } from './wording';

export interface FormRouteParts extends HostingRouteParts {
  namesOf: (turn: Turn<unknown>, ids: readonly string[]) => Promise<Names>;
  activityOf: (
    turn: Turn<unknown>,
    about: { meeting: string; activity: string },
    notice?: string,
  ) => Promise<CardMessage>;
  shownPlan: (
    turn: Turn<unknown>,
    opened: Pick<Opened, 'plans'>,
    view: Pick<PlanView, 'plan' | 'show' | 'from' | 'notice'>,
  ) => Promise<CardMessage>;
}

const targetSchema = z.object({
  meeting: meetingIdSchema,
  /** '' for a new one. */
  activity: activityIdSchema.or(z.literal('')).default(''),
});
const submittedSchema = formValuesSchema.extend({
  ...targetSchema.shape,
  draft: activityIdSchema,
  seen: formSeenSchema,
});
type Submitted = z.infer<typeof submittedSchema>;

const swedish = new Intl.Collator('sv');

/** Entering an activity, and changing its name, date and person responsible. */
export function formPresses(parts: FormRouteParts): AnyPress[] {
  const { service, wake, report, namesOf, activityOf, shownPlan } = parts;

  async function open(turn: Turn<z.infer<typeof targetSchema>>): Promise<Reply> {
    const { meeting, activity: id } = turn.data;
    const { plans } = await service.open(actionOf(turn));
    const plan = plans.find(({ meetingId }) => meetingId === meeting);
    if (!plan) throw new NotFoundOrNotAllowedError();
    const activity = id ? mustHave(plan, id) : undefined;
    const seen = seenOf(turn, activity);
    const { open: _state, ...values } = seen;
    const draft = `egen-${parts.newDraftId().slice(0, 13)}`;
    return shownForm(turn, { meetingId: meeting, activityId: id, draft, seen, values });
  }

  async function save(turn: Turn<Submitted>): Promise<Reply> {
    const { meeting: meetingId, activity: activityId, draft, seen } = turn.data;
    const { title, due, responsible } = turn.data;
    const values = { title, due, responsible: responsible === NOBODY ? '' : responsible };
    const view = { meetingId, activityId, draft, seen, values };
    try {
      await service.mustBeCoordinator(actionOf(turn));
      const team = await service.team(turn);
      const errors = errorsIn(
        turn,
        isKept(values, seen) ? { ...values, responsible: '' } : values,
        idsAmong(team),
      );
      if (Object.keys(errors).length > 0) return await shownForm(turn, { ...view, errors }, team);
      const member = team?.find(({ id }) => id === values.responsible.trim());
      if (member) await service.hearOf(actionOf(turn), member);
      return await (activityId ? change(turn, view, team) : enter(turn, view, team));
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return shownForm(turn, { ...view, trouble: turn.t('hosting:form.notSaved', { code: report(error) }) });
    }
  }

  async function enter(turn: Turn<Submitted>, view: View, team: Team): Promise<Reply> {
    const { meetingId, draft, values } = view;
    let isFull = false;
    const entered = {
      id: draft,
      title: values.title.trim(),
      due: values.due.trim(),
      since: pastAt(turn.now),
      ...(values.responsible.trim() && { responsible: values.responsible.trim() }),
    };
    const changed = await service.change(actionOf(turn), { meetingId, activityId: draft }, plan => {
      const after = add(plan, entered);
      isFull = after === undefined;
      return after ?? plan;
    });
    if (isFull) {
      const trouble = turn.t('hosting:error.full', { max: MOST_ACTIVITIES });
      return shownForm(turn, { ...view, trouble }, team);
    }
    const { plans } = await service.open(actionOf(turn));
    const notice = turn.t(changed.kind === 'saved' ? 'hosting:form.entered' : 'hosting:same');
    const become = await shownPlan(turn, { plans }, { plan: changed.plan, show: 'open', from: 0, notice });
    return { become, afterwards: () => wake(changed.wake) };
  }

  async function change(turn: Turn<Submitted>, view: View, team: Team): Promise<Reply> {
    const { meetingId, activityId, seen, values } = view;
    let colleagues: { before: Activity; plan: Plan } | undefined;
    const changed = await service.change(actionOf(turn), { meetingId, activityId }, plan => {
      const before = mustHave(plan, activityId);
      const isOld = JSON.stringify(seenOf(turn, before)) !== JSON.stringify(seen);
      const after = applied(turn, plan, before, values);
      // Whoever sends the same once more has not been overtaken by anybody.
      colleagues = isOld && !isSame(after, plan) ? { before, plan } : undefined;
      return colleagues ? plan : after;
    });
    if (colleagues) return overtaken(turn, view, colleagues.before, team);
    const notice = turn.t(changed.kind === 'saved' ? 'hosting:saved' : 'hosting:same');
    const become = await activityOf(turn, { meeting: meetingId, activity: activityId }, notice);
    return { become, afterwards: () => wake(changed.wake) };
  }

  function applied(turn: Turn<unknown>, plan: Plan, before: Activity, values: FormValues): Plan {
    const title = values.title.trim();
    const renamed = title === titleOf(before, turn.locale) ? plan : rename(plan, before.id, title);
    const assigned = assign(renamed, before.id, values.responsible.trim() || undefined);
    return setDate(assigned, before.id, values.due.trim(), pastAt(turn.now), deedOf(turn));
  }

  /** The second one sees what the first one did, and decides. */
  async function overtaken(turn: Turn<unknown>, view: View, now: Activity, team: Team): Promise<Reply> {
    const names = await namesOf(turn, idsOf(now));
    const { title, due, responsible, open: wasOpen } = view.seen;
    const { versions } = await service.activity(actionOf(turn), view.meetingId, view.activityId);
    const then = { ...now, title, due, responsible: responsible || undefined };
    const before: Activity = wasOpen ? withoutEnd(then) : then;
    const last = versions.find(
      ({ plan }, index) =>
        JSON.stringify(activityIn(plan, now.id)) !==
        JSON.stringify(activityIn(versions[index + 1]?.plan, now.id)),
    );
    const who = last ? await namesOf(turn, [last.by]) : new Map<string, string>();
    const named = { ...now, title: titleOf(now, turn.locale) };
    const what = changeOf(turn, before, named, names);
    const trouble = turn.t('hosting:form.meanwhile', {
      name: (last && who.get(last.by)) ?? turn.t('hosting:someone'),
      what,
    });
    return shownForm(turn, { ...view, seen: seenOf(turn, now), trouble }, team);
  }

  async function shownForm(turn: Turn<unknown>, view: Omit<FormView, 'team'>, known?: Team): Promise<Reply> {
    const team = known ?? (turn.signal.aborted ? undefined : await service.team(turn));
    const choices = team
      ?.map(({ id, name }) => ({ title: name, value: id }))
      .sort((a, b) => swedish.compare(a.title, b.title));
    const card = activityForm(turn, { ...view, ...(choices && { team: choices }) });
    return turn.messageId ? { become: card, keep: 'nobody' } : { say: [card] };
  }

  return [
    press({ verb: 'hosting.form', schema: targetSchema, personalOnly: true, handle: open }),
    press({ verb: 'hosting.save', schema: submittedSchema, personalOnly: true, handle: save }),
  ];
}

type View = Omit<FormView, 'team'>;
type Team = readonly TeamMember[] | undefined;

function seenOf(turn: Turn<unknown>, activity: Activity | undefined): FormSeen {
  return {
    title: activity ? titleOf(activity, turn.locale) : '',
    due: activity?.due ?? '',
    responsible: activity?.responsible ?? '',
    open: activity === undefined || isOpen(activity),
  };
}

/** Whoever has left the team may stay as they were, as long as nobody chooses anew. */
function isKept(values: FormValues, seen: FormSeen): boolean {
  return values.responsible === seen.responsible;
}

function idsAmong(team: Team): ReadonlySet<string> | undefined {
  return team && new Set(team.map(({ id }) => id));
}

function withoutEnd({ done: _done, dropped: _dropped, ...activity }: Activity): Activity {
  return activity;
}
