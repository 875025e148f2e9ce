import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { translator, type Locale } from '../i18n';

/** Dark on white, as wide as a line that is easily read, and a button that a thumb finds. */
const STYLE = `
body{margin:0;background:#fff;color:#1b1b1b;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
label{display:block;font-weight:600;margin-bottom:.4rem}
input{font:inherit;display:block;max-width:100%;margin-bottom:1.25rem}
button{font:inherit;font-weight:600;min-height:3rem;padding:.6rem 1.5rem;border:0;border-radius:.4rem;background:#0b4f8a;color:#fff;cursor:pointer}
button:hover{background:#083a66}
button:focus-visible,input:focus-visible{outline:3px solid #1b1b1b;outline-offset:3px}
.error{border-left:.4rem solid #b00020;padding:.2rem 0 .2rem 1rem;margin:0 0 1.25rem}
.other{margin-top:2rem;padding-top:1rem;border-top:1px solid #767676}
`.trim();

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What a browser may do on a page: show it, with its one style, and send its one form back here. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of everything that stands behind an address which only one person has. */
export const PRIVATE_HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'no-referrer',
};

export interface Page {
  /** These are HTML already. */
  heading: string;
  title?: string;
  body: string;
  /** The same in short, in the other language. */
  brief: string;
}

/** A whole page: in one language, with a line in the other. */
export function pageOf(locale: Locale, { heading, title = heading, body, brief }: Page): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${escapeHtml(translator(locale)('files:page.product'))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${body}<p class="other" lang="${otherThan(locale)}">${brief}</p>
</main>
</body>
</html>
`;
}

export function otherThan(locale: Locale): Locale {
  return locale === 'sv' ? 'en' : 'sv';
}

export function sendPage(response: ServerResponse, status: number, locale: Locale, html: string): void {
  response.writeHead(status, {
    ...PRIVATE_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Content-Language': locale,
    'Content-Security-Policy': PAGE_POLICY,
  });
  response.end(html);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]!);
}
