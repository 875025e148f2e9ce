import { notificationOf } from '../../src/importing/new-rows';
import { nextFollowUp } from '../../src/register/follow-up';
import type { Outcome } from '../../src/register/model';
import type { When } from '../../src/register/when';
import { OFFICER } from '../support/contents';
import { rowOf } from './support';

const AT = '2026-11-23T09:00:00.000Z';

function imported(when: When, outlook: Outcome['outlook']) {
  const row = { ...rowOf({ when }), outcome: { happened: 'yes', outlook } as const };
  return notificationOf('V-2026-0001', row, AT, OFFICER);
}

const endless: When[] = [{ kind: 'ongoing' }, { kind: 'yearly', from: '2019-01-01' }];
const over: When = { kind: 'span', from: '2019-01-01', to: '2019-12-31', precision: 'year' };

describe('what a list says came of a collaboration', () => {
  it.each(endless)('is told of by the year when it has no end: %j', when => {
    expect(imported(when, 'continue').followUps).toMatchObject([{ period: '2026' }]);
  });

  it('is told of as its end when it has one', () => {
    expect(imported(over, 'end').followUps).toMatchObject([{ period: 'end' }]);
  });

  it.each(endless)('ends the asking where it says that the collaboration ends: %j', when => {
    expect(nextFollowUp(imported(when, 'end'))).toBeUndefined();
    expect(nextFollowUp(imported(when, 'continue'))).toBeDefined();
  });
});
