import type { Editor } from '../directory/editors';
import { translator } from '../i18n';
import { dayAfter, dayBefore, type Deed, type Reading, type Setting } from './model';

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
  effectOn: ({ from }) => from,
};

/** Other dates for one editor; a last day ends it. */
const change: EditorsDeed = {
  fields: ['function', 'from', 'to'],
  within: true,
  // One whom these lists do not know yet was picked a moment ago.
  beside(entry, { today }, item) {
    const editor = entry?.editors.find(candidate => itemOf(candidate) === item);
    return editor && isOver(editor, today) ? undefined : 'endNow';
  },
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
  effectOn({ from, to }, before, item) {
    const editor = before?.editors.find(candidate => itemOf(candidate) === item);
    if (from !== editor?.from) return from;
    return to === '' || to === editor.to ? undefined : dayAfter(to);
  },
};

/**
 * Takes the rights away at once: who begins today or later was never an editor and is left to the history; others had
 * their last day yesterday. Where a colleague has moved the first day meanwhile, it is the period that is not over.
 */
const endNow: EditorsDeed = {
  fields: [],
  within: true,
  read(_reading, entry, { today }, item) {
    const going = entry.editors.filter(editor => !isOver(editor, today));
    const editor =
      entry.editors.find(candidate => itemOf(candidate) === item) ??
      going.find(({ personId }) => personId === personOf(item));
    if (!editor || isOver(editor, today)) return entry;
    const ended = editor.from < today ? [{ ...editor, to: dayBefore(today) }] : [];
    return { ...entry, editors: entry.editors.flatMap(other => (other === editor ? ended : [other])) };
  },
};

export const editorDeeds = { pick, change, endNow };

/** Which of a unit's editors: the same person may have been one before. */
export function itemOf({ personId, from }: Editor): string {
  return `${personId}|${from}`;
}

/** The Entra object id of the one whom `itemOf` told of. */
export function personOf(item: string): string {
  return item.split('|')[0] ?? '';
}

function isOver({ to }: Editor, today: string): boolean {
  return to !== undefined && to < today;
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
