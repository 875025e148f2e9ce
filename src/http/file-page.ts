import { createHash } from 'node:crypto';
import { translator, type Locale, type TextKey } from '../i18n';
import { formatMoment } from '../i18n/moments';

/** What stands on the page of a link to a file. `expires`: ISO moment. */
export type FilePage =
  { kind: 'offer'; expires: string } | { kind: 'gone' } | { kind: 'failed'; code: string };

/** Dark on white, as wide as a line that is easily read, and a button that a thumb finds. */
const STYLE = `
body{margin:0;background:#fff;color:#1b1b1b;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
button{font:inherit;font-weight:600;min-height:3rem;padding:.6rem 1.5rem;border:0;border-radius:.4rem;background:#0b4f8a;color:#fff;cursor:pointer}
button:hover{background:#083a66}
button:focus-visible{outline:3px solid #1b1b1b;outline-offset:3px}
.other{margin-top:2rem;padding-top:1rem;border-top:1px solid #767676}
`.trim();

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What a browser may do on the page: show it, with its one style, and send its one form back here. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const LANGUAGES: Record<Locale, { other: Locale }> = { sv: { other: 'en' }, en: { other: 'sv' } };

/** The page as HTML: in one language, with a line in the other. Its button sends the form to the page's own address. */
export function filePage(locale: Locale, page: FilePage): string {
  const { other } = LANGUAGES[locale];
  const text = textsOf(locale, page);
  const heading = text('heading');
  const button =
    page.kind === 'offer' ? `<form method="post"><button>${text('button')}</button></form>\n` : '';
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} – ${escapeHtml(translator(locale)('files:page.product'))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${text('text')}</p>
${button}<p class="other" lang="${other}">${textsOf(other, page)('brief')}</p>
</main>
</body>
</html>
`;
}

/** Gives a text of one kind of page, ready to stand in HTML. */
function textsOf(locale: Locale, page: FilePage): (part: string) => string {
  const t = translator(locale);
  const params = {
    ...(page.kind === 'offer' && { until: formatMoment(page.expires, locale) }),
    ...(page.kind === 'failed' && { code: page.code }),
  };
  return part => escapeHtml(t(`files:page.${page.kind}.${part}` as TextKey, params));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]!);
}
