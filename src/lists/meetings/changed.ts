import { translator } from '../../i18n';
import type { Refusal } from '../../meetings/changes';
import type { Cycle } from '../../meetings/cycle';
import type { CycleEntry } from '../../meetings/model';
import type { FieldName } from '../fields';
import type { Reading, Setting } from '../model';

/** The stored cycle as a change leaves it. */
export function changedCycle(entry: CycleEntry, { members, anchors }: Cycle): CycleEntry {
  return {
    ...entry,
    members: members.map(member => ({ ...member })),
    anchors: anchors.map(({ confirmations, ...anchor }) => ({
      ...anchor,
      ...(confirmations && { confirmations: [...confirmations] }),
    })),
  };
}

/** Says at a field, in plain words, why a change is refused. */
export function failFor(reading: Reading, field: FieldName, why: Refusal, { reader }: Setting): void {
  reading.fail(field, translator(reader.locale)(`planning:refusal.${why}`));
}
