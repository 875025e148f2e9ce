import type { CardMessage } from '../../src/cards/card';
import { withPeoplePicker } from '../../src/cards/people-input';

const input = (id: string) => ({ type: 'Input.ChoiceSet', id, choices: [] });
const message = (...items: object[]): CardMessage => ({
  summary: 's',
  card: { type: 'AdaptiveCard', version: '1.5', fallbackText: 's', body: [{ type: 'Container', items }] },
});

describe('the people picker', () => {
  it('is put on the input that it is for, wherever in the card that stands', () => {
    const picked = {
      ...input('people'),
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    };
    expect(withPeoplePicker(message(input('unit'), input('people')), 'people')).toEqual(
      message(input('unit'), picked),
    );
  });

  it('leaves alone what only bears the same id', () => {
    const text = message({ type: 'Input.Text', id: 'people' });
    expect(withPeoplePicker(text, 'people')).toEqual(text);
  });

  it('leaves the card that it was given as it was', () => {
    const before = message(input('people'));
    withPeoplePicker(before, 'people');
    expect(before).toEqual(message(input('people')));
  });
});
