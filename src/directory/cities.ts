import { z } from 'zod/v4';
import type { Locale } from '../i18n';
import content from './data/cities.json';
import { checkedData } from './data-file';
import { fold } from '../i18n/fold';
import { wordsOf } from './words';

const citySchema = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  /** As the position paper and the city itself write it. */
  name: z.string().min(1),
  nameEn: z.string().min(1),
  /** Every way to write it, diacritics and capitals aside. */
  spellings: z.array(z.string().min(1)).min(1),
  /** The year when the cooperation began. */
  since: z.int().min(1900),
});

export type City = z.infer<typeof citySchema>;

const data = checkedData(
  'src/directory/data/cities.json',
  z.strictObject({ home: citySchema, sisterCities: z.array(citySchema).min(1) }),
  content,
);

/** The sister cities in the order in which people see them (S1). */
export const sisterCities: readonly City[] = [...data.sisterCities].sort((a, b) =>
  new Intl.Collator('sv').compare(a.name, b.name),
);

/** Göteborg, the city that the sister cities are sisters of. */
export const HOME_CITY: City = data.home;

const allCities = [HOME_CITY, ...sisterCities];

/** Finds the city, Göteborg included, that a text is a spelling of, with or without diacritics (S1). */
export function findCity(text: string): City | undefined {
  const folded = fold(text).trim();
  return allCities.find(city => city.spellings.some(spelling => fold(spelling) === folded));
}

/** Lists the sister cities that a free text mentions, genitives included ("Åbos"), in the order people see them. */
export function citiesIn(text: string): City[] {
  const words = new Set(wordsOf(text));
  return sisterCities.filter(city =>
    city.spellings.map(fold).some(spelling => words.has(spelling) || words.has(`${spelling}s`)),
  );
}

/** Names a city in the reader's language. An unknown id is returned as it is. */
export function cityName(id: string, locale: Locale): string {
  const city = allCities.find(candidate => candidate.id === id);
  if (!city) return id;
  return locale === 'en' ? city.nameEn : city.name;
}
