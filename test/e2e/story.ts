import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Exchange } from './exchanges';
import type { CardView, Playground } from './playground';

const pictures = path.resolve('docs', 'pictures');

/** Pixels: screens that hold the form with everything open, and a long card. */
export const WHOLE_FORM = 2100;
export const WHOLE_CARD = 1300;
const WIDEST_PICTURE = 520;

/** One step of the story, named as a sentence. */
export type Step = (name: string, run: () => Promise<void>) => void;

/** Who plays in the story of daily work: staff, a case officer, and somebody who becomes an editor. */
export type Cast = () => { readonly kim: Playground; readonly robin: Playground; readonly sam: Playground };

/**
 * Steps of one story: once one has failed, those after it only say so. Of a failed step there is a picture of each
 * window that `windows` names.
 */
export function makeSteps(windows: () => readonly (Playground | undefined)[]): Step {
  let broken: string | undefined;
  return (name, run) =>
    it(name, async () => {
      if (broken && !process.env.GO_ON) throw new Error(`not tried, since this failed: ${broken}`);
      broken = name;
      try {
        await run();
      } catch (error) {
        for (const window of windows()) await window?.shot('failed').catch(() => undefined);
        throw error;
      }
      broken = undefined;
    });
}

/** Fills in the five fields of the Swedish form, whatever stands in them before. */
export async function fillIn(form: CardView, exchange: Exchange): Promise<void> {
  await form.choose('Förvaltning eller bolag', exchange.unit);
  for (const city of ['Aarhus', 'Bergen', 'Åbo']) {
    if ((await form.isTicked(city)) !== exchange.cities.includes(city)) await form.tick(city);
  }
  await form.fill('Vad handlar samarbetet om?', exchange.title);
  await form.choose('Typ av samarbete', exchange.category);
  await form.fill('När', exchange.when);
}

/**
 * Informs in Swedish, in the personal chat of `window`, of something new, and returns the confirmation. `look`: at the form
 * before it is sent.
 */
export async function inform(
  window: Playground,
  exchange: Exchange,
  look: (form: CardView) => Promise<void> = async () => undefined,
): Promise<CardView> {
  await window.say('informera');
  const form = await window.answer('Fem uppgifter räcker');
  await fillIn(form, exchange);
  await look(form);
  return sendAsNew(window, form);
}

/** Sends a form in the personal chat of `window`; where it is asked whether it is something known, it is not. */
export async function sendAsNew(window: Playground, form: CardView): Promise<CardView> {
  await form.press('Skicka');
  await window.answer(/Är det samma samarbete|Stadsledningskontoret har fått/);
  if (/Är det samma samarbete/.test(await form.text())) await form.press('Nej, skicka som ett nytt');
  return window.answer('Stadsledningskontoret har fått');
}

/** The README's pictures are taken anew from the journey with UPDATE_PICTURES=1, else left alone. */
export async function takePicture(window: Playground, part: Locator, name: string): Promise<void> {
  if (process.env.UPDATE_PICTURES !== '1') return;
  mkdirSync(pictures, { recursive: true });
  const usual = window.page.viewportSize()!;
  await window.page.setViewportSize({ ...usual, height: WHOLE_FORM });
  await part.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await part.boundingBox())!;
  const clip = { x, y, height, width: Math.min(width, WIDEST_PICTURE) };
  await window.page.screenshot({ path: path.join(pictures, `${name}.png`), clip });
  await window.page.setViewportSize(usual);
}

/** Answers, in the form that the officer has open, when Göteborg hosts; `picture` names what is kept of it. */
export async function answerFirst(officer: Playground, answer: string, picture: string): Promise<void> {
  const form = await officer.answer('Spara');
  await form.tick(answer);
  await officer.shot(`${picture}-form`, WHOLE_CARD);
  await form.press('Spara');
  const preview = await officer.answer('Det här händer');
  await officer.shot(`${picture}-preview`, WHOLE_CARD);
  await preview.press('Bekräfta');
  await officer.answer('Sparat. Det gäller nu.');
}

/** The clock of the trial runs from 08:59 on, so that what comes at nine is a minute away; and some for a busy machine. */
export const untilNine = 100_000;

/** Steps the trial's clock; `name` is the day that is reached. */
export async function nextDay(window: Playground, days: number, name: string): Promise<void> {
  await window.say(days === 1 ? 'nästa dag' : `nästa dag ${days}`);
  await window.waitForText(name);
}

/** What comes at nine, a minute after the clock was moved. */
export async function cardAtNine(window: Playground, text: string): Promise<CardView> {
  await window.page.getByText(text).first().waitFor({ timeout: untilNine });
  return window.cardWith(text);
}

/** The reference on a card. */
export async function referenceOn(card: CardView): Promise<string> {
  const ref = /V-\d{4}-\d{4,}/.exec(await card.text())?.[0];
  if (!ref) throw new Error('no reference on the card');
  return ref;
}

/** The day so many days from today, as yyyy-mm-dd, for a date field. */
export function dayFromToday(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return day.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}
