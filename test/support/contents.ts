import fc from 'fast-check';
import type { Content, Notification } from '../../src/register/model';
import { inform } from '../../src/register/transitions';
import { DIRECTIONS, FUNDINGS } from '../../src/register/vocabulary';
import { parseWhen, type When } from '../../src/register/when';
import { offeredCities } from '../../src/directory/cities';
import { makeLists, seedLists, type Changes, type Reader } from '../../src/directory/lists';
import { offeredTerms } from '../../src/directory/terms';
import { allUnits } from '../../src/directory/units';
import type { Locale } from '../../src/i18n';

/** The day on which the tests of collaborations take place. */
export const TODAY = '2026-11-23';

export const SENDER = '00000000-0000-4000-8000-000000000001';
export const OFFICER = '00000000-0000-4000-8000-000000000002';

/** Somebody who reads in a language, of the lists as delivered but for what a test changes in them. */
export function reader(locale: Locale, changes?: Changes): Reader {
  return { locale, lists: changes ? makeLists(changes) : seedLists };
}

/** A content with the required parts only, but for what a test is about. */
export function aContent(parts: Partial<Content> = {}): Content {
  return {
    unitId: 'kultur',
    cities: ['bergen'],
    title: 'Lägerskola om hållbara hav',
    category: 'elevutbyte',
    when: { kind: 'span', from: '2027-09-13', to: '2027-09-19', precision: 'week' },
    participatingUnits: [],
    links: [],
    ...parts,
  };
}

/** A collaboration that has just been told by `SENDER`, but for what a test is about. */
export function aNotification(parts: Partial<Notification> = {}): Notification {
  return { ...inform('V-2026-0042', aContent(), '2026-11-23T08:00:00.000Z', SENDER), ...parts };
}

const unitIds = allUnits(seedLists, TODAY).map(unit => unit.id);
const cityIds = offeredCities(seedLists, TODAY).map(city => city.id);
export const categoryIds = offeredTerms(seedLists.categories, TODAY).map(term => term.id);
export const areaIds = offeredTerms(seedLists.areas, TODAY).map(term => term.id);

/** Text as the form leaves it: no space at its ends. */
function textUpTo(maxLength: number): fc.Arbitrary<string> {
  const letters = fc.constantFrom(...'aAåÄöÖé bcdefgh .,:–"\'\\&<>{}$0123456789', '👩‍🏫', '日');
  return fc.array(letters, { minLength: 1, maxLength: maxLength / 5 }).map(said => said.join('').trim());
}
const optionalText = (maxLength: number) =>
  fc.option(textUpTo(maxLength).filter(Boolean), { nil: undefined });
const optionalChoice = <T>(choices: readonly T[]) =>
  fc.option(fc.constantFrom(...choices), { nil: undefined });

const said = [
  ...['15 september 2027', '15–19 september 2026', '30 december 2026–2 januari 2027', 'vecka 37 2027'],
  ...['vecka 52 2026–vecka 2 2027', 'mars 2027', 'mars–maj 2027', 'hösten 2027', 'vintern 2026', '2027'],
  ...['2025–2027', 'löpande', 'löpande från 2019', 'varje år', 'varje år vecka 37', 'varje höst'],
  ...['varje år i mars', 'varje år 15–19 september', 'varje år vecka 37 från 2019'],
];

/** Every kind of time that people say. */
export const whens: fc.Arbitrary<When> = fc.constantFrom(...said.map(understood));

function understood(text: string): When {
  const when = parseWhen(text, TODAY);
  if (!when) throw new Error(`not understood: ${text}`);
  return when;
}

/** Everything that the form can yield. */
export const contents: fc.Arbitrary<Content> = fc
  .record({
    unitId: fc.constantFrom(...unitIds),
    cities: fc.subarray(cityIds, { minLength: 1 }),
    title: textUpTo(200).map(text => `T${text}`),
    category: fc.constantFrom(...categoryIds),
    when: whens,
    participatingUnits: fc.uniqueArray(fc.constantFrom(...unitIds), { maxLength: 4 }).map(ids => ids.sort()),
    workplace: optionalText(200),
    otherParticipants: optionalText(500),
    direction: optionalChoice(DIRECTIONS),
    area: optionalChoice(areaIds),
    purpose: optionalText(2000),
    participants: optionalText(200),
    funding: optionalChoice(FUNDINGS),
    climateNote: optionalText(1000),
    links: fc.array(fc.webUrl({ withQueryParameters: true, withFragments: true }), { maxLength: 4 }),
    contactFunction: optionalText(200),
  })
  .map(({ participatingUnits, unitId, ...rest }) =>
    withoutAbsent({ ...rest, unitId, participatingUnits: participatingUnits.filter(id => id !== unitId) }),
  );

function withoutAbsent(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as Content;
}
