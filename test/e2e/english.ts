import type { Playground } from './playground';
import { WHOLE_CARD, WHOLE_FORM, type Step } from './story';

/** The shorter pass in English, for people who have met the bot before. */
export function inEnglish(
  step: Step,
  windows: () => { readonly staff: Playground; readonly officer: Playground },
): void {
  step('a person informs, and the confirmation and the list are in English', async () => {
    const { staff } = windows();
    await staff.say('english');
    await staff.waitForText('English from now on');
    await staff.say('hello');
    await staff.say('inform');
    await staff.waitForText('Five details are enough.');
    await staff.shot('english-form', WHOLE_CARD);
    await staff.lastCard().fill('When', 'sometime');
    await staff.lastCard().press('Send');
    await staff.waitForText('details need to be corrected');
    const form = staff.lastCard();
    await staff.shot('english-errors', WHOLE_CARD);
    await form.press('More details');
    await staff.shot('english-more', WHOLE_FORM);
    await form.choose('Administration or company', 'Intraservice');
    await form.tick('Aarhus', 'Bergen');
    await form.fill('⚠ What is the collaboration about?', 'SCORE: open data for traffic, waste and water');
    await form.choose('⚠ Type of collaboration', 'Project with external funding');
    await form.fill('⚠ When', '2017–2021');
    await form.press('Send');
    // The known exchanges have one like it.
    await form.waitForText('Is it the same?');
    await staff.shot('english-same', WHOLE_CARD);
    await form.press('No, send it as a new one');
    await staff.waitForText('Thank you!');
    await staff.shot('english-confirmation', WHOLE_CARD);
    await staff.say('mine');
    await staff.cardWith('My collaborations');
    await staff.shot('english-mine', WHOLE_CARD);
    await staff.say('help');
    await staff.waitForText('What you can type');
    await staff.shot('english-help');
  });

  step('the case officer asks, and the question comes in the language of the sender', async () => {
    const { staff, officer } = windows();
    await officer.say('english');
    await officer.say('deliveries');
    await officer.waitForText('Nothing needs attention.');
    await officer.shot('english-deliveries', WHOLE_CARD);
    await officer.say('show V-2026-0010');
    const card = await officer.cardWith('SCORE');
    await card.press('Ask for more details');
    await card.fill('What should the sender answer?', 'Which partners take part?');
    await officer.shot('english-officer', WHOLE_CARD);
    await card.press('Send the question');
    const question = await staff.cardWith('We need one more detail');
    await staff.shot('english-question', WHOLE_CARD);
    await question.fill('Your answer', 'Nine cities around the North Sea.');
    await question.press('Send the answer');
    await staff.waitForText('Thank you for your answer');
    await officer.say('show V-2026-0010');
    await officer.cardWith('Nine cities around the North Sea.');
    await officer.shot('english-answered', WHOLE_CARD);
    await staff.say('svenska');
    await officer.say('svenska');
    await staff.waitForText('Nu skriver jag på svenska.');
    await officer.waitForText('Nu skriver jag på svenska.');
  });
}
