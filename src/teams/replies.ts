import { ActivityTypes, INVOKE_RESPONSE_KEY, type Activity, type TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { CardMessage } from '../cards/card';
import type { Background } from '../conversation/background';
import type { Reply, Turn } from '../conversation/turn';
import type { Logger } from '../telemetry/logger';
import { consentCard, type FileCard } from './file-cards';
import { FILE_CONSENT } from './file-consent';
import { messageActivity, type Message } from './sender';

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
    const said = [...(reply.say ?? []), ...questions(turn, reply)];
    if (said.length > 0) await say(context, said);
    const { become, keep = 'turn', afterwards } = reply;
    answerInvoke(context, said.length > 0 ? { notice: turn.t('common:done'), ...reply } : reply);
    if (become && keep === 'turn' && turn.messageId) {
      background.run('card kept', updateOf(context, turn.messageId, become));
    }
    if (afterwards) background.run('after the answer', afterwards);
  }

  /** Teams takes its question about a file in a person's own chat only. */
  function questions({ place, actor }: Turn, { askToSave }: Reply): FileCard[] {
    if (!askToSave) return [];
    if (place.kind === 'personal') return [consentCard(askToSave)];
    log.warn('a file was not offered outside the own chat', { place: place.kind, actor: actor.id });
    return [];
  }

  async function say(context: TurnContext, messages: readonly (Message | FileCard)[]): Promise<void> {
    try {
      await context.sendActivities(messages.map(message => messageActivity(message)));
    } catch (error) {
      // Teams has the person's message and this answer is lost; nothing that was stored is.
      log.error('an answer did not reach Teams', { error });
    }
  }

  async function sentence(context: TurnContext, text: string): Promise<void> {
    const { type } = context.activity;
    if (type === ActivityTypes.Message || takesNoBody(context)) await say(context, [{ text }]);
    answerInvoke(context, { notice: text });
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
  const body = takesNoBody(context) ? undefined : { statusCode: 200, ...answerBody(reply) };
  answerInvokeWith(context, body);
}

/** Answers an invoke with a body that is already in the form which its kind asks for. */
export function answerInvokeWith(context: TurnContext, body: object | undefined): void {
  const value = { status: 200, body };
  context.turnState.set(INVOKE_RESPONSE_KEY, { type: ActivityTypes.InvokeResponse, value });
}

/** Teams shows nothing of what an answer about a file is answered with: words go into the chat. */
function takesNoBody({ activity }: TurnContext): boolean {
  return activity.type === ActivityTypes.Invoke && activity.name === FILE_CONSENT;
}

function answerBody({ become, notice, choices }: Pick<Reply, 'become' | 'notice' | 'choices'>): object {
  if (become) return { type: CARD_ANSWER, value: become.card };
  if (choices) return { type: CHOICES_ANSWER, value: { results: choices } };
  return { type: MESSAGE_ANSWER, value: notice ?? '' };
}
