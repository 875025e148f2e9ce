import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { People } from '../directory/people';
import { overviewCard, type OverviewView } from './cards';
import type { DeliveryOverview } from './overview';

export interface DeliveryRouteParts {
  overview: DeliveryOverview;
  people: People;
  channel: (turn: Turn<unknown>) => Promise<OverviewView['channel']>;
  wake: (keys: readonly string[]) => Promise<void>;
}

/** "Utskick": whether what the bot sends by itself arrived, and how to send it again. */
export function deliveryRoutes({ overview, people, channel, wake }: DeliveryRouteParts): Routes {
  async function card(turn: Turn<unknown>): Promise<CardMessage> {
    const found = await overview.overview(turn.actor, turn.now);
    const ids = Object.values(found.jobs)
      .flat()
      .flatMap(job => (job.to.kind === 'person' ? [job.to.id] : []));
    return overviewCard(turn.locale, {
      overview: found,
      names: await people.names(ids, turn.signal),
      channel: await channel(turn),
    });
  }

  async function open(turn: Turn<unknown>): Promise<Reply> {
    try {
      return { say: [await card(turn)] };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('delivery:refused') }] };
    }
  }

  async function again(turn: Turn<{ key: string }>): Promise<Reply> {
    const job = await overview.sendAgain(turn.actor, turn.data.key, turn.now);
    if (!job) return { become: await card(turn) };
    return { become: await card(turn), afterwards: () => wake([job.key]) };
  }

  return {
    sayings: [{ phrases: ['utskick', 'deliveries', 'driftstatus'], handle: open }],
    presses: [
      press({ verb: 'delivery.overview', schema: z.object({}), personalOnly: true, handle: open }),
      press({
        verb: 'delivery.refresh',
        schema: z.object({}),
        personalOnly: true,
        handle: async turn => ({ become: await card(turn) }),
      }),
      press({
        verb: 'delivery.again',
        schema: z.object({ key: z.string().regex(/^[\w|-]{1,300}$/) }),
        personalOnly: true,
        handle: again,
      }),
    ],
  };
}
