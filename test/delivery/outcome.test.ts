import {
  channelReasons,
  decide,
  failureReasons,
  type Attempt,
  type Decision,
  type RetryPolicy,
  type SendOutcome,
} from '../../src/delivery/outcome';
import { unreachableReasons } from '../../src/directory/people';
import { isTextKey } from '../../src/i18n';

const policy: RetryPolicy = { maxAttempts: 5, firstWaitMs: 1000, longestWaitMs: 60_000 };

const refused = (status: number, errorCode?: string, retryAfterMs?: number): SendOutcome => ({
  kind: 'refused',
  status,
  errorCode,
  retryAfterMs,
});
const attempt = (said: string, attempts = 1): Attempt => {
  const [operation, to] = said.split(' to ') as [Attempt['operation'], Attempt['to']];
  return { operation, to, attempts };
};

const ways = ['post', 'update'].flatMap(operation =>
  ['channel', 'thread', 'person'].map(to => `${operation} to ${to}`),
);
const posts = ways.filter(way => way.startsWith('post'));
const updates = ways.filter(way => way.startsWith('update'));
const intoChannel = ['post to channel'];
const toPerson = ways.filter(way => way.endsWith('person'));
const others = ways.filter(way => !way.endsWith('person') && way !== 'post to channel');

const again = (afterMs: number): Decision => ({ do: 'retry', afterMs });
const failed = (reason: (typeof failureReasons)[number]): Decision => ({ do: 'fail', reason });
const held = (reason: (typeof unreachableReasons)[number]): Decision => ({ do: 'hold', reason });
const lost = (reason: (typeof channelReasons)[number]): Decision => ({ do: 'holdForChannel', reason });
const doubted: Decision = { do: 'doubt', reason: 'noAnswer' };
const timeout: SendOutcome = { kind: 'timeout' };
const cut: SendOutcome = { kind: 'cut' };
const notConnected: SendOutcome = { kind: 'notConnected' };

const table: [answer: string, outcome: SendOutcome, ways: string[], decision: Decision][] = [
  ['delivered', { kind: 'delivered', activityId: '7' }, ways, { do: 'done', activityId: '7' }],

  ['412', refused(412), ways, again(1000)],
  ['429 without Retry-After', refused(429), ways, again(1000)],
  ['429 with Retry-After 7 s', refused(429, undefined, 7000), ways, again(7000)],
  ['429 with Retry-After 90 s', refused(429, undefined, 90_000), ways, again(90_000)],
  ['429 with Retry-After 0', refused(429, undefined, 0), ways, again(1000)],
  ['no connection', notConnected, ways, again(1000)],

  // These may have arrived: a second post would stand there twice, a second update does no harm.
  ['502', refused(502), posts, doubted],
  ['503', refused(503), posts, doubted],
  ['503 with Retry-After', refused(503, undefined, 7000), posts, doubted],
  ['504', refused(504), posts, doubted],
  ['a timeout', timeout, posts, doubted],
  ['a cut line', cut, posts, doubted],
  ['502', refused(502), updates, again(1000)],
  ['503', refused(503), updates, again(1000)],
  ['503 with Retry-After', refused(503, undefined, 7000), updates, again(7000)],
  ['504', refused(504), updates, again(1000)],
  ['a timeout', timeout, updates, again(1000)],
  ['a cut line', cut, updates, again(1000)],

  ['500', refused(500), ways, failed('serverError')],
  ['501', refused(501), ways, failed('serverError')],
  ['400', refused(400, 'BadSyntax'), ways, failed('badRequest')],
  ['401', refused(401), ways, failed('notAuthorized')],
  ['413', refused(413, 'MessageSizeTooBig'), ways, failed('tooLarge')],
  ['418', refused(418), ways, failed('unexpected')],
  ['302', refused(302), ways, failed('unexpected')],

  [
    '403 BotNotInConversationRoster',
    refused(403, 'BotNotInConversationRoster'),
    toPerson,
    held('notInstalled'),
  ],
  ['403 ConversationBlockedByUser', refused(403, 'ConversationBlockedByUser'), toPerson, held('blocked')],
  ['403 MessageWritesBlocked', refused(403, 'MessageWritesBlocked'), toPerson, held('blocked')],
  ['403 with another code', refused(403, 'BotDisabledByAdmin'), toPerson, failed('forbidden')],
  ['403 without a code', refused(403), toPerson, failed('forbidden')],
  ['403 BotNotInConversationRoster', refused(403, 'BotNotInConversationRoster'), others, failed('forbidden')],
  ['403 ConversationBlockedByUser', refused(403, 'ConversationBlockedByUser'), others, failed('forbidden')],
  ['403 MessageWritesBlocked', refused(403, 'MessageWritesBlocked'), others, failed('forbidden')],
  ['403 without a code', refused(403), others, failed('forbidden')],

  [
    '404 ActivityNotFoundInConversation',
    refused(404, 'ActivityNotFoundInConversation'),
    updates,
    { do: 'postAnew' },
  ],
  // A post has no activity that could be missing: posting anew would go round for ever.
  [
    '404 ActivityNotFoundInConversation',
    refused(404, 'ActivityNotFoundInConversation'),
    ['post to person'],
    held('gone'),
  ],
  [
    '404 ActivityNotFoundInConversation',
    refused(404, 'ActivityNotFoundInConversation'),
    ['post to thread'],
    failed('notFound'),
  ],
  ['404 ConversationNotFound', refused(404, 'ConversationNotFound'), toPerson, held('gone')],
  ['404 without a code', refused(404), toPerson, held('gone')],
  ['404 ConversationNotFound', refused(404, 'ConversationNotFound'), others, failed('notFound')],
  ['404 without a code', refused(404), others, failed('notFound')],

  ['404 ConversationNotFound', refused(404, 'ConversationNotFound'), intoChannel, lost('channelGone')],
  ['404 without a code', refused(404), intoChannel, lost('channelGone')],
  [
    '404 ActivityNotFoundInConversation',
    refused(404, 'ActivityNotFoundInConversation'),
    intoChannel,
    lost('channelGone'),
  ],
  [
    '403 BotNotInConversationRoster',
    refused(403, 'BotNotInConversationRoster'),
    intoChannel,
    lost('channelClosed'),
  ],
  ['403 without a code', refused(403), intoChannel, lost('channelClosed')],
];

