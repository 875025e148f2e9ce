import { makeRunWatch } from '../../src/delivery/run-watch';

const START = Date.parse('2026-11-23T08:00:00Z');
const HOUR = 3_600_000;

function aWatch() {
  const log: string[] = [];
  const silent = { debug() {}, warn() {} };
  let now = START;
  const watch = makeRunWatch(() => new Date(now), {
    ...silent,
    info: message => log.push(`info: ${message}`),
    error: message => log.push(`error: ${message}`),
  });
  return {
    log,
    watch,
    isAfter(hours: number) {
      now = START + hours * HOUR;
    },
  };
}

const STALLED = 'error: no run has been completed for 26 hours';
const BACK = 'info: runs are completed again';

describe('an instance', () => {
  it('that has not begun is not stalled', () => expect(aWatch().watch.stalled()).toBe(false));

  it('has 26 hours from its start for a first run', () => {
    const { watch, isAfter } = aWatch();
    watch.begin();
    isAfter(26);
    expect(watch.stalled()).toBe(false);
    isAfter(26.001);
    expect(watch.stalled()).toBe(true);
  });

  it('has 26 hours from each run for the next one', () => {
    const { watch, isAfter } = aWatch();
    watch.begin();
    watch.completed(new Date(START + 20 * HOUR));
    isAfter(46);
    expect(watch.stalled()).toBe(false);
    isAfter(47);
    expect(watch.stalled()).toBe(true);
    expect(watch.lastCompleted()).toEqual(new Date(START + 20 * HOUR));
  });

  it('says in the log once that runs have stopped, and once that they come again', () => {
    const { watch, isAfter, log } = aWatch();
    watch.begin();
    for (const hours of [1, 27, 28, 29]) {
      isAfter(hours);
      watch.stalled();
    }
    expect(log).toEqual([STALLED]);
    watch.completed(new Date(START + 29 * HOUR));
    watch.stalled();
    watch.stalled();
    expect(log).toEqual([STALLED, BACK]);
    isAfter(56);
    watch.stalled();
    expect(log).toEqual([STALLED, BACK, STALLED]);
  });
});
