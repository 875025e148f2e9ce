import { ActivityTypes, INVOKE_RESPONSE_KEY, type Activity, type TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { CardMessage } from '../cards/card';
import type { Background } from '../conversation/background';
import type { Reply, TextMessage, Turn } from '../conversation/turn';
import type { Logger } from '../telemetry/logger';
import { messageActivity } from './sender';

const CARD_ANSWER = 'application/vnd.microsoft.card.adaptive';
const MESSAGE_ANSWER = 'application/vnd.microsoft.activity.message';
const CHOICES_ANSWER = 'application/vnd.microsoft.search.searchResponse';

export interface Replier {
  /** Gives a reply, in the way that the kind of activity asks for; what comes after the answer runs in the background. */
  answer(context: TurnContext, turn: Turn, reply: Reply): Promise<void>;
  /** One sentence, whatever the activity was. */
  sentence(context: TurnContext, text: string): Promise<void>;
}

export function makeReplier(background: Background, log: Logger): Replier {
  async function answer(context: TurnContext, turn: Turn, reply: Reply): Promise<void> {
    if (reply.say?.length) await say(context, reply.say);
    const { become, keep = 'turn', afterwards } = reply;
    answerInvoke(context, reply.say?.length ? { notice: turn.t('common:done'), ...reply } : reply);
    if (become && keep === 'turn' && turn.messageId) {
      background.run('card kept', updateOf(context, turn.messageId, become));
    }
    if (afterwards) background.run('after the answer', afterwards);
  }

  async function say(context: TurnContext, messages: readonly (CardMessage | TextMessage)[]): Promise<void> {
    try {
      await context.sendActivities(messages.map(message => messageActivity(message)));
    } catch (error) {
      // Teams has the person's message and this answer is lost; nothing that was stored is.
      log.error('an answer did not reach Teams', { error });
    }
  }

  async function sentence(context: TurnContext, text: string): Promise<void> {
    if (context.activity.type === ActivityTypes.Invoke) answerInvoke(context, { notice: text });
    else if (context.activity.type === ActivityTypes.Message) await say(context, [{ text }]);
  }

  return { answer, sentence };
}

/** Takes what it needs from the context right away: that one is of no use any more when the turn is over. */
function updateOf(context: TurnContext, activityId: string, message: CardMessage): () => Promise<void> {
  const connector = context.turnState.get<ConnectorClient>(context.adapter.ConnectorClientKey);
  const conversationId = context.activity.conversation.id;
  const activity = { ...messageActivity(message), id: activityId } as Activity;
  return async () => {
    await connector.conversations.updateActivity(conversationId, activityId, activity);
  };
}

/** Every invoke gets an answer: without one Teams would say that the app cannot be reached. */
export function answerInvoke(
  context: TurnContext,
  reply: Pick<Reply, 'become' | 'notice' | 'choices'>,
): void {
  if (context.activity.type !== ActivityTypes.Invoke) return;
  answerInvokeWith(context, { statusCode: 200, ...answerBody(reply) });
}

/** Answers an invoke with a body that is already in the form which its kind asks for. */
export function answerInvokeWith(context: TurnContext, body: object): void {
  const value = { status: 200, body };
  context.turnState.set(INVOKE_RESPONSE_KEY, { type: ActivityTypes.InvokeResponse, value });
}

function answerBody({ become, notice, choices }: Pick<Reply, 'become' | 'notice' | 'choices'>): object {
  if (become) return { type: CARD_ANSWER, value: become.card };
  if (choices) return { type: CHOICES_ANSWER, value: { results: choices } };
  return { type: MESSAGE_ANSWER, value: notice ?? '' };
}
