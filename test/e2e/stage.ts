import path from 'node:path';
import type { Browser } from 'playwright-core';
import { trialBot, type WindowName } from '../../src/trial/people';
import {
  createAlbum,
  launchBrowser,
  openPlayground,
  storyFolder,
  type Playground,
  type Screen,
} from './playground';
import { makeSteps, type Cast, type Step } from './story';
import { startTrial, type Trial } from './trial';

const windows = { kim: 'staff', robin: 'coordinator', sam: 'presidium' } as const satisfies Record<
  string,
  WindowName
>;
type Name = keyof typeof windows;

/** What a story is played on: a trial of its own with a window for each of its three people. */
export interface Stage {
  step: Step;
  cast: Cast;
  /** Closes somebody's window and opens it anew, on another screen. */
  reopen(name: Name, screen: Screen): Promise<Playground>;
}

/**
 * Starts the trial with `options` before the story's steps and ends it after them. The first step is the same in all:
 * three people open the bot, and the case officer picks the channel. Pictures stand in .journey/<story>.
 */
export function makeStage(story: string, options: readonly string[]): Stage {
  const album = createAlbum(story);
  const open = new Map<Name, Playground>();
  let trial: Trial;
  let browser: Browser;

  beforeAll(async () => {
    trial = await startTrial(path.join(storyFolder(story), 'logs'), options);
    browser = await launchBrowser();
  }, 150_000);

  afterAll(async () => {
    await browser?.close();
    await trial?.interrupt();
  });

  async function openFor(name: Name, screen: Screen): Promise<Playground> {
    const url = trial.url(windows[name]);
    const window = await openPlayground(browser, { url, botName: trialBot.name, album, screen });
    open.set(name, window);
    return window;
  }

  const step = makeSteps(() => [...open.values()]);
  const cast: Cast = () => ({ kim: open.get('kim')!, robin: open.get('robin')!, sam: open.get('sam')! });

  describe('at the beginning', () => {
    step('three people open the bot, and the case officer picks the channel', async () => {
      const [kim, robin, sam] = await Promise.all([
        openFor('kim', 'desktop'),
        openFor('robin', 'desktop'),
        openFor('sam', 'desktop'),
      ]);
      for (const window of [kim, robin, sam]) await window.waitForText('Här informerar du om samarbete');
      await robin.openChannel('Vänorter');
      const setup = await robin.cardWith('Välj kanal för vänortsfrågor');
      await setup.choose('Kanal', 'Vänorter');
      await setup.press('Använd kanalen');
      await robin.waitForText('Kanalen för vänortsfrågor är vald');
      await robin.openPersonalChat();
    });
  });

  return {
    step,
    cast,
    async reopen(name, screen) {
      await open.get(name)?.close();
      return openFor(name, screen);
    },
  };
}
