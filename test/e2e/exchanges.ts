/** One exchange as a person would tell of it in the form. */
export interface Exchange {
  /** A part of the unit's name in the list. */
  readonly unit: string;
  readonly cities: readonly string[];
  readonly title: string;
  readonly category: string;
  readonly when: string;
}

/** A conference that was held: what the first confirmation of the journey is about. */
export const youthConference = {
  unit: 'Utbildningsförvaltningen',
  cities: ['Aarhus', 'Bergen', 'Åbo'],
  title: 'Vänorternas ungdomskonferens VUK: Finland 100, hälsa och hamn',
  category: 'Elevutbyte, lägerskola eller ungdomskonferens',
  when: '11–15 september 2017',
} satisfies Exchange;

/** Real exchanges of the City, from its own reports and those of its partners. */
export const otherExchanges = [
  {
    unit: 'Göteborgs Hamn',
    cities: ['Aarhus'],
    title: 'TEN-T-stöd om 24,8 miljoner euro till hamnarna i Göteborg, Aarhus och Tallinn',
    category: 'Projekt med extern finansiering',
    when: '2011',
  },
  {
    unit: 'Stadsmiljöförvaltningen',
    cities: ['Bergen'],
    title: 'Erfarenhetsutbyte om trafiksäkerhet',
    category: 'Erfarenhetsutbyte',
    when: 'löpande',
  },
  {
    unit: 'Kretslopp och vatten',
    cities: ['Bergen'],
    title: 'BEGIN: blågrön infrastruktur och översvämningsrisk',
    category: 'Projekt med extern finansiering',
    when: 'september 2016–januari 2022',
  },
  {
    unit: 'Grundskoleförvaltningen',
    cities: ['Bergen', 'Åbo'],
    title: 'Internordisk lägerskola, årskurs 9',
    category: 'Elevutbyte, lägerskola eller ungdomskonferens',
    when: 'varje år vecka 37',
  },
  {
    unit: 'Kulturförvaltningen',
    cities: ['Aarhus', 'Bergen', 'Åbo'],
    title: 'Stadsmuseets historiska rundvandring under vänortsmötet',
    category: 'Kulturutbyte',
    when: '14–15 november 2017',
  },
  {
    unit: 'Business Region Göteborg',
    cities: ['Bergen'],
    title: 'Regionalt näringslivsbolag med Business Region Göteborg som förebild',
    category: 'Näringslivssamarbete',
    when: 'löpande',
  },
  {
    unit: 'Utbildningsförvaltningen',
    cities: ['Bergen'],
    title: 'Vänorternas ungdomskonferens VUK',
    category: 'Elevutbyte, lägerskola eller ungdomskonferens',
    when: 'vecka 37 2024',
  },
] satisfies Exchange[];

/** The longest that happens: the longest name of a unit, all cities, and as many characters as a title may have. */
export const longExchange = {
  unit: 'arbetsmarknad och vuxenutbildning',
  cities: ['Aarhus', 'Bergen', 'Åbo'],
  title:
    'Erfarenhetsutbyte om hur vuxenutbildning, arbetsmarknadsinsatser och språkutbildning samordnas för ' +
    'nyanlända och långtidsarbetslösa i fyra städer, med gemensamma studiebesök och en rapport',
  category: 'Elevutbyte, lägerskola eller ungdomskonferens',
  when: 'hösten 2027',
} satisfies Exchange;

/** What the story of daily work is about: nothing else is known of that week. */
export const lagerskola = {
  unit: 'Utbildningsförvaltningen',
  cities: ['Bergen'],
  title: 'Lägerskola om hållbara hav i Bergen',
  category: 'Elevutbyte, lägerskola eller ungdomskonferens',
  when: 'vecka 20 2028',
} satisfies Exchange;
