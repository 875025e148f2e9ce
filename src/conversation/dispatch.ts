import { RosterUnavailableError } from '../directory/coordinators';
import { ConflictError, StorageUnavailableError } from '../storage/errors';
import type { Logger } from '../telemetry/logger';
import type { Attached } from './attached';
import { beforeDeadline } from './deadline';
import { NotFoundOrNotAllowedError } from './errors';
import type { Report } from './report';
import type { Router } from './routes';
import type { Reply, Turn } from './turn';

export interface DispatchParts {
  router: Router;
  /** Answers a question in people's own words; undefined for what is none. */
  asked: (turn: Turn<unknown>, text: string) => Promise<Reply | undefined>;
  notUnderstood: (turn: Turn<unknown>, text: string) => Promise<Reply>;
  /** What was said in a channel, and is answered in the person's own chat. */
  toOwnChat: (turn: Turn<unknown>, text: string) => Reply;
  report: Report;
  log: Logger;
}

/** Still within what Teams waits for an answer, after the turn's own deadline of 4 s. */
const GRACE_MS = 300;

/** From what a person said or pressed to the capability that answers, and from any failure to plain words. */
export interface Dispatch {
  said(turn: Turn, text: string): Promise<Reply>;
  pressed(turn: Turn, verb: string, data: unknown): Promise<Reply>;
  /** Files in the person's own chat, with what was written beside them. */
  attached(turn: Turn, files: readonly Attached[], text: string): Promise<Reply>;
}

export function makeDispatch({
  router,
  asked,
  notUnderstood,
  toOwnChat,
  report,
  log,
}: DispatchParts): Dispatch {
  async function said(turn: Turn, text: string): Promise<Reply> {
    const found = router.findSaying(text);
    if (!found || (found.saying.yields && found.rest !== '')) {
      const answer = await asked(turn, text);
      if (answer) return answer;
    }
    if (turn.place.kind !== 'personal' && !found?.saying.anywhere) return toOwnChat(turn, text);
    if (!found) return notUnderstood(turn, text);
    return found.saying.handle({ ...turn, data: found.rest });
  }

  async function pressed(turn: Turn, verb: string, data: unknown): Promise<Reply> {
    const route = router.findPress(verb);
    const reply = route ? await route.run({ ...turn, data }) : 'invalid';
    if (reply !== 'invalid') return reply;
    log.warn('a press was refused', { verb, known: route !== undefined, ...actorOf(turn, route?.unnamed) });
    return sentence(turn, turn.t('common:notFoundAny'));
  }

  function attached(turn: Turn, files: readonly Attached[], text: string): Promise<Reply> {
    return router.attached ? router.attached({ ...turn, data: files }) : said(turn, text);
  }

  /** In plain words, with a code that stands in the log too; nothing of the error itself is shown. */
  function explain(turn: Turn, error: unknown, unnamed = false): Reply {
    const { t } = turn;
    if (error instanceof NotFoundOrNotAllowedError) {
      log.warn('not found, or not allowed', { ref: error.ref, ...actorOf(turn, unnamed) });
      return sentence(turn, error.ref ? t('common:notFound', { ref: error.ref }) : t('common:notFoundAny'));
    }
    const code = report(error);
    if (error instanceof RosterUnavailableError) return sentence(turn, t('common:rosterDown', { code }));
    if (error instanceof StorageUnavailableError || error instanceof ConflictError) {
      return sentence(turn, t('common:serviceDown', { code }));
    }
    return sentence(turn, t('common:failed', { code }));
  }

  /** A handler that gives a form back at the deadline comes first; any other wait ends a moment later. */
  function answered(turn: Turn, reply: Promise<Reply>, unnamed?: boolean): Promise<Reply> {
    return beforeDeadline(turn.signal, reply, GRACE_MS).catch((error: unknown) =>
      explain(turn, error, unnamed),
    );
  }

  return {
    said: (turn, text) => answered(turn, said(turn, text)),
    pressed: (turn, verb, data) => answered(turn, pressed(turn, verb, data), router.findPress(verb)?.unnamed),
    attached: (turn, files, text) => answered(turn, attached(turn, files, text)),
  };
}

function sentence(turn: Turn, text: string): Reply {
  return turn.messageId ? { notice: text } : { say: [{ text }] };
}

/** Who it was, for the log; nobody where the press is one that no log may tell of. */
function actorOf({ actor }: Turn, unnamed = false): { actor?: string } {
  return unnamed ? {} : { actor: actor.id };
}
