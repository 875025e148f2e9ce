import { seedLists } from '../../src/directory/lists';
import { quoteRule, ruleTextOn, seedRules, type Rule, type RuleText } from '../../src/directory/rules';
import { reader } from '../support/contents';

const TODAY = '2026-11-23';

const text = (sv: string, from: string, parts: Partial<RuleText> = {}): RuleText => ({
  sv,
  from,
  decidedBy: `Kommunfullmäktige ${from}`,
  ...parts,
});
const rule = (...texts: RuleText[]): Rule => ({ id: 'inform', nameSv: 'Att informera', texts });

describe('the text of a rule', () => {
  it.each<[string, RuleText[], string | undefined]>([
    ['there is none where nothing was decided', [], undefined],
    ['there is none before the first day', [text('kommande', '2026-11-24')], undefined],
    ['is in force on its first day', [text('ny', TODAY)], 'ny'],
    ['is in force on its last day', [text('gammal', '2016-09-21', { to: TODAY })], 'gammal'],
    ['there is none after the last day', [text('gammal', '2016-09-21', { to: '2026-11-22' })], undefined],
    ['is the one decided last', [text('gammal', '2016-09-21'), text('ny', '2025-01-01')], 'ny'],
    ['is so in whatever order they stand', [text('ny', '2025-01-01'), text('gammal', '2016-09-21')], 'ny'],
    [
      'is the older one until the later is in force',
      [text('gammal', '2016-09-21'), text('ny', '2027-01-01')],
      'gammal',
    ],
    [
      'is the older one again when the later has run out',
      [text('gammal', '2016-09-21'), text('försök', '2025-01-01', { to: '2025-12-31' })],
      'gammal',
    ],
  ])('%s', (_, texts, expected) => expect(ruleTextOn(rule(...texts), TODAY)?.sv).toBe(expected));

  it('leaves the rule as it was', () => {
    const older = rule(text('gammal', '2016-09-21'), text('ny', '2025-01-01'));
    const copy = structuredClone(older);
    ruleTextOn(older, TODAY);
    expect(older).toEqual(copy);
  });
});

describe('a rule that is quoted', () => {
  const decidedBy = 'Kommunfullmäktige 2025-01-01';
  const bilingual = rule(text('Alla ska berätta.', '2025-01-01', { en: 'Everybody must tell.' }));
  const swedish = rule(text('Alla ska berätta.', '2025-01-01'));

  it.each([
    ['sv', bilingual, 'Alla ska berätta.'],
    ['en', bilingual, 'Everybody must tell.'],
    ['en', swedish, 'Alla ska berätta.'],
  ] as const)('in %s has its words and who decided it', (locale, entry, words) =>
    expect(quoteRule(reader(locale, { rules: [entry] }), 'inform', TODAY)).toEqual({
      text: words,
      decidedBy,
    }),
  );

  it('is nothing while no text is in force, or when there is no such rule', () => {
    expect(quoteRule(reader('sv', { rules: [rule()] }), 'inform', TODAY)).toBeUndefined();
    expect(quoteRule(reader('sv', { rules: [bilingual] }), 'inform', '2024-12-31')).toBeUndefined();
    expect(quoteRule(reader('sv'), 'nobody', TODAY)).toBeUndefined();
  });
});

describe('the rules that come with the bot', () => {
  it.each(seedRules.map(({ id }) => id))('%s can be quoted in both languages', id => {
    const [swedish, english] = [quoteRule(reader('sv'), id, TODAY), quoteRule(reader('en'), id, TODAY)];
    expect(swedish!.decidedBy).toMatch(/^Kommunstyrelsen 2016-09-21 § \d+/);
    expect(english!.decidedBy).toBe(swedish!.decidedBy);
    expect(english!.text).not.toBe(swedish!.text);
  });

  it('are in force from the day of the position paper, not before', () => {
    for (const { id } of seedLists.rules) {
      expect(quoteRule(reader('sv'), id, '2016-09-21')).toBeDefined();
      expect(quoteRule(reader('sv'), id, '2016-09-20')).toBeUndefined();
    }
  });
});
