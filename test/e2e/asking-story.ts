import { readFileSync } from 'node:fs';
import { WHOLE_CARD, type Cast, type Step } from './story';

/** The presidium asks in its own words, in either language, and each first line answers by itself. */
export function asking(step: Step, cast: Cast): void {
  const bySwedish = [
    ['När är nästa vänortsmöte?', /Nästa vänortsmöte: Göteborg 11–12 maj 2027, bekräftat av Göteborg/],
    ['vilken stad är värd 2031', /Bergen är värd 2031, enligt turordningen, inte bekräftat\./],
    ['när är vi värdar', /Göteborg är värd nästa gång 11–12 maj 2027, bekräftat av Göteborg/],
    ['var står planeringen', /Göteborg 2027: 4 av 5 delar klara, bekräftat av Göteborg/],
    ['vad är temat', /Tema Göteborg 2027: Den levande hamnen/],
    ['vilka åker', /Presidiet skickar 2 personer till Göteborg 2027/],
    ['vad står på programmet i Bergen', /Programmet för Bergen 2031 är inte klart/],
    ['hur många dagar är det kvar', /\d+ dagar kvar till Göteborg 11–12 maj 2027/],
  ] as const;
  const byEnglish = [
    ['when do we host next', /Gothenburg hosts next: 11–12 May 2027, confirmed by Gothenburg/],
    ['has Åbo confirmed', /Turku has not confirmed that it takes part in Gothenburg 2027/],
    ['what is on the programme', /The programme of Gothenburg 2027 has 3 items/],
  ] as const;

  step('in Swedish', async () => {
    const { sam } = cast();
    for (const [question, line] of bySwedish) {
      await sam.say(question);
      await sam.waitForText(line);
    }
    await sam.shot('answers-in-swedish', 2000);
  });

  step('in English', async () => {
    const { sam } = cast();
    for (const [question, line] of byEnglish) {
      await sam.say(question);
      await sam.waitForText(line);
    }
    await sam.shot('answers-in-english', WHOLE_CARD);
  });

  step('with a button instead of words', async () => {
    const { sam } = cast();
    await sam.say('hur långt har planeringen kommit');
    const card = await sam.answer('Återstår');
    const [next] = await card.buttons();
    await card.press(next!);
    await sam.waitForText('Karin Ek, stadsarkitekt');
    await sam.shot('asked-with-a-button', WHOLE_CARD);
  });

  step('lunch, and nonsense, get a kind answer', async () => {
    const { sam, kim } = cast();
    await sam.say('vad blir det till lunch?');
    await sam.answer('Det förstod jag inte. Menar du något av det här?');
    await sam.shot('lunch');
    await kim.say('asdf qwer');
    await kim.answer('Det förstod jag inte');
    await kim.shot('nonsense');
  });

  step('an employee is told city, year and theme', async () => {
    const { kim } = cast();
    await kim.say('vilka åker till nästa vänortsmöte');
    await kim.waitForText('Delegationen visas bara för presidiet och stadsledningskontorets handläggare.');
    await kim.say('vad är temat för mötet');
    await kim.waitForText('Tema Göteborg 2027: Den levande hamnen');
    await kim.shot('an-employee-asks', WHOLE_CARD);
  });

  step('by mention in a group chat', async () => {
    const { sam } = cast();
    await sam.openGroupChat();
    await sam.mention('vilken stad är värd 2029?');
    await sam.waitForText('Åbo är värd 2029, enligt turordningen, inte bekräftat.');
    await sam.shot('asked-in-a-group-chat');
    await sam.openPersonalChat();
  });

  step('the calendar file is one button away', async () => {
    const { sam } = cast();
    await sam.say('kalender');
    const card = await sam.answer('Din fil är klar');
    await sam.shot('calendar-link');
    const [page] = await Promise.all([
      sam.page.context().waitForEvent('page'),
      card.locator.getByRole('link', { name: 'Hämta filen' }).click(),
    ]);
    await page.getByRole('button', { name: 'Hämta filen' }).waitFor();
    await page.setViewportSize({ width: 420, height: 700 });
    await page.screenshot({
      path: (await sam.shot('calendar-page')).replace(/[^/]*$/, 'calendar-page-in-the-browser.png'),
    });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Hämta filen' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Vänortsmöte Göteborg 2027.ics');
    expect(readFileSync(await download.path(), 'utf8')).toContain('SUMMARY:Stadsutveckling i hamnen');
    await page.close();
  });
}
