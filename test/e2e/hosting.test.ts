import path from 'node:path';
import type { Browser } from 'playwright-core';
import { trialBot, type WindowName } from '../../src/trial/people';
import { hosting } from './hosting-story';
import { createAlbum, launchBrowser, openPlayground, storyFolder, type Playground } from './playground';
import { makeSteps, type Cast } from './story';
import { startTrial, type Trial } from './trial';

/**
 * Göteborg's hosting, on simulated dates: Robin is a case officer at the City Executive Office, Kim an employee, Sam
 * works somewhere else. Each step leaves a picture in .journey/hosting.
 */
const STORY = 'hosting';
/** A Sunday: nothing comes by itself before one has stepped to a working day. */
const BEGINNING = '2026-11-22';
const album = createAlbum(STORY);

jest.setTimeout(240_000);

let trial: Trial;
let browser: Browser;
let kim: Playground;
let robin: Playground;
let sam: Playground;

beforeAll(async () => {
  trial = await startTrial(path.join(storyFolder(STORY), 'logs'), ['--date', BEGINNING]);
  browser = await launchBrowser();
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await trial?.interrupt();
});

const cast: Cast = () => ({ kim, robin, sam });
const step = makeSteps(() => [kim, robin, sam]);

function open(window: WindowName, screen: 'desktop' | 'phone' = 'desktop'): Promise<Playground> {
  return openPlayground(browser, { url: trial.url(window), botName: trialBot.name, album, screen });
}

describe('at the beginning', () => {
  step('three people open the bot, and the case officer picks the channel', async () => {
    [kim, robin, sam] = await Promise.all([open('staff'), open('coordinator'), open('presidium')]);
    for (const window of [kim, robin, sam]) await window.waitForText('Här informerar du om samarbete');
    await robin.openChannel('Vänorter');
    const setup = await robin.cardWith('Välj kanal för vänortsfrågor');
    await setup.choose('Kanal', 'Vänorter');
    await setup.press('Använd kanalen');
    await robin.waitForText('Kanalen för vänortsfrågor är vald');
    await robin.openPersonalChat();
  });

  step('the plan is for officers only', async () => {
    await kim.say('planen');
    await kim.waitForText('Planen för värdskapet är till för handläggare på stadsledningskontoret.');
  });
});

describe('the hosting', () => hosting(step, cast));

describe('on a phone', () => {
  step('the plan fits', async () => {
    await robin.close();
    robin = await open('coordinator', 'phone');
    await robin.say('the plan');
    await robin.answer('The plan for the 2027 hosting');
    await robin.shot('phone-plan');
    await robin.say('svenska');
    await robin.waitForText('svenska');
    await robin.say('planen');
    await robin.answer('Planen för värdskapet 2027');
    await robin.shot('phone-planen', 1800);
  });
});
