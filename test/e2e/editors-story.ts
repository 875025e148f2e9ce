import { lagerskola } from './exchanges';
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

/** An administration's editor and its senders keep what it told of in order, and tell of things together. */
export function editorsAtWork(step: Step, cast: Cast): void {
  let ref: string;

  step('corrects what a colleague wrote, who is told', async () => {
    const { kim, sam } = cast();
    ref = await referenceOn(await kim.cardWith(lagerskola.title));
    await sam.say(`visa ${ref}`);
    const card = await sam.answer('Samarbete i din förvaltning');
    expect(await card.text()).toContain('Kim Andersson');
    expect(await card.text()).toContain('SLK-2026-00109');
    await sam.shot('editor-card', WHOLE_CARD);
    await card.press('Ändra');
    const form = await sam.answer(`Ändra ${ref}`);
    await form.fill('Vad handlar samarbetet om?', 'Lägerskola om hållbara hav, årskurs 9');
    await form.press('Spara ändringen');
    await sam.answer('Samarbete i din förvaltning');
    await sam.shot('editor-changed', WHOLE_CARD);
    const told = await kim.answer('Nytt om ett samarbete');
    expect(await told.text()).toContain(`Sam Karlsson har ändrat ${ref}`);
    await kim.shot('sender-told', WHOLE_CARD);
    await told.press('Visa');
    await kim.answer('Referens');
  });

  step('changes it at the same time as the sender, and nothing is lost', async () => {
    const { kim, sam } = cast();
    await kim.say(`ändra ${ref}`);
    const slow = await kim.answer(`Ändra ${ref}`);
    await sam.say(`ändra ${ref}`);
    const quick = await sam.answer(`Ändra ${ref}`);
    await quick.fill('När', 'vecka 21 2028');
    await quick.press('Spara ändringen');
    await sam.answer('Samarbete i din förvaltning');
    await slow.fill('Vad handlar samarbetet om?', 'Lägerskola om hållbara hav, klass 9B');
    await slow.press('Spara ändringen');
    await slow.waitForText(/Sam Karlsson ändrade den/);
    expect(await slow.value('När')).toContain('vecka 21 2028');
    expect(await slow.value('Vad handlar samarbetet om?')).toBe('Lägerskola om hållbara hav, klass 9B');
    await slow.show();
    await kim.shot('changed-meanwhile', WHOLE_FORM);
    await slow.press('Spara ändringen');
    await slow.waitForText('Ändringen är sparad');
    expect(await slow.text()).toContain('vecka 21 2028');
  });

  step('takes it over, and hands it over again', async () => {
    const { kim, robin, sam } = cast();
    await sam.say(`visa ${ref}`);
    await (await sam.answer('Samarbete i din förvaltning')).press('Ta över');
    await sam.answer(`Du har tagit över ${ref}`);
    await sam.shot('taken-over', WHOLE_CARD);
    await kim.answer('har tagit över');
    await kim.shot('sender-told-taken-over', WHOLE_CARD);
    await sam.say(`lämna över ${ref}`);
    const form = await sam.answer(`Lämna över ${ref}`);
    await form.press('Lämna över');
    await form.waitForText(/välj en person i listan/);
    await form.choose('⚠ Kollega', 'Kim Andersson');
    await sam.shot('hand-over', WHOLE_CARD);
    await form.press('Lämna över');
    await sam.waitForText(`${ref} är överlämnat till Kim Andersson.`);
    await sam.shot('handed-over', WHOLE_CARD);
    await kim.answer('Det är du som håller uppgifterna aktuella nu.');
    await kim.shot('got-it-back', WHOLE_CARD);
    await robin.say(`visa ${ref}`);
    const card = await robin.answer(`Referens: ${ref}`);
    await card.press('Historik');
    await card.waitForText(/Sam Karlsson tog över från Kim Andersson/);
    await card.waitForText(/Sam Karlsson lämnade över till Kim Andersson/);
    await robin.shot('history-of-keepers', WHOLE_CARD);
  });

  step('is asked whether it is the same, and joins it', async () => {
    const { kim, sam } = cast();
    await sam.say('informera');
    const form = await sam.answer('Fem uppgifter räcker');
    await fillIn(form, {
      ...lagerskola,
      unit: 'Kulturförvaltningen',
      title: 'Hållbara hav: lägerskola',
      when: 'maj 2028',
    });
    await form.press('Skicka');
    const question = await sam.answer('Är det samma samarbete?');
    expect(await question.text()).toContain(ref);
    await sam.shot('same', WHOLE_CARD);
    await question.pressAt(`Kulturförvaltningen läggs till som deltagande i ${ref}`, 'Ja, vi är med i det');
    await question.waitForText(/Kulturförvaltningen står nu som deltagande/);
    await sam.shot('joined', WHOLE_CARD);
    await kim.answer(`Sam Karlsson har lagt till Kulturförvaltningen som deltagande i ${ref}`);
    await kim.shot('sender-told-joined', WHOLE_CARD);
  });

  step('goes back to the form, and sends it as a new one', async () => {
    const { sam } = cast();
    const title = 'Havens dag på stadsbiblioteket';
    await sam.say('informera');
    const form = await sam.answer('Fem uppgifter räcker');
    await fillIn(form, {
      ...lagerskola,
      unit: 'Kulturförvaltningen',
      title,
      category: 'Kulturutbyte',
      when: 'maj 2028',
    });
    await form.press('Skicka');
    await form.waitForText('Är det samma samarbete?');
    await form.press('Tillbaka till formuläret');
    await form.waitForText('Fem uppgifter räcker');
    expect(await form.value('Vad handlar samarbetet om?')).toBe(title);
    expect(await form.isTicked('Bergen')).toBe(true);
    await sam.shot('same-back', WHOLE_CARD);
    await form.press('Skicka');
    await form.waitForText('Är det samma samarbete?');
    await form.press('Nej, skicka som ett nytt');
    await form.waitForText(/Stadsledningskontoret har fått/);
    await sam.shot('same-another', WHOLE_CARD);
  });

  step('tells of what somebody else said on the phone', async () => {
    const { kim } = cast();
    await kim.say('informera för någon annan');
    const form = await kim.answer('Informerar du för någon annan?');
    await kim.shot('on-behalf', WHOLE_FORM);
    await fillIn(form, {
      unit: 'Idrotts- och föreningsförvaltningen',
      cities: ['Åbo'],
      title: 'Simtränare från Åbo besöker Valhallabadet',
      category: 'Idrottsutbyte',
      when: '12 mars 2030',
    });
    await form.choose('Den personens förvaltning', 'Grundskoleförvaltningen');
    await form.press('Skicka');
    await form.waitForText(/skriv personens funktion, inte namn/);
    await kim.shot('on-behalf-error', WHOLE_FORM);
    await form.fill('⚠ Vem lämnade uppgifterna?', 'Rektor, i telefon');
    await form.fill('Dagen då det kom in', dayFromToday(-3));
    const card = await sendAsNew(kim, form);
    expect(await card.text()).toContain('Rektor, i telefon, Grundskoleförvaltningen, kom in');
    await kim.shot('on-behalf-sent', WHOLE_CARD);
  });
}
