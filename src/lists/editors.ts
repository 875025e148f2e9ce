import type { Editor } from '../directory/editors';
import { translator } from '../i18n';
import type { Deed, Reading, Setting } from './model';

type EditorsDeed = Deed<'editors'>;

/** Of one unit, former ones included: more would not fit into its card. */
const MOST_EDITORS = 30;

/** People who keep a unit's collaborations in order beside their senders (S6), from a day on. */
const pick: EditorsDeed = {
  fields: ['people', 'function', 'from', 'to'],
  filled: (_entry, { today }) => ({ from: today }),
  read(reading, entry, setting) {
    const t = translator(setting.reader.locale);
    const ids = reading.items('people').map(id => id.toLowerCase());
    if (ids.length === 0) reading.fail('people', t('lists:error.nobody'));
    if (!ids.every(isObjectId)) reading.fail('people', t('lists:error.notAPerson'));
    if (entry.editors.length + ids.length > MOST_EDITORS) {
      reading.fail('people', t('lists:error.tooMany', { max: MOST_EDITORS }));
    }
    const period = readPeriod(reading);
    if (!period) return entry;
    const added = ids.map(personId => ({ personId, ...period }));
    // Who is an editor with just these dates already has been entered: by the same form, pressed twice.
    const fresh = added.filter(editor => !entry.editors.some(other => isSame(other, editor)));
    if (fresh.some(editor => entry.editors.some(other => overlaps(other, editor)))) {
      reading.fail('people', t('lists:error.editorAlready'));
    }
    return { ...entry, editors: [...entry.editors, ...fresh] };
  },
};

/** Other dates for one editor; a last day ends it. */
const change: EditorsDeed = {
  fields: ['function', 'from', 'to'],
  within: true,
  filled(entry, _setting, item) {
    const editor = entry.editors.find(candidate => itemOf(candidate) === item);
    return { function: editor?.function ?? '', from: editor?.from ?? '', to: editor?.to ?? '' };
  },
  read(reading, entry, { reader }: Setting, item) {
    const t = translator(reader.locale);
    const period = readPeriod(reading);
    const before = entry.editors.find(candidate => itemOf(candidate) === item);
    if (!period) return entry;
    const after = { personId: personOf(item), ...period };
    // These dates have been given already: by the same form, pressed twice.
    if (entry.editors.some(other => isSame(other, after))) return entry;
    if (!before) {
      reading.fail('from', t('lists:error.editorGone'));
      return entry;
    }
    if (entry.editors.some(other => other !== before && overlaps(other, after))) {
      reading.fail('from', t('lists:error.editorOverlap'));
    }
    return { ...entry, editors: entry.editors.map(editor => (editor === before ? after : editor)) };
  },
};

export const editorDeeds = { pick, change };

/** Which of a unit's editors: the same person may have been one before. */
export function itemOf({ personId, from }: Editor): string {
  return `${personId}|${from}`;
}

function personOf(item: string): string {
  return item.split('|')[0] ?? '';
}

/** Entra object ids are UUIDs. */
function isObjectId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

function readPeriod(reading: Reading): Omit<Editor, 'personId'> | undefined {
  const work = reading.text('function');
  const from = reading.requiredDay('from');
  const to = reading.day('to');
  reading.notBefore('to', to, from);
  if (from === undefined) return undefined;
  return { ...(work && { function: work }), from, ...(to && { to }) };
}

function isSame(a: Editor, b: Editor): boolean {
  return itemOf(a) === itemOf(b) && a.to === b.to && a.function === b.function;
}

function overlaps(a: Editor, b: Editor): boolean {
  return a.personId === b.personId && a.from <= (b.to ?? a.from) && b.from <= (a.to ?? b.from);
}
