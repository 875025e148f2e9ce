import fc from 'fast-check';
import { quoteRule, ruleTextOn, type Rule, type RuleText } from '../../src/directory/rules';
import { deedOf, filledValues, readDeed } from '../../src/lists/deeds';
import { emptyValues } from '../../src/lists/fields';
import { withText } from '../../src/lists/rules';
import { reader, TODAY } from '../support/contents';

const text = (sv: string, from: string, to?: string): RuleText => ({
  sv,
  decidedBy: 'X',
  from,
  ...(to && { to }),
});
const old = text('gammal', '2016-09-21');

describe('a later text', () => {
  it('ends the former one the day before, and leaves it there', () =>
    expect(withText([old], text('ny', '2026-01-01'))).toEqual([
      { ...old, to: '2025-12-31' },
      text('ny', '2026-01-01'),
    ]));

  it('does not lengthen one that had ended before', () => {
    const ended = text('gammal', '2016-09-21', '2020-12-31');
    expect(withText([ended], text('ny', '2026-01-01'))[0]).toEqual(ended);
  });

  it('with the same first day is a correction', () =>
    expect(withText([old], text('rättad', '2016-09-21'))).toEqual([text('rättad', '2016-09-21')]));

  it('that lies between two ends before the next', () =>
    expect(
      withText([old, text('ny', '2026-01-01')], text('mellan', '2020-01-01')).map(({ to }) => to),
    ).toEqual(['2019-12-31', '2025-12-31', undefined]));
});

describe('the form of a new text', () => {
  const rule: Rule = {
    id: 'x',
    nameSv: 'X',
    texts: [
      { ...old, en: 'old' },
      { ...text('ny', '2026-01-01'), en: 'new' },
    ],
  };
  const setting = { reader: reader('sv'), today: TODAY };
  const deed = deedOf('rules', 'text')!;
  const filled = filledValues(deed, rule, setting, '');

  it('starts from the Swedish text alone', () => expect(filled).toEqual({ ...emptyValues, ruleSv: 'ny' }));

  it('asks who decided on it, and from when', () =>
    expect(readDeed(deed, rule, filled, setting, '')).toEqual({
      errors: { decidedBy: 'skriv något här', from: 'välj en dag' },
    }));

  it('without a text in English leaves the Swedish one to English readers', () => {
    const typed = { ...filled, ruleSv: 'nyast', decidedBy: 'Kommunfullmäktige § 7', from: TODAY };
    const done = readDeed(deed, rule, typed, setting, '');
    if ('errors' in done) throw new Error(JSON.stringify(done.errors));
    expect(quoteRule(reader('en', { rules: [done.after] }), 'x', TODAY)).toEqual({
      text: 'nyast',
      decidedBy: 'Kommunfullmäktige § 7',
    });
    expect(quoteRule(reader('en', { rules: [done.after] }), 'x', '2026-11-22')?.text).toBe('new');
  });
});

const days = fc.integer({ min: 2000, max: 2030 }).map(year => `${year}-07-01`);
const texts = fc
  .tuple(fc.string({ minLength: 1 }), days, fc.option(days, { nil: undefined }))
  .filter(([, from, to]) => to === undefined || to >= from)
  .map(([sv, from, to]) => text(sv, from, to));

describe('however many texts a rule has had', () => {
  it('one at most is in force on a day, and the one entered last is from its first day on', () =>
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), entered => {
        let all: RuleText[] = [];
        for (const one of entered) all = withText(all, one);
        const last = entered.at(-1)!;
        expect(ruleTextOn({ id: 'x', nameSv: 'x', texts: all }, last.from)?.sv).toBe(last.sv);
        for (let year = 1999; year <= 2031; year += 1) {
          const day = `${year}-07-01`;
          const inForce = all.filter(({ from, to }) => from <= day && day <= (to ?? day));
          expect(inForce.length).toBeLessThanOrEqual(1);
        }
        expect(all.map(({ from }) => from)).toEqual([...new Set(entered.map(({ from }) => from))].sort());
      }),
    ));
});
