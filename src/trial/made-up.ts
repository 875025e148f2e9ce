import type { Lists } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import type { Content } from '../register/model';
import { parseWhen } from '../register/when';

/** What collaborations could be about, with who would have them. */
const THEMES: readonly { about: string; units: readonly string[]; area: string }[] = [
  { about: 'hållbara hav', units: ['grundskola', 'utbildning'], area: 'skola' },
  { about: 'läsning i förskolan', units: ['forskola'], area: 'skola' },
  { about: 'skolbibliotek', units: ['grundskola', 'kultur'], area: 'skola' },
  { about: 'yrkesutbildning inom sjöfart', units: ['utbildning', 'hamn'], area: 'skola' },
  { about: 'svenska för vuxna', units: ['arbvux'], area: 'skola' },
  { about: 'demensvänliga mötesplatser', units: ['aldre'], area: 'social-valfard' },
  { about: 'ungas psykiska hälsa', units: ['soc-centrum', 'grundskola'], area: 'halsa' },
  { about: 'jämställd stadsplanering', units: ['stadsbyggnad'], area: 'jamstalldhet' },
  { about: 'simundervisning', units: ['idrott'], area: 'idrott' },
  { about: 'ungdomsidrott på lika villkor', units: ['idrott'], area: 'idrott' },
  { about: 'stadens museer och arkiv', units: ['kultur'], area: 'kultur' },
  { about: 'nordisk barnteater', units: ['kultur'], area: 'kultur' },
  { about: 'etablering av gröna företag', units: ['brg', 'higab'], area: 'naringsliv' },
  { about: 'cykelbanor på vintern', units: ['stadsmiljo'], area: 'trafik' },
  { about: 'spårvägens underhåll', units: ['stadsmiljo'], area: 'trafik' },
  { about: 'skyfall och dagvatten', units: ['kretslopp'], area: 'klimat-miljo' },
  { about: 'återbruk i byggen', units: ['higab', 'kretslopp'], area: 'klimat-miljo' },
  { about: 'hamnens omställning', units: ['hamn'], area: 'klimat-miljo' },
  { about: 'medborgardialog', units: ['slk', 'soc-nordost'], area: 'demokrati' },
  { about: 'digitala tjänster för invånare', units: ['intraservice', 'slk'], area: 'digitalisering' },
];

const FORMS: readonly { of: (about: string) => string; category: string }[] = [
  { of: about => `Erfarenhetsutbyte om ${about}`, category: 'erfarenhetsutbyte' },
  { of: about => `Studiebesök: ${about}`, category: 'studiebesok' },
  { of: about => `Gemensamt projekt om ${about}`, category: 'projekt' },
  { of: about => `Nordiskt nätverk för ${about}`, category: 'natverk' },
  { of: about => `Elevutbyte kring ${about}`, category: 'elevutbyte' },
  { of: about => `Lärarutbyte om ${about}`, category: 'lararutbyte' },
  { of: about => `Konferens om ${about}`, category: 'konferens' },
  { of: about => `Seminarium: ${about}`, category: 'konferens' },
];

const YEARS = 10;

/**
 * A made-up collaboration, the same for the same number: of many units, cities, kinds and times from some years ago to
 * next year. For trials, tests and measurements.
 */
export function madeUp(number: number, lists: Lists, now: Date): Content {
  const pick = makePicker(number);
  const today = cityDay(now);
  const theme = pick(THEMES);
  const form = pick(FORMS);
  const unitId = pick(theme.units);
  const first = pick(lists.cities).id;
  const second = pick(lists.cities).id;
  const cities = number % 7 === 0 ? [first, second] : [first];
  const when = parseWhen(timeOf(pick, Number(today.slice(0, 4))), today);
  if (!when) throw new Error(`the made-up time of number ${number} is not understood`);
  return {
    unitId,
    cities: lists.cities.map(city => city.id).filter(id => cities.includes(id)),
    title: form.of(theme.about),
    category: form.category,
    area: theme.area,
    when,
    participatingUnits: number % 11 === 0 && unitId !== 'kultur' ? ['kultur'] : [],
    links: [],
    ...(number % 3 === 0 && { contactFunction: 'Internationell samordnare' }),
  };
}

type Pick = <T>(choices: readonly T[]) => T;

function timeOf(pick: Pick, thisYear: number): string {
  const year = thisYear - YEARS + 2 + pick(Array.from({ length: YEARS }, (_, index) => index));
  const week = pick(Array.from({ length: 44 }, (_, index) => index + 5));
  const kinds = [
    `vecka ${week} ${year}`,
    `vecka ${week} ${year}`,
    `${pick(['mars', 'maj', 'september', 'november'])} ${year}`,
    `hösten ${year}`,
    `${year}–${year + 1}`,
    `löpande från ${year}`,
    'varje år vecka 37',
  ];
  return pick(kinds);
}

/** Picks that look random and are the same for the same number. */
function makePicker(seed: number): Pick {
  let state = (seed * 2_654_435_761) >>> 0;
  return choices => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return choices[state % choices.length]!;
  };
}
