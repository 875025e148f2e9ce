import type { NewJob } from '../delivery/job';
import type { Notification } from './model';
import {
  channelCardKey,
  questionCardKey,
  senderCardKey,
  threadLineKey,
  type StoredNotification,
} from './store';

/** The kinds of card that this capability has the delivery engine keep up to date. */
export const deliveryKinds = {
  channelCard: 'collaboration.channelCard',
  senderCard: 'collaboration.senderCard',
  question: 'collaboration.question',
  threadLine: 'collaboration.threadLine',
} as const;

/** Where the sender's confirmation stands: the form itself becomes it, and is kept up to date from then on. */
export interface ConfirmationPlace {
  conversationId: string;
  serviceUrl: string;
  activityId: string;
}

/** A new notification: a card in the City Executive Office's channel, and the sender's confirmation. */
export function cardJobs(notification: Notification, confirmation: ConfirmationPlace | undefined): NewJob[] {
  const { ref, version, createdBy } = notification;
  const jobs: NewJob[] = [
    {
      key: channelCardKey(ref),
      kind: deliveryKinds.channelCard,
      subject: ref,
      mode: 'card',
      to: { kind: 'channel' },
      wanted: version,
    },
  ];
  if (createdBy && confirmation) {
    const to = { kind: 'person', id: createdBy } as const;
    const kind = deliveryKinds.senderCard;
    jobs.push({
      key: senderCardKey(ref),
      kind,
      subject: ref,
      mode: 'card',
      to,
      wanted: version,
      posted: confirmation,
    });
  }
  return jobs;
}

/** What a change makes to send beside the cards that are brought up to date by themselves. */
export function jobsFor(before: StoredNotification, after: Notification): NewJob[] {
  const change = after.history.at(-1)!;
  const { ref, version } = after;
  const jobs: NewJob[] = [];
  if (change.what === 'asked' && after.createdBy && after.question) {
    jobs.push({
      key: questionCardKey(ref, after.question.number),
      kind: deliveryKinds.question,
      subject: ref,
      mode: 'card',
      to: { kind: 'person', id: after.createdBy },
      wanted: version,
    });
  }
  // A card that has not been posted yet will show the change itself.
  const inChannel = before.jobs.some(({ job }) => job.kind === deliveryKinds.channelCard && job.posted);
  const fromSender = change.what === 'edited' || change.what === 'answered' || change.what === 'withdrawn';
  if (inChannel && fromSender) {
    jobs.push({
      key: threadLineKey(ref, version),
      kind: deliveryKinds.threadLine,
      subject: ref,
      mode: 'once',
      to: { kind: 'thread', under: channelCardKey(ref) },
      wanted: version,
    });
  }
  return jobs;
}
