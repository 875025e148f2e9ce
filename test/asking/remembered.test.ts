import { rememberedBy } from '../../src/asking/remembered';

describe('what is remembered', () => {
  it('is made once for an owner and a key', () => {
    const remembered = rememberedBy<object, string>();
    const [one, other] = [{}, {}];
    let made = 0;
    const make = () => `made ${(made += 1)}`;
    expect([remembered(one, 'a', make), remembered(one, 'a', make)]).toEqual(['made 1', 'made 1']);
    expect([remembered(one, 'b', make), remembered(other, 'a', make)]).toEqual(['made 2', 'made 3']);
  });

  it('is not kept without end', () => {
    const remembered = rememberedBy<object, number>();
    const owner = {};
    for (let key = 0; key < 600; key += 1) remembered(owner, String(key), () => key);
    expect(remembered(owner, '0', () => -1)).toBe(-1);
  });
});
