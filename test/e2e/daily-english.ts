import { WHOLE_CARD, WHOLE_FORM, type Cast, type Step } from './story';

/** The same in English, as those see it who have switched to it. */
export function dayInEnglish(step: Step, cast: Cast): void {
  step('a case officer sees what waits and keeps the lists', async () => {
    const { robin } = cast();
    await robin.say('english');
    await robin.waitForText('English from now on');
    await robin.say('to do');
    const list = await robin.answer('To do:');
    await robin.shot('english-worklist', WHOLE_CARD);
    await list.press('Start with the oldest');
    await robin.answer(/Left to do after this|This is the last one/);
    await robin.shot('english-worklist-opened', WHOLE_CARD);
    await robin.lastCard().press('Next');
    await robin.answer(/Left to do after this|This is the last one/);
    await robin.shot('english-worklist-next', WHOLE_CARD);
    await robin.say('lists');
    const lists = await robin.answer('What you change applies at once');
    await robin.shot('english-lists', WHOLE_CARD);
    await lists.pressAt('Sister cities', 'Open');
    await robin.answer('Showing 1');
    await robin.shot('english-cities', WHOLE_CARD);
    await robin.lastCard().pressAt('Tórshavn', 'Open');
    await (await robin.answer('To the list')).press('History');
    await robin.shot('english-city-entry', WHOLE_CARD);
    await robin.say('rules');
    await robin.answer('Rules that apply');
    await robin.shot('english-rules', WHOLE_CARD);
  });

  step('anyone looks something up', async () => {
    const { robin } = cast();
    await robin.say('search Turku school');
    await robin.answer('Search results');
    await robin.shot('english-search', WHOLE_CARD);
    await robin.say('search nuclear power');
    await robin.answer('Search results');
    await robin.shot('english-search-nothing', WHOLE_CARD);
    await robin.say('city Turku');
    await robin.answer('Sister city since');
    await robin.shot('english-city', WHOLE_FORM);
    await robin.say('statistics');
    await (await robin.answer('Statistics')).press('Show as table');
    await robin.shot('english-statistics', WHOLE_FORM);
    await robin.say('our collaborations');
    await robin.answer(/Which administration|Collaborations/);
    await robin.shot('english-unit', WHOLE_CARD);
    await robin.say('subscribe');
    await robin.answer('You do not subscribe');
    await robin.shot('english-subscription', WHOLE_CARD);
    await robin.say('help');
    await robin.answer('What you can type');
    await robin.shot('english-help', WHOLE_CARD);
  });

  step('whoever tells of the same is asked, and may tell for somebody else', async () => {
    const { robin } = cast();
    await robin.say('inform for somebody else');
    const form = await robin.answer('Are you informing for somebody else?');
    await robin.shot('english-on-behalf', WHOLE_FORM);
    await form.choose('Administration or company', 'Port of Gothenburg');
    await form.tick('Bergen');
    await form.fill('What is the collaboration about?', 'Camp school: sustainable seas');
    await form.choose('Type of collaboration', 'Conference or seminar');
    await form.fill('When', 'May 2028');
    await form.fill('Who gave the information?', 'Head of sustainability, by phone');
    await form.choose('That person', 'Port of Gothenburg');
    await form.press('Send');
    await form.waitForText('Is it the same?');
    await robin.shot('english-same', WHOLE_CARD);
    await form.press('No, send it as a new one');
    await robin.answer('Thank you!');
    await robin.shot('english-on-behalf-sent', WHOLE_CARD);
    await robin.lastCard().press('Hand over');
    await robin.answer('Colleague');
    await robin.shot('english-hand-over', WHOLE_CARD);
    await robin.say('svenska');
    await robin.waitForText('Nu skriver jag på svenska.');
  });
}
