import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type AnyPress } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { cityDay, formatDay } from '../i18n/moments';
import { meetingIdSchema } from '../meetings/model';
import { isSensibleDay } from '../register/when';
import { StorageUnavailableError } from '../storage/errors';
import { titleOf } from './activities';
import { finish, pastAt, setDate } from './changes';
import { activityIdSchema, activityIn, isOpen, type Plan } from './model';
import type { Morning } from './morning';
import { dateInput, remindersCard, type RemindersView } from './reminders-card';
import { noteMorning } from './renderer';
import { actionOf, type HostingRouteParts } from './turns';
import { deedOf, mustHave, type About, type Changed } from './service';
import { idsIn } from './who';
import { personName, settledText, type Names } from './wording';

export interface ReminderRouteParts extends HostingRouteParts {
  namesOf: (turn: Turn<unknown>, ids: readonly string[]) => Promise<Names>;
}

const targetSchema = z.object({
  meeting: meetingIdSchema,
  activity: activityIdSchema,
  /** The morning whose card was pressed; '' for a note to one person. */
  day: z.iso.date().or(z.literal('')).default(''),
  /** Whom the note was to. */
  to: z.string().max(100).default(''),
  /** The date that the card showed. */
  due: z.iso.date().or(z.literal('')).default(''),
});
type Target = z.infer<typeof targetSchema>;

/** With the field of the activity that it is about, whatever its name; those of others count for nothing. */
const newDateSchema = z.looseObject({ ...targetSchema.shape, due: z.iso.date() });
type NewDate = z.infer<typeof newDateSchema>;

/** Done, and a new date, where the reminder is: in the channel's card, or in the note to the person responsible. */
export function reminderPresses(parts: ReminderRouteParts) {
  const { service, store, wake, report, namesOf } = parts;

  async function done(turn: Turn<Target>): Promise<Reply> {
    const { meeting, activity } = turn.data;
    const deed = deedOf(turn);
    const changed = await service.change(actionOf(turn), aboutOf(turn.data), plan => {
      mustHave(plan, activity);
      return finish(plan, activity, deed);
    });
    const names = await namesOf(
      turn,
      idsIn(
        turn.lists,
        [changed.plan],
        noteMorning({ meetingId: meeting, activityId: activity, due: '' }, ''),
      ),
    );
    const after = mustHave(changed.plan, activity);
    const notice = changed.kind === 'same' ? settledText(turn, after, names) : undefined;
    return { ...(await again(turn, turn.data, changed, { notice })), afterwards: () => wake(changed.wake) };
  }

  async function newDate(turn: Turn<NewDate>): Promise<Reply> {
    const { meeting, activity, due } = turn.data;
    const typedValue = turn.data[dateInput(meeting, activity)];
    const typed = typeof typedValue === 'string' ? typedValue.slice(0, 40).trim() : '';
    const trouble = (text: string) => ({
      trouble: { text, meetingId: meeting, activityId: activity, typed },
    });
    const today = cityDay(turn.now);
    const deed = deedOf(turn);
    let isOld = false;
    try {
      await service.mustBeCoordinator(actionOf(turn));
      const wrong = !isSensibleDay(typed) ? 'hosting:error.day' : typed < today && 'hosting:error.past';
      if (wrong) return await again(turn, turn.data, undefined, trouble(turn.t(wrong)));
      const changed = await service.change(actionOf(turn), aboutOf(turn.data), plan => {
        const before = mustHave(plan, activity);
        // A colleague was first, with something else: that stands, and the card says so.
        isOld = !isOpen(before) || (before.due !== due && before.due !== typed);
        return isOld ? plan : setDate(plan, activity, typed, pastAt(turn.now), deed);
      });
      const afterwards = () => wake(changed.wake);
      if (!isOld) return { ...(await again(turn, turn.data, changed, {})), afterwards };
      const text = await whatColleagueDid(turn, changed.plan, activity);
      return await again(turn, turn.data, changed, { notice: text });
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = report(error);
      return { notice: turn.t('hosting:notSaved', { code }) };
    }
  }

  async function whatColleagueDid(turn: Turn<unknown>, plan: Plan, activityId: string): Promise<string> {
    const activity = mustHave(plan, activityId);
    const names = await namesOf(
      turn,
      [activity.done?.by, activity.dropped?.by, activity.moved?.by].filter(isThere),
    );
    if (!isOpen(activity)) return settledText(turn, activity, names);
    return turn.t('hosting:meanwhile', {
      title: titleOf(activity, turn.locale),
      name: activity.moved ? personName(turn, names, activity.moved.by) : turn.t('hosting:someone'),
      on: formatDay(activity.due, turn.locale),
    });
  }

  /** The pressed card as things stand now. */
  async function again(
    turn: Turn<unknown>,
    { day, to, meeting, activity }: Target,
    changed: Changed | undefined,
    view: Pick<RemindersView, 'notice' | 'trouble'>,
  ): Promise<Reply> {
    if (day) return dayReply(turn, day, view.notice, view.trouble);
    const plan =
      changed?.plan ?? (await store.all()).map(one => one.plan).find(one => one.meetingId === meeting);
    const due = activityIn(changed?.before ?? plan, activity)?.due;
    if (!plan || due === undefined) throw new NotFoundOrNotAllowedError();
    const morning = noteMorning({ meetingId: meeting, activityId: activity, due }, cityDay(turn.now));
    return { become: await cardOf(turn, morning, [plan], { ...view, to }), keep: keepOf(view) };
  }

  async function dayReply(
    turn: Turn<unknown>,
    day: string,
    notice?: string,
    trouble?: RemindersView['trouble'],
  ): Promise<Reply> {
    const [morning, stored] = await Promise.all([store.morning(day), store.all(turn.signal)]);
    if (!morning) throw new NotFoundOrNotAllowedError();
    const plans = stored.map(({ plan }) => plan);
    return {
      become: await cardOf(turn, morning, plans, { notice, trouble }),
      keep: keepOf({ notice, trouble }),
    };
  }

  async function cardOf(
    turn: Turn<unknown>,
    morning: Morning,
    plans: readonly Plan[],
    view: Pick<RemindersView, 'notice' | 'trouble' | 'to'>,
  ) {
    const names = await namesOf(turn, idsIn(turn.lists, plans, morning));
    return remindersCard(turn, { ...view, morning, plans, names });
  }

  const presses: AnyPress[] = [
    press({ verb: 'hosting.done', schema: targetSchema, handle: done }),
    press({ verb: 'hosting.newDate', schema: newDateSchema, handle: newDate }),
  ];
  return { presses, dayReply };
}

/**
 * Where somebody is told something, or is about to type a date anew, it is for them alone. What was changed is shown to
 * all by the ledger, which renders the card as it is then: the answers of two who press at once could overtake each other.
 */
function keepOf({ notice, trouble }: Pick<RemindersView, 'notice' | 'trouble'>): Reply['keep'] {
  return trouble || notice ? 'nobody' : 'ledger';
}

function isThere(id: string | undefined): id is string {
  return id !== undefined;
}

/** What a press on a reminder is about. */
function aboutOf({ meeting, activity }: Target): About {
  return { meetingId: meeting, activityId: activity };
}
