import type { Inquiry } from '../../src/inquiry/model';

export const ID = '8204310399999-0123abcd';

/** Asked of three administrations in the morning of 23 November 2026, but for what a test is about. */
export function anInquiry(parts: Partial<Inquiry> = {}): Inquiry {
  return {
    id: ID,
    from: '2019-01-01',
    to: '2025-12-31',
    deadline: '2026-12-14',
    asked: { by: 'robin', at: '2026-11-23T09:00:00.000Z' },
    units: ['kultur', 'grundskola', 'idrott'].map(unitId => ({ unitId, editors: [`${unitId}-editor`] })),
    code: 'K7MPQ2',
    replies: [],
    version: 1,
    ...parts,
  };
}
