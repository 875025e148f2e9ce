import {
  changeSince,
  countAnswers,
  deedsBetween,
  delegateIn,
  hasAccount,
  hasAnswered,
  idWithoutAccount,
  termsOf,
  withChanged,
  withDelegate,
  withLesson,
  withoutDelegate,
  type Version,
} from '../../src/presidium/model';
import { aDelegate, aDelegation, personId } from './support';

const AT = '2026-11-23T09:00:00.000Z';
const KIM = personId(1);
const SAM = personId(2);
const SECRETARY = personId(9);
const kim = aDelegate({ personId: KIM });
const sam = aDelegate({ personId: SAM, function: 'ledamot' });
const both = aDelegation({ delegates: [kim, sam] });
const said = (value: 'yes' | 'no' | 'unsure', by = KIM) => ({ value, at: AT, by });

describe('a delegate', () => {
  it.each([
    [undefined, false],
    ['unsure', false],
    ['yes', true],
    ['no', true],
  ] as const)('who said %s has answered: %s', (value, answered) =>
    expect(hasAnswered({ ...kim, ...(value && { answer: said(value) }) })).toBe(answered),
  );

  it('without an account has an id that says so, and fits the key of a job', () => {
    const id = idWithoutAccount('0b7cf3a4-8d5f-4a58-9d5c-0a2f8a1b2c3d');
    expect(hasAccount(id)).toBe(false);
    expect(id).toMatch(/^[\w-]+$/);
    expect(hasAccount(KIM)).toBe(true);
  });
});

describe('a delegation', () => {
  it('gains, changes and loses one person, and leaves the others', () => {
    expect(withDelegate(aDelegation({ delegates: [kim] }), sam)).toEqual(both);
    const changed = withChanged(both, { ...kim, function: 'ordförande i nämnden' });
    expect(delegateIn(changed, KIM)?.function).toBe('ordförande i nämnden');
    expect(delegateIn(changed, SAM)).toEqual(sam);
    expect(withoutDelegate(both, KIM).delegates).toEqual([sam]);
  });

  it('counts who answered what', () => {
    const delegates = [
      { ...kim, answer: said('yes') },
      sam,
      { ...sam, personId: 'x', answer: said('unsure') },
    ];
    expect(countAnswers(aDelegation({ delegates }))).toEqual({ yes: 1, no: 0, unsure: 1, none: 1 });
  });

  it('keeps one lesson of each person, the latest', () => {
    const lesson = (text: string, by = KIM) => ({ by, at: AT, text });
    const twice = withLesson(withLesson(withLesson(both, lesson('a')), lesson('b', SAM)), lesson('c'));
    expect(twice.lessons.map(({ text }) => text)).toEqual(['b', 'c']);
  });
});

describe('what was done between two versions', () => {
  it.each([
    ['somebody added', aDelegation({ delegates: [kim] }), both, [{ kind: 'added', personId: SAM }]],
    ['somebody removed', both, aDelegation({ delegates: [sam] }), [{ kind: 'removed', personId: KIM }]],
    [
      'another function',
      both,
      withChanged(both, { ...kim, function: 'x' }),
      [{ kind: 'changed', personId: KIM }],
    ],
    [
      'an answer',
      both,
      withChanged(both, { ...kim, answer: said('yes') }),
      [{ kind: 'answered', personId: KIM, value: 'yes' }],
    ],
    [
      'an answer for somebody',
      both,
      withChanged(both, { ...kim, answer: said('no', SECRETARY) }),
      [{ kind: 'answeredFor', personId: KIM, value: 'no' }],
    ],
    ['a last day', both, { ...both, answerBy: '2027-03-15' }, [{ kind: 'lastDay', day: '2027-03-15' }]],
    ['a lesson', both, withLesson(both, { by: KIM, at: AT, text: 'a' }), [{ kind: 'lesson' }]],
    ['the question', both, both, [{ kind: 'asked' }]],
  ])('%s', (_what, before, after, deeds) => expect(deedsBetween(before, after)).toEqual(deeds));

  it('tells of the question beside a last day that was set with it', () =>
    expect(deedsBetween(both, { ...both, answerBy: '2027-03-15' }, true)).toEqual([
      { kind: 'lastDay', day: '2027-03-15' },
      { kind: 'asked' },
    ]));
});

describe('the latest change of a part since a version', () => {
  const answered = withChanged(both, { ...kim, answer: said('yes') });
  const renamed = withChanged(answered, { ...kim, function: 'x' });
  const version = (number: number, delegation = both): Version => ({
    version: number,
    delegation,
    by: `p${number}`,
    at: AT,
  });
  const history = [
    version(4, { ...renamed, answerBy: '2027-03-15' }),
    version(3, renamed),
    version(2, answered),
    version(1),
  ];
  const kimsTerms = (one: Version['delegation'] | undefined) => one && termsOf(delegateIn(one, KIM));

  it('is the version that changed it, and by whom', () =>
    expect(changeSince(history, 1, kimsTerms)?.by).toBe('p3'));
  it('is none where something else was changed', () =>
    expect(changeSince(history, 3, kimsTerms)).toBeUndefined());
  it('is none where nothing was changed', () => expect(changeSince(history, 4, kimsTerms)).toBeUndefined());
  it('is the first version where nothing had been seen', () =>
    expect(changeSince([version(1)], 0, kimsTerms)?.by).toBe('p1'));
});
