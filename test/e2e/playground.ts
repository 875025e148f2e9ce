import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

/** What Chromium needs to run without a screen, also as root, and to stay off the network. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The size of the screen: a laptop, or a phone of common width. */
export type Screen = 'desktop' | 'phone';

const viewports = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
} satisfies Record<Screen, { width: number; height: number }>;

/**
 * The tool keeps its conversation at least 600 pixels wide; Teams on a phone does not. This lets it shrink,
 * so that a picture shows how a card wraps there.
 */
const phoneStyle = `
  div { min-width: 0 !important; }
  h1, [role=toolbar] { display: none !important; }
  div:has(> [aria-label="Message header"]) { margin: 0 8px 0 4px !important; max-width: calc(100% - 12px) !important; }
  .fai-OutputCard, .fai-OutputCard div { max-width: 100% !important; }
  .fui-Card div:has(> div > .ac-adaptiveCard), .fui-Card div:has(> div > div > .ac-adaptiveCard) {
    width: auto !important;
    max-width: 100% !important;
  }
`;

/** Milliseconds that a person would wait at most; every wait below polls for its condition. */
const patience = 15_000;

/** Where a story leaves its pictures and logs. */
export function storyFolder(story: string): string {
  return path.resolve('.journey', story);
}

/** Numbers the screenshots of one journey in the order in which they are taken. */
export interface Album {
  /** Saves a picture as `<folder>/<nn>-<name>.png` and returns its path. `height`: of the screen, in pixels, for this picture. */
  keep(page: Page, name: string, height?: number): Promise<string>;
}

/** An empty folder for screenshots, `.journey/<story>`; whatever an earlier run of the story left in it is removed. */
export function createAlbum(story: string): Album {
  const folder = storyFolder(story);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  return {
    async keep(page, name, height) {
      taken += 1;
      const file = path.join(folder, `${String(taken).padStart(2, '0')}-${name}.png`);
      const usual = page.viewportSize();
      if (usual && height) await page.setViewportSize({ ...usual, height });
      // Pop-up notes of the browser's window fade in after a step; a picture is of what stands still.
      await page.waitForTimeout(300);
      await page.screenshot({ path: file });
      if (usual && height) await page.setViewportSize(usual);
      return file;
    },
  };
}

/** Starts the Chromium of CHROME_PATH; the caller closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: chromiumFlags,
  });
}

/** One card on the screen; every wait is at most {@link patience} long. */
export interface CardView {
  readonly locator: Locator;
  text(): Promise<string>;
  /** Writes into the Input.Text, or Input.Date as yyyy-mm-dd, with this label. */
  fill(label: string, value: string): Promise<void>;
  /** Chooses in a compact or filtered Input.ChoiceSet: types `search` (default: the choice) and picks the choice that contains `choice`. */
  choose(label: string, choice: string, search?: string): Promise<void>;
  /** Ticks or unticks these choices of an expanded Input.ChoiceSet or the title of an Input.Toggle. */
  tick(...choices: string[]): Promise<void>;
  /** Whether a choice is ticked. */
  isTicked(choice: string): Promise<boolean>;
  /** What stands in the input with this label. */
  value(label: string): Promise<string>;
  /** Brings the card's beginning into view. */
  show(): Promise<void>;
  /** Presses the button with this title; one in the "…" menu is found there. */
  press(title: string): Promise<void>;
  /** Presses the one of several buttons with this title whose tooltip says `which`. */
  pressAt(which: string, title: string): Promise<void>;
  /** Waits until the card holds this text. */
  waitForText(text: string | RegExp): Promise<void>;
  /** The titles of the buttons to be seen, without the menu. */
  buttons(): Promise<string[]>;
}

function labelled(card: Locator, label: string): Locator {
  // The label's text is asked for as it begins, since an error stands in the label after it.
  const text = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  return card
    .locator('label.ac-richTextBlock', { hasText: text })
    .first()
    .locator('xpath=..')
    .locator('input, textarea')
    .first();
}

function tickBox(card: Locator, choice: string): Locator {
  return card
    .locator('.fui-Checkbox, .fui-Radio')
    .filter({ has: card.page().getByText(choice, { exact: true }) })
    .first();
}

