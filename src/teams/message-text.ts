/** A tag ends before the next begins, so that no text, however odd, takes longer than its length. */
const TAG = /<!--[^<>]*-->|<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>/gi;
const HIDDEN = new Set(['at', 'script', 'style']);
const ENDS_LINE = new Set(['p', 'div', 'li', 'tr', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const REPLY = 'schema.skype.com/Reply';

/**
 * The plain text of a message, as Teams gives its HTML. It is shown in inputs only, where nothing is read as markup;
 * what goes is what would not be text there. The names of people who are mentioned are left out, and so is a message
 * that this one answers: a register holds no names.
 */
export function plainText(html: string): string {
  let text = '';
  let from = 0;
  let hidden: { name: string; depth: number } | undefined;
  for (const { 0: tag, 1: slash, 2: written = '', 3: attributes = '', index } of html.matchAll(TAG)) {
    const name = written.toLowerCase();
    const opens = slash === '';
    if (!hidden) text += inOneLine(html.slice(from, index));
    from = index + tag.length;
    if (hidden) {
      if (name === hidden.name) hidden.depth += opens ? 1 : -1;
      if (hidden.depth === 0) hidden = undefined;
    } else if (opens && hides(name, attributes)) {
      hidden = { name, depth: 1 };
    } else {
      text += instead(name, opens, attributes);
    }
  }
  if (!hidden) text += inOneLine(html.slice(from));
  return tidy(withoutEntities(text));
}

function hides(name: string, attributes: string): boolean {
  return HIDDEN.has(name) || (name === 'blockquote' && attributes.includes(REPLY));
}

function instead(name: string, opens: boolean, attributes: string): string {
  if (name === 'emoji') return /\balt="([^"]*)"/i.exec(attributes)?.[1] ?? '';
  if (name === 'td' || name === 'th') return ' ';
  return name === 'br' || (!opens && ENDS_LINE.has(name)) ? '\n' : '';
}

/** A line of the source is none of the message. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Lines without space at their ends, and no more than one empty line between them. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(line => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LAST_CHARACTER = 0x10ffff;

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (all, decimal, hex, name) => {
    if (name) return NAMED[(name as string).toLowerCase()] ?? (all as string);
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 31 && code <= LAST_CHARACTER ? String.fromCodePoint(code) : ' ';
  });
}
