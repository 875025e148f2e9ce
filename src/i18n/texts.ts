import enCommon from './en/common.json';
import enWhen from './en/when.json';
import svCommon from './sv/common.json';
import svWhen from './sv/when.json';

/** One file per capability and language: a capability's words are found, and changed, in one place. */
export const sv = {
  common: svCommon,
  when: svWhen,
};

/** Checked by the compiler to hold every key that the Swedish texts hold; a test checks the other way round. */
export const en: Shape<typeof sv> = {
  common: enCommon,
  when: enWhen,
};

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
/** i18next picks `key_one` and `key_other` by count: the code names `key`. */
type Unplural<K> = K extends `${infer Stem}_one` ? Stem : K extends `${infer Stem}_other` ? Stem : K;

export type Namespace = keyof typeof sv;
export type TextKey = { [N in Namespace]: `${N}:${Unplural<Leaves<(typeof sv)[N]>>}` }[Namespace];
