import { actionData, type Answer, type TestPerson } from '../support/bot';

/** The message in which the pressed card stands. */
export const ON = 'card';

/** Opens a form by its button's way, fills it in and saves it. */
export async function does(
  by: TestPerson,
  target: { list: string; deed: string; id?: string; item?: string },
  values: Record<string, string>,
): Promise<Answer> {
  const form = await by.presses('lists.form', target, ON);
  return by.presses('lists.save', { ...formData(form), ...values }, ON);
}

/** What a form sends when nothing has been typed in it. */
export function formData(form: Answer): Record<string, unknown> {
  if (!form.card) throw new Error(`no form: ${JSON.stringify(form.raw)}`);
  return { ...shownValues(form.card), ...actionData(form.card, 'lists.save') };
}

/** What a button among the form's own sends. */
export function dataOfButton({ card }: Answer, title: string): Record<string, unknown> {
  const { actions } = card as { actions: { title: string; data: Record<string, unknown> }[] };
  const button = actions.find(action => action.title === title);
  if (!button) throw new Error(`no button ${title}`);
  return button.data;
}

/** What the inputs of a form hold, as Teams sends it when nothing is typed. */
function shownValues(card: unknown): Record<string, string> {
  if (typeof card !== 'object' || card === null) return {};
  const { type, id, value } = card as { type?: string; id?: string; value?: string };
  if (type?.startsWith('Input.')) return { [id!]: value ?? '' };
  return Object.assign({}, ...Object.values(card).map(shownValues)) as Record<string, string>;
}
