import path from 'node:path';
import type { Browser } from 'playwright-core';
import { trialBot, type WindowName } from '../../src/trial/people';
import { inEnglish } from './english';
import { longExchange, otherExchanges, youthConference } from './exchanges';
import {
  createAlbum,
  launchBrowser,
  openPlayground,
  storyFolder,
  type Playground,
  type Screen,
} from './playground';
import { fillIn, inform, makeSteps, sendAsNew, takePicture, WHOLE_CARD, WHOLE_FORM } from './story';
import { startTrial, type Trial } from './trial';

/**
 * What people do, from the first meeting to the case number, in the three windows of the local trial. Each step leaves a
 * picture in .journey/first-weeks; with UPDATE_PICTURES=1 the README's pictures in docs/pictures are taken anew as well.
 */
const STORY = 'first-weeks';
const album = createAlbum(STORY);
/** From a card in a channel: the post that it stands in, with its thread. */
const POST = 'xpath=ancestor::*[contains(@class, "fui-Card")][1]';

let trial: Trial;
let browser: Browser;
let staff: Playground;
let officer: Playground;
let presidium: Playground;

beforeAll(async () => {
  // A Sunday: in office hours whoever tells of something that is over is asked at once how it went.
  trial = await startTrial(path.join(storyFolder(STORY), 'logs'), ['--empty', '--date', '2026-11-22']);
  browser = await launchBrowser();
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await trial?.interrupt();
});

const step = makeSteps(() => [staff, officer, presidium]);

function open(window: WindowName, screen: Screen = 'desktop'): Promise<Playground> {
  return openPlayground(browser, { url: trial.url(window), botName: trialBot.name, album, screen });
}

describe('a person at an administration', () => {
  step('meets the bot, asks for English and comes back to Swedish', async () => {
    staff = await open('staff');
    await staff.waitForText('Här informerar du om samarbete');
    await staff.shot('first-card');
    await staff.lastCard().press('In English');
    await staff.waitForText('Report a collaboration');
    await staff.shot('first-card-in-english');
    await staff.lastCard().press('På svenska');
    await staff.waitForText('Informera om samarbete');
  });

  step('has told of nothing yet', async () => {
    await staff.say('mina');
    await staff.waitForText('Du har inte informerat om något samarbete ännu.');
    await staff.shot('nothing-of-ones-own');
  });

  step('sends an empty form and sees all that is missing at once', async () => {
    await (await staff.cardWith('Här informerar du om samarbete')).press('Informera om samarbete');
    await staff.waitForText('Fem uppgifter räcker');
    await staff.shot('form', WHOLE_CARD);
    await staff.lastCard().fill('Vad handlar samarbetet om?', youthConference.title);
    await staff.lastCard().fill('När', 'nångång i höstas');
    await staff.lastCard().press('Skicka');
    await staff.waitForText('4 uppgifter behöver rättas:');
    const form = staff.lastCard();
    expect(await form.text()).toMatch(/⚠ Förvaltning eller bolag: välj i listan/);
    expect(await form.value('⚠ När')).toBe('nångång i höstas');
    expect(await form.value('Vad handlar samarbetet om?')).toBe(youthConference.title);
    await staff.shot('form-with-errors', WHOLE_CARD);
  });

  step('mends it, adds more, and gets a confirmation with a reference', async () => {
    const form = staff.lastCard();
    await form.choose('⚠ Förvaltning eller bolag', 'Utbildningsförvaltningen', 'UBF');
    await form.tick(...youthConference.cities);
    await form.choose('⚠ Typ av samarbete', youthConference.category);
    await form.fill('⚠ När', youthConference.when);
    await form.press('Fler uppgifter');
    await staff.shot('form-more', WHOLE_FORM);
    await form.fill('Din funktion', 'Internationell samordnare');
    await form.fill('Skola eller arbetsplats', 'Hvitfeldtska gymnasiet');
    await form.choose('Andra förvaltningar och bolag', 'Göteborgs Hamn');
    await form.fill('Övriga deltagande', 'Flensburg');
    await form.choose('Vem reser?', 'Vi reser');
    await form.choose('Område', 'Skola');
    await form.fill('Antal deltagare', '24 elever och 5 lärare');
    await form.fill('Länkar', 'inte en länk');
    await form.press('Skicka');
    await staff.waitForText('En uppgift behöver rättas:');
    await staff.shot('form-more-with-error', WHOLE_FORM);
    await staff.lastCard().fill('⚠ Länkar', 'https://goteborg.se/vanorter');
    await staff.lastCard().press('Skicka');
    const card = await staff.cardWith('V-2026-0001');
    expect(await card.text()).toContain('Ingen annan i staden har ännu berättat');
    await staff.shot('confirmation', WHOLE_CARD);
  });
});

