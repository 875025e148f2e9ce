import type { CardMessage } from './card';

/** Where Teams looks people up while somebody types; what is chosen comes back as Entra object ids. */
const PEOPLE = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' };

/** Makes the choices of an input Teams' own people picker: for a client that has one. Other cards stay as they are. */
export function withPeoplePicker(message: CardMessage, inputId: string): CardMessage {
  const body = asked(message.card.body, inputId);
  return { ...message, card: { ...message.card, body } };
}

function asked(value: unknown, inputId: string): unknown {
  if (Array.isArray(value)) return value.map(item => asked(item, inputId));
  if (typeof value !== 'object' || value === null) return value;
  const { id, type } = value as { id?: unknown; type?: unknown };
  if (id === inputId && type === 'Input.ChoiceSet') return { ...value, 'choices.data': PEOPLE };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asked(item, inputId)]));
}
