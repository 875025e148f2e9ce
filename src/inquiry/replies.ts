import type { KnownCollaborations } from './known';
import { replyOf } from './model';
import type { InquiryStore } from './store';

/** Units by what they have answered about some years. Ids, each once. */
export interface Replies {
  asked: string[];
  /** They have said that there is nothing to report, and nothing of theirs is known. */
  nothing: string[];
  /** They have not answered, and nothing of theirs is known. */
  silent: string[];
}

/**
 * What units have answered when they were asked about any part of a period (ISO days), for the report (S9). Of several
 * answers the latest counts; whoever has told of something in the period is neither silent nor without anything to report.
 */
export function makeReplies(store: Pick<InquiryStore, 'all'>, known: Pick<KnownCollaborations, 'hasAny'>) {
  return async function repliesBetween(fromDay: string, toDay: string): Promise<Replies> {
    const all = (await store.all()).map(({ inquiry }) => inquiry);
    const about = all.filter(({ from, to }) => from <= toDay && fromDay <= to);
    const asked = [...new Set(about.flatMap(({ units }) => units.map(({ unitId }) => unitId)))];
    const replies: Replies = { asked, nothing: [], silent: [] };
    for (const unitId of asked) {
      const [latest] = about
        .flatMap(inquiry => replyOf(inquiry, unitId) ?? [])
        .sort((a, b) => b.at.localeCompare(a.at));
      if (latest?.kind === 'done' || (await known.hasAny(unitId, { from: fromDay, to: toDay }))) continue;
      replies[latest ? 'nothing' : 'silent'].push(unitId);
    }
    return replies;
  };
}