function cardView(locator: Locator): CardView {
  const page = locator.page();
  return {
    locator,
    text: () => locator.innerText({ timeout: patience }),
    async fill(label, value) {
      const input = labelled(locator, label);
      await input.fill(value, { timeout: patience });
      if ((await input.getAttribute('aria-haspopup')) !== 'dialog') return;
      // A date is taken over from the field when Enter is pressed there; the calendar over the card stays until Escape.
      await input.press('Enter');
      const calendar = page.getByRole('dialog');
      if (await calendar.isVisible()) await input.press('Escape');
      await calendar.waitFor({ state: 'hidden', timeout: patience });
    },
    async choose(label, choice, search = choice) {
      const input = labelled(locator, label);
      await input.click({ timeout: patience });
      await input.fill(search);
      await page.locator('.fui-Option').filter({ hasText: choice }).first().click({ timeout: patience });
      // A list for several choices stays open after each.
      const list = page.locator('.fui-Listbox');
      if (await list.isVisible()) await input.press('Escape');
      await list.waitFor({ state: 'hidden', timeout: patience });
    },
    async tick(...choices) {
      for (const choice of choices)
        await tickBox(locator, choice).locator('label').click({ timeout: patience });
    },
    isTicked: choice => tickBox(locator, choice).locator('input').isChecked({ timeout: patience }),
    value: label => labelled(locator, label).inputValue({ timeout: patience }),
    show: () => locator.evaluate(node => node.scrollIntoView({ block: 'start' })),
    async press(title) {
      const button = locator.getByRole('button', { name: title, exact: true }).last();
      const menu = locator.getByRole('button', { name: 'More options' }).last();
      await button.or(menu).first().waitFor({ timeout: patience });
      if (await button.isVisible()) {
        await button.click({ timeout: patience });
        return;
      }
      await menu.click();
      await page.getByRole('menuitem', { name: title, exact: true }).click({ timeout: patience });
    },
    pressAt: (which, title) =>
      locator.locator(`button[title="${which}"][aria-label="${title}"]`).first().click({ timeout: patience }),
    waitForText: text =>
      locator.getByText(text).filter({ visible: true }).first().waitFor({ timeout: patience }),
    async buttons() {
      const titles = await locator.locator('.ac-pushButton-content:visible').allInnerTexts();
      return titles.map(title => title.trim()).filter(title => title !== '...');
    },
  };
}

/** One window of Agents Playground, open in the browser. */
export interface Playground {
  readonly page: Page;
  openPersonalChat(): Promise<void>;
  openGroupChat(): Promise<void>;
  /** Opens a channel of the team by the channel's name ("General", "Vänorter"). */
  openChannel(name: string): Promise<void>;
  /** Writes a message in the open chat. */
  say(text: string): Promise<void>;
  /** Starts a post in the open channel, or writes in the open group chat, that mentions the bot. */
  mention(text: string): Promise<void>;
  /** The texts of all messages and posts in the open chat or channel, the oldest first in a chat, the newest first in a channel. */
  messages(): Promise<string[]>;
  /** The newest card in the open chat (in a channel the newest post stands first: use `cardWith`). */
  lastCard(): CardView;
  /** The newest card that holds this text; waits for it. */
  cardWith(text: string | RegExp): Promise<CardView>;
  /** Waits until the newest card holds this text: the answer to what was said last. */
  answer(text: string | RegExp): Promise<CardView>;
  waitForText(text: string | RegExp): Promise<void>;
  waitForNoText(text: string | RegExp): Promise<void>;
  /** Takes a picture for the journey's album; with a `height` in pixels on a higher screen, so that a long card is seen whole. */
  shot(name: string, height?: number): Promise<string>;
  close(): Promise<void>;
}

/** The part of the page where the open conversation is, without the list of chats and the tool's log, which repeat its texts. */
const conversationArea =
  'xpath=//*[@role="region" and @aria-label="Chat and Teams Channel"]/ancestor-or-self::*[following-sibling::*][1]/following-sibling::*[1]';

