import { defineCard, type CardMessage } from '../cards/card';
import type { Locale } from '../i18n';
import template from './cards/evaluation.json';

export interface Fact {
  title: string;
  value: string;
}

export interface Button {
  title: string;
  /** Which one it is about, where several have the same title. */
  tooltip?: string;
  verb: string;
  data: object;
  style?: 'positive' | 'destructive';
  /** Under "…": for what is seldom needed. */
  hidden?: boolean;
}

export interface Section {
  heading: string;
  facts?: readonly Fact[];
  /** Shown to the letter. */
  lines?: readonly string[];
  buttons?: readonly Button[];
}

export interface EvaluationView {
  heading: string;
  /** What a lock screen shows after the heading; nothing that was typed. */
  summary?: string;
  notice?: string;
  /** Shown to the letter. */
  lines?: readonly string[];
  /** The same, in a quieter colour. */
  hints?: readonly string[];
  facts?: readonly Fact[];
  sections?: readonly Section[];
  buttons?: readonly Button[];
}

interface ShownButton {
  title: string;
  tooltip: string;
  verb: string;
  data: object;
  style: string;
  mode: string;
}

const card = defineCard<{
  summary: string;
  heading: string;
  notice: string;
  lines: { line: string; isSubtle: boolean }[];
  facts: readonly Fact[];
  sections: {
    heading: string;
    facts: readonly Fact[];
    lines: { line: string }[];
    hasButtons: boolean;
    buttons: ShownButton[];
  }[];
  buttons: ShownButton[];
}>(template);

/** A heading, what is to be known, figures beside their names, and what can be done: all cards here but the forms. */
export function evaluationCard(locale: Locale, view: EvaluationView): CardMessage {
  const {
    heading,
    summary,
    notice = '',
    lines = [],
    hints = [],
    facts = [],
    sections = [],
    buttons = [],
  } = view;
  const shown = ({ title, tooltip, verb, data, style, hidden }: Button): ShownButton => ({
    title,
    tooltip: tooltip ?? title,
    verb,
    data: { locale, ...data },
    style: style ?? 'default',
    mode: hidden ? 'secondary' : 'primary',
  });
  return card(locale, {
    summary: summary ? `${heading}. ${summary}` : heading,
    heading,
    notice,
    lines: [
      ...lines.map(line => ({ line, isSubtle: false })),
      ...hints.map(line => ({ line, isSubtle: true })),
    ],
    facts,
    sections: sections.map(section => ({
      heading: section.heading,
      facts: section.facts ?? [],
      lines: (section.lines ?? []).map(line => ({ line })),
      hasButtons: (section.buttons ?? []).length > 0,
      buttons: (section.buttons ?? []).map(shown),
    })),
    buttons: buttons.map(shown),
  });
}
