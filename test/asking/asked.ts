import { answerFor } from '../../src/asking/answer';
import { languageOf } from '../../src/asking/language';
import type { Setting } from '../../src/asking/line';
import type { Asked } from '../../src/asking/model';
import { recognise } from '../../src/asking/recogniser/recognise';
import type { Lists } from '../../src/directory/lists';
import type { Locale } from '../../src/i18n';
import type { Sight } from '../../src/meetings/sight';
import { today } from './histories';

/** Where a question is answered. */
export function setting(lists: Lists, locale: Locale, sight: Sight = 'keeper', day = today): Setting {
  return { reader: { locale, lists }, today: day, sight };
}

/** The line that somebody gets who asks in these words. */
export function lineOf(text: string, lists: Lists, sight: Sight = 'keeper', day = today): string {
  const asked = recognise(text, lists, day);
  if (asked.kind !== 'question') throw new Error(`not recognised: ${text}`);
  return answerFor(setting(lists, languageOf(text) ?? 'sv', sight, day), asked, new Map()).line;
}

/** All that somebody is told, as one text. */
export function told(lists: Lists, asked: Asked, sight: Sight, locale: Locale = 'sv'): string {
  const { line, details } = answerFor(
    setting(lists, locale, sight),
    asked,
    new Map([['ordf', 'Hemligt Namn']]),
  );
  return JSON.stringify([line, details]);
}
