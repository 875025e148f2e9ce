import { HOME_CITY, cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { joinWords, translator, type TextKey } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Delegate, ProgrammePoint } from '../meetings/model';
import { allMeetings, cycleOf, isThemePublic, themeOf } from '../meetings/standing';
import { otherConfirmations, placeAndYear, standText, whenText } from '../meetings/wording';
import { coming } from '../meetings/ahead';
import type { Known, Setting } from './line';
import { isConfidential, type Asked } from './model';
import { partsOf } from './planning';
import type { Question } from './recogniser/questions';

/** What stands below the first line. All of it may hold what somebody has typed. */
export interface Details {
  facts: { name: string; value: string }[];
  /** Lists with a heading, which may be empty. */
  lists: { heading: string; items: string[] }[];
  links: { title: string; url: string }[];
}

/** Display names by Entra object id. */
export type Names = ReadonlyMap<string, string>;

/** How many lines one list of a card has at most. */
const MOST_ITEMS = 40;

/** What a question's answer tells beside its first line, as far as whoever asks may know it. */
export function detailsFor(setting: Setting, asked: Asked, known: Known, names: Names): Details {
  const { reader, sight } = setting;
  const { question } = asked;
  const none: Details = { facts: [], lists: [], links: [] };
  if (sight === 'public' && isConfidential(question)) {
    return { ...none, facts: present([themeFact(setting, known)]) };
  }
  const makers: Partial<Record<Question, () => Partial<Details>>> = {
    planning: () => planningDetails(setting, known),
    delegation: () => delegationDetails(setting, known, names),
    programme: () => ({
      lists: [{ heading: '', items: known.record.programme.map(point => pointText(reader, point)) }],
    }),
    documents: () => ({ links: [...known.record.documents] }),
    venue: () => ({ facts: present([venueFact(reader, known)]) }),
    order: () => orderDetails(setting),
  };
  const made = makers[question]?.() ?? {};
  const facts = [...(made.facts ?? []), ...commonFacts(setting, asked, known)];
  const lists = (made.lists ?? [])
    .map(list => ({ ...list, items: list.items.slice(0, MOST_ITEMS) }))
    .filter(({ items }) => items.length > 0);
  return { ...none, ...made, facts, lists };
}

type Fact = Details['facts'][number];

function fact(reader: Reader, key: TextKey, value: string | undefined): Fact | undefined {
  return value ? { name: `${translator(reader.locale)(key)}: `, value } : undefined;
}

function present(facts: readonly (Fact | undefined)[]): Fact[] {
  return facts.filter(one => one !== undefined);
}

/** Where, when and how sure: what nobody should have to ask for again. */
function commonFacts(setting: Setting, { question }: Asked, known: Known): Fact[] {
  const { reader, sight } = setting;
  const { meeting, record } = known;
  const isShown = question === 'nextMeeting' || question === 'daysLeft' || question === 'lastMeeting';
  return present([
    sight === 'public' || isShown
      ? undefined
      : fact(reader, 'asking:fact.when', whenText(reader, meeting, record)),
    fact(reader, 'asking:fact.stand', standText(reader, meeting)),
    sight === 'public' ? undefined : fact(reader, 'asking:fact.others', otherConfirmations(reader, meeting)),
    themeFact(setting, known),
    question === 'nextMeeting' && sight !== 'public' ? venueFact(reader, known) : undefined,
    afterFact(setting, known),
    unsaidFact(reader, known),
  ]);
}

/** For the presidium from the moment it is there, for others once it has been announced. */
function themeFact({ reader, today, sight }: Setting, { meeting, record }: Known): Fact | undefined {
  const isPublic = meeting.status === 'held' || isThemePublic(record, today);
  return isPublic || sight !== 'public'
    ? fact(reader, 'asking:fact.theme', themeOf(record, reader.locale))
    : undefined;
}

function venueFact(reader: Reader, { record }: Known): Fact | undefined {
  const digital = record.digital ? translator(reader.locale)('asking:digital') : undefined;
  return fact(reader, 'asking:fact.venue', [record.venue, digital].filter(Boolean).join(', '));
}

