import type { CardView, Playground } from './playground';
import {
  dayFromToday,
  fillIn,
  referenceOn,
  sendAsNew,
  WHOLE_CARD,
  WHOLE_FORM,
  type Cast,
  type Step,
} from './story';

const NEW_UNIT = 'Nordiska samordningsförvaltningen';
const RENAMED = 'Förvaltningen för digitala tjänster';
const A_MINUTE = 60_000;

const SAVED = /Sparat\. Det gäller (nu|från och med)/;

/** Case officers keep the lists that everything rests on, and the forms follow at once. */
export function keepingLists(step: Step, cast: Cast): void {
  step('a new administration can be chosen within a minute', async () => {
    const { kim, robin } = cast();
    const began = performance.now();
    const list = await openList(robin, 'Förvaltningar och bolag', 'lists');
    await robin.shot('list-units', WHOLE_CARD);
    await list.press('Lägg till');
    const form = await robin.answer('Bara namnet behövs');
    await form.press('Spara');
    await form.waitForText('En uppgift behöver rättas');
    await robin.shot('unit-without-name', WHOLE_CARD);
    await form.fill('⚠ Namn', NEW_UNIT);
    await form.press('Spara');
    await robin.answer(SAVED);
    await robin.shot('unit-added', WHOLE_CARD);
    await kim.say('informera');
    const informing = await kim.answer('Fem uppgifter räcker');
    await fillIn(informing, {
      unit: NEW_UNIT,
      cities: ['Åbo'],
      title: 'Nordisk samordning i praktiken',
      category: 'Erfarenhetsutbyte',
      when: '3 april 2029',
    });
    await sendAsNew(kim, informing);
    expect(performance.now() - began).toBeLessThan(A_MINUTE);
    await kim.shot('told-for-new-unit', WHOLE_CARD);
  });

  step('a new name leaves the old one where it was used', async () => {
    const { kim, robin } = cast();
    await kim.say('sök Intraservice digitala tjänster');
    const found = await kim.answer('Sökresultat');
    const ref = await referenceOn(found);
    const entry = await openEntry(robin, 'Förvaltningar och bolag', 'Intraservice');
    await entry.press('Byt namn');
    const form = await robin.answer('Det som redan är lämnat behåller namnet');
    expect(await form.value('Namn')).toBe('Intraservice');
    await form.fill('Namn', RENAMED);
    await form.fill('Första dag med det nya namnet', dayFromToday(0));
    await robin.shot('unit-rename', WHOLE_CARD);
    await form.press('Spara');
    const saved = await robin.answer(SAVED);
    expect(await saved.text()).toContain('Tidigare namn: Intraservice');
    await saved.press('Historik');
    await saved.waitForText(/Robin Lindqvist/);
    await robin.shot('unit-renamed', WHOLE_CARD);
    await kim.say(`visa ${ref}`);
    const old = await kim.answer(ref);
    expect(await old.text()).toContain('Intraservice');
    expect(await old.text()).not.toContain(RENAMED);
    await kim.shot('old-name-kept', WHOLE_CARD);
  });

  step('a unit that ends while a form is open: a plain answer, and the form is kept', async () => {
    const { kim, robin } = cast();
    await kim.say('informera');
    const form = await kim.answer('Fem uppgifter räcker');
    expect(await form.value('Förvaltning eller bolag')).toContain(NEW_UNIT);
    await form.tick('Åbo');
    await form.fill('Vad handlar samarbetet om?', 'Slutseminarium om samordning');
    await form.choose('Typ av samarbete', 'Konferens eller seminarium');
    await form.fill('När', '5 maj 2029');
    const entry = await openEntry(robin, 'Förvaltningar och bolag', NEW_UNIT);
    await entry.press('Ange sista dag');
    const closing = await robin.answer('Efter den sista dagen');
    await closing.fill('Sista dag', dayFromToday(-1));
    await robin.shot('unit-close', WHOLE_CARD);
    await closing.press('Spara');
    await robin.answer(SAVED);
    await robin.shot('unit-closed', WHOLE_CARD);
    await form.press('Skicka');
    await form.waitForText(/fanns till och med/);
    expect(await form.value('Vad handlar samarbetet om?')).toBe('Slutseminarium om samordning');
    expect(await form.isTicked('Åbo')).toBe(true);
    await kim.shot('unit-ended-form', WHOLE_CARD);
    await form.choose('⚠ Förvaltning eller bolag', 'Stadsledningskontoret');
    await sendAsNew(kim, form);
  });

  step('a proposed city can be reported on from the day that the Council decided for', async () => {
    const { kim, robin } = cast();
    const list = await openList(robin, 'Vänorter', 'list');
    await robin.shot('list-cities', WHOLE_CARD);
    await list.press('Föreslå vänort');
    const proposal = await robin.answer('Staden finns i formuläret först');
    await proposal.fill('Namn', 'Tórshavn');
    await proposal.fill('Föreslagen av', 'Kommunstyrelsen');
    await proposal.press('Spara');
    const proposed = await robin.answer(SAVED);
    await robin.shot('city-proposed', WHOLE_CARD);
    await decide(robin, proposed, dayFromToday(30));
    await robin.shot('city-decided-ahead', WHOLE_CARD);
    expect(await citiesOffered(kim)).not.toContain('Tórshavn');
    await decide(robin, await robin.answer(SAVED), dayFromToday(0));
    expect(await citiesOffered(kim)).toContain('Tórshavn');
    await kim.shot('city-in-the-form', WHOLE_CARD);
    await kim.lastCard().press('Avbryt');
  });

  step('a pause is seen in the form', async () => {
    const { kim, robin } = cast();
    const entry = await openEntry(robin, 'Vänorter', 'Aarhus');
    await entry.press('Pausa');
    await (await robin.answer('Det som började före pausen')).press('Spara');
    const paused = await robin.answer(SAVED);
    await robin.shot('city-paused', WHOLE_CARD);
    expect(await citiesOffered(kim)).toContain('Aarhus (pausat)');
    const form = kim.lastCard();
    await form.choose('Förvaltning eller bolag', 'Kulturförvaltningen');
    await form.tick('Aarhus (pausat)');
    await form.fill('Vad handlar samarbetet om?', 'Nordisk kulturnatt');
    await form.choose('Typ av samarbete', 'Kulturutbyte');
    await form.fill('När', '9 maj 2029');
    await form.press('Skicka');
    await form.waitForText(/är pausat sedan/);
    await kim.shot('paused-city-form', WHOLE_CARD);
    await form.press('Avbryt');
    await paused.press('Återuppta');
    await (await robin.answer('Pausens sista dag')).press('Spara');
    await robin.answer(SAVED);
  });

  step('a new rule text is what the bot quotes', async () => {
    const { kim, robin } = cast();
    const entry = await openEntry(robin, 'Regler', 'Att informera');
    await entry.press('Ny eller rättad text');
    const form = await robin.answer('En ny text med en senare dag');
    await form.fill(
      'Regelns text på svenska',
      'Förvaltningar och bolag ska informera stadsledningskontoret i god tid.',
    );
    await form.fill('Beslutad av', 'Kommunstyrelsen 2026-10-21 § 611');
    await form.fill('Från och med', dayFromToday(0));
    await robin.shot('rule-form', WHOLE_FORM);
    await form.press('Spara');
    await robin.answer(SAVED);
    await robin.shot('rule-saved', WHOLE_CARD);
    await kim.say('regler');
    const rules = await kim.answer('Regler som gäller');
    expect(await rules.text()).toContain('i god tid');
    await kim.shot('rules', WHOLE_CARD);
  });

  step('an editor is picked from those whom the bot knows', async () => {
    const { robin } = cast();
    const entry = await openEntry(robin, 'Redaktörer', 'Utbildningsförvaltningen (UBF)', 'UBF');
    await robin.shot('editors-none', WHOLE_CARD);
    await entry.press('Utse redaktörer');
    const form = await robin.answer('Redaktörer kan rätta och komplettera');
    await form.press('Spara');
    await form.waitForText(/välj minst en person/);
    await form.choose('⚠ Personer', 'Sam Karlsson');
    await form.fill('Funktion', 'Internationell samordnare');
    await robin.shot('editor-form', WHOLE_CARD);
    await form.press('Spara');
    const saved = await robin.answer(SAVED);
    expect(await saved.text()).toContain('Sam Karlsson');
    await saved.press('Historik');
    await saved.waitForText(/Robin Lindqvist/);
    await robin.shot('editor-picked', WHOLE_CARD);
  });
}