describe('a case officer at the City Executive Office', () => {
  step('chooses the channel, and what waited is delivered there', async () => {
    officer = await open('coordinator');
    await officer.waitForText('Här informerar du om samarbete');
    await officer.shot('officer-first-card');
    await officer.openChannel('Vänorter');
    const setup = await officer.cardWith('Välj kanal för vänortsfrågor');
    await officer.shot('setup');
    await setup.press('Använd kanalen');
    await officer.waitForText('välj i listan');
    await officer.shot('setup-without-choice');
    await setup.choose('⚠ Kanal', 'Vänorter');
    await setup.press('Använd kanalen');
    await officer.waitForText('Kanalen för vänortsfrågor är vald');
    await officer.cardWith('V-2026-0001');
    await officer.shot('channel-card', WHOLE_CARD);
  });

  step('confirms receipt, and the confirmation of the sender follows silently', async () => {
    const messages = (await staff.messages()).length;
    await (await officer.cardWith('V-2026-0001')).press('Bekräfta mottagande');
    await officer.waitForText('Mottagen');
    await officer.shot('received', WHOLE_CARD);
    await staff.waitForText('har bekräftat mottagandet');
    expect(await staff.messages()).toHaveLength(messages);
    await staff.shot('confirmation-received', WHOLE_CARD);
  });

  step('asks for something more', async () => {
    const card = await officer.cardWith('V-2026-0001');
    await card.press('Begär komplettering');
    await card.press('Skicka frågan');
    await officer.waitForText('Skriv en fråga till avsändaren');
    await officer.shot('question-empty', WHOLE_CARD);
    await card.fill('⚠', 'Vilka skolor deltog, och vad ska ni använda av det ni lärde er?');
    await card.press('Skicka frågan');
    await officer.waitForText('Väntar på komplettering');
    await officer.shot('asked', WHOLE_CARD);
  });

  step('gets an answer, on the card and in its thread', async () => {
    const question = await staff.cardWith('Vi behöver en uppgift till');
    await staff.shot('question', WHOLE_CARD);
    await question.press('Skicka svaret');
    await staff.waitForText('Ditt svar: skriv några ord');
    await staff.shot('answer-empty');
    await question.fill(
      '⚠ Ditt svar',
      'Hvitfeldtska och Katrinelund. Vi använder upplägget för hamnbesöken igen.',
    );
    await question.press('Skicka svaret');
    await staff.waitForText('Tack för ditt svar');
    await staff.shot('answered', WHOLE_CARD);
    await officer.waitForText('Kompletterad');
    await officer.waitForText('Kim Andersson svarade på frågan om V-2026-0001');
    const card = await officer.cardWith('V-2026-0001');
    await card.show();
    await officer.shot('answered-in-channel', WHOLE_CARD);
    await takePicture(officer, card.locator.locator(POST), 'channel');
  });

  step('enters a case number, first a wrong one', async () => {
    const card = await officer.cardWith('Bergen och Åbo');
    await card.press('Ange ärendenummer');
    await card.fill('Ärendenummer', 'V-2026-0001');
    await card.press('Spara ärendenumret');
    await officer.waitForText('skriv som SLK-2026-00190');
    await officer.shot('case-number-wrong', WHOLE_CARD);
    await card.fill('⚠ Ärendenummer', 'slk-2026-00417');
    await card.press('Spara ärendenumret');
    await officer.waitForText('Diarieförd');
    expect(await card.text()).toContain('SLK-2026-00417');
    await staff.waitForText('Informationen är diarieförd');
  });

  step('reads the history', async () => {
    const card = await officer.cardWith('Bergen och Åbo');
    await card.press('Historik');
    await officer.waitForText('Robin Lindqvist begärde komplettering');
    await card.show();
    await officer.shot('history', WHOLE_CARD);
  });
});

