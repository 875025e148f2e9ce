import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { CardView, Playground } from './playground';
import {
  answerFirst,
  cardAtNine,
  inform,
  nextDay,
  WHOLE_CARD,
  WHOLE_FORM,
  type Cast,
  type Step,
} from './story';

/** Kim tells of this when it is over, and is asked how it went. */
const studyVisit = {
  unit: 'Grundskoleförvaltningen',
  cities: ['Bergen'],
  title: 'Studiebesök om skolbibliotek i Bergen',
  category: 'Studiebesök eller studieresa',
  when: '12–13 mars 2026',
};

/** Old lists as they are: their own names for the columns, days in all forms, and one row that has to be mended. */
const oldList = [
  'Förvaltning;Vänort;Rubrik;Typ;När;Område;Resultat',
  'Kulturförvaltningen;Aarhus;Barnteater på turné;Kulturutbyte;hösten 2019;kultur;Två gästspel och ett nätverk',
  'Hamnen;Aarhus, Åbo;Landström i nordiska hamnar;Erfarenhetsutbyte;2021-05-04;klimat och miljö;',
  'Stadsmiljöförvaltningen;Bergen;Vinterväghållning;Studiebesök;vecka 6 2022;trafik;Ny rutin för gång- och cykelvägar',
  'Trollkarlsförvaltningen;Bergen;Finns inte;Studiebesök;2022;trafik;',
].join('\n');

