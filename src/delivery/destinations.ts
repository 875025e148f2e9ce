import type { ConversationRef, Turn } from '../conversation/turn';
import type { People, Person, UnreachableReason } from '../directory/people';
import type { Job } from './job';
import type { Ledger } from './ledger';
import type { Destination } from './worker';

export interface DestinationParts {
  /** The bound channel. */
  channel: () => Promise<ConversationRef | undefined>;
  people: People;
  ledger: Ledger;
  now: () => Date;
}

/** Where jobs go, and who can be reached. */
export function makeDestinations({ channel, people, ledger, now }: DestinationParts) {
  async function resolve({ to }: Job): Promise<Destination> {
    if (to.kind === 'person') return toPerson(await people.load(to.id));
    const ref = await channel();
    if (!ref) return { kind: 'hold', reason: 'noChannel' };
    if (to.kind === 'channel') return { kind: 'conversation', ref };
    return inThread(to.under, ref);
  }

  function toPerson(person: Person | undefined): Destination {
    if (person?.unreachable) return { kind: 'hold', reason: person.unreachable.reason };
    if (!person?.conversation) return { kind: 'hold', reason: 'notInstalled' };
    return { kind: 'conversation', ref: person.conversation };
  }

  /** Under the card of another job, once that has been posted. */
  async function inThread(under: string, ref: ConversationRef): Promise<Destination> {
    const parent = await ledger.read(under);
    if (!parent || parent.job.state === 'failed' || parent.job.state === 'ambiguous') return { kind: 'none' };
    const { posted, state } = parent.job;
    // A card that turned out to be needless was never posted, and never will be.
    if (!posted) return state === 'sent' ? { kind: 'none' } : { kind: 'later' };
    return {
      kind: 'conversation',
      ref: { ...ref, id: `${posted.conversationId};messageid=${posted.activityId}` },
    };
  }

  async function markUnreachable(personId: string, reason: UnreachableReason): Promise<void> {
    const since = now().toISOString();
    await people.change(personId, person => person && { ...person, unreachable: { reason, since } });
  }

  /**
   * A person is in their own chat: the way there is kept. Returns whether they could not be reached before, so that
   * what waited for them can be sent.
   */
  async function seen({ actor, person, place }: Turn<unknown>): Promise<boolean> {
    const conversation = place.conversation;
    const sameWay = JSON.stringify(person.conversation) === JSON.stringify(conversation);
    const sameName = person.name === actor.name;
    if (sameWay && sameName && !person.unreachable) return false;
    await people.change(actor.id, before => {
      const { unreachable: _over, heardOf: _met, ...rest } = before ?? person;
      return { ...rest, name: actor.name, conversation };
    });
    return !person.conversation || person.unreachable !== undefined;
  }

  return { resolve, markUnreachable, seen };
}
