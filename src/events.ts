import { installedInTeam } from './channel/routes';
import type { ChannelLoss } from './channel/loss';
import type { ChannelService } from './channel/service';
import { UNITS_DATASET } from './collaborations/form-card';
import type { makeDestinations } from './delivery/destinations';
import { searchUnits } from './directory/unit-search';
import { unitLabel } from './directory/units';
import { cityDay } from './i18n/moments';
import type { BotEvents } from './teams/bot';
import type { Roster } from './teams/roster';

export interface EventParts {
  channel: ChannelService;
  loss: ChannelLoss;
  destinations: ReturnType<typeof makeDestinations>;
  roster: Roster;
  greet: BotEvents['installedForPerson'];
  /** Sends what has waited for somebody. */
  release: (personId: string) => Promise<void>;
  /** Entra group id of the City Executive Office's team. */
  slkGroupId: string;
  now: () => Date;
}

/** What happens around the conversation: the bot comes and goes, and somebody types in a field. */
export function makeEvents(parts: EventParts): BotEvents {
  const { channel, loss, destinations, roster } = parts;
  return {
    installedForPerson: parts.greet,
    async installedInTeam(turn, team) {
      const details = await roster.team(team.serviceUrl, team.id);
      if (details.groupId?.toLowerCase() !== parts.slkGroupId.toLowerCase()) {
        return { say: [{ text: turn.t('channel:otherTeam') }] };
      }
      await channel.teamSeen({
        id: team.id,
        name: details.name,
        serviceUrl: team.serviceUrl,
        tenantId: turn.actor.tenantId,
      });
      await loss.teamBack();
      const setup = await channel.setupForTeam();
      return setup === 'noTeam' || setup.binding ? {} : installedInTeam(setup);
    },
    teamChanged: loss.changed,
    removedForPerson: personId => destinations.markUnreachable(personId, 'notInstalled'),
    async seenInOwnChat(turn) {
      if (await destinations.seen(turn)) await parts.release(turn.actor.id);
    },
    search: (reader, dataset, text) =>
      dataset === UNITS_DATASET
        ? searchUnits(reader.lists, text, cityDay(parts.now())).map(unit => ({
            title: unitLabel(reader, unit.id),
            value: unit.id,
          }))
        : [],
  };
}