describe('an answer from Teams', () => {
  it.each(
    table.flatMap(([answer, outcome, among, decision]) =>
      among.map(way => ({ way, answer, outcome, decision })),
    ),
  )('$answer to a $way', ({ way, outcome, decision }) =>
    expect(decide(outcome, attempt(way), policy)).toEqual(decision),
  );

  it('an answer is never the reason for a retry after which nobody can tell why it stopped', () => {
    for (const way of ways)
      for (const [, outcome] of table) {
        const last = decide(outcome, attempt(way, policy.maxAttempts), policy);
        expect(last.do).not.toBe('retry');
      }
  });
});

describe('a retry', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [4, 8000],
  ])('after attempt %i waits %i ms', (attempts, afterMs) =>
    expect(decide(refused(412), attempt('post to channel', attempts), policy)).toEqual(again(afterMs)),
  );

  it('never waits longer than the policy says, unless Teams asks for it', () => {
    const patient = { ...policy, maxAttempts: 50 };
    expect(decide(refused(412), attempt('post to channel', 40), patient)).toEqual(again(60_000));
    expect(decide(refused(429, undefined, 600_000), attempt('post to channel', 40), patient)).toEqual(
      again(600_000),
    );
  });

  it('waits its own time when Teams asks for less', () =>
    expect(decide(refused(429, undefined, 2000), attempt('post to person', 4), policy)).toEqual(again(8000)));

  it.each([
    ['412', refused(412), 'post to channel'],
    ['429', refused(429, undefined, 7000), 'post to person'],
    ['no connection', notConnected, 'post to channel'],
    ['503', refused(503), 'update to channel'],
    ['a timeout', timeout, 'update to person'],
  ])('after %s ends with the last attempt', (_, outcome, way) => {
    expect(decide(outcome, attempt(way, policy.maxAttempts - 1), policy).do).toBe('retry');
    expect(decide(outcome, attempt(way, policy.maxAttempts), policy)).toEqual(failed('stillBusy'));
    expect(decide(outcome, attempt(way, policy.maxAttempts + 1), policy)).toEqual(failed('stillBusy'));
  });
});

describe('the reasons', () => {
  it.each([...failureReasons, ...unreachableReasons, ...channelReasons, 'noChannel'])(
    '%s has its plain words',
    reason => expect(isTextKey(`delivery:reason.${reason}`)).toBe(true),
  );
});