describe('the sender', () => {
  step('changes the title', async () => {
    await (await staff.cardWith('Du har informerat')).press('Ändra');
    await staff.waitForText('Ändra V-2026-0001');
    const form = staff.lastCard();
    expect(await form.value('När')).toBe(youthConference.when);
    await staff.shot('edit', WHOLE_FORM);
    await form.fill('Vad handlar samarbetet om?', 'Ungdomskonferens i Åbo om hälsa och hamn (VUK 2017)');
    await form.press('Spara ändringen');
    await staff.waitForText('Ändringen är sparad');
    await staff.shot('edited', WHOLE_CARD);
    await officer.waitForText('Kim Andersson ändrade V-2026-0001. Nu gäller: rubrik: ');
    await (await officer.cardWith('VUK 2017')).show();
    await officer.shot('edited-in-channel', WHOLE_CARD);
  });

  step('tells of more, and learns who else works with the same cities', async () => {
    for (const exchange of otherExchanges) {
      await inform(staff, exchange, form => takePicture(staff, form.locator, 'form'));
    }
    const card = await inform(staff, longExchange);
    expect(await card.text()).toContain('Andra i staden som samarbetar med Aarhus, Bergen och Åbo');
    await staff.shot('confirmation-with-others', WHOLE_CARD);
    await (await officer.cardWith('V-2026-0009')).show();
    await officer.shot('channel-long', WHOLE_CARD);
  });

  step('withdraws one', async () => {
    const card = await staff.cardWith('V-2026-0009');
    await card.press('Återkalla');
    await staff.waitForText('Vill du återkalla V-2026-0009?');
    await staff.shot('withdraw', WHOLE_CARD);
    await card.press('Ja, återkalla');
    await staff.waitForText('Samarbetet är återkallat');
    await staff.shot('withdrawn', WHOLE_CARD);
    await officer.waitForText('Kim Andersson återkallade V-2026-0009.');
    await (await officer.cardWith('Återkallad')).show();
    await officer.shot('withdrawn-in-channel', WHOLE_CARD);
  });

  step('finds everything again', async () => {
    await staff.say('mina');
    const list = await staff.cardWith('Mina samarbeten');
    await staff.shot('mine', WHOLE_CARD);
    await list.press('Visa fler');
    await staff.waitForText('VUK 2017');
    await staff.shot('mine-more', WHOLE_CARD);
    await staff.say('visa v-2026-0005');
    const shown = await staff.cardWith('varje år vecka 37');
    await staff.shot('shown', WHOLE_CARD);
    await shown.press('Kopiera till nytt');
    await staff.waitForText('Fem uppgifter räcker');
    await staff.shot('copy', WHOLE_CARD);
    await staff.lastCard().press('Avbryt');
    await staff.waitForText('Inget är skickat.');
    await staff.say('visa V-2026-0999');
    await staff.waitForText('Hittar inte V-2026-0999');
    await staff.say('visa');
    await staff.waitForText('Skriv visa och en referens');
    await staff.shot('not-found');
  });

  step('is helped on', async () => {
    await staff.say('hjälp');
    await staff.waitForText('Det här kan du skriva');
    await staff.shot('help');
    await staff.say('vad blir det för lunch?');
    await staff.waitForText('Det förstod jag inte');
    await staff.say('utskick');
    await staff.waitForText('bara handläggare på stadsledningskontoret');
    await staff.shot('not-understood');
  });

  step('is led from a channel to the own chat', async () => {
    await staff.openChannel('Utbyten');
    await staff.mention('informera om badhus i Bergen');
    const card = await staff.cardWith('Det gör vi i din egen chatt');
    await staff.shot('in-a-channel');
    await card.press('Fortsätt i min chatt');
    await staff.waitForText('Vi fortsätter i din egen chatt');
    await staff.shot('in-a-channel-pressed');
    await staff.openPersonalChat();
    await staff.waitForText('Fem uppgifter räcker');
    expect(await staff.lastCard().isTicked('Bergen')).toBe(true);
    await staff.shot('form-from-a-channel', WHOLE_CARD);
  });
});

