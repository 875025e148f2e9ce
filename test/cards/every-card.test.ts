import { readdirSync } from 'node:fs';
import path from 'node:path';
import { LOCALES, type Locale } from '../../src/i18n';
import { everyCard, type CardCase } from '../support/every-card';

type Element = Record<string, unknown>;

const source = path.resolve(__dirname, '../../src');
const LARGEST = 80 * 1024;

const cases = everyCard.flatMap(card =>
  LOCALES.map((locale): [string, Locale, CardCase] => [card.name, locale, card]),
);

/** Every object in a card that has a type: its elements, inputs and actions. */
function elementsOf(value: unknown): Element[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(elementsOf);
  return typeof (value as Element).type === 'string' ? [value as Element, ...inner] : inner;
}

function ofType(card: unknown, prefix: string): Element[] {
  return elementsOf(card).filter(element => (element.type as string).startsWith(prefix));
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

it('has a case for every template', () => {
  const templates = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => /(^|\/)cards\/[^/]+\.json$/.test(file));
  expect([...new Set(everyCard.map(card => card.template))].sort()).toEqual(templates.sort());
});

describe.each(cases)('%s (%s)', (_name, locale, { make }) => {
  const message = make(locale);
  const { card, summary } = message;

  it('says its essentials on a lock screen and where cards are not shown', () => {
    expect(isFilled(summary)).toBe(true);
    expect(isFilled(card.fallbackText)).toBe(true);
    expect(card.lang).toBe(locale);
  });

  it('has a label on every input', () => {
    for (const input of ofType(card, 'Input.'))
      expect(input).toMatchObject({ label: expect.stringMatching(/\S/) });
  });

  it('has an alternative text on every picture', () => {
    for (const image of ofType(card, 'Image'))
      expect(image).toMatchObject({ altText: expect.stringMatching(/\S/) });
  });

  it('begins with a heading, or is one line', () => {
    const body = card.body as Element[];
    expect(body.length === 1 || body[0]!.style === 'heading').toBe(true);
  });

  it('says in words what it says in colour', () => {
    for (const element of elementsOf(card).filter(({ color }) => color !== undefined)) {
      // A chart has one colour, and its numbers stand beside the bars and in its fallback.
      expect(isFilled(element.text) || element.fallback !== undefined).toBe(true);
    }
  });

  it('keeps to what Teams shows', () => {
    expect(Number(card.version)).toBeLessThanOrEqual(1.5);
    for (const chart of ofType(card, 'Chart.')) expect(chart).toHaveProperty('fallback');
    expect(JSON.stringify(card).length * 2).toBeLessThan(LARGEST);
  });

  it('leaves no template, no text key and nothing empty behind', () => {
    const json = JSON.stringify(card);
    expect(json.match(/.{0,40}(\$\{|\{\{).{0,40}/)?.[0]).toBeUndefined();
    expect(json.match(/"@?[a-z]+:[a-z]+(\.[a-zA-Z]+)*"/)?.[0]).toBeUndefined();
    for (const block of ofType(card, 'TextBlock')) expect(isFilled(block.text)).toBe(true);
    for (const run of ofType(card, 'TextRun')) expect(isFilled(run.text)).toBe(true);
    for (const { choices } of ofType(card, 'Input.ChoiceSet')) {
      for (const choice of choices as Element[])
        expect(isFilled(choice.title) && isFilled(choice.value)).toBe(true);
    }
  });

  it('has at most three primary buttons, each with a title, and a verb where it calls the bot', () => {
    const groups = [card, ...ofType(card, 'ActionSet')].map(group => (group.actions ?? []) as Element[]);
    for (const actions of groups) {
      expect(actions.filter(action => action.mode !== 'secondary').length).toBeLessThanOrEqual(3);
    }
    for (const action of ofType(card, 'Action.')) expect(isFilled(action.title)).toBe(true);
    for (const action of ofType(card, 'Action.Execute')) {
      expect(isFilled(action.verb)).toBe(true);
      // The button for the other language asks for that one.
      const asksFor = action.verb === 'welcome.language' ? {} : { locale };
      expect(action.data).toMatchObject(asksFor);
    }
  });

  it('wraps its text', () => {
    for (const block of ofType(card, 'TextBlock')) expect(block.wrap).toBe(true);
  });
});
