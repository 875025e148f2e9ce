import { translator } from '../../src/i18n';
import { ageText, endCard, listCard, stepCard } from '../../src/worklist/cards';
import { actionData, findAction, textOf } from '../support/bot';
import { reader } from '../support/contents';

const NOW = new Date('2026-11-23T09:00:00.000Z');

describe('how long something has waited', () => {
  it.each([
    ['2026-11-23T07:00:00.000Z', 'i dag', 'today'],
    // Past midnight in Göteborg already.
    ['2026-11-22T23:30:00.000Z', 'i dag', 'today'],
    ['2026-11-20T09:00:00.000Z', '1 arbetsdag', '1 working day'],
    ['2026-11-19T09:00:00.000Z', '2 arbetsdagar', '2 working days'],
    ['2026-11-13T09:00:00.000Z', '6 arbetsdagar', '6 working days'],
  ])('since %s: %s', (since, sv, en) => {
    expect(ageText(since, NOW, translator('sv'))).toBe(sv);
    expect(ageText(since, NOW, translator('en'))).toBe(en);
  });

  it('since yesterday, on a Sunday: less than a working day', () =>
    expect(ageText('2026-11-21T09:00:00.000Z', new Date('2026-11-22T09:00:00.000Z'), translator('sv'))).toBe(
      'mindre än 1 arbetsdag',
    ));
});

describe('the list', () => {
  it('says how many at the top, and no more than it knows', () => {
    const view = { items: [], total: { count: 200, more: true } };
    const { card } = listCard(reader('sv'), view, { first: true, now: NOW });
    expect(textOf(card)).toContain('Att göra: fler än 200');
  });

  it('that is empty has no way into it', () => {
    const view = { items: [], total: { count: 0, more: false } };
    const { card } = listCard(reader('sv'), view, { first: true, now: NOW });
    expect(textOf(card)).toContain('Allt är gjort.');
    expect(findAction(card, 'worklist.start')).toBeUndefined();
  });
});

describe('the small card', () => {
  const opened = { ref: 'V-2026-0042', position: 'x|V-2026-0042', gone: false };

  it.each([
    [{ count: 11, more: false }, 'Kvar att göra efter det här: 11'],
    [{ count: 200, more: true }, 'Kvar att göra efter det här: fler än 200'],
    [{ count: 0, more: false }, 'Det här är det sista.'],
  ])('with %j left', (left, expected) =>
    expect(textOf(stepCard('sv', { ...opened, left }).card)).toContain(expected),
  );

  it('at the end offers what was skipped, from the oldest', () => {
    const { card } = endCard('sv', { passed: { count: 3, more: false } });
    expect(textOf(card)).toContain('3 som du hoppade över.');
    expect(actionData(card, 'worklist.next')).toMatchObject({ after: '' });
  });
});
