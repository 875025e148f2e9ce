import {
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  INVOKE_RESPONSE_KEY,
  type Activity,
  type TurnContext,
} from 'botbuilder';
import { createServer, plugins, type Request, type Response } from 'restify';
import { answerCpu } from './cpu';

/** The least that a bot can do: the SDK alone, answering each message and press with a card of a given size. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const cards = new Map<number, object>();

function cardOfSize(bytes: number): object {
  const known = cards.get(bytes);
  if (known) return known;
  const block = (text: string) => ({ type: 'TextBlock', text, wrap: true });
  const card = { type: 'AdaptiveCard', version: '1.5', body: [] as object[] };
  while (JSON.stringify(card).length < bytes) card.body.push(block('x'.repeat(60)));
  cards.set(bytes, card);
  return card;
}

async function answer(context: TurnContext): Promise<void> {
  const size = Number((context.activity.channelData as { size?: number }).size ?? 1000);
  const card = cardOfSize(size);
  if (context.activity.type === ActivityTypes.Invoke) {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
    context.turnState.set(INVOKE_RESPONSE_KEY, { type: 'invokeResponse', value: { status: 200, body } });
    return;
  }
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
  await context.sendActivity({ type: ActivityTypes.Message, attachments } as Partial<Activity>);
}

const server = createServer();
server.use(plugins.bodyParser());
server.post('/api/messages', async (request: Request, response: Response) => {
  await adapter.process(request, response, answer);
});
server.listen(0, '127.0.0.1', () => answerCpu(server.address().port));
