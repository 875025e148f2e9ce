import type { StoredJob } from '../delivery/ledger';
import type { People } from '../directory/people';
import { aboutOf } from './deliveries';
import type { KnownCollaborations } from './known';
import { byStanding, replyOf, standings, type Inquiry, type Standing } from './model';
import type { InquiryStore } from './store';
import type { Names } from './wording';

/** One unit in the list of who has answered what. */
export interface UnitLine {
  unitId: string;
  standing: Standing;
  /** How many of its collaborations are known in the period; `more`: at least so many. */
  known: { count: number; more: boolean };
}

/** What has become of an inquiry, and a page of its units: those come first that something is still awaited from. */
export interface Status {
  inquiry: Inquiry;
  counts: Record<Standing, number>;
  lines: readonly UnitLine[];
  /** How many units come before this page. */
  from: number;
  /** Units that have not answered and that no card has reached: they are to get an e-mail. */
  toMail: readonly string[];
  names: Names;
}

export interface StatusParts {
  store: Pick<InquiryStore, 'questions'>;
  known: Pick<KnownCollaborations, 'toldSince' | 'ofUnit'>;
  people: Pick<People, 'names'>;
}

/** So many units stand in a card. */
export const UNITS_SHOWN = 15;

/** Reads what has become of an inquiry. `from`: how many units come before. Throws storage errors. */
export async function statusOf(
  { store, known, people }: StatusParts,
  inquiry: Inquiry,
  from: number,
  signal?: AbortSignal,
): Promise<Status> {
  const { asked, closed, replies } = inquiry;
  const ids = [asked, ...(closed ? [closed] : []), ...replies].map(({ by }) => by);
  const [questions, told, names] = await Promise.all([
    store.questions(inquiry.id, signal),
    known.toldSince(asked.at, inquiry, signal),
    people.names([...new Set(ids)], signal),
  ]);
  const groups = byStanding(inquiry, told);
  const all = standings.flatMap(standing => groups[standing].map(unitId => ({ unitId, standing })));
  const lines = all.slice(from, from + UNITS_SHOWN).map(async line => {
    const { items, more } = await known.ofUnit(line.unitId, inquiry, signal);
    return { ...line, known: { count: items.length, more } };
  });
  return {
    inquiry,
    counts: {
      silent: groups.silent.length,
      told: groups.told.length,
      done: groups.done.length,
      nothing: groups.nothing.length,
    },
    lines: await Promise.all(lines),
    from,
    toMail: unreached(inquiry, questions),
    names,
  };
}

/** Whether a question has reached an editor of the unit, as far as is known. */
export function isReached(unitId: string, questions: readonly StoredJob[]): boolean {
  return questions.some(
    ({ job }) => aboutOf(job).unitId === unitId && (job.posted !== undefined || job.state === 'ambiguous'),
  );
}

/** Units that have not answered and that no question has reached, or is on its way to. */
export function unreached(inquiry: Inquiry, questions: readonly StoredJob[]): string[] {
  const underWay = new Set(
    questions.filter(({ job }) => job.state === 'waiting').map(({ job }) => aboutOf(job).unitId),
  );
  const isComing = inquiry.pending === 'asks';
  return inquiry.units
    .filter(({ unitId, editors }) => {
      if (replyOf(inquiry, unitId) || underWay.has(unitId) || isReached(unitId, questions)) return false;
      return editors.length === 0 || !isComing;
    })
    .map(({ unitId }) => unitId);
}
