import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { People } from '../directory/people';
import type { Lists, Reader } from '../directory/lists';
import { isEditorOf } from '../directory/editors';
import { translator, type Locale } from '../i18n';
import { cityDay } from '../i18n/moments';
import { coordinatorCard, publicCard, questionCard, senderCard, threadLineCard, toldCard } from './cards';
import { nameOf } from '../register/wording';
import { outsideOffice } from '../workdays';
import { deliveryKinds } from './deliveries';
import { followUpDone, followUpForm, targetOf, valuesOf } from './follow-up/card';
import { peopleIn, senderOf, statusOf, type Change, type Notification } from '../register/model';
import { followUpIn, openFollowUp } from '../register/follow-up';
import {
  followUpOfKey,
  questionCardKey,
  reminderCardKey,
  type CollaborationStore,
  type StoredNotification,
} from '../register/store';

export interface RendererParts {
  store: CollaborationStore;
  people: People;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Cards in the City Executive Office's channel are read by all of its team, so they are in Swedish. */
const CHANNEL_LOCALE: Locale = 'sv';

/** Renders this capability's deliveries from the state of the moment when they are sent. */
export function collaborationRenderer({
  store,
  people,
  lists,
  now,
}: RendererParts): (job: Job) => Promise<Rendering> {
  async function render(job: Job): Promise<Rendering> {
    const stored = await store.load(job.subject);
    if (!stored) return 'nothing';
    const { notification } = stored;
    const { version } = notification;
    const team: Reader = { locale: CHANNEL_LOCALE, lists: await lists() };
    switch (job.kind) {
      case deliveryKinds.channelCard: {
        const names = await namesIn(notification);
        return { version, message: coordinatorCard(team, { notification, names }) };
      }
      case deliveryKinds.senderCard:
        return renderConfirmation(job, notification);
      case deliveryKinds.question:
      case deliveryKinds.reminder:
        return renderQuestion(job, notification);
      case deliveryKinds.followUp:
        return renderFollowUp(job, stored);
      case deliveryKinds.threadLine: {
        const change = changeAt(notification, job.wanted);
        const line = change && threadLineCard(team, notification, change, await namesIn(notification));
        return line ? { version: job.wanted, message: line } : 'nothing';
      }
      case deliveryKinds.told:
        return renderTold(job, notification);
      default:
        return 'nothing';
    }
  }

  /** Whoever has handed it over, or lost it to a colleague, sees where it is now. */
  async function renderConfirmation(job: Job, notification: Notification): Promise<Rendering> {
    const { ref, version } = notification;
    const reader = await readerOf(job);
    const sender = senderOf(notification);
    if (job.to.kind !== 'person' || job.to.id !== sender) {
      const who = nameOf(sender, await namesIn(notification), reader.locale);
      const notice = translator(reader.locale)('collaborations:keep.noLongerYours', { who, ref });
      return { version, message: publicCard(reader, { notification, notice }) };
    }
    const whoElse = await store.whoElse(notification);
    // The thanks stay until something has happened, or they would be gone as soon as they are seen.
    const thanks = statusOf(notification) === 'new';
    return { version, message: senderCard(reader, { notification, whoElse, thanks }) };
  }

  /**
   * A question that was answered, withdrawn, passed on, or replaced by a later one, is closed. Whoever has passed it on
   * reads no answer but their own: it is theirs no more.
   */
  async function renderQuestion(job: Job, notification: Notification): Promise<Rendering> {
    const { ref, question, version } = notification;
    if (!question || job.to.kind !== 'person') return 'nothing';
    const { id } = job.to;
    const reminder = job.key === reminderCardKey(ref, question.number, id);
    if (!reminder && job.key !== questionCardKey(ref, question.number, id)) return 'nothing';
    const elsewhere = id !== senderOf(notification) && question.answer?.by !== id;
    const view = { notification, question, reminder, elsewhere };
    return { version, message: questionCard(await readerOf(job), view) };
  }

  /**
   * How it went: asked in office hours only, and not after the answer. One that stands in a chat is left alone until there
   * is an answer, since somebody may be typing in it.
   */
  async function renderFollowUp(job: Job, { notification, jobs }: StoredNotification): Promise<Rendering> {
    const asked = followUpOfKey(job.key);
    if (!asked || job.to.kind !== 'person') return 'nothing';
    const { period, on } = asked;
    const { id } = job.to;
    const { version, content } = notification;
    if (job.posted) {
      const reader = await readerOf(job);
      const isKeeper =
        id === senderOf(notification) || isEditorOf(reader.lists, content.unitId, id, cityDay(now()));
      if (isKeeper && isUnanswered(notification, period)) return 'nothing';
      const elsewhere = !isKeeper && followUpIn(notification, period)?.answer?.by !== id;
      return { version, message: followUpDone(reader, { notification, period, elsewhere }) };
    }
    const open = openFollowUp(notification);
    if (open?.period !== period || open.asked?.on !== on || !open.asked.to.includes(id)) return 'nothing';
    const wait = outsideOffice(now());
    if (wait) return wait;
    // Whoever is asked in somebody else's place is not reminded of what they have not seen.
    const again = jobs.some(
      ({ job: other }) =>
        other.posted !== undefined &&
        other.key !== job.key &&
        other.to.kind === 'person' &&
        other.to.id === id &&
        followUpOfKey(other.key)?.period === period,
    );
    const view = { target: targetOf(notification, period), values: valuesOf(undefined), again };
    return { version, message: followUpForm(await readerOf(job), view) };
  }

  async function renderTold(job: Job, notification: Notification): Promise<Rendering> {
    const change = changeAt(notification, job.wanted);
    if (!change || job.to.kind !== 'person') return 'nothing';
    const view = { names: await namesIn(notification), to: job.to.id };
    const message = toldCard(await readerOf(job), notification, change, view);
    return message ? { version: job.wanted, message } : 'nothing';
  }

  async function namesIn(notification: Notification): Promise<Map<string, string>> {
    return people.names(peopleIn(notification));
  }

  async function readerOf({ to }: Job): Promise<Reader> {
    const locale = (to.kind === 'person' && (await people.load(to.id))?.locale) || 'sv';
    return { locale, lists: await lists() };
  }

  return render;
}

/** It can be answered, even when its time has been moved or another year has been asked about since. */
function isUnanswered(notification: Notification, period: string): boolean {
  const { answer, ended } = followUpIn(notification, period) ?? {};
  return !notification.withdrawn && !answer && !ended;
}

function changeAt({ history }: Notification, version: number): Change | undefined {
  return history.find(change => change.version === version);
}
