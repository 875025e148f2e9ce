import type { Job, NewJob } from '../delivery/job';
import { editorsOn } from '../directory/editors';
import { cityDay } from '../i18n/moments';
import { openFollowUp } from '../register/follow-up';
import { senderOf, type ChangeKind, type Notification } from '../register/model';
import {
  channelCardKey,
  followUpCardKey,
  followUpOfKey,
  questionCardKey,
  reminderCardKey,
  senderCardKey,
  threadLineKey,
  toldKey,
  type StoredNotification,
} from '../register/store';
import { addWorkdays, morningOf, outsideOffice } from '../workdays';
import type { Action } from './access';

/** The kinds of card that this capability has the delivery engine keep up to date. */
export const deliveryKinds = {
  channelCard: 'collaboration.channelCard',
  senderCard: 'collaboration.senderCard',
  question: 'collaboration.question',
  /** The same question once more, when nobody has answered it. */
  reminder: 'collaboration.reminder',
  /** How it went, asked or asked again. */
  followUp: 'collaboration.followUp',
  threadLine: 'collaboration.threadLine',
  /** Something that somebody else did with what a person keeps. */
  told: 'collaboration.told',
} as const;

/** A question that is not answered is asked once more after so many working days. */
const REMIND_AFTER_WORKDAYS = 5;

/** Where the sender's confirmation stands: the form itself becomes it, and is kept up to date from then on. */
export interface ConfirmationPlace {
  conversationId: string;
  serviceUrl: string;
  activityId: string;
}

/** A new notification: a card in the City Executive Office's channel, and the sender's confirmation. */
export function cardJobs(notification: Notification, confirmation: ConfirmationPlace | undefined): NewJob[] {
  const { ref, version, createdBy } = notification;
  const channelCard: NewJob = {
    key: channelCardKey(ref),
    kind: deliveryKinds.channelCard,
    subject: ref,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: version,
  };
  const own = createdBy ? [senderCardJob(notification, createdBy, confirmation)] : [];
  // What is told at night is asked about in the morning, and takes no place in the pacing until then.
  const wait = outsideOffice(new Date(notification.createdAt));
  const asked = followUpJobs(notification).map(job => ({ ...job, ...(wait && { dueAt: wait.waitUntil }) }));
  return [channelCard, ...own, ...asked];
}

/** Somebody's confirmation, which follows what happens; without a place yet it is posted in their own chat. */
export function senderCardJob(
  { ref, version }: Notification,
  personId: string,
  confirmation: ConfirmationPlace | undefined,
): NewJob {
  return {
    key: senderCardKey(ref, personId),
    kind: deliveryKinds.senderCard,
    subject: ref,
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted: version,
    ...(confirmation && { posted: confirmation }),
  };
}

/** Asks everybody who is to be asked how it went. */
export function followUpJobs(notification: Notification): NewJob[] {
  const { ref, version } = notification;
  const { period, asked } = openFollowUp(notification) ?? {};
  if (!period || !asked) return [];
  return asked.to.map(personId => ({
    key: followUpCardKey(ref, { period, on: asked.on, personId }),
    kind: deliveryKinds.followUp,
    subject: ref,
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted: version,
  }));
}

/** Whoever keeps it from now on is asked what the former keeper was asked. */
function passedOnJobs(before: StoredNotification, after: Notification): NewJob[] {
  if (senderOf(before.notification) === senderOf(after)) return [];
  const known = new Set(before.jobs.map(({ job }) => job.key));
  return followUpJobs(after).filter(({ key }) => !known.has(key));
}

/** What a change makes to send beside the cards that are brought up to date by themselves. */
export function jobsFor(action: Action, before: StoredNotification, after: Notification): NewJob[] {
  return [
    ...questionJobs(before, after),
    ...passedOnJobs(before, after),
    ...threadLines(before, after),
    ...peopleToTell(action, before.notification, after).map(id => toldJob(after, id)),
  ];
}

/** The open question goes to whoever keeps the notification now, and once more when nobody has answered in time. */
function questionJobs(before: StoredNotification, after: Notification): NewJob[] {
  const { ref, version, question, history } = after;
  const sender = senderOf(after);
  const { what, at } = history.at(-1)!;
  const asked = what === 'asked' || what === 'takenOver' || what === 'handedOver';
  if (!asked || !question || question.answer || !sender) return [];
  const base = {
    subject: ref,
    mode: 'card',
    to: { kind: 'person', id: sender },
    wanted: version,
    urgent: true,
  } as const;
  const jobs: NewJob[] = [
    { ...base, key: questionCardKey(ref, question.number, sender), kind: deliveryKinds.question },
    {
      ...base,
      key: reminderCardKey(ref, question.number, sender),
      kind: deliveryKinds.reminder,
      dueAt: morningOf(addWorkdays(cityDay(new Date(at)), REMIND_AFTER_WORKDAYS)).toISOString(),
    },
  ];
  const known = new Set(before.jobs.map(({ job }) => job.key));
  return jobs.filter(({ key }) => !known.has(key));
}

