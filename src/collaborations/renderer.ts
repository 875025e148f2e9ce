import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { People } from '../directory/people';
import type { Locale } from '../i18n';
import { coordinatorCard, questionCard, senderCard, threadLineCard } from './cards';
import { deliveryKinds } from './deliveries';
import { peopleIn, statusOf, type Notification } from './model';
import { questionCardKey, type CollaborationStore } from './store';

export interface RendererParts {
  store: CollaborationStore;
  people: People;
}

/** Cards in the City Executive Office's channel are read by all of its team, so they are in Swedish. */
const CHANNEL_LOCALE: Locale = 'sv';

/** Renders this capability's deliveries from the state of the moment when they are sent. */
export function collaborationRenderer({ store, people }: RendererParts): (job: Job) => Promise<Rendering> {
  async function render(job: Job): Promise<Rendering> {
    const stored = await store.load(job.subject);
    if (!stored) return 'nothing';
    const { notification } = stored;
    const { version } = notification;
    switch (job.kind) {
      case deliveryKinds.channelCard: {
        const names = await namesIn(notification);
        return { version, message: coordinatorCard(CHANNEL_LOCALE, { notification, names }) };
      }
      case deliveryKinds.senderCard: {
        const whoElse = await store.whoElse(notification);
        // The thanks stay until something has happened, or they would be gone as soon as they are seen.
        const thanks = statusOf(notification) === 'new';
        return {
          version,
          message: senderCard(await localeOf(notification), { notification, whoElse, thanks }),
        };
      }
      case deliveryKinds.question:
        return renderQuestion(job, notification);
      case deliveryKinds.threadLine: {
        const change = notification.history.find(({ version: at }) => at === job.wanted);
        const line =
          change && threadLineCard(CHANNEL_LOCALE, notification, change, await namesIn(notification));
        return line ? { version: job.wanted, message: line } : 'nothing';
      }
      default:
        return 'nothing';
    }
  }

  /** A question that was answered, or replaced by a later one, is closed. */
  async function renderQuestion(job: Job, notification: Notification): Promise<Rendering> {
    const { question, version } = notification;
    if (!question || job.key !== questionCardKey(notification.ref, question.number)) return 'nothing';
    return { version, message: questionCard(await localeOf(notification), { notification, question }) };
  }

  async function namesIn(notification: Notification): Promise<Map<string, string>> {
    return people.names(peopleIn(notification));
  }

  async function localeOf({ createdBy }: Notification): Promise<Locale> {
    return (createdBy && (await people.load(createdBy))?.locale) || 'sv';
  }

  return render;
}
