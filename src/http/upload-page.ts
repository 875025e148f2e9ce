import { translator, type Locale, type TextKey } from '../i18n';
import { formatMoment } from '../i18n/moments';
import { escapeHtml, otherThan, pageOf } from './page';

/** What stands on the page where a file is handed in. `expires`: ISO moment; `error`: what is wrong, in plain words. */
export type UploadPage =
  | { kind: 'form'; expires: string; error?: string }
  | { kind: 'taken' }
  | { kind: 'gone' }
  | { kind: 'failed'; code: string };

/** What browsers offer first; what comes is looked at all the same. */
const ACCEPTED = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The page as HTML. Its form sends one file to the page's own address. */
export function uploadPage(locale: Locale, page: UploadPage): string {
  const text = textsOf(locale, page);
  const heading = text('heading');
  const error = page.kind === 'form' && page.error !== undefined ? escapeHtml(page.error) : '';
  return pageOf(locale, {
    heading,
    // Read out first, before anything else of a page that looks the same as before.
    title: error ? `${escapeHtml(translator(locale)('importing:page.error'))}: ${heading}` : heading,
    body: `<p>${text('text')}</p>\n${page.kind === 'form' ? form(text, error) : ''}`,
    brief: textsOf(otherThan(locale), page)('brief'),
  });
}

function form(text: (part: string) => string, error: string): string {
  const shown = error ? `<p class="error" id="error" role="alert">${error}</p>\n` : '';
  const described = error ? ' aria-invalid="true" aria-describedby="error"' : '';
  return `${shown}<form method="post" enctype="multipart/form-data">
<label for="file">${text('label')}</label>
<input id="file" name="file" type="file" accept="${ACCEPTED}" required${described}>
<button>${text('button')}</button>
</form>
`;
}

/** Gives a text of one kind of page, ready to stand in HTML. */
function textsOf(locale: Locale, page: UploadPage): (part: string) => string {
  const t = translator(locale);
  const params = {
    ...(page.kind === 'form' && { until: formatMoment(page.expires, locale) }),
    ...(page.kind === 'failed' && { code: page.code }),
  };
  return part => escapeHtml(t(`importing:page.${page.kind}.${part}` as TextKey, params));
}
