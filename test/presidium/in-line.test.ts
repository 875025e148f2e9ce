import { makeLine } from '../../src/presidium/in-line';

function later<T>(result: T): Promise<T> {
  return new Promise(resolve => setTimeout(() => resolve(result), 5));
}

it('those in one line go one after the other, and others beside them', async () => {
  const inLine = makeLine();
  const seen: string[] = [];
  const step = (name: string) => async () => {
    seen.push(`${name} begins`);
    await later(name);
    seen.push(`${name} ends`);
    return name;
  };
  const all = [inLine('a', step('one')), inLine('a', step('two')), inLine('b', step('other'))];
  expect(await Promise.all(all)).toEqual(['one', 'two', 'other']);
  expect(seen.indexOf('two begins')).toBeGreaterThan(seen.indexOf('one ends'));
  expect(seen.indexOf('other begins')).toBeLessThan(seen.indexOf('two begins'));
});

it('one that fails keeps its failure, and lets the next one go', async () => {
  const inLine = makeLine();
  const failed = inLine('a', () => Promise.reject(new Error('no')));
  const next = inLine('a', () => later('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

it('one that never ends does not hold up the next one', async () => {
  const inLine = makeLine();
  void inLine('a', () => new Promise(() => {}));
  expect(await inLine('a', () => later('yes'))).toBe('yes');
});
