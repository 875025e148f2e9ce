import { Template } from 'adaptivecards-templating';
import { isTextKey, translator, type Locale } from '../i18n';

/** An Adaptive Card and what a lock screen shows of it. */
export interface CardMessage {
  card: AdaptiveCard;
  summary: string;
  /** What the message itself says, above the card: plain text, shown to the letter. */
  text?: string;
}

export interface AdaptiveCard {
  type: 'AdaptiveCard';
  version: string;
  fallbackText: string;
  [property: string]: unknown;
}

/** The newest schema version that Teams shows on phones as on computers. */
const SCHEMA_VERSION = '1.5';

/**
 * Makes a card out of a template file. Texts stand in the template as "@namespace:key" and are put in once for
 * each language; `${property}` comes from the view model at each rendering. A missing text stops the program at its
 * start. User text belongs in a RichTextBlock, which shows it to the letter; a TextBlock would read markdown in it.
 */
export function defineCard<Model extends { summary: string }>(
  template: object,
): (locale: Locale, model: Model) => CardMessage {
  const templates: Record<Locale, Template> = {
    sv: new Template(withTexts(template, 'sv')),
    en: new Template(withTexts(template, 'en')),
  };
  return (locale, model) => {
    const body = templates[locale].expand({ $root: model }) as Record<string, unknown>;
    const card: AdaptiveCard = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      ...body,
      type: 'AdaptiveCard',
      version: SCHEMA_VERSION,
      lang: locale,
      fallbackText: model.summary,
    };
    return { card, summary: model.summary };
  };
}

/** A button says in which language it was shown, so that what cannot be served comes back in the same. */
function withLocale(action: Record<string, unknown>, locale: Locale): Record<string, unknown> {
  return typeof action.data === 'object' ? { ...action, data: { locale, ...action.data } } : action;
}

function withTexts(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map(item => withTexts(item, locale));
  if (typeof value === 'object' && value !== null) {
    const texts = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withTexts(item, locale)]),
    );
    return texts.type === 'Action.Execute' ? withLocale(texts, locale) : texts;
  }
  if (typeof value !== 'string' || !value.startsWith('@')) return value;
  const key = value.slice(1);
  if (!isTextKey(key)) throw new Error(`a card template names the text "${key}", which does not exist`);
  return translator(locale)(key);
}
