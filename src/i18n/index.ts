import { createInstance } from 'i18next';
import { en, sv, type TextKey } from './texts';

export type { Namespace, TextKey } from './texts';

/** Swedish first: it is the language until a person asks for English; the client's own locale never decides. */
export const LOCALES = ['sv', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export type Translate = (key: TextKey, params?: Record<string, string | number>) => string;

const instance = createInstance();
void instance.init({
  resources: { sv, en },
  lng: 'sv',
  fallbackLng: false,
  ns: Object.keys(sv),
  defaultNS: false,
  // Texts go into cards as plain text, which escapes in its own way.
  interpolation: { escapeValue: false },
  initAsync: false,
});

const translators: Record<Locale, Translate> = { sv: makeTranslator('sv'), en: makeTranslator('en') };

function makeTranslator(locale: Locale): Translate {
  const t = instance.getFixedT(locale) as (key: string, params?: Record<string, unknown>) => string;
  // Most texts have no parameters, and are the same each time.
  const fixed = new Map<string, string>();
  return (key, params) => {
    if (params) return t(key, params);
    const known = fixed.get(key) ?? t(key);
    fixed.set(key, known);
    return known;
  };
}

/** Gives the texts of one language. Keys are checked by the compiler; plurals follow `params.count`. */
export function translator(locale: Locale): Translate {
  return translators[locale];
}

/** Joins words as the language does: "Aarhus, Bergen och Åbo". */
export function joinWords(locale: Locale, words: readonly string[]): string {
  return lists[locale].format(words);
}

const lists: Record<Locale, Intl.ListFormat> = {
  sv: new Intl.ListFormat('sv', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** Whether a text with this key exists, in plain or plural form. */
export function isTextKey(key: string): key is TextKey {
  return ['', '_one', '_other'].some(plural => instance.exists(`${key}${plural}`, { lng: 'sv' }));
}
