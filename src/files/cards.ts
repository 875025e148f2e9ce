import { defineCard, type CardMessage } from '../cards/card';
import { translator, type Locale } from '../i18n';
import linkTemplate from './cards/link.json';

const link = defineCard<{
  summary: string;
  name: string;
  description: string;
  terms: string;
  url: string;
}>(linkTemplate);

export interface LinkView {
  name: string;
  description: string;
  url: string;
  /** How long the link holds. */
  minutes: number;
}

/** The way to a page where a file is fetched. */
export function linkCard(locale: Locale, { name, description, url, minutes }: LinkView): CardMessage {
  const t = translator(locale);
  return link(locale, {
    summary: t('files:link.summary', { name }),
    name,
    description,
    terms: t('files:link.terms', { minutes }),
    url,
  });
}
