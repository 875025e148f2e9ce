import { editorsAtWork } from './editors-story';
import { lookingUp } from './finding-story';
import { keepingLists } from './lists-story';
import { dayInEnglish } from './daily-english';
import { makeStage } from './stage';
import { WHOLE_CARD, WHOLE_FORM } from './story';
import { emptyingTheWorklist } from './worklist-story';

/**
 * The register in daily work, on the 21 known exchanges and 500 made-up ones: Kim informs, Robin is a case officer at
 * the City Executive Office, Sam becomes editor of an administration.
 */
const { step, cast, reopen } = makeStage('daily-work', ['--examples', '500']);

describe('the case officer', () => {
  step('is greeted with what waits', async () => {
    const { robin } = cast();
    await robin.say('hej');
    await robin.answer('Här informerar du om samarbete');
    await robin.shot('officer-first-card');
  });
});

describe('the worklist', () => emptyingTheWorklist(step, cast));
describe('the lists', () => keepingLists(step, cast));
describe('an editor of an administration', () => editorsAtWork(step, cast));
describe('anyone who looks something up', () => lookingUp(step, cast));
describe('in English', () => dayInEnglish(step, cast));

describe('on a phone', () => {
  step('the cards of daily work fit', async () => {
    const kim = await reopen('kim', 'phone');
    await reopen('robin', 'phone');
    await kim.say('sök skolor Åbo');
    await kim.answer('Sökresultat');
    await kim.shot('phone-search', WHOLE_CARD);
    await kim.say('stad Åbo');
    await kim.answer('Vänort sedan');
    await kim.shot('phone-city', WHOLE_FORM);
    await kim.say('statistik');
    await (await kim.answer('Börjar, per år')).press('Visa som tabell');
    await kim.shot('phone-statistics', WHOLE_FORM);
    await kim.say('förvaltningens');
    await kim.answer('Samarbeten');
    await kim.shot('phone-unit', WHOLE_CARD);
  });

  step('the worklist and the lists fit, with what came in meanwhile', async () => {
    const { robin } = cast();
    await robin.say('att göra');
    const list = await robin.answer('Att göra');
    await robin.shot('phone-worklist', WHOLE_CARD);
    await list.press('Börja med den äldsta');
    await robin.answer(/Kvar att göra|Det här är det sista/);
    await robin.shot('phone-worklist-opened', WHOLE_CARD);
    await robin.say('listor');
    await (await robin.answer('Listor')).pressAt('Förvaltningar och bolag', 'Öppna');
    await robin.answer('Visar 1–8');
    await robin.shot('phone-list', WHOLE_CARD);
  });

  step('the question whether it is the same fits', async () => {
    const { kim } = cast();
    await kim.say('informera');
    const form = await kim.answer('Fem uppgifter räcker');
    await form.choose('Förvaltning eller bolag', 'Kretslopp och vatten');
    await form.tick('Bergen');
    await form.fill('Vad handlar samarbetet om?', 'Lägerskola om hållbara hav och vatten');
    await form.choose('Typ av samarbete', 'Elevutbyte, lägerskola');
    await form.fill('När', 'maj 2028');
    await form.press('Skicka');
    await kim.answer('Är det samma samarbete?');
    await kim.shot('phone-same', WHOLE_CARD);
  });
});
