import type { BotEvents } from '../../src/teams/bot';

/** Nothing happens around the conversation: for tests of other things. */
export const quietEvents: BotEvents = {
  installedForPerson: () => Promise.resolve({}),
  installedInTeam: () => Promise.resolve({}),
  removedForPerson: () => Promise.resolve(),
  teamChanged: () => Promise.resolve(),
  seenInOwnChat: () => Promise.resolve(),
  search: () => [],
};
