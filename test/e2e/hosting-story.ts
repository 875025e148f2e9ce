import {
  answerFirst,
  cardAtNine,
  nextDay,
  takePicture,
  WHOLE_CARD,
  WHOLE_FORM,
  type Cast,
  type Step,
} from './story';

/** The hosting of 2027 from its proposal to its reminders, as the officers at the City Executive Office meet it. */
export function hosting(step: Step, cast: Cast): void {
  step('it is told that Göteborg hosts in 2027, and "planen" proposes a plan', async () => {
    const { robin } = cast();
    await robin.say('planen');
    const unanswered = await robin.answer('Var Göteborg värd 2025, eller blir det 2027?');
    await robin.shot('no-hosting', WHOLE_CARD);
    await unanswered.press('Svara på frågan');
    await answerFirst(robin, '2027: Göteborg är värd', 'history-b');
    await robin.say('planen');
    await robin.answer('Förslag till plan för värdskapet 2027');
    await robin.shot('proposal', WHOLE_CARD);
  });

  step('on Monday at nine the proposal stands in the channel, and is adopted there', async () => {
    const { robin } = cast();
    await nextDay(robin, 1, 'måndag den 23 november 2026');
    await robin.openChannel('Vänorter');
    const proposal = await cardAtNine(robin, 'Förslag till plan för värdskapet 2027');
    await robin.shot('proposal-in-channel', WHOLE_CARD);
    await proposal.press('Anta planen');
    await robin.cardWith('Planen för värdskapet 2027 är antagen');
    await robin.shot('adopted', WHOLE_CARD);
  });

  step('the plan shows what is overdue first, and an activity gets somebody responsible', async () => {
    const { robin } = cast();
    await robin.openPersonalChat();
    await robin.say('planen');
    const plan = await robin.answer('Planen för värdskapet 2027');
    await robin.shot('plan', WHOLE_FORM);
    await plan.pressAt('Boka lokaler', 'Öppna');
    const activity = await robin.answer('Tänk på tillgänglighet');
    await robin.shot('activity', WHOLE_CARD);
    await activity.press('Ändra');
    const form = await robin.answer('Vad ska göras?');
    await form.choose('Ansvarig', 'Robin Lindqvist');
    await robin.shot('activity-form', WHOLE_CARD);
    await form.press('Spara');
    const saved = await robin.answer('Sparat.');
    await saved.press('Till planen');
    const again = await robin.answer('Planen för värdskapet 2027');
    await again.press('Lägg till aktivitet');
    const own = await robin.answer('Vad ska göras?');
    await own.press('Spara');
    await (await robin.answer('skriv vad som ska göras')).press('Avbryt');
    await (await robin.answer('Planen för värdskapet 2027')).press('Lägg till aktivitet');
    const added = await robin.answer('Vad ska göras?');
    await added.fill('Vad ska göras?', 'Boka Börsen till middagen');
    await added.fill('Datum då det ska vara klart', '2026-12-01');
    await robin.shot('own-activity', WHOLE_CARD);
    await added.press('Spara');
    await robin.answer('Aktiviteten är tillagd.');
    await robin.shot('plan-with-own', WHOLE_FORM);
  });

  step('all that is coming stands in the preview', async () => {
    const { robin } = cast();
    await robin.say('förhandsvisa');
    await robin.answer('Kommande påminnelser');
    await robin.shot('preview', WHOLE_FORM);
  });

  step('the next morning at nine one card gathers all of it, half of it overdue', async () => {
    const { robin } = cast();
    await nextDay(robin, 1, 'tisdag den 24 november 2026');
    await robin.openChannel('Vänorter');
    const day = await cardAtNine(robin, 'Att göra för värdskapet, 24 november 2026');
    await robin.shot('reminders', WHOLE_FORM);
    await takePicture(robin, day.locator, 'reminders');
  });

  step('what is done is said so on the card, and a new date is chosen there', async () => {
    const { robin } = cast();
    const day = await robin.cardWith('Att göra för värdskapet, 24 november 2026');
    await day.pressAt('Klart: Utse projektledare', 'Klart');
    await day.waitForText('Klart 24 november 2026, enligt Robin Lindqvist.');
    // The card is brought up to date a moment after the answer, which would close the field again.
    await robin.page.waitForTimeout(1_500);
    await day.pressAt('Nytt datum för Boka lokaler', 'Nytt datum');
    await day.fill('Nytt datum för Boka lokaler', '2026-11-01');
    await day.pressAt('Nytt datum för Boka lokaler', 'Spara datum');
    await day.waitForText('välj ett datum från i dag och framåt');
    await robin.shot('new-date-wrong', WHOLE_FORM);
    await day.fill('⚠ Nytt datum för Boka lokaler', '2026-12-15');
    await day.pressAt('Nytt datum för Boka lokaler', 'Spara datum');
    await day.waitForText('Nytt datum: 15 december 2026, satt av Robin Lindqvist.');
    await robin.shot('reminders-seen-to', WHOLE_FORM);
  });

  step('a week later they come back, without what is done', async () => {
    const { robin } = cast();
    await robin.openPersonalChat();
    await nextDay(robin, 7, 'tisdag den 1 december 2026');
    await robin.openChannel('Vänorter');
    const day = await cardAtNine(robin, 'Att göra för värdskapet, 1 december 2026');
    await day.waitForText('Boka Börsen till middagen');
    const text = await day.text();
    expect(text).not.toContain('Utse projektledare');
    expect(text).not.toContain('Boka lokaler');
    await robin.shot('a-week-later', WHOLE_FORM);
  });

  step('a coordinator sees that all of it runs', async () => {
    const { robin } = cast();
    await robin.openPersonalChat();
    await robin.say('utskick');
    const deliveries = await robin.answer('Inget att åtgärda. Allt har kommit fram.');
    await robin.shot('deliveries', WHOLE_FORM);
    await deliveries.press('Påminnelser kommande 12 månader');
    await robin.answer('Det här skickar jag till kanalen');
  });

  step('and all of it in English', async () => {
    const { robin } = cast();
    await robin.say('english');
    await robin.waitForText('English');
    for (const [words, text] of [
      ['the plan', 'The plan for the 2027 hosting'],
      ['preview', 'Coming reminders'],
      ['deliveries', 'Deliveries'],
    ] as const) {
      await robin.say(words);
      await robin.answer(text);
      await robin.shot(`english-${words.replace(' ', '-')}`, WHOLE_FORM);
    }
  });
}
