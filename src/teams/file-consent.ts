import type { Report } from '../conversation/report';
import type { Reply, Turn } from '../conversation/turn';
import type { FileMaker } from '../files/file';
import type { Logger } from '../telemetry/logger';
import { consentAnswer, type ConsentAnswer } from './activity';
import { fileInfoCard, type FileCard } from './file-cards';
import type { Message, TeamsSender } from './sender';
import { upload, type UploadSettings } from './upload';

/** The name of the invoke with which Teams brings the answer to whether a file may be saved. */
export const FILE_CONSENT = 'fileConsent/invoke';

export interface FileConsentParts {
  makeFile: FileMaker;
  sender: TeamsSender;
  settings: UploadSettings;
  report: Report;
  log: Logger;
}

/** What becomes of the answer to Teams' question whether a file may be saved. */
export type FileConsent = (turn: Turn, value: unknown) => Promise<Reply>;

/**
 * The file is made and sent after the answer, and the card with the question becomes what came of it: whoever presses
 * twice sees it once.
 */
export function makeFileConsent({ makeFile, sender, settings, report, log }: FileConsentParts): FileConsent {
  const underWay = new Set<string>();

  async function save(turn: Turn, { context, uploadInfo }: Accepted): Promise<void> {
    const { t, actor, locale } = turn;
    try {
      const file = await makeFile(context, { actorId: actor.id, locale });
      if (!file) return await settle(turn, { text: t('files:consent.gone') });
      await upload(uploadInfo.uploadUrl, file.bytes, settings);
      await settle(turn, fileInfoCard(uploadInfo));
    } catch (error) {
      // The question stays: each press on it brings a new place for the file.
      await post(turn, { text: t('files:consent.failed', { code: report(error) }) });
    }
  }

  async function once(turn: Turn, work: () => Promise<void>): Promise<void> {
    const key = `${turn.place.conversation.id}|${turn.messageId ?? ''}`;
    if (underWay.has(key)) return;
    underWay.add(key);
    try {
      await work();
    } finally {
      underWay.delete(key);
    }
  }

  async function settle(turn: Turn, message: Message | FileCard): Promise<void> {
    const { place, messageId } = turn;
    if (!messageId) return post(turn, message);
    const outcome = await sender.update(place.conversation, messageId, message);
    if (outcome.kind === 'delivered') return;
    log.warn('a file card could not be changed', { outcome });
    // Only where it is sure that the card is not there any more: otherwise the person might see it twice.
    if (outcome.kind === 'refused' && outcome.status === 404) await post(turn, message);
  }

  async function post({ place }: Turn, message: Message | FileCard): Promise<void> {
    const outcome = await sender.post(place.conversation, message);
    if (outcome.kind !== 'delivered') log.error('the end of a file did not reach Teams', { outcome });
  }

  return (turn, value) => {
    const answer = consentAnswer(value);
    if (turn.place.kind !== 'personal' || !answer) {
      log.warn('an answer about a file was refused', { place: turn.place.kind, actor: turn.actor.id });
      const text = turn.t('common:notFoundAny');
      return Promise.resolve(turn.place.kind === 'personal' ? { say: [{ text }] } : {});
    }
    const work = () =>
      answer.action === 'accept'
        ? save(turn, answer)
        : settle(turn, { text: turn.t('files:consent.declined') });
    return Promise.resolve({ afterwards: () => once(turn, work) });
  };
}

type Accepted = Extract<ConsentAnswer, { action: 'accept' }>;
