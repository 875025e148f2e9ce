import type { RuleText } from '../directory/rules';
import { translator } from '../i18n';
import { fold } from '../i18n/fold';
import { dayBefore } from '../register/when';
import { makeId, type Deed, type Reading, type Setting } from './model';
import { readNames } from './names';

type RuleDeed = Deed<'rules'>;

/** A rule that the bot did not know, with its text. */
const newRule: RuleDeed = {
  fields: ['nameSv', 'nameEn', 'ruleSv', 'ruleEn', 'decidedBy', 'from', 'to'],
  adds: true,
  read(reading, _entry, setting) {
    const { rules } = setting.reader.lists;
    const named = readNames(reading);
    failIfRuleTaken(reading, '', named.nameSv, setting);
    const id = makeId(
      named.nameSv,
      rules.map(rule => rule.id),
    );
    const text = readText(reading);
    return { id, ...named, texts: text ? [text] : [] };
  },
  effectOn: ({ from }) => from,
};

/**
 * Another text from a day on; one that begins the same day as one that is there takes its place. Only the Swedish text
 * is there to start from: who decided, and the words in English, belong to the text that is replaced.
 */
const text: RuleDeed = {
  fields: ['ruleSv', 'ruleEn', 'decidedBy', 'from', 'to'],
  filled: rule => ({ ruleSv: rule.texts.toSorted(byFrom).at(-1)?.sv ?? '' }),
  read(reading, rule) {
    const read = readText(reading);
    return read ? { ...rule, texts: withText(rule.texts, read) } : rule;
  },
  effectOn: ({ from }) => from,
};

const ruleName: RuleDeed = {
  fields: ['nameSv', 'nameEn'],
  filled: rule => ({ nameSv: rule.nameSv, nameEn: rule.nameEn ?? '' }),
  read(reading, rule, setting) {
    const { nameSv, nameEn } = readNames(reading);
    failIfRuleTaken(reading, rule.id, nameSv, setting);
    return { ...rule, nameSv, nameEn };
  },
};

export const ruleDeeds = { newRule, text, ruleName };

function failIfRuleTaken(reading: Reading, id: string, nameSv: string, { reader }: Setting): void {
  const taken = reader.lists.rules.some(rule => rule.id !== id && fold(rule.nameSv) === fold(nameSv));
  if (taken) reading.fail('nameSv', translator(reader.locale)('lists:error.taken'));
}

function readText(reading: Reading): RuleText | undefined {
  const sv = reading.required('ruleSv');
  const en = reading.text('ruleEn');
  const decidedBy = reading.required('decidedBy');
  const from = reading.requiredDay('from');
  const to = reading.day('to');
  reading.notBefore('to', to, from);
  return from === undefined ? undefined : { sv, ...(en && { en }), decidedBy, from, ...(to && { to }) };
}

/**
 * Puts a text among those that a rule has had, oldest first: the one before it ends the day before, and it ends before
 * the next begins, so that one text at most is in force on a day. The same first day is a correction.
 */
export function withText(texts: readonly RuleText[], added: RuleText): RuleText[] {
  const all = [...texts.filter(({ from }) => from !== added.from), added].sort(byFrom);
  return all.map((one, index) => {
    const next = all[index + 1];
    return next && (one.to ?? next.from) >= next.from ? { ...one, to: dayBefore(next.from) } : one;
  });
}

function byFrom(a: RuleText, b: RuleText): number {
  return a.from.localeCompare(b.from);
}
