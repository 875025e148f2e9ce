import { z } from 'zod/v4';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { cityDay } from '../i18n/moments';
import { parseReference } from '../register/model';
import { referenceCard, resultCard, searchCard, sharedCard, sharedLine } from './cards';
import { LONGEST_QUERY } from './query';
import type { Search, SearchService } from './service';
import { cursorSchema, type Cursor } from './window';

/** How many one page shows: what fits a phone without much scrolling. */
const PAGE = 8;
/** How far down the list of those to send on goes: each page of it is looked up from the top. */
const MOST_SHARED = 50;

const typed = z.string().max(20_000).default('');

/** Finding what the City does with its sister cities, for anyone in it (S7). */
export function searchRoutes(service: SearchService): Routes {
  async function find(turn: Turn<unknown>, text: string, cursor?: Cursor): Promise<Reply> {
    const results = await service.find({ ...searchOf(turn, text), limit: PAGE, cursor });
    return { say: [resultCard(turn, { text, results, from: cursor })] };
  }

  function findTyped(turn: Turn<unknown>, text: string): Promise<Reply> {
    const ref = parseReference(text);
    return ref ? Promise.resolve({ say: [referenceCard(turn.locale, ref)] }) : find(turn, text);
  }

  async function sayFind(turn: Turn<string>): Promise<Reply> {
    if (turn.data === '') return { say: [searchCard(turn.locale)] };
    return findTyped(turn, turn.data);
  }

  async function pressFind(turn: Turn<{ query: string }>): Promise<Reply> {
    const { query } = turn.data;
    if (query.trim() === '') return { become: searchCard(turn.locale, true), keep: 'nobody' };
    return findTyped(turn, query);
  }

  /** With nothing written, those that are nearest in time. */
  async function share(turn: Turn<{ text: string; skip: number; count: number }>): Promise<Reply> {
    const { text, skip, count } = turn.data;
    const limit = Math.min(skip + count, MOST_SHARED);
    const { items } = await service.find({ ...searchOf(turn, text), limit });
    if (items.length === 0) return { notice: `${turn.t('search:none')} ${turn.t('search:hint')}` };
    const results = items.slice(skip).map(found => ({
      card: sharedCard(turn, found),
      title: found.title,
      line: sharedLine(turn, found),
    }));
    return { results };
  }

  return {
    sayings: [{ phrases: ['sök', 'söka', 'hitta', 'search', 'find'], handle: sayFind }],
    presses: [
      press({
        verb: 'search.open',
        schema: z.object({}),
        personalOnly: true,
        handle: turn => Promise.resolve({ say: [searchCard(turn.locale)] }),
      }),
      press({
        verb: 'search.find',
        schema: z.object({ query: typed }),
        personalOnly: true,
        handle: pressFind,
      }),
      press({
        verb: 'search.more',
        schema: z.object({ text: z.string().max(LONGEST_QUERY), cursor: cursorSchema }),
        personalOnly: true,
        handle: turn => find(turn, turn.data.text, turn.data.cursor),
      }),
      press({
        verb: 'search.share',
        schema: z.object({
          text: typed,
          skip: z.int().min(0).default(0),
          count: z.int().min(1).max(25).default(25),
        }),
        personalOnly: true,
        handle: share,
      }),
    ],
  };
}

function searchOf(turn: Turn<unknown>, text: string): Omit<Search, 'limit' | 'cursor'> {
  return { text, lists: turn.lists, today: cityDay(turn.now), signal: turn.signal };
}
