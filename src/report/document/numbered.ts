import type { Picture } from '../charts/canvas';
import type { Table } from '../tables';
import { caption, picture, table, type Block, type TableOptions } from './blocks';

/** Tables and charts with their captions, numbered through the document. */
export interface Numbered {
  table(table: Table | undefined, options?: TableOptions): Block[];
  picture(drawn: Picture | undefined, title: string): Block[];
}

export function makeNumbered(): Numbered {
  let tables = 0;
  let pictures = 0;
  return {
    table(data, options) {
      if (!data || data.rows.length === 0) return [];
      tables += 1;
      const { title, columns, rows, hasTotal } = data;
      return [caption(`Tabell ${tables}. ${title}`), table(columns, rows, { hasTotal, ...options })];
    },
    picture(drawn, title) {
      if (!drawn) return [];
      pictures += 1;
      return [caption(`Diagram ${pictures}. ${title}`), picture(drawn, `Diagram ${pictures}`)];
    },
  };
}
