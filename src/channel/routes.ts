import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { People } from '../directory/people';
import { channelName, racedNotice, setupCard, type SetupView } from './cards';
import type { Binding, ChannelService, Setup } from './service';

export interface ChannelRouteParts {
  service: ChannelService;
  people: People;
  /** Sends what has waited for a channel. */
  releaseHeld: () => Promise<void>;
}

/** Choosing the channel where the City Executive Office receives what it is told. */
export function channelRoutes({ service, people, releaseHeld }: ChannelRouteParts): Routes {
  async function open(turn: Turn<unknown>): Promise<Reply> {
    try {
      const setup = await service.setup(turn.actor);
      if (setup === 'noTeam') return { say: [{ text: turn.t('channel:noTeam') }] };
      return { say: [setupCard(turn.locale, { setup, boundBy: await nameOf(setup.binding) })] };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('channel:notMember') }] };
    }
  }

  async function bind(turn: Turn<{ channel: string; seen: string }>): Promise<Reply> {
    const { t, locale, data } = turn;
    try {
      if (data.channel === '') return await again(turn, { missing: true });
      const outcome = await service.bind(turn.actor, data.channel, data.seen, turn.now);
      if (outcome.kind === 'notThere') return await again(turn, { notice: t('channel:notThere') });
      if (outcome.kind === 'notStandard') {
        const channel = channelName(outcome.channel.name, locale);
        return await again(turn, { notice: t('channel:notStandard', { channel }), chosen: data.channel });
      }
      if (outcome.kind === 'raced') {
        const who = (await nameOf(outcome.binding)) ?? '';
        return await again(turn, { notice: racedNotice(locale, outcome.binding, who) });
      }
      return { ...(await again(turn, {})), keep: 'turn', afterwards: releaseHeld };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { notice: t('channel:notMember') };
    }
  }

  async function again(turn: Turn<unknown>, view: Omit<SetupView, 'setup' | 'boundBy'>): Promise<Reply> {
    const setup = await service.setup(turn.actor);
    if (setup === 'noTeam') throw new NotFoundOrNotAllowedError();
    const become = setupCard(turn.locale, { ...view, setup, boundBy: await nameOf(setup.binding) });
    return { become, keep: 'nobody' };
  }

  async function nameOf(binding: Binding | undefined): Promise<string | undefined> {
    return binding && (await people.names([binding.by])).get(binding.by);
  }

  return {
    sayings: [
      {
        phrases: ['kanal', 'välj kanal', 'byt kanal', 'channel', 'choose channel'],
        anywhere: true,
        handle: open,
      },
    ],
    presses: [
      press({ verb: 'channel.open', schema: z.object({}), handle: open }),
      press({
        verb: 'channel.bind',
        schema: z.object({ channel: z.string().max(500).default(''), seen: z.string().max(500).default('') }),
        handle: bind,
      }),
    ],
  };
}

/** The card that is posted when the bot is added to the City Executive Office's team, in Swedish as all cards there. */
export function installedInTeam(setup: Setup): Reply {
  return { say: [setupCard('sv', { setup })] };
}
