import path from 'node:path';
import type { Browser } from 'playwright-core';
import { trialBot, type WindowName } from '../../src/trial/people';
import { asking } from './asking-story';
import { keepingMeetings } from './meetings-story';
import { createAlbum, launchBrowser, openPlayground, storyFolder, type Playground } from './playground';
import { makeSteps, type Cast } from './story';
import { takingPart } from './taking-part-story';
import { startTrial, type Trial } from './trial';

/**
 * The sister-city meetings: Robin is a case officer at the City Executive Office who answers what is not known, Sam is in
 * the presidium, Kim is an employee. Each step leaves a picture in .journey/meetings.
 */
const STORY = 'meetings';
const album = createAlbum(STORY);

let trial: Trial;
let browser: Browser;
let kim: Playground;
let robin: Playground;
let sam: Playground;

beforeAll(async () => {
  trial = await startTrial(path.join(storyFolder(STORY), 'logs'), []);
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
});

describe('the meetings', () => keepingMeetings(step, cast));
describe('the delegation', () => takingPart(step, cast));
describe('the questions', () => asking(step, cast));

describe('on a phone', () => {
  step('the answers fit', async () => {
    await sam.close();
    sam = await open('presidium', 'phone');
    await sam.say('när är nästa vänortsmöte');
    await sam.answer('Vänortsmötet Göteborg');
    await sam.shot('phone-next-meeting');
    await sam.say('möten');
    await sam.answer('Göteborgs värdskap');
    await sam.shot('phone-timeline');
    await sam.say('deltar');
    await sam.answer('Deltar du?');
    await sam.shot('phone-take-part');
  });
});
