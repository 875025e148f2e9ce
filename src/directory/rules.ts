import { z } from 'zod/v4';
import content from './data/rules.json';
import { checkedData } from './data-file';
import type { Reader } from './lists';
import { idSchema } from './named';

const ruleTextSchema = z.strictObject({
  sv: z.string().min(1),
  en: z.string().min(1).optional(),
  /** Who decided it and when: "Kommunstyrelsen 2016-09-21 § 534". */
  decidedBy: z.string().min(1),
  from: z.iso.date(),
  to: z.iso.date().optional(),
});
export type RuleText = z.infer<typeof ruleTextSchema>;

/** A rule that the bot quotes, with every text that it has had. */
export const ruleSchema = z.strictObject({
  id: idSchema,
  nameSv: z.string().min(1),
  nameEn: z.string().min(1).optional(),
  texts: z.array(ruleTextSchema),
});
export type Rule = z.infer<typeof ruleSchema>;

export const seedRules: readonly Rule[] = checkedData(
  'src/directory/data/rules.json',
  z.array(ruleSchema),
  content,
);

/** The text of a rule that is in force on an ISO date; of several the one decided last. */
export function ruleTextOn(rule: Rule, on: string): RuleText | undefined {
  return rule.texts
    .filter(({ from, to }) => from <= on && on <= (to ?? on))
    .sort((a, b) => b.from.localeCompare(a.from))[0];
}

/** A rule in the reader's words with who decided it, or undefined while no text of it is in force. */
export function quoteRule({ lists, locale }: Reader, id: string, on: string) {
  const rule = lists.rules.find(candidate => candidate.id === id);
  const inForce = rule && ruleTextOn(rule, on);
  if (!inForce) return undefined;
  const { sv, en, decidedBy } = inForce;
  return { text: locale === 'en' ? (en ?? sv) : sv, decidedBy };
}
