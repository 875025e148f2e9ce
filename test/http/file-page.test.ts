import { createHash } from 'node:crypto';
import { filePage, PAGE_POLICY, type FilePage } from '../../src/http/file-page';
import { LOCALES, type Locale } from '../../src/i18n';

const pages: FilePage[] = [
  { kind: 'offer', expires: '2026-11-23T09:10:00.000Z' },
  { kind: 'gone' },
  { kind: 'failed', code: 'ABCDE' },
];
const cases = pages.flatMap(page =>
  LOCALES.map((locale): [string, Locale, FilePage] => [page.kind, locale, page]),
);

function count(html: string, pattern: RegExp): number {
  return [...html.matchAll(pattern)].length;
}

describe.each(cases)('the page of a link: %s (%s)', (_kind, locale, page) => {
  const html = filePage(locale, page);

  it('is in its language, with one line in the other that says so', () => {
    const other = locale === 'sv' ? 'en' : 'sv';
    expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${locale}">`));
    expect(count(html, new RegExp(`<p class="other" lang="${other}">`, 'g'))).toBe(1);
    expect(count(html, /lang=/g)).toBe(2);
  });

  it('has a title, one heading, and a width that fits a phone', () => {
    const heading = /<h1>(.+)<\/h1>/.exec(html)![1]!;
    expect(html).toContain(`<title>${heading} – Vänortsboten</title>`);
    expect(count(html, /<h\d/g)).toBe(1);
    expect(html).toContain('content="width=device-width, initial-scale=1"');
    expect(html).toContain('<main>');
  });

  it('runs nothing and fetches nothing', () => {
    expect(html).not.toMatch(
      /<(script|img|link|iframe|a|object)\b|\bon\w+=|src=|href=|url\(|@import|https?:/i,
    );
  });

  it('leaves no text out', () => {
    expect(html).not.toMatch(/\{\{|files:|undefined/);
  });

  it('has a button only where there is something to fetch, in a form that a link does not send', () => {
    const forms = page.kind === 'offer' ? 1 : 0;
    expect(count(html, /<form method="post">/g)).toBe(forms);
    expect(count(html, /<button>[^<]+<\/button>/g)).toBe(forms);
    expect(count(html, /<(form|button|input)/g)).toBe(2 * forms);
  });
});

describe('the page of a link', () => {
  it('has only the style that its policy allows', () => {
    const style = /<style>([^]*)<\/style>/.exec(filePage('sv', { kind: 'gone' }))![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(PAGE_POLICY).toContain(`style-src 'sha256-${hash}'`);
    expect(PAGE_POLICY).toContain("default-src 'none'");
    expect(PAGE_POLICY).not.toMatch(/unsafe|\*|https?:/);
  });

  it('has colours that can be told apart', () => {
    const style = /<style>([^]*)<\/style>/.exec(filePage('sv', { kind: 'gone' }))![1]!;
    const [white, text, button, pressed] = ['#ffffff', '#1b1b1b', '#0b4f8a', '#083a66'];
    for (const colour of [text, button, pressed]) {
      expect(style).toContain(colour);
      expect(contrast(colour!, white!)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('shows nothing as markup', () => {
    const html = filePage('sv', { kind: 'failed', code: `<b onclick="x">&'` });
    expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;');
    expect(html).not.toContain('<b ');
  });

  it('tells in both languages until when it holds', () => {
    const html = filePage('sv', { kind: 'offer', expires: '2026-11-23T09:10:00.000Z' });
    expect(html).toContain('till 23 november 2026 kl. 10:10.');
    expect(html).toContain('until 23 November 2026 at 10:10.');
  });

  it.each([
    ['sv', 'Skriv kalender i chatten', 'Write calendar in the chat'],
    ['en', 'Write calendar in the chat', 'Skriv kalender i chatten'],
  ] as const)('says how to get a new one (%s)', (locale, first, second) => {
    const html = filePage(locale, { kind: 'gone' });
    expect(html.indexOf(first)).toBeGreaterThan(0);
    expect(html.indexOf(second)).toBeGreaterThan(html.indexOf(first));
  });
});

/** How much lighter one colour is than another, as WCAG counts. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