/** The meeting that comes after the one that the answer is about. */
function afterFact({ reader, today }: Setting, { meeting }: Known): Fact | undefined {
  const ahead = coming(reader.lists, allMeetings(reader.lists), today);
  const index = ahead.findIndex(entry => entry.kind === 'meeting' && entry.year === meeting.year);
  const next = index < 0 ? undefined : ahead[index + 1];
  return next?.kind === 'meeting'
    ? fact(reader, 'asking:fact.after', `${placeAndYear(reader, next)}, ${standText(reader, next)}`)
    : undefined;
}

/** Until a coordinator has told what happened, the order may have been broken. */
function unsaidFact(reader: Reader, { meeting }: Known): Fact | undefined {
  const { answer, anchors } = cycleOf(reader.lists);
  const last = anchors.toSorted((a, b) => a.year - b.year).at(-1);
  return answer === undefined && last && meeting.status === 'calculated'
    ? fact(
        reader,
        'asking:fact.unsure',
        translator(reader.locale)('asking:unsaid', { meeting: placeAndYear(reader, last) }),
      )
    : undefined;
}

function planningDetails({ reader }: Setting, known: Known): Partial<Details> {
  const t = translator(reader.locale);
  const words = (isDone: boolean) => {
    const parts = partsOf(known).filter(part => part.isDone === isDone);
    const named = parts.map(({ part }) => t(`asking:planning.part.${part}`));
    return named.length > 0 ? joinWords(reader.locale, named) : t('asking:planning.nothing');
  };
  return {
    facts: present([
      fact(reader, 'asking:planning.done', words(true)),
      fact(reader, 'asking:planning.left', words(false)),
    ]),
  };
}

function delegationDetails(
  { reader, sight }: Setting,
  { record, delegation }: Known,
  names: Names,
): Partial<Details> {
  const t = translator(reader.locale);
  const { delegates } = delegation;
  const count = (value: 'yes' | 'no') => delegates.filter(({ answer }) => answer?.value === value).length;
  const [yes, no] = [count('yes'), count('no')];
  const left = delegates.length - yes - no;
  const isTold = sight === 'keeper' && delegates.length > 0;
  return {
    facts: present([
      isTold
        ? fact(reader, 'asking:delegation.answers', t('asking:delegation.answered', { yes, no, left }))
        : undefined,
    ]),
    lists: [
      {
        heading: t('asking:delegation.heading'),
        items: delegates.map(one => delegateText(reader, one, names)),
      },
      {
        heading: t('asking:delegation.others'),
        items: record.guests
          .filter(({ cityId }) => cityId !== HOME_CITY.id)
          .map(({ cityId, number, roles }) => {
            const what = [number, roles].filter(part => part !== undefined).join(', ');
            return t('asking:delegation.guest', { city: cityName(reader, cityId), what });
          }),
      },
    ],
  };
}

function delegateText(
  { locale }: Reader,
  { personId, function: work, substitute }: Delegate,
  names: Names,
): string {
  const t = translator(locale);
  const name = names.get(personId);
  const person = name ? t('asking:delegation.person', { name, work }) : work;
  return substitute ? t('asking:delegation.substitute', { person, substitute }) : person;
}

/** "11 maj 2027, 13.00–14.30: Stadsutveckling i hamnen. Karin Ek, stadsarkitekt" */
export function pointText({ locale }: Reader, { day, start, end, title, speaker }: ProgrammePoint): string {
  const clock = [start, end].filter(time => time !== undefined).join('–');
  const at = [day ? formatDay(day, locale) : '', locale === 'sv' ? clock.replaceAll(':', '.') : clock];
  const when = at.filter(Boolean).join(', ');
  return [when ? `${when}: ${title}` : title, speaker].filter(Boolean).join('. ');
}

function orderDetails({ reader, today }: Setting): Partial<Details> {
  const ahead = coming(reader.lists, allMeetings(reader.lists), today).filter(
    entry => entry.kind === 'meeting',
  );
  return {
    lists: [
      {
        heading: '',
        items: ahead
          .slice(0, SHOWN_TURNS)
          .map(meeting => `${placeAndYear(reader, meeting)}, ${standText(reader, meeting)}`),
      },
    ],
  };
}

const SHOWN_TURNS = 5;
