import type { KnownCollaborations } from './known';
import { byStanding, replyOf, type Inquiry, type Standing } from './model';
import type { InquiryStore } from './store';

/** What units have answered to one question, by how far they have come. Unit ids, each once; ISO days. */
export interface Replies extends Pick<Inquiry, 'from' | 'to'>, Record<Standing, string[]> {
  asked: string[];
}

/**
 * What units answered to each question about any part of a period (ISO days), for the report (S9), the latest question
 * first. Who has not answered is told apart by whether anything of theirs is known in what was asked about: to have
 * informed is not to have answered.
 */
export function makeReplies(store: Pick<InquiryStore, 'all'>, known: Pick<KnownCollaborations, 'hasAny'>) {
  async function repliesTo(inquiry: Inquiry): Promise<Replies> {
    const { from, to, units } = inquiry;
    const unanswered = units.map(({ unitId }) => unitId).filter(unitId => !replyOf(inquiry, unitId));
    const told = new Set<string>();
    for (const unitId of unanswered) if (await known.hasAny(unitId, { from, to })) told.add(unitId);
    return { from, to, asked: units.map(({ unitId }) => unitId), ...byStanding(inquiry, told) };
  }

  return async function repliesBetween(fromDay: string, toDay: string): Promise<Replies[]> {
    const all = (await store.all()).map(({ inquiry }) => inquiry);
    const about = all.filter(({ from, to }) => from <= toDay && fromDay <= to);
    return Promise.all(about.map(repliesTo));
  };
}
