import enCollaborations from './en/collaborations.json';
import enDelivery from './en/delivery.json';
import enWelcome from './en/welcome.json';
import enChannel from './en/channel.json';
import enCommon from './en/common.json';
import enVocabulary from './en/vocabulary.json';
import enWhen from './en/when.json';
import svCollaborations from './sv/collaborations.json';
import svDelivery from './sv/delivery.json';
import svWelcome from './sv/welcome.json';
import svChannel from './sv/channel.json';
import svCommon from './sv/common.json';
import svVocabulary from './sv/vocabulary.json';
import svWhen from './sv/when.json';

/** One file per capability and language: a capability's words are found, and changed, in one place. */
export const sv = {
  collaborations: svCollaborations,
  delivery: svDelivery,
  welcome: svWelcome,
  channel: svChannel,
  common: svCommon,
  vocabulary: svVocabulary,
  when: svWhen,
};

/** Checked by the compiler to hold every key that the Swedish texts hold; a test checks the other way round. */
export const en: Shape<typeof sv> = {
  collaborations: enCollaborations,
  delivery: enDelivery,
  welcome: enWelcome,
  channel: enChannel,
  common: enCommon,
  vocabulary: enVocabulary,
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
