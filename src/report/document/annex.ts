import { formatWhen } from '../../register/when';
import type { Lists } from '../../directory/lists';
import { MOST_IN_ANNEX, type Entry } from '../model';
import { nameAt } from '../names';
import { shortened } from '../text';
import { columns, headings } from '../wording/document';
import { collaborations, list } from '../wording/words';
import { heading, paragraph, table, type Block } from './blocks';

/** How wide the text of a page on its side is, in twentieths of a point. */
const WIDE = 14_100;
const WIDTHS = [9, 15, 26, 20, 9, 16, 12];
/** Of a longer title the beginning; the spreadsheet has the whole. */
const LONGEST_TITLE = 300;

export const ANNEX_IN_SPREADSHEET = `Förteckningen har fler än ${MOST_IN_ANNEX.toLocaleString('sv-SE')} rader och står därför i kalkylbladet.`;

/** Bilaga 1: the list of collaborations, or where it is to be found. */
export function annex(entries: readonly Entry[] | undefined, lists: Lists, total: number): Block[] {
  const title = heading(1, headings.annex);
  if (!entries) return [title, paragraph(`${collaborations(total)}. ${ANNEX_IN_SPREADSHEET}`)];
  return [
    title,
    paragraph(`${collaborations(total)}, i tidsordning.`),
    table(
      columns.annex,
      entries.map(entry => rowOf(entry, lists)),
      { width: WIDE, widths: WIDTHS },
    ),
  ];
}

function rowOf({ ref, content, createdAt }: Entry, lists: Lists): string[] {
  const { unitId, participatingUnits, cities, category, area } = content;
  const name = (kind: 'units' | 'cities' | 'categories' | 'areas', id: string) =>
    nameAt(lists, kind, id, createdAt);
  const others = participatingUnits.map(id => name('units', id));
  return [
    ref,
    formatWhen(content.when, 'sv'),
    shortened(content.title, LONGEST_TITLE),
    others.length > 0 ? `${name('units', unitId)}. Deltar: ${list(others)}` : name('units', unitId),
    list(cities.map(id => name('cities', id))),
    name('categories', category),
    area ? name('areas', area) : '',
  ];
}
