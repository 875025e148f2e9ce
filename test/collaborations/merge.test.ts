import fc from 'fast-check';
import { merge } from '../../src/collaborations/merge';
import { changedFields, contentSchema, sameContent, type Content } from '../../src/register/model';
import { aContent, contents } from '../support/contents';

const fields = Object.keys(contentSchema.shape) as (keyof Content)[];

/** What `from` says of some fields, laid onto `base`. */
function changedIn(base: Content, from: Content, which: readonly (keyof Content)[]): Content {
  return which.reduce((content, field) => ({ ...content, [field]: from[field] }), base);
}

const someFields = fc.subarray(fields);

describe('two changes put together', () => {
  const base = aContent({ purpose: 'Lära', workplace: 'Fjällskolan' });

  it('hold what each changed, and name what the first changed', () => {
    const first = { ...base, title: 'Lägerskola i norr' };
    const second = { ...base, purpose: 'Lära mer' };
    expect(merge(base, first, second)).toEqual({
      content: { ...base, title: 'Lägerskola i norr', purpose: 'Lära mer' },
      theirs: ['title'],
      both: [],
    });
  });

  it('have the second’s where both changed the same, and name it', () => {
    const first = { ...base, title: 'Den enas', area: 'skola' };
    const second = { ...base, title: 'Den andras' };
    expect(merge(base, first, second)).toEqual({
      content: { ...base, title: 'Den andras', area: 'skola' },
      theirs: ['title', 'area'],
      both: ['title'],
    });
  });

  it('that are the same in a part do not quarrel about it', () => {
    const same = { ...base, title: 'Samma' };
    expect(merge(base, same, { ...same, purpose: 'Lära mer' })).toMatchObject({
      theirs: ['title'],
      both: [],
    });
  });

  it('leave out what one of them emptied', () => {
    const { purpose: _purpose, ...emptied } = base;
    expect(merge(base, { ...base, title: 'Ny' }, emptied).content.purpose).toBeUndefined();
    expect(merge(base, emptied, { ...base, title: 'Ny' }).content.purpose).toBeUndefined();
  });
});

describe('whatever two people change', () => {
  it('nothing that either changed is lost: each part is as one of them left it, or is named', () => {
    fc.assert(
      fc.property(contents, contents, contents, (base, first, second) => {
        const { content, both } = merge(base, first, second);
        const mine = changedFields(base, second);
        expect(changedFields(content, second).filter(field => mine.includes(field))).toEqual([]);
        const lost = changedFields(content, first).filter(field =>
          changedFields(base, first).includes(field),
        );
        expect(lost).toEqual(both);
      }),
    );
  });

  it('what the first changed is named, all of it', () => {
    fc.assert(
      fc.property(contents, contents, contents, (base, first, second) => {
        expect(merge(base, first, second).theirs).toEqual(changedFields(base, first));
      }),
    );
  });

  it('it makes no difference who was first, when they changed different parts', () => {
    fc.assert(
      fc.property(contents, contents, contents, someFields, (base, one, other, which) => {
        const first = changedIn(base, one, which);
        const rest = fields.filter(field => !which.includes(field));
        const second = changedIn(base, other, rest);
        const [a, b] = [merge(base, first, second), merge(base, second, first)];
        expect(sameContent(a.content, b.content)).toBe(true);
        expect([...a.both, ...b.both]).toEqual([]);
      }),
    );
  });

  it('a second who changed nothing gets what the first made of it', () => {
    fc.assert(
      fc.property(contents, contents, (base, first) => {
        expect(sameContent(merge(base, first, base).content, first)).toBe(true);
      }),
    );
  });

  it('the result can be saved', () => {
    fc.assert(
      fc.property(contents, contents, contents, (base, first, second) => {
        const { content } = merge(base, first, second);
        expect(contentSchema.safeParse(content).success).toBe(true);
      }),
    );
  });
});
