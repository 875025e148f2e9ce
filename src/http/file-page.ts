import { translator, type Locale, type TextKey } from '../i18n';
import { formatMoment } from '../i18n/moments';
import { escapeHtml, otherThan, pageOf } from './page';

export { PAGE_POLICY } from './page';

/** What stands on the page of a link to a file. `expires`: ISO moment. */
export type FilePage =
  { kind: 'offer'; expires: string } | { kind: 'gone' } | { kind: 'failed'; code: string };

/** The page as HTML. Its button sends the form to the page's own address. */
export function filePage(locale: Locale, page: FilePage): string {
  const text = textsOf(locale, page);
  const button =
    page.kind === 'offer' ? `<form method="post"><button>${text('button')}</button></form>\n` : '';
  return pageOf(locale, {
    heading: text('heading'),
    body: `<p>${text('text')}</p>\n${button}`,
    brief: textsOf(otherThan(locale), page)('brief'),
  });
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
