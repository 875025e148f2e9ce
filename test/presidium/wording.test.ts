import { withChanged, type Version } from '../../src/presidium/model';
import { changeOf, historyLines, personName } from '../../src/presidium/wording';
import { aDelegate, aDelegation, personId } from './support';

const AT = '2026-11-23T09:00:00.000Z';
const [KIM, SASHA] = [personId(1), personId(2)];
const people = new Map([
  [KIM, { name: 'Kim Andersson' }],
  [SASHA, { name: 'Sasha Ek' }],
]);
const alone = aDelegation({ delegates: [aDelegate({ personId: KIM })] });
const answered = withChanged(alone, { ...alone.delegates[0]!, answer: { value: 'no', at: AT, by: SASHA } });
const version = (number: number, delegation = alone): Version => ({
  version: number,
  delegation,
  by: SASHA,
  at: `2026-11-23T0${number}:00:00.000Z`,
});

it('somebody without a name is a former colleague', () =>
  expect(personName('x', people, 'sv')).toBe('Tidigare medarbetare'));

describe('the history', () => {
  it.each([
    ['sv', 'Sasha Ek, 23 november 2026 kl. 03:00: svarar för Kim Andersson: Nej.'],
    ['en', 'Sasha Ek, 23 November 2026 at 03:00: answers for Kim Andersson: No.'],
  ] as const)('in %s says who answered for whom, and when', (locale, line) => {
    const history = [version(2, answered), version(1)];
    expect(historyLines(history, 1, { people, askedAt: new Set() }, locale)).toEqual([line]);
  });

  it('says with which version the question was sent', () => {
    const history = [version(2, { ...alone, answerBy: '2027-03-15' }), version(1)];
    const [line] = historyLines(history, 2, { people, askedAt: new Set([history[0]!.at]) }, 'sv');
    expect(line).toContain('satte sista svarsdag till 15 mars 2027; skickade frågan Deltar du?');
  });

  it('tells of many deeds by the first few', () => {
    const many = aDelegation({
      delegates: Array.from({ length: 9 }, (_, index) => aDelegate({ personId: personId(index) })),
    });
    const [line] = historyLines([version(1, many)], 1, { people, askedAt: new Set() }, 'sv');
    expect(line).toMatch(/; 5 ändringar till\.$/);
  });
});

describe('what somebody else did meanwhile', () => {
  it('is told of the one whom the form is about', () => {
    const history = [version(2, answered), version(1)];
    expect(changeOf(history, history[0]!, KIM, people, 'sv')).toBe('svarar för Kim Andersson: Nej');
  });

  it('is told in general where what stood there before was not read', () => {
    const since = version(5, answered);
    expect(changeOf([since], since, KIM, people, 'sv')).toBe('ändrade uppgifterna om Kim Andersson');
    expect(changeOf([since], since, '', people, 'sv')).toBe('tog bort sista svarsdag');
  });
});