describe('deliveries', () => {
  step('are seen by the case officer in the own chat', async () => {
    await officer.openPersonalChat();
    await officer.say('utskick');
    await officer.waitForText('Allt har kommit fram');
    await officer.shot('deliveries', WHOLE_CARD);
    await officer.say('kanal');
    await officer.waitForText('Kanalen för vänortsfrågor är vald');
    await officer.say('visa V-2026-0001');
    await officer.cardWith('Begär komplettering');
    await officer.shot('officer-own-chat', WHOLE_CARD);
    await officer.say('hjälp');
    await officer.waitForText('Det här kan du skriva');
    await officer.shot('officer-help');
  });
});

describe('a member of the presidium', () => {
  step('says hello and reads what others told', async () => {
    presidium = await open('presidium');
    await presidium.waitForText('Här informerar du om samarbete');
    await presidium.say('hej');
    await presidium.say('visa V-2026-0001');
    const card = await presidium.cardWith('VUK 2017');
    expect(await card.text()).toContain('Internationell samordnare');
    expect(await card.text()).not.toContain('Flensburg');
    await presidium.shot('presidium');
    await presidium.close();
  });
});

describe('in English', () => inEnglish(step, () => ({ staff, officer })));

describe('on a phone', () => {
  step('the form, the confirmation and the list fit', async () => {
    await officer.close();
    officer = await open('coordinator', 'phone');
    await officer.openChannel('Vänorter');
    await staff.close();
    staff = await open('staff', 'phone');
    await staff.waitForText('Här informerar du om samarbete');
    await staff.shot('phone-first-card');
    await staff.say('informera');
    await staff.waitForText('Fem uppgifter räcker');
    await staff.shot('phone-form', WHOLE_CARD);
    await fillIn(staff.lastCard(), longExchange);
    await sendAsNew(staff, staff.lastCard());
    await staff.shot('phone-confirmation', WHOLE_FORM);
    await staff.say('mina');
    await staff.cardWith('Mina samarbeten');
    await staff.shot('phone-mine', WHOLE_FORM);
  });

  step('the card in the channel fits', async () => {
    const card = await officer.cardWith('V-2026-0011');
    await card.show();
    await officer.shot('phone-channel', WHOLE_CARD);
    await card.press('Begär komplettering');
    await card.press('Ange ärendenummer');
    await officer.shot('phone-channel-open', WHOLE_FORM);
  });
});

describe('at the end', () => {
  step('Ctrl-C ends the bot, its windows and Azurite', async () => {
    const running = trial.processes();
    expect(running.filter(command => command.includes('azurite'))).toHaveLength(1);
    expect(running.filter(command => command.includes('bot.ts'))).toHaveLength(1);
    expect(running.length).toBeGreaterThanOrEqual(5);
    await browser.close();
    expect(await trial.interrupt()).toEqual({ code: 0, left: [] });
  });
});
