import type { UnreachableReason } from '../directory/people';
import type { Job } from './job';

/** What became of one request to Teams. "The API said no" and "the network failed" are different things. */
export type SendOutcome =
  | { kind: 'delivered'; activityId: string }
  | { kind: 'refused'; status: number; errorCode?: string; retryAfterMs?: number }
  /** No connection came about: nothing can have been delivered. */
  | { kind: 'notConnected' }
  /** The request left, and no answer came back: it may have been delivered. */
  | { kind: 'timeout' }
  | { kind: 'cut' };

/** Why something did not arrive; each has its plain words in the texts under `delivery:reason`. */
export const failureReasons = [
  'badRequest',
  'notAuthorized',
  'forbidden',
  'notFound',
  'tooLarge',
  'serverError',
  'unexpected',
  'stillBusy',
  'noAnswer',
  'poison',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Why the bound channel takes nothing: it was deleted, or it was archived or the bot taken out of its team. */
export const channelReasons = ['channelGone', 'channelClosed'] as const;
export type ChannelReason = (typeof channelReasons)[number];

export type Decision =
  | { do: 'done'; activityId: string }
  | { do: 'retry'; afterMs: number }
  /** The card that should be updated is not there any more. */
  | { do: 'postAnew' }
  /** It may have arrived: not repeated blindly, but shown. */
  | { do: 'doubt'; reason: FailureReason }
  | { do: 'fail'; reason: FailureReason }
  /** The person cannot be reached until they do something themselves. */
  | { do: 'hold'; reason: UnreachableReason }
  /** The channel takes nothing until somebody at the City Executive Office does something about it. */
  | { do: 'holdForChannel'; reason: ChannelReason };

export interface Attempt {
  operation: 'post' | 'update';
  to: Job['to']['kind'];
  /** How many times it has been tried, this time included. */
  attempts: number;
}

export interface RetryPolicy {
  maxAttempts: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

const MAY_HAVE_ARRIVED = new Set([502, 503, 504]);

/** What is done about an outcome. Pure; the table of cases stands in the tests. */
export function decide(outcome: SendOutcome, attempt: Attempt, policy: RetryPolicy): Decision {
  switch (outcome.kind) {
    case 'delivered':
      return { do: 'done', activityId: outcome.activityId };
    case 'notConnected':
      return retry(attempt, policy);
    case 'timeout':
    case 'cut':
      return doubt(attempt, policy);
    case 'refused':
      return decideRefusal(outcome, attempt, policy);
  }
}

function decideRefusal(
  { status, errorCode, retryAfterMs }: Extract<SendOutcome, { kind: 'refused' }>,
  attempt: Attempt,
  policy: RetryPolicy,
): Decision {
  if (status === 429 || status === 412) return retry(attempt, policy, retryAfterMs);
  if (MAY_HAVE_ARRIVED.has(status)) return doubt(attempt, policy, retryAfterMs);
  if (status === 404 && attempt.operation === 'update' && errorCode === 'ActivityNotFoundInConversation') {
    return { do: 'postAnew' };
  }
  const unreachable = attempt.to === 'person' ? unreachableBecause(status, errorCode) : undefined;
  if (unreachable) return { do: 'hold', reason: unreachable };
  const lost = attempt.to === 'channel' && attempt.operation === 'post' ? lostBecause(status) : undefined;
  if (lost) return { do: 'holdForChannel', reason: lost };
  return { do: 'fail', reason: refusalReason(status) };
}

function lostBecause(status: number): ChannelReason | undefined {
  if (status === 404) return 'channelGone';
  return status === 403 ? 'channelClosed' : undefined;
}

function unreachableBecause(status: number, errorCode: string | undefined): UnreachableReason | undefined {
  if (status === 404) return 'gone';
  if (status !== 403) return undefined;
  if (errorCode === 'ConversationBlockedByUser' || errorCode === 'MessageWritesBlocked') return 'blocked';
  if (errorCode === 'BotNotInConversationRoster') return 'notInstalled';
  return undefined;
}

function refusalReason(status: number): FailureReason {
  if (status === 400) return 'badRequest';
  if (status === 401) return 'notAuthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 413) return 'tooLarge';
  if (status >= 500) return 'serverError';
  return 'unexpected';
}

function retry(attempt: Attempt, policy: RetryPolicy, retryAfterMs?: number): Decision {
  if (attempt.attempts >= policy.maxAttempts) return { do: 'fail', reason: 'stillBusy' };
  const backoff = Math.min(policy.firstWaitMs * 2 ** (attempt.attempts - 1), policy.longestWaitMs);
  return { do: 'retry', afterMs: Math.max(retryAfterMs ?? 0, backoff) };
}

/** An update says the same thing twice without harm; a post would stand there twice. */
function doubt(attempt: Attempt, policy: RetryPolicy, retryAfterMs?: number): Decision {
  if (attempt.operation === 'update') return retry(attempt, policy, retryAfterMs);
  return { do: 'doubt', reason: 'noAnswer' };
}
