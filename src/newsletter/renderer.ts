import { withPeoplePicker } from '../cards/people-input';
import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Colleagues } from '../directory/colleagues';
import { unitsEditedBy } from '../directory/editors';
import type { Lists, Reader } from '../directory/lists';
import type { People } from '../directory/people';
import type { Locale } from '../i18n';
import { cityDay } from '../i18n/moments';
import { letterCard, reachCard } from './cards';
import type { Contents } from './contents';
import { letterKinds, reachOf } from './deliveries';
import { choicesByPerson, isEmpty, isOver, issueFor, type Choice, type Letter } from './model';
import type { NewsletterStore } from './store';

export interface LetterRendererParts {
  store: NewsletterStore;
  contents: Contents;
  people: Pick<People, 'load' | 'names'>;
  lists: () => Promise<Lists>;
  colleagues: Colleagues;
  /** Whether Teams' own people picker is there. */
  picker: boolean;
  now: () => Date;
}

/** The City Executive Office's channel is read by all of its team, so it is in Swedish. */
const CHANNEL_LOCALE: Locale = 'sv';

/** More letters than the City could send in a month. */
const MOST_COUNTED = 20_000;

/** Whether a job belongs to the monthly letter. */
export function isLetterJob({ kind }: Job): boolean {
  return Object.values<string>(letterKinds).includes(kind);
}

/** Renders the monthly letter from the register as it is when it is sent. */
export function letterRenderer(parts: LetterRendererParts): (job: Job) => Promise<Rendering> {
  const { store, contents, people, now } = parts;

  async function render(job: Job): Promise<Rendering> {
    const letter = (await store.loadLetter(job.subject))?.value;
    if (!letter || (isOver(letter.month, now()) && !job.posted)) return 'nothing';
    const lists = await parts.lists();
    switch (job.kind) {
      case letterKinds.channelLetter:
        return toChannel(letter, lists);
      case letterKinds.letter:
        return toPerson(job, letter, lists, 'subscriber');
      case letterKinds.forwarded:
        return toPerson(job, letter, lists, 'picked');
      case letterKinds.reach:
        return reach(letter);
      default:
        return 'nothing';
    }
  }

  async function toChannel(letter: Letter, lists: Lists): Promise<Rendering> {
    const by = letter.forwarded?.by;
    const [issue, colleagues, names] = await Promise.all([
      contents.load(letter, lists),
      parts.colleagues.choices(),
      people.names(by ? [by] : []),
    ]);
    if (isEmpty(issue)) return 'nothing';
    const reader: Reader = { locale: CHANNEL_LOCALE, lists };
    const forwardedBy = by && names.get(by);
    const card = letterCard(reader, {
      letter,
      issue,
      to: 'channel',
      colleagues,
      ...(forwardedBy && { forwardedBy }),
    });
    return { version: letter.version, message: parts.picker ? withPeoplePicker(card, 'people') : card };
  }

  /** A subscriber gets what they have chosen by now: whoever has ended it meanwhile gets none. */
  async function toPerson(
    { to }: Job,
    letter: Letter,
    lists: Lists,
    as: 'subscriber' | 'picked',
  ): Promise<Rendering> {
    if (to.kind !== 'person') return 'nothing';
    const [whole, person, choices] = await Promise.all([
      contents.load(letter, lists),
      people.load(to.id),
      as === 'subscriber' ? choicesOf(to.id, lists) : undefined,
    ]);
    const issue = choices ? issueFor(whole, choices) : whole;
    if (isEmpty(issue)) return 'nothing';
    const reader: Reader = { locale: person?.locale ?? 'sv', lists };
    return { version: 1, message: letterCard(reader, { letter, issue, to: as }) };
  }

  async function choicesOf(personId: string, lists: Lists): Promise<Choice[]> {
    const edited = unitsEditedBy(lists, personId, cityDay(now()));
    const owner = { kind: 'person', id: personId } as const;
    const [own, ofUnits] = await Promise.all([
      store.loadSubscription(owner),
      edited.length > 0 ? store.unitSubscriptions() : [],
    ]);
    const mine = own ? [{ ...owner, subscription: own.value }] : [];
    const theirs = ofUnits.filter(({ id }) => edited.includes(id));
    return choicesByPerson([...mine, ...theirs], () => [personId]).get(personId) ?? [];
  }

  async function reach({ month }: Letter): Promise<Rendering> {
    const { jobs } = await store.jobsOf(month, MOST_COUNTED);
    const counted = reachOf(jobs);
    return counted.subscribers > 0 ? { version: 1, message: reachCard(CHANNEL_LOCALE, counted) } : 'nothing';
  }

  return render;
}