/** What a thread in the channel is told of: an officer's own deeds stand on the card. */
export const TOLD_IN_THREAD = [
  'edited',
  'answered',
  'withdrawn',
  'joined',
  'left',
  'takenOver',
  'handedOver',
  'followedUp',
  'followUpEnded',
] as const satisfies readonly ChangeKind[];

function threadLines(before: StoredNotification, after: Notification): NewJob[] {
  const { ref, version, history } = after;
  // A card that has not been posted yet will show the change itself.
  const inChannel = before.jobs.some(({ job }) => job.kind === deliveryKinds.channelCard && job.posted);
  const { what } = history.at(-1)!;
  if (!inChannel || !TOLD_IN_THREAD.some(told => told === what)) return [];
  return [
    {
      key: threadLineKey(ref, version),
      kind: deliveryKinds.threadLine,
      subject: ref,
      mode: 'once',
      to: { kind: 'thread', under: channelCardKey(ref) },
      wanted: version,
    },
  ];
}

/** Whoever is concerned by what somebody else did. */
function peopleToTell({ actor, lists, now }: Action, before: Notification, after: Notification): string[] {
  const [former, current] = [senderOf(before), senderOf(after)];
  const editors = editorsOn(lists, after.content.unitId, cityDay(now)).map(({ personId }) => personId);
  const concerned: Partial<Record<ChangeKind, (string | undefined)[]>> = {
    joined: [current, ...editors],
    left: [current, ...editors],
    takenOver: [former],
    handedOver: [former, current],
    edited: [current],
    withdrawn: [current],
    followedUp: [current],
    followUpEnded: [current],
  };
  const people = concerned[after.history.at(-1)!.what] ?? [];
  return [...new Set(people)].filter(id => id !== undefined).filter(id => id !== actor.id);
}

function toldJob({ ref, version }: Notification, personId: string): NewJob {
  return {
    key: toldKey(ref, version, personId),
    kind: deliveryKinds.told,
    subject: ref,
    mode: 'once',
    to: { kind: 'person', id: personId },
    wanted: version,
  };
}

const QUESTION_KINDS: readonly string[] = [deliveryKinds.question, deliveryKinds.reminder];

/**
 * Whether a job has lost its reason: nobody waits for an answer any more, or for one from somebody else. A card of the
 * current question that was posted says so itself; those of older questions stay as they are.
 */
export function pointless(after: Notification): (job: Job) => boolean {
  const { ref, question, withdrawn } = after;
  const open = question && !question.answer && !withdrawn;
  const asked = new Set(followUpJobs(after).map(({ key }) => key));
  const isSettled = settledBy(after);
  return job => {
    const { key, kind, to, posted } = job;
    if (kind === deliveryKinds.followUp)
      return posted ? job.state === 'sent' && !isSettled(job) : !asked.has(key);
    if (!QUESTION_KINDS.includes(kind) || to.kind !== 'person') return false;
    const keys = question
      ? [questionCardKey, reminderCardKey].map(of => of(ref, question.number, to.id))
      : [];
    if (!keys.includes(key)) return true;
    return !posted && (!open || to.id !== senderOf(after));
  };
}

/**
 * Which cards that ask how it went say something else after the last change. The others stay as they are: over the years
 * there are more of them than a transaction can bring up to date.
 */
function settledBy({ ref, followUps = [], history }: Notification): (job: Job) => boolean {
  const { what, text } = history.at(-1)!;
  const { period, asked } = followUps.at(-1) ?? {};
  switch (what) {
    case 'followedUp':
    case 'followUpEnded':
      return ({ key }) => followUpOfKey(key)?.period === text;
    case 'withdrawn':
    case 'takenOver':
    case 'handedOver':
      return ({ key, to }) =>
        period !== undefined &&
        asked !== undefined &&
        to.kind === 'person' &&
        key === followUpCardKey(ref, { period, on: asked.on, personId: to.id });
    default:
      return () => false;
  }
}