/** Opens one of the lists in a case officer's own chat; `shot`: with a picture of the choice before it. */
async function openList(robin: Playground, list: string, shot?: string): Promise<CardView> {
  await robin.say('listor');
  const lists = await robin.answer('Det du ändrar gäller direkt');
  if (shot) await robin.shot(shot, WHOLE_CARD);
  await lists.pressAt(list, 'Öppna');
  return robin.answer(/Visar \d/);
}

/** Opens an entry of a list; long ones are searched first. */
async function openEntry(robin: Playground, list: string, name: string, search = name): Promise<CardView> {
  const card = await openList(robin, list);
  if ((await card.buttons()).includes('Sök')) {
    await card.fill('Sök namn', search);
    await card.press('Sök');
  }
  await card.pressAt(name, 'Öppna');
  return robin.answer('Till listan');
}

async function decide(robin: Playground, entry: CardView, day: string): Promise<void> {
  await entry.press('Ange fullmäktiges beslut');
  const form = await robin.answer('Från och med beslutsdagen');
  await form.fill('Dag för kommunfullmäktiges beslut', day);
  await form.fill('Paragraf', '12');
  await form.fill('Ärendenummer', 'slk-2026-00190');
  await form.press('Spara');
  await robin.answer(SAVED);
}

/** What a new form offers, in a person's own chat. */
async function citiesOffered(window: Playground): Promise<string> {
  await window.say('informera');
  return (await window.answer('Fem uppgifter räcker')).text();
}
