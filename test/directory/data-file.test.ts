import { z } from 'zod/v4';
import { checkedData } from '../../src/directory/data-file';

it('gives back the content of a valid file', () =>
  expect(checkedData('a.json', z.array(z.string()), ['x'])).toEqual(['x']));

it('names the file and the place of what is wrong', () => {
  const read = () => checkedData('a.json', z.array(z.strictObject({ name: z.string() })), [{ name: 1 }]);
  expect(read).toThrow('a.json');
  expect(read).toThrow('[0].name');
});
