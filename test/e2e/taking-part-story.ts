import { dayFromToday, WHOLE_CARD, type Cast, type Step } from './story';

/** The delegation is kept, and each in it is asked; whoever cannot be reached is answered for. */
export function takingPart(step: Step, cast: Cast): void {
  step('the delegation is told: somebody in Teams, and somebody who has no account', async () => {
    const { robin } = cast();
    await robin.say('delegationen');
    await (await robin.answer('Delegationen till vänortsmötet')).press('Lägg till');
    const form = await robin.answer('Lägg till i delegationen');
    await form.choose('Person', 'Sam Karlsson');
    await form.fill('Funktion', 'andre vice ordförande i kommunfullmäktige');
    await form.fill('Dag för presidiets beslut', dayFromToday(-1));
    await robin.shot('delegate-form', WHOLE_CARD);
    await form.press('Spara');
    await (await robin.answer('En person är utsedd.')).press('Lägg till');
    const other = await robin.answer('Lägg till i delegationen');
    await other.fill('Namn, om personen', 'Karin Ek');
    await other.fill('Funktion', 'stadsarkitekt');
    await other.press('Spara');
    await robin.answer('2 personer är utsedda.');
    await robin.shot('delegation', WHOLE_CARD);
  });

  step('each is asked, and answers with a press', async () => {
    const { robin, sam } = cast();
    await robin.lastCard().press('Skicka frågan');
    const form = await robin.answer('Skicka frågan Deltar du?');
    await form.fill('Sista dag att svara', dayFromToday(30));
    await robin.shot('ask-form', WHOLE_CARD);
    await form.press('Skicka frågan');
    await robin.answer('Frågan skickas till');
    const card = await sam.cardWith('Du är med i delegationen som');
    await sam.shot('take-part', WHOLE_CARD);
    await card.press('Ja');
    await card.waitForText('Tack! Ditt svar är sparat.');
    await sam.shot('taken-part', WHOLE_CARD);
  });

  step('whoever cannot be reached stands on utskick with what to do, and is answered for', async () => {
    const { robin } = cast();
    await robin.say('utskick');
    await robin.answer('Har inget Teams-konto');
    await robin.shot('deliveries', WHOLE_CARD);
    await robin.say('delegationen');
    const delegation = await robin.answer('Har inget Teams-konto');
    await delegation.pressAt('Svara för: Karin Ek', 'Svara för');
    const form = await robin.answer('Svara för Karin Ek');
    await form.tick('Nej');
    await form.press('Spara');
    await robin.answer('svarar för Karin Ek');
    await robin.shot('answered-for', WHOLE_CARD);
  });
}
