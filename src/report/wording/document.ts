/** The fixed wording of the report, which is in Swedish only. Sentences with figures are in ./sentences. */

export const AUTHOR = 'Stadsledningskontoret, Göteborgs Stad';

export const headings = {
  kind: 'Tjänsteutlåtande',
  issued: 'Utfärdat',
  caseNumber: 'Ärendenummer',
  handledBy: 'Handläggare',
  proposal: 'Förslag till beslut',
  summary: 'Sammanfattning',
  economic: 'Bedömning ur ekonomisk dimension',
  ecological: 'Bedömning ur ekologisk dimension',
  social: 'Bedömning ur social dimension',
  consultation: 'Samverkan',
  annexes: 'Bilagor',
  matter: 'Ärendet',
  description: 'Beskrivning av ärendet',
  meetings: 'Vänortsmöten under perioden',
  collaborations: 'Samarbeten med vänorterna',
  units: 'Förvaltningar och bolag',
  kinds: 'Kategori, område, riktning och finansiering',
  course: 'Påbörjade, pågående och avslutade samarbeten',
  results: 'Resultat och lärdomar',
  evaluation: 'Utvärdering av',
  replies: 'Svar från förvaltningar och bolag',
  method: 'Så är uppgifterna framtagna',
  assessment: 'Stadsledningskontorets bedömning',
  annex: 'Bilaga 1. Förteckning över samarbeten',
} as const;

/** What only an officer can judge. Each stands in the document as a marked place. */
export const toWrite = {
  issued: 'datum',
  caseNumber: 'ärendenummer',
  handledBy: 'funktion och kontaktuppgifter',
  proposal: 'förslaget till beslut',
  summary: 'det viktigaste i bedömningen',
  economic:
    'vad samarbetena och vänortsmötet har kostat, hur de har finansierats och vad de har gett. Varje förvaltning och bolag står för kostnaderna för sina egna samarbeten',
  ecological:
    'resornas klimatpåverkan, vad som har gjorts digitalt och vad samarbetena har betytt för miljön',
  social:
    'vilka som har haft nytta av samarbetena, till exempel barn och unga, och vad de har betytt för jämlikhet och jämställdhet',
  consultation: 'information till och samverkan med de fackliga organisationerna',
  assessment:
    'analysen av stadens relation till vänorterna: om syftet med samarbetet har uppnåtts, vad staden har lärt sig och ska använda, vad som bör fortsätta, ändras eller avslutas, och vad som bör göras före nästa värdskap',
  meetings: 'vad vänortsmötet handlade om, vilka som deltog och vad det ledde till',
  signatures: 'namn och titlar på dem som skriver under',
} as const;

export const draftNote =
  'Detta är ett utkast. Siffror, tabeller, diagram och citat är hämtade ur förteckningen över samarbeten. Stycken som är markerade som detta skrivs av handläggaren; ta bort markeringen när texten är klar.';

/** A proposal that the officer takes or leaves. */
export function usualProposal(title: string): string {
  return `Vanlig lydelse i kommunstyrelsen: ”${title} antecknas.”`;
}

/** What the position paper lays down, each as an obligation (S2–S10). */
export const obligations: readonly string[] = [
  'Vänorterna ska mötas vartannat år med roterande värdskap. Göteborgs Stad ska arrangera ett vänortsmöte vart åttonde år.',
  'Det politiska erfarenhetsutbytet ska vara huvudinriktningen. Kommunfullmäktiges presidium ska hantera deltagandet i politikermötena.',
  'Stadsledningskontoret ska ansvara för vänortsmötet när Göteborg är värd.',
  'Kommunfullmäktige ska besluta om nya vänorter.',
  'Varje förvaltning och bolag ska hantera samarbetena inom sitt område.',
  'Stadsledningskontoret ska samordna och sprida information om vad staden gör tillsammans med vänorterna.',
  'Förvaltningar och bolag ska informera stadsledningskontoret om samarbeten och erfarenhetsutbyten med vänorterna.',
  'Samarbetet ska bidra till stadens utveckling genom projekt, nätverk och utbyte av kunskap och erfarenheter.',
  'En samlad avrapportering och analys av stadens relation till vänorterna ska göras efter Göteborgs värdskap.',
];

export const PAPER =
  'Positionspapperet för Göteborgs Stads vänorter Aarhus, Bergen och Åbo (kommunstyrelsen 2016-09-21 § 534)';

/** How collaborations are counted: the same in the document and in the spreadsheet. */
export const method: readonly string[] = [
  'Förteckningen bygger på vad förvaltningar och bolag har informerat om. Samarbeten som ingen har informerat om är inte med. Återkallade uppgifter är inte med.',
  'Ett samarbete hör till perioden om det pågick någon dag under den. Det räknas en gång i totalen, men under varje år då det pågick och under varje vänort som det är med.',
  'Ett samarbete som återkommer varje år räknas en gång i totalen, och under varje år då det återkom.',
  'Ett pågående eller årligt samarbete utan angiven början räknas från det år då någon informerade om det.',
  'Ett pågående eller årligt samarbete räknas som avslutat när förvaltningen eller bolaget har svarat att det avslutas.',
  'Varje samarbete har en ansvarig förvaltning eller ett ansvarigt bolag. De som deltar räknas i en egen kolumn.',
  'Ett samarbete som enligt uppföljningen inte blev av ingår i antalen, och står för sig under resultaten.',
  'Förvaltningar, bolag, städer, kategorier och områden har de namn som gällde när någon informerade om samarbetet. Har ett namn ändrats står det nya först i tabellerna.',
];

export const medianNote = 'Medianen är det mittersta svaret när alla svar ställs i ordning.';

export const columns = {
  annex: ['Referens', 'När', 'Samarbete', 'Ansvarig, och deltagande', 'Vänort', 'Kategori', 'Område'],
} as const;
