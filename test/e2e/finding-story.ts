import { WHOLE_CARD, WHOLE_FORM, type Cast, type Step } from './story';

const ODD_SEARCHES = [
  ['nothing', 'sök kärnkraftverk'],
  ['injection', "sök ' or 1 eq 1"],
  ['percent', 'sök %'],
] as const;

/** Anyone finds what the City does, and gets the monthly letter of it. */
export function lookingUp(step: Step, cast: Cast): void {
  step('finds in one line what the City does with Åbo about schools', async () => {
    const { sam } = cast();
    await sam.say('sök skolor Åbo');
    const card = await sam.answer('Sökresultat');
    const lines = (await card.text()).split('\n').filter(line => /V-\d{4}-\d{4}/.test(line));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toContain('Åbo');
    await sam.shot('search-schools', WHOLE_CARD);
    await card.press('Visa');
    await sam.answer('Referens: ');
    await sam.shot('search-opened', WHOLE_CARD);
  });

  step('finds by city, word and year, page by page', async () => {
    const { kim } = cast();
    await kim.say('sök bergen skola 2024');
    await kim.answer('Sökresultat');
    await kim.shot('search-year', WHOLE_CARD);
    await kim.say('sök skola');
    await (await kim.answer('Visa fler')).press('Visa fler');
    await kim.answer(/Här är \d till|Här är ett till/);
    await kim.shot('search-next-page', WHOLE_CARD);
  });

  for (const [what, said] of ODD_SEARCHES) {
    step(`is answered plainly: ${said}`, async () => {
      const { kim } = cast();
      await kim.say(said);
      await kim.answer('Sökresultat');
      await kim.shot(`search-${what}`, WHOLE_CARD);
      await kim.waitForNoText(/felkod/i);
    });
  }

  step('looks for something else from where nothing was found', async () => {
    const { kim } = cast();
    await kim.say('sök');
    const card = await kim.answer('Sök samarbete');
    await kim.shot('search-form', WHOLE_CARD);
    await card.fill('Vad söker du?', 'spårvagn');
    await card.press('Sök');
    await kim.answer('Sökresultat');
    await kim.shot('search-tram', WHOLE_CARD);
  });

  step('sees what the own administration does, year by year', async () => {
    const { sam } = cast();
    await sam.say('förvaltningens');
    const card = await sam.answer('Samarbeten');
    await sam.shot('unit', WHOLE_FORM);
    expect(await card.text()).toContain('Utbildningsförvaltningen');
    await sam.say('förvaltningens kultur');
    await sam.answer('Kulturförvaltningen');
    await sam.shot('unit-other', WHOLE_FORM);
  });

  step('sees a city', async () => {
    const { sam } = cast();
    await sam.say('stad Bergen');
    const card = await sam.answer('Vänort sedan: 1946');
    await sam.shot('city', WHOLE_FORM);
    await card.press('Visa vad andra gör');
    await card.waitForText('Vad andra gör just nu');
    await sam.shot('city-others', WHOLE_FORM);
    await sam.say('stad Tórshavn');
    await sam.answer('Inga samarbeten med Tórshavn har kommit in än.');
    await sam.shot('city-new', WHOLE_CARD);
    await sam.say('stad Oslo');
    await sam.answer('Jag hittar ingen vänort som heter så.');
    await sam.shot('city-unknown', WHOLE_CARD);
  });

  step('sees the figures, as charts and as a table', async () => {
    const { sam } = cast();
    await sam.say('statistik');
    const card = await sam.answer('Börjar, per år');
    await sam.shot('statistics', WHOLE_FORM);
    await card.press('Visa som tabell');
    await card.waitForText('Visa som diagram');
    await sam.shot('statistics-table', WHOLE_FORM);
    await card.press('Per förvaltning');
    await card.waitForText('Pågår, per förvaltning eller bolag');
    await sam.shot('statistics-units', WHOLE_FORM);
    await card.press('Visa som tabell');
    await sam.shot('statistics-units-table', WHOLE_FORM);
  });

  step('subscribes to the monthly letter, changes that, and ends it', async () => {
    const { sam } = cast();
    await sam.say('prenumerera');
    const card = await sam.answer('Du prenumererar inte.');
    await sam.shot('subscription', WHOLE_CARD);
    await card.tick('Bergen');
    await card.choose('Områden', 'Skola');
    await card.press('Prenumerera');
    await card.waitForText('Sparat.');
    expect(await card.text()).toContain('Du prenumererar på: Bergen, skola.');
    await sam.shot('subscribed', WHOLE_CARD);
    await card.tick('Åbo');
    await card.press('Spara ändringen');
    await card.waitForText(/Bergen, Åbo, skola|Åbo, Bergen, skola/);
    await sam.shot('subscription-changed', WHOLE_CARD);
    await sam.say('avsluta prenumeration');
    await sam.answer('Prenumerationen är avslutad.');
    await sam.shot('subscription-ended', WHOLE_CARD);
  });
}
