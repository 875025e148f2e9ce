import { formatMoment } from '../../i18n/moments';
import { translator } from '../../i18n';
import type { Figures } from '../figures';
import type { ReportMeeting } from '../model';
import { collaborations, daysText, howMany, list, number, periodText, yearsText } from './words';

/** Sentences made from figures. Each list is a paragraph; an empty one has nothing to say. */

export function defaultTitle(figures: Pick<Figures, 'from' | 'to'>): string {
  return `Samlad avrapportering och analys av Göteborgs Stads relation till vänorterna ${yearsText(figures)}`;
}

/** The main figures in a few sentences. */
export function summary(figures: Figures): string[][] {
  return [...countSentences(figures), meetingSentences(figures), replySentences(figures)].filter(
    sentences => sentences.length > 0,
  );
}

function countSentences(figures: Figures): string[][] {
  const { total, course, withResults } = figures;
  if (total === 0) return [[nothingSentence(figures)]];
  return [
    [
      `Förvaltningar och bolag har informerat om ${collaborations(total)} med vänorterna under perioden ${periodText(figures)}.`,
      citySentence(figures),
    ],
    [unitSentence(figures), kindSentence(figures)],
    [
      `Under perioden påbörjades ${number(course.started)} och avslutades ${number(course.ended)}. Vid periodens slut pågick ${number(course.goingOn)}.`,
      resultSentence(total, withResults),
    ],
  ];
}

export function nothingSentence(figures: Pick<Figures, 'from' | 'to'>): string {
  return `Ingen förvaltning och inget bolag har informerat om något samarbete med vänorterna under perioden ${periodText(figures)}.`;
}

/** `ofThem` begins the sentence: "Av dem". */
export function citySentence({ total, cities, withSeveralCities }: Figures, ofThem = 'Av dem'): string {
  if (total === 1) {
    return `Samarbetet är med ${list(cities.filter(({ count }) => count > 0).map(({ name }) => name))}.`;
  }
  const each = list(cities.map(({ name, count }) => `${number(count)} med ${name}`));
  if (withSeveralCities === 0) return `${ofThem} är ${each}.`;
  const several = `${collaborations(withSeveralCities)} är med flera vänorter och räknas under var och en av dem`;
  return `${ofThem} är ${each}; ${several}.`;
}

export function unitSentence({ units, withParticipants }: Figures): string {
  const responsible = units.filter(unit => unit.responsible > 0);
  const first = responsible[0];
  if (!first) return '';
  const largest = responsible.filter(unit => unit.responsible === first.responsible);
  const how =
    responsible.length === 1
      ? `${first.name} är ansvarig${first.responsible > 1 ? ' för alla' : ''}.`
      : `${number(responsible.length)} förvaltningar och bolag är ansvariga. Flest har ${list(largest.slice(0, MOST_NAMED).map(({ name }) => name))}, med ${collaborations(first.responsible)}${largest.length > 1 ? ' var' : ''}.`;
  if (withParticipants === 0) return how;
  return `${how} I ${collaborations(withParticipants)} deltar också andra förvaltningar eller bolag.`;
}

export function kindSentence({ categories, areas }: Figures): string {
  const category = categories[0];
  const area = areas.find(({ id }) => id !== '');
  if (!category) return '';
  const areaText = area
    ? ` ${most(
        areas.filter(({ id }) => id !== ''),
        'Det vanligaste området är',
        'De vanligaste områdena är',
      )}`
    : '';
  return `${most(categories, 'Den vanligaste kategorin är', 'De vanligaste kategorierna är')}${areaText}`;
}

/** "Den vanligaste kategorin är konferens (4)."; several where they are as many. */
function most(counted: Figures['areas'], one: string, several: string): string {
  const count = counted[0]?.count ?? 0;
  const first = counted.filter(entry => entry.count === count).map(({ name }) => lower(name));
  const named = first.slice(0, MOST_NAMED);
  if (first.length === 1) return `${one} ${named.join('')} (${number(count)}).`;
  return `${several} ${list(named)} (${number(count)} var).`;
}

/** So many of those that are as many are named in a sentence. */
const MOST_NAMED = 3;

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function resultSentence(total: number, withResults: number): string {
  if (total === 1)
    return `Samarbetet ${withResults === 1 ? 'har' : 'saknar'} uppgifter om resultat eller lärdomar.`;
  if (withResults === 0) return 'Inget av dem har någon uppgift om resultat eller lärdomar.';
  if (withResults === total) return 'Alla har uppgifter om resultat eller lärdomar.';
  return `Uppgifter om resultat eller lärdomar finns för ${number(withResults)} och saknas för ${number(total - withResults)}.`;
}

