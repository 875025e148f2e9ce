import type { Locale } from '../../src/i18n';
import type { Found } from '../../src/register/rows';
import { referenceCard, resultCard, searchCard, sharedCard } from '../../src/search/cards';
import { readQuery } from '../../src/search/query';
import type { Results } from '../../src/search/service';
import type { CardCase } from '../support/every-card';
import { aContent, reader, TODAY } from '../support/contents';

const AT = '2026-11-23T09:00:00.000Z';
const next = { tier: 'title', after: `8000|V-2026-0001`, some: true } as const;

/** As long as all of its parts can be. */
const longest: Found = {
  ref: 'V-2026-123456789',
  title: 'Å'.repeat(200),
  unitId: 'arbvux',
  participatingUnits: ['kultur'],
  cities: ['aarhus', 'bergen', 'abo'],
  category: 'elevutbyte',
  area: 'klimat-miljo',
  when: aContent().when,
  createdAt: AT,
};
const page = Array.from({ length: 8 }, (_, index) => ({ ...longest, ref: `V-2026-${1000 + index}` }));

function results(name: string, text: string, parts: Partial<Results>, from?: Results['next']): CardCase {
  return {
    name: `a search: ${name}`,
    template: 'search/cards/result-card.json',
    make: (locale: Locale) => {
      const who = reader(locale);
      const query = readQuery(text, who.lists, TODAY);
      return resultCard(who, { text, results: { query, items: [], kind: 'all', ...parts }, from });
    },
  };
}

export const searchCardCases: CardCase[] = [
  {
    name: 'room for a search',
    template: 'search/cards/search-card.json',
    make: locale => searchCard(locale),
  },
  {
    name: 'room for a search, with nothing written',
    template: 'search/cards/search-card.json',
    make: locale => searchCard(locale, true),
  },
  {
    name: 'a search for a reference',
    template: 'search/cards/result-card.json',
    make: locale => referenceCard(locale, 'V-2026-0042'),
  },
  results('a page of many', 'bergen skola 2023–2025', { items: page, next }),
  results('one', 'bergen', { items: [longest] }),
  results('the last ones', 'bergen', { items: page.slice(0, 2) }, next),
  results('those that a unit takes part in', 'kulturförvaltningen', { items: page }),
  results('no more', 'bergen', {}, next),
  results('none', `' or 1 eq 1`, {}),
  results('no word', '%', {}),
  results('some of it', 'bergen blockflöjt', { items: page.slice(0, 3), kind: 'some' }),
  results('nothing of it', 'bergen blockflöjt', { kind: 'some' }),
  results('not to its end', 'bergen', { items: [longest], next, spent: true, searchedTo: '2019-01-01' }),
  results('nothing yet', 'bergen', { next, spent: true, searchedTo: '2019-01-01' }),
  results('nothing yet, in the first of two ways', 'skola bergen', { next, spent: true }),
  results('none of the next yet', 'bergen', { next, spent: true }, next),
  results('more than is looked at', 'x'.repeat(5_000), {}),
  results(
    'of as many words as there are',
    Array.from({ length: 20 }, (_, index) => `markup${index}**`).join(' '),
    {},
  ),
  {
    name: 'a collaboration to send on',
    template: 'search/cards/shared-card.json',
    make: locale => sharedCard(reader(locale), longest),
  },
];
