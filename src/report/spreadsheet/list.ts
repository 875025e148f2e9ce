import type { Lists } from '../../directory/lists';
import { translator } from '../../i18n';
import { cityDay } from '../../i18n/moments';
import type { Found } from '../../register/rows';
import { formatWhen, type When } from '../../register/when';
import { tellsResults } from '../answers';
import type { Entry } from '../model';
import { nameAt } from '../names';
import type { Column } from './parts';
import type { Cell } from './workbook';

/** What any employee may read of a collaboration (S7). */
const publicColumns: readonly Column[] = [
  { title: 'Referens', width: 14 },
  { title: 'Samarbete', width: 50 },
  { title: 'Ansvarig förvaltning eller bolag', width: 34 },
  { title: 'Deltagande förvaltningar och bolag', width: 34 },
  { title: 'Vänorter', width: 20 },
  { title: 'Kategori', width: 30 },
  { title: 'Område', width: 20 },
  { title: 'När', width: 30 },
  { title: 'Första dag', width: 12 },
  { title: 'Sista dag', width: 12 },
];

/** What its unit's editors and the officers read beside that. */
const moreColumns: readonly Column[] = [
  { title: 'Riktning', width: 14 },
  { title: 'Finansiering', width: 30 },
  { title: 'Övriga deltagande städer och organisationer', width: 34 },
  { title: 'Skola eller arbetsplats', width: 26 },
  { title: 'Syfte', width: 40 },
  { title: 'Antal deltagare', width: 24 },
  { title: 'Resornas klimatpåverkan', width: 30 },
  { title: 'Länkar', width: 30 },
  { title: 'Kontaktfunktion', width: 26 },
  { title: 'Ärendenummer', width: 18 },
  { title: 'Informerat', width: 12 },
  { title: 'Mottaget', width: 10 },
  { title: 'Blev det av?', width: 12 },
  { title: 'Resultat', width: 40 },
  { title: 'Lärdomar', width: 40 },
  { title: 'Kommer att användas', width: 40 },
  { title: 'Fortsättning', width: 22 },
];

export const listColumns = { public: publicColumns, all: [...publicColumns, ...moreColumns] } as const;

const HAPPENED = { yes: 'Ja', partly: 'Delvis', no: 'Nej' } as const;
const OUTLOOK = { continue: 'Fortsätter som nu', change: 'Fortsätter, men ändras', end: 'Avslutas' } as const;

/** A row of `listColumns.all`. */
export function listRow(entry: Entry, lists: Lists): Cell[] {
  const t = translator('sv');
  const { content, createdAt, received, caseNumber } = entry;
  const { direction, funding } = content;
  return [
    ...publicRow({ ...content, ref: entry.ref, createdAt }, lists),
    direction && t(`vocabulary:direction.${direction}`),
    funding && t(`vocabulary:funding.${funding}`),
    content.otherParticipants,
    content.workplace,
    content.purpose,
    content.participants,
    content.climateNote,
    content.links.join(' '),
    content.contactFunction,
    caseNumber,
    { day: cityDay(new Date(createdAt)) },
    received ? 'Ja' : 'Nej',
    ...answerCells(entry),
  ];
}

/** A row of `listColumns.public`. */
export function publicRow(found: Omit<Found, 'when'> & { when: When }, lists: Lists): Cell[] {
  const { ref, title, unitId, participatingUnits, cities, category, area, when, createdAt } = found;
  const name = (list: 'units' | 'cities' | 'categories' | 'areas', id: string) =>
    nameAt(lists, list, id, createdAt);
  return [
    ref,
    title,
    name('units', unitId),
    participatingUnits.map(id => name('units', id)).join(', '),
    cities.map(id => name('cities', id)).join(', '),
    name('categories', category),
    area && name('areas', area),
    formatWhen(when, 'sv'),
    ...daysOf(when),
  ];
}

/** Real dates only where the days themselves were told; "hösten 2024" stands in words alone. */
function daysOf(when: When): [first: Cell, last: Cell] {
  if (when.kind !== 'span' || when.precision !== 'day') return [undefined, undefined];
  return [{ day: when.from }, { day: when.to }];
}

/** All answers of a collaboration; where there are several years, each text with its year. */
function answerCells({ followUps }: Entry): Cell[] {
  const answered = followUps.filter(({ answer }) => answer !== undefined);
  const last = answered.at(-1)?.answer?.outcome;
  const texts = (field: 'result' | 'learned' | 'willUse') =>
    answered
      .filter(({ answer }) => tellsResults(answer!.outcome) && answer!.outcome[field])
      .map(({ period, answer }) => {
        const text = answer!.outcome[field]!;
        return period === 'end' || answered.length === 1 ? text : `${period}: ${text}`;
      })
      .join('\n');
  return [
    last && HAPPENED[last.happened],
    texts('result'),
    texts('learned'),
    texts('willUse'),
    last?.outlook && OUTLOOK[last.outlook],
  ];
}