function meetingSentences({ meetings, evaluations }: Figures): string[] {
  const hosted = meetings.filter(({ isHost }) => isHost);
  const answered = evaluations.reduce((total, evaluation) => total + evaluation.answered, 0);
  return [
    ...hosted.map(meetingSentence),
    ...(evaluations.length > 0
      ? [`Utvärderingen av vänortsmötet besvarades av ${howMany(answered, 'person', 'personer')}.`]
      : []),
  ];
}

/** One meeting: where and when, how sure that is, and its theme. */
export function meetingSentence({ year, place, from, to, status, theme }: ReportMeeting): string {
  const days = from && to ? ` ${from === to ? 'den ' : ''}${daysText({ from, to })}` : '';
  const about = theme ? `, med temat ${theme}` : '';
  switch (status) {
    case 'held':
      return `Vänortsmötet ${year} hölls i ${place}${days}${about}.`;
    case 'skipped':
      return `Vänortsmötet ${year}, som ${place} skulle ha varit värd för, hoppades över.`;
    case 'cancelled':
      return `Vänortsmötet ${year}, som ${place} skulle ha varit värd för, ställdes in.`;
    case 'confirmed':
      return `Vänortsmötet ${year} är bekräftat: ${place} är värd${days}${about}.`;
    case 'planned':
    case 'moved':
      return `Vänortsmötet ${year} är planerat men inte bekräftat: ${place} är värd${days}${about}.`;
    case 'calculated':
      return `Enligt turordningen var ${place} värd för vänortsmötet ${year}. Det är inte bekräftat.`;
  }
}

function replySentences({ replies }: Figures): string[] {
  return replies.map(replySentence);
}

export function replySentence(reply: Figures['replies'][number]): string {
  const { asked, done, nothing, told, silent } = reply;
  const units = howMany(asked, 'förvaltning eller bolag', 'förvaltningar och bolag');
  const none =
    nothing.length === 0 ? '' : `, ${number(nothing.length)} av dem att det inte finns något att rapportera`;
  const known =
    told.length === 0 ? '' : ` Av dem har ${number(told.length)} samarbeten i förteckningen ändå.`;
  const answered = `${number(done + nothing.length)} har svarat${none}.`;
  const missing = told.length + silent.length;
  return `Stadsledningskontoret har frågat ${units} om samarbeten ${periodText(reply)}. ${answered} ${number(missing)} har inte svarat.${known}`;
}

export function sourceSentence({ at }: Pick<Figures, 'at'>): string {
  return `Uppgifterna är hämtade ur stadens förteckning över samarbeten med vänorterna, så som den såg ut ${formatMoment(at, 'sv')}. Det som har tillkommit eller ändrats senare är inte med.`;
}

/** What is known of ongoing ones without a start; undefined where there are none. */
export function withoutStartSentence({ withoutStart: { counted, outside } }: Figures): string | undefined {
  if (counted + outside === 0) return undefined;
  const early = `${collaborations(counted)} utan angiven början räknas i perioden`;
  const late = `${collaborations(outside)} utan angiven början hör inte till perioden, eftersom någon informerade om ${outside === 1 ? 'det' : 'dem'} först efter den`;
  if (outside === 0) return `${early}.`;
  return counted === 0 ? `${late}.` : `${early}. ${late}.`;
}

/** Others than those who were asked may have answered, so that the two are never set in relation to one another. */
export function evaluationSentence(evaluation: Figures['evaluations'][number]): string {
  const { answered, anonymous, results, groups, isAwaited } = evaluation;
  const asked = groups.length > 0 ? groups.reduce((sum, one) => sum + one.asked, 0) : (evaluation.asked ?? 0);
  const invited = asked > 0 ? `; ${number(asked)} tillfrågades` : '';
  if (answered === 0) return `Inget svar har kommit in${invited}.`;
  const names = anonymous ? ' Svaren har lämnats utan namn.' : '';
  const first = `${howMany(answered, 'svar', 'svar')} har kommit in${invited}.${names}`;
  if (results) return first;
  if (isAwaited) return `${first} De visas när utvärderingen är avslutad, om minst fem har svarat själva.`;
  return `${first} Färre än fem har svarat själva, och därför visas inte vad de svarade.`;
}

export function questionText(id: string): string {
  return translator('sv')(`meetings:evaluation.question.${id as 'purpose'}`);
}

/** Below a table by years; undefined where every start was told. */
export function startNote({ course: { startUnknown } }: Figures): string | undefined {
  if (startUnknown === 0) return undefined;
  return `${collaborations(startUnknown)} utan angiven början räknas från det år då någon informerade om ${startUnknown === 1 ? 'det' : 'dem'}.`;
}
