import { defineCard } from '../../src/cards/card';
import { welcomeCard } from '../../src/welcome/cards';
import { reader, TODAY } from '../support/contents';

interface Action {
  verb: string;
  data: Record<string, unknown>;
}

describe('a button', () => {
  it('says in which language its card was shown', () => {
    const card = defineCard({ actions: [{ type: 'Action.Execute', verb: 'x', data: { ref: 'V' } }] });
    const [action] = card('en', { summary: '' }).card.actions as Action[];
    expect(action?.data).toEqual({ ref: 'V', locale: 'en' });
  });

  it.each([
    ['sv', 'en'],
    ['en', 'sv'],
  ] as const)('for the other language asks for that, on a card in %s', (locale, other) => {
    const actions = welcomeCard(reader(locale), { coordinator: false, today: TODAY }).card
      .actions as Action[];
    expect(actions.find(({ verb }) => verb === 'welcome.language')?.data).toEqual({ locale: other });
  });
});
