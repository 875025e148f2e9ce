import { itemOf } from '../../src/lists/appointments';
import { deedOf, readDeed } from '../../src/lists/deeds';
import { emptyValues, type Values } from '../../src/lists/fields';
import type { Presidium } from '../../src/meetings/model';
import { presidiumRoleOf } from '../../src/meetings/presidium';
import { OFFICER, reader, SENDER, TODAY } from '../support/contents';

const setting = { reader: reader('sv'), today: TODAY };
const none: Presidium = { id: 'presidiet', members: [] };

function does(name: string, entry: Presidium, values: Partial<Values>, item = '') {
  return readDeed(deedOf('presidium', name)!, entry, { ...emptyValues, ...values }, setting, item);
}

function after(name: string, entry: Presidium, values: Partial<Values>, item = ''): Presidium {
  const done = does(name, entry, values, item);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.after;
}

const both = after('appoint', none, {
  people: `${SENDER},${OFFICER}`,
  function: 'vice ordförande',
  role: 'member',
  from: '2026-10-15',
});
const item = itemOf(both.members[0]!);

describe('the presidium', () => {
  it('gets several at once, who have its rights from that day on', () => {
    expect(both.members).toHaveLength(2);
    expect(presidiumRoleOf({ presidium: [both] }, SENDER, '2026-10-15')).toBe('member');
    expect(presidiumRoleOf({ presidium: [both] }, SENDER, '2026-10-14')).toBeUndefined();
  });

  it('gets a new term while the last one has its end', () => {
    const ended = after('change', both, { role: 'member', from: '2026-10-15', to: '2030-10-14' }, item);
    const next = after('appoint', ended, { people: SENDER, role: 'secretary', from: '2030-10-15' });
    expect(presidiumRoleOf({ presidium: [next] }, SENDER, '2030-10-14')).toBe('member');
    expect(presidiumRoleOf({ presidium: [next] }, SENDER, '2030-10-15')).toBe('secretary');
  });

  it('knows other functions and roles of the same days as a change', () => {
    const changed = after('change', both, { role: 'secretary', from: '2026-10-15' }, item);
    expect(changed.members[0]).toEqual({ personId: SENDER, role: 'secretary', from: '2026-10-15' });
    expect(after('change', changed, { role: 'secretary', from: '2026-10-15' }, item)).toEqual(changed);
  });

  it.each([
    ['appoint', { people: SENDER, role: 'secretary', from: '2026-11-01' }, 'people', /redan med/],
    ['appoint', { people: '', role: 'member', from: '2026-11-01' }, 'people', /minst en person/],
    ['appoint', { people: OFFICER, role: 'chair', from: '2026-11-01' }, 'role', /välj i listan/],
    ['change', { role: 'member', from: '2026-11-01', to: '2026-10-01' }, 'to', /inte vara före/],
  ])('does not take %s %j', (name, values, field, error) => {
    const done = does(name, both, values, name === 'change' ? item : '');
    expect('errors' in done && done.errors).toMatchObject({ [field]: expect.stringMatching(error) });
  });

  it('is left at once', () => {
    const left = after('endNow', both, {}, item);
    expect(left.members[0]?.to).toBe('2026-11-22');
    expect(presidiumRoleOf({ presidium: [left] }, SENDER, TODAY)).toBeUndefined();
  });
});
