import fc from 'fast-check';
import { makeRhythm } from '../../src/delivery/rhythm';

const EVERY_MS = 60_000;
const at = (seconds: number) => new Date(Date.parse('2026-11-23T08:00:00Z') + seconds * 1000);

describe('a rhythm', () => {
  it.each([
    ['at once', [0], [true]],
    ['once in each period', [0, 1, 59, 60, 61, 120], [true, false, false, true, false, true]],
    [
      'at once when the clock jumps ahead, and not once for each period that it left out',
      [0, 86_400, 86_401],
      [true, true, false],
    ],
    ['at once when the clock is set back', [0, -3600, -3599, -3540], [true, true, false, true]],
  ])('is due %s', (_when, seconds, due) => {
    const rhythm = makeRhythm(EVERY_MS);
    expect(seconds.map(second => rhythm.isDue(at(second)))).toEqual(due);
  });

  it('is never due twice within a period of a clock that only goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 50 }), steps => {
        const rhythm = makeRhythm(EVERY_MS);
        let second = 0;
        const due = steps.map(step => at((second += step))).filter(moment => rhythm.isDue(moment));
        for (const [index, moment] of due.entries()) {
          if (index > 0)
            expect(moment.getTime() - due[index - 1]!.getTime()).toBeGreaterThanOrEqual(EVERY_MS);
        }
      }),
    );
  });
});
