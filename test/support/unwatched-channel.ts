import type { ChannelWatch } from '../../src/delivery/worker';

/** Keeps nothing of the channel, and never finds it again: for tests of other things. */
export const unwatchedChannel: ChannelWatch = {
  lost: () => Promise.resolve(),
  isLost: () => Promise.resolve(true),
  reached: () => Promise.resolve(),
};