async function openConversation(page: Page, name: string | RegExp): Promise<void> {
  const entry = page.getByRole('treeitem', { name, exact: typeof name === 'string' });
  const drawer = page.getByTitle('Toggle app bar and conversation window');
  if (!(await drawer.isVisible())) {
    await entry.click({ timeout: patience });
    return;
  }
  // On a phone's width the list of chats is a drawer over the conversation, which a click beside it closes.
  await drawer.click();
  await entry.click({ timeout: patience });
  await page.mouse.click(viewports.phone.width - 10, 24);
  await page.waitForFunction(node => node.getBoundingClientRect().right <= 0, await entry.elementHandle(), {
    timeout: patience,
  });
}

async function pickBotFromMentions(page: Page, botName: string): Promise<void> {
  await page.keyboard.type('@');
  const menu = page.locator('#typeahead-menu');
  await menu.getByRole('menuitem').filter({ hasText: botName }).click({ timeout: patience });
  await menu.waitFor({ state: 'hidden', timeout: patience });
}

/** Opens a window of Agents Playground and waits until one can write in it. The browser is the caller's to close. */
export async function openPlayground(
  browser: Browser,
  options: { url: string; botName: string; album: Album; screen?: Screen },
): Promise<Playground> {
  const page = await browser.newPage({ viewport: viewports[options.screen ?? 'desktop'], locale: 'sv-SE' });
  await page.goto(options.url, { timeout: patience });
  await page.getByRole('textbox').first().waitFor({ timeout: patience });
  await page.getByTitle('Hide log panel').click({ timeout: patience });
  if (options.screen === 'phone') await page.addStyleTag({ content: phoneStyle });
  const area = page.locator(conversationArea);
  const posts = area
    .locator('.fui-Card')
    .filter({ has: page.getByRole('textbox') })
    .filter({ hasNot: page.getByText('Post', { exact: true }) });
  const chatMessages = area.locator('[aria-label="Message header"]').locator('xpath=following-sibling::*[1]');
  const cards = area.locator('.ac-adaptiveCard');
  const isChannel = () => area.getByText('Post', { exact: true }).isVisible();
  /** How many cards there were when something was said that no card has answered yet. */
  let before: number | undefined;
  return {
    page,
    openPersonalChat: () => openConversation(page, 'Personal Chat'),
    openGroupChat: () => openConversation(page, 'Gruppchatt'),
    openChannel: name => openConversation(page, new RegExp(` - ${name}$`)),
    async say(text) {
      before = await cards.count();
      await area.getByRole('textbox').last().click({ timeout: patience });
      await page.keyboard.insertText(text);
      await page.keyboard.press('Enter');
    },
    async mention(text) {
      const channel = await isChannel();
      await area.getByRole('textbox').first().click({ timeout: patience });
      await pickBotFromMentions(page, options.botName);
      await page.keyboard.insertText(` ${text}`);
      if (channel) await area.getByText('Post', { exact: true }).click();
      else await page.keyboard.press('Enter');
    },
    async messages() {
      return (await isChannel()) ? posts.allInnerTexts() : chatMessages.allInnerTexts();
    },
    lastCard: () => cardView(cards.last()),
    async cardWith(text) {
      const found = cards.filter({ hasText: text });
      await found.first().waitFor({ timeout: patience });
      return cardView((await isChannel()) ? found.first() : found.last());
    },
    async answer(text) {
      // The card before may hold the same text.
      if (before !== undefined) await cards.nth(before).waitFor({ timeout: patience });
      before = undefined;
      await cards.last().filter({ hasText: text }).waitFor({ timeout: patience });
      return cardView(cards.nth((await cards.count()) - 1));
    },
    async waitForText(text) {
      before = undefined;
      await area.getByText(text).filter({ visible: true }).first().waitFor({ timeout: patience });
    },
    waitForNoText: text =>
      area
        .getByText(text)
        .filter({ visible: true })
        .first()
        .waitFor({ state: 'detached', timeout: patience }),
    shot: (name, height) => options.album.keep(page, name, height),
    close: () => page.close(),
  };
}
