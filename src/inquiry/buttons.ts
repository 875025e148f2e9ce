import type { Locale } from '../i18n';

/** A button whose words and data depend on what the card shows. */
export interface Button {
  title: string;
  verb: string;
  data: object;
  style?: 'positive' | 'destructive';
  /** Under "…": for what is seldom needed. */
  hidden?: boolean;
}

/** Buttons as the templates take them. */
export function asActions(locale: Locale, buttons: readonly Button[]) {
  return buttons.map(({ title, verb, data, style, hidden }) => ({
    title,
    verb,
    data: { locale, ...data },
    style: style ?? 'default',
    mode: hidden ? 'secondary' : 'primary',
  }));
}