/** What follows on a hosting: gathering, evaluating, reporting (S9), as the officers and those they ask meet it. */
export function afterHosting(step: Step, cast: Cast): void {
  let total = 0;

  step('it is told that Göteborg hosted in 2025', async () => {
    const { robin } = cast();
    await robin.say('planen');
    const unanswered = await robin.answer('Var Göteborg värd 2025, eller blir det 2027?');
    await unanswered.press('Svara på frågan');
    await answerFirst(robin, '2025: Göteborg var värd', 'history-a');
  });

  step('Kim tells of what is over, on a Sunday', async () => {
    const { kim } = cast();
    await inform(kim, studyVisit);
  });

  step('on Monday at nine the channel is told what is to be done, and Kim is asked how it went', async () => {
    const { kim, robin } = cast();
    await nextDay(robin, 1, 'måndag den 23 november 2026');
    await robin.openChannel('Vänorter');
    const prompt = await cardAtNine(robin, 'Efter värdskapet 2025');
    await prompt.waitForText('inte utskickad');
    await robin.shot('prompt', WHOLE_CARD);
    const asked = await kim.answer('Hur gick det?');
    await kim.shot('how-did-it-go', WHOLE_FORM);
    await asked.press('Skicka svaret');
    await (await kim.answer('välj ett svar')).show();
    await kim.shot('how-did-it-go-wrong', WHOLE_FORM);
    const form = await kim.answer('välj ett svar');
    await form.tick('Ja');
    await form.fill('Vad gav det?', 'Tre skolor har fått nya bibliotek efter Bergens förebild.');
    await form.fill('Vad lärde vi oss?', 'Biblioteket behöver en egen bibliotekarie.');
    await form.tick('Ja, det fortsätter');
    await form.press('Skicka svaret');
    const thanks = await kim.answer('Tack för svaret');
    await thanks.waitForText('Biblioteket behöver en egen bibliotekarie.');
    await kim.shot('how-it-went', WHOLE_CARD);
  });

  step('three administrations are asked', async () => {
    const { robin } = cast();
    await robin.openPersonalChat();
    await robin.say('efterfråga');
    const form = await robin.answer('Fråga förvaltningar och bolag');
    await form.fill('Från och med', '2018');
    for (const unit of ['Grundskoleförvaltningen', 'Kulturförvaltningen', 'Göteborgs Hamn AB'])
      await form.choose('Förvaltningar och bolag', unit);
    await robin.shot('inquiry-form', WHOLE_FORM);
    await form.press('Förhandsgranska');
    const preview = await robin.answer('Så här går frågan ut');
    await robin.shot('inquiry-preview', WHOLE_CARD);
    await preview.press('Skicka');
    const status = await robin.answer('Vilka har svarat?');
    await robin.shot('inquiry-status', WHOLE_FORM);
    await status.press('Text att mejla (3)');
    await robin.answer('Kopiera texten till ett mejl');
    await robin.shot('inquiry-mail', WHOLE_FORM);
  });

  step('one of them has nothing to report', async () => {
    const { kim, robin } = cast();
    await kim.say('efterfråga svar');
    const pick = await kim.answer('Svara på stadsledningskontorets fråga');
    await kim.shot('inquiry-pick', WHOLE_CARD);
    await pick.choose('Förvaltning eller bolag', 'Grundskoleförvaltningen');
    await pick.press('Fortsätt');
    const asked = await kim.answer('Har ni samarbetat med vänorterna?');
    await kim.shot('inquiry-asked', WHOLE_CARD);
    await asked.press('Inget mer att rapportera');
    await kim.answer('Tack! Svaret är sparat');
    await kim.shot('inquiry-answered', WHOLE_CARD);
    await robin.say('efterfråga');
    await (await robin.answer('Frågor till förvaltningar och bolag')).press('Visa');
    const status = await robin.answer('Vilka har svarat?');
    await status.waitForText('1 av 3 har svarat');
    await robin.shot('inquiry-status-later', WHOLE_FORM);
  });

  step('an old list is handed in on a page, looked at, and imported', async () => {
    const { robin } = cast();
    await robin.say('importera');
    const start = await robin.answer('Importera en lista');
    await robin.shot('import', WHOLE_CARD);
    await start.press('Lämna in på en webbsida');
    const link = await robin.answer('Lämna in en lista');
    const page = await opened(robin, link, 'Öppna sidan');
    await page.setViewportSize({ width: 420, height: 700 });
    await page.getByLabel('Fil med samarbeten').setInputFiles({
      name: 'gamla samarbeten.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(oldList, 'latin1'),
    });
    await page.screenshot({ path: (await robin.shot('import-link')).replace(/[^/]*$/, 'import-page.png') });
    await page.getByRole('button', { name: 'Lämna in' }).click();
    await page.getByText('Listan är inlämnad').waitFor();
    await page.close();
    const preview = await robin.answer('Listan är läst');
    await preview.waitForText('2 samarbeten kan föras in');
    await preview.waitForText('Skriv i stället: Göteborgs Hamn AB');
    await robin.shot('import-preview', WHOLE_FORM);
    await preview.press('Importera 2 samarbeten');
    await robin.answer('Importen är klar');
    await robin.shot('import-done', WHOLE_CARD);
  });

  step('the evaluation is sent out, and two people answer it', async () => {
    const { kim, robin, sam } = cast();
    await robin.say('utvärdering');
    const status = await robin.answer('Utvärdering av vänortsmötet');
    await robin.shot('evaluation', WHOLE_CARD);
    await status.press('Skicka ut utvärderingen');
    const form = await robin.answer('Sista dag att svara');
    await form.tick('Ja, med namn');
    await form.choose('Förvaltningar och bolag som deltog', 'Kulturförvaltningen');
    await robin.shot('evaluation-form', WHOLE_FORM);
    await form.press('Skicka ut');
    await robin.answer('Utvärderingen skickas ut nu');
    await robin.shot('evaluation-sent', WHOLE_FORM);
    for (const [person, worth, learned] of [
      [kim, '4', 'Att Aarhus mäter trygghet kvarter för kvarter.'],
      [sam, '5 – helt och hållet', 'Åbo har en plan för varje skyfall.'],
    ] as const) {
      await person.say('utvärdera');
      const questions = await person.answer('Vad tyckte du om vänortsmötet');
      if (person === kim) await person.shot('evaluation-questions', WHOLE_FORM);
      await questions.choose('Vilken förvaltning eller vilket bolag svarar du för?', 'Kulturförvaltningen');
      await questions.choose('Uppfylldes syftet med mötet?', worth);
      await questions.fill('Vad lärde vi oss?', learned);
      await questions.choose('Hur bör samarbetet gå vidare?', 'Fortsätta som nu');
      await questions.press('Skicka svaret');
      await person.answer('Tack för ditt svar');
    }
    await kim.shot('evaluation-answered', WHOLE_CARD);
    await robin.say('utvärdering');
    await (await robin.answer('Visa resultatet')).press('Visa resultatet');
    await robin.answer('2 svar har kommit in.');
    await robin.shot('evaluation-results', WHOLE_FORM);
  });

  step('the report is drafted', async () => {
    const { robin } = cast();
    await robin.say('rapport');
    const overview = await robin.answer('Samlad avrapportering');
    await robin.shot('reports', WHOLE_CARD);
    await overview.press('Ta fram ett utkast');
    const form = await robin.answer('Vilken period?');
    await form.fill('Handläggarens funktion (frivilligt)', 'internationell strateg');
    await robin.shot('report-form', WHOLE_CARD);
    await form.press('Ta fram utkastet');
    const draft = await robin.answer('Hämta Word-dokumentet');
    total = Number(/Samarbeten under perioden:\s*(\d+)/.exec(await draft.text())?.[1]);
    expect(total).toBeGreaterThan(10);
    await robin.shot('report-ready', WHOLE_CARD);
  });

  step('the document and the spreadsheet are fetched, and tell of the same', async () => {
    const { robin } = cast();
    const draft = await robin.cardWith('Hämta Word-dokumentet');
    const document = await fetched(robin, draft, 'Hämta Word-dokumentet');
    expect(document.name).toMatch(/^samlad-avrapportering-201\d-2026-utkast-1\.docx$/);
    const words = textOf(document.bytes, 'word/document.xml');
    expect(words).toContain(`${total} samarbeten`);
    expect(words).toContain('Tre skolor har fått nya bibliotek efter Bergens förebild.');
    expect(words).toContain('Två gästspel och ett nätverk');
    expect(words).toContain('Åbo har en plan för varje skyfall.');
    expect(words).toContain('internationell strateg');
    const spreadsheet = await fetched(robin, draft, 'Hämta kalkylbladet');
    expect(spreadsheet.name).toMatch(/\.xlsx$/);
    const references = new Set(allText(spreadsheet.bytes).match(/V-2026-\d{4}/g));
    expect(references.size).toBe(total);
  });

  step('it is registered, and the channel is reminded no more', async () => {
    const { robin } = cast();
    const draft = await robin.cardWith('Hämta Word-dokumentet');
    await draft.press('Ange ärendenummer');
    const form = await robin.answer('Ange rapportens ärendenummer');
    await form.fill('Ärendenummer', 'SLK 26');
    await form.press('Spara');
    const wrong = await robin.answer('skriv det som SLK-2026-00123');
    await robin.shot('report-register', WHOLE_CARD);
    await wrong.fill('⚠ Ärendenummer', 'SLK-2026-00123');
    await wrong.press('Spara');
    await robin.answer('Diarieförd rapport SLK-2026-00123');
    await robin.shot('report-registered', WHOLE_CARD);
    await robin.openChannel('Vänorter');
    const prompt = await robin.cardWith('Efter värdskapet 2025');
    await prompt.waitForText('Rapporten är diarieförd som SLK-2026-00123');
    await robin.shot('prompt-registered', WHOLE_CARD);
    const before = await prompts(robin);
    await robin.openPersonalChat();
    await nextDay(robin, 7, 'måndag den 30 november 2026');
    await robin.page.waitForTimeout(untilWellPastNine);
    await robin.openChannel('Vänorter');
    expect(await prompts(robin)).toBe(before);
  });

  step('and all of it in English', async () => {
    const { kim, robin } = cast();
    await robin.openPersonalChat();
    await robin.say('english');
    await robin.waitForText('English');
    for (const [words, text] of [
      ['comprehensive report', 'Comprehensive report'],
      ['evaluation', 'Evaluation of the'],
      ['ask units', 'Questions to administrations'],
      ['import', 'Import a list'],
    ] as const) {
      await robin.say(words);
      await robin.answer(text);
      await robin.shot(`english-${words.replaceAll(' ', '-')}`, WHOLE_FORM);
    }
    await kim.say('english');
    await kim.waitForText('English');
    await kim.say('evaluate');
    await kim.answer('What did you think');
    await kim.shot('english-evaluate', WHOLE_FORM);
  });
}

/** A minute to nine, and some. */
const untilWellPastNine = 80_000;

async function prompts(window: Playground): Promise<number> {
  return window.page.getByText('Efter värdskapet 2025').count();
}

/** The page that a card's link opens. */
async function opened({ page }: Playground, card: CardView, link: string) {
  const [popup] = await Promise.all([
    page.context().waitForEvent('page'),
    card.locator.getByRole('link', { name: link }).click(),
  ]);
  return popup;
}

async function fetched(window: Playground, card: CardView, button: string) {
  await card.press(button);
  const link = await window.answer('Din fil är klar');
  const page = await opened(window, link, 'Hämta filen');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Hämta filen' }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  await page.close();
  return { name: download.suggestedFilename(), bytes };
}

function textOf(zip: Uint8Array, part: string): string {
  return strFromU8(unzipSync(zip)[part]!)
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');
}

function allText(zip: Uint8Array): string {
  return Object.values(unzipSync(zip))
    .map(part => strFromU8(part))
    .join('\n');
}
