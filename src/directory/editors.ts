import { z } from 'zod/v4';
import { idSchema } from './named';
import type { Lists } from './lists';

const editorSchema = z.strictObject({
  /** Entra object id; the name stands in the people table. */
  personId: z.string(),
  /** What they are in their unit: shown while the bot has not met them and knows no name. */
  function: z.string().optional(),
  from: z.iso.date(),
  to: z.iso.date().optional(),
});
export type Editor = z.infer<typeof editorSchema>;

/** Those who keep a unit's collaborations in order beside their senders (S6). */
export const unitEditorsSchema = z.strictObject({ id: idSchema, editors: z.array(editorSchema) });
export type UnitEditors = z.infer<typeof unitEditorsSchema>;

/** The editors of a unit on an ISO date; first and last day count. */
export function editorsOn(lists: Lists, unitId: string, on: string): Editor[] {
  const unit = lists.editors.find(({ id }) => id === unitId);
  return unit?.editors.filter(editor => isOn(editor, on)) ?? [];
}

export function isEditorOf(lists: Lists, unitId: string, personId: string, on: string): boolean {
  return editorsOn(lists, unitId, on).some(editor => editor.personId === personId);
}

/** Ids of the units that somebody is an editor of on an ISO date. */
export function unitsEditedBy(lists: Lists, personId: string, on: string): string[] {
  return lists.editors.filter(({ id }) => isEditorOf(lists, id, personId, on)).map(({ id }) => id);
}

function isOn({ from, to }: Editor, on: string): boolean {
  return from <= on && on <= (to ?? on);
}
