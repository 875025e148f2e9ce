import { listNames, seedLists, type Entry, type ListName } from '../../src/directory/lists';
import type { Locale } from '../../src/i18n';
import { listCard, listsCard, rulesCard } from '../../src/lists/cards';
import { colleaguesChange, entryCard } from '../../src/lists/entry-card';
import { deedForm } from '../../src/lists/form-card';
import { deedNames, deedOf } from '../../src/lists/deeds';
import { emptyValues, fieldKinds, fieldNames, type Errors, type Values } from '../../src/lists/fields';
import { entryIn } from '../../src/lists/model';
import type { Opened } from '../../src/lists/service';
import { OFFICER, reader, SENDER, TODAY } from '../support/contents';
import type { CardCase } from '../support/every-card';
import { fullestCycle, meetingCardCases } from './meetings/card-cases';

const AT = '2026-11-23T09:00:00.000Z';
const names = new Map([[OFFICER, 'Robin Lindqvist']]);
const setting = (locale: Locale) => ({ reader: reader(locale), today: TODAY });

const ids: Record<ListName, string> = {
  cities: 'abo',
  units: 'grundskola',
  categories: 'annat',
  areas: 'skola',
  rules: 'inform',
  editors: 'grundskola',
  meetings: '2027',
  cycle: 'turordning',
  presidium: 'presidiet',
};

const text = { sv: 'Å'.repeat(1000), en: 'E'.repeat(1000), decidedBy: 'K'.repeat(200) };
const formerNames = Array.from({ length: 5 }, (_, year) => ({
  nameSv: 'Ö'.repeat(120),
  nameEn: 'O'.repeat(120),
  until: `202${year}-12-31`,
}));

/** As much as the forms let through. */
const fullest: { [Name in ListName]: Entry<Name> } = {
  cities: {
    id: 'abo',
    nameSv: 'Å'.repeat(120),
    nameEn: 'T'.repeat(120),
    spellings: Array.from({ length: 40 }, (_, index) => `Stavning ${index}`),
    proposed: { on: '2026-01-01', by: 'B'.repeat(120) },
    decision: { on: '2026-02-01', paragraph: '§ 12', caseNumber: 'SLK-2026-00190' },
    paused: { from: '2026-03-01', to: '2026-12-31' },
    ended: '2027-12-31',
    formerNames,
  },
  units: {
    id: 'grundskola',
    kind: 'administration',
    insideDuty: true,
    nameSv: 'Å'.repeat(120),
    nameEn: 'E'.repeat(120),
    abbreviation: 'F'.repeat(30),
    committeeSv: 'N'.repeat(120),
    everyday: {
      sv: Array.from({ length: 200 }, (_, index) => `ord ${index}`),
      en: Array.from({ length: 200 }, (_, index) => `word ${index}`),
    },
    validFrom: '2020-01-01',
    validTo: '2026-12-31',
    successor: 'kultur',
    formerNames,
  },
  categories: { id: 'annat', nameSv: 'Å'.repeat(120), nameEn: 'E'.repeat(120), validTo: TODAY, formerNames },
  areas: { id: 'skola', nameSv: 'Å'.repeat(120), nameEn: 'E'.repeat(120), formerNames },
  rules: {
    id: 'inform',
    nameSv: 'Å'.repeat(120),
    nameEn: 'E'.repeat(120),
    texts: Array.from({ length: 10 }, (_, year) => ({
      ...text,
      from: `201${year}-01-01`,
      to: `201${year}-12-31`,
    })),
  },
  editors: {
    id: 'grundskola',
    editors: Array.from({ length: 30 }, (_, index) => ({
      personId: index === 0 ? OFFICER : SENDER,
      function: 'internationell samordnare'.padEnd(120, '.'),
      from: `20${index + 10}-01-01`,
      to: `20${index + 10}-12-31`,
    })),
  },
  meetings: {
    id: '2027',
    when: { kind: 'span', from: '2027-05-11', to: '2027-05-12', precision: 'day' },
    themeSv: 'T'.repeat(200),
    themeEn: 'T'.repeat(200),
    themeAnnounced: '2026-12-01',
    venue: 'P'.repeat(200),
    digital: true,
    programme: Array.from({ length: 18 }, () => ({
      day: '2027-05-13',
      start: '13:00',
      end: '14:30',
      title: 'R'.repeat(200),
      speaker: 'T'.repeat(200),
    })),
    documents: Array.from({ length: 20 }, () => ({
      title: 'D'.repeat(100),
      url: `https://example.org/${'x'.repeat(150)}`,
    })),
    guests: ['goteborg', 'bergen', 'aarhus', 'abo'].map(cityId => ({
      cityId,
      number: 500,
      roles: 'R'.repeat(200),
    })),
  },
  cycle: fullestCycle,
  presidium: {
    id: 'presidiet',
    members: Array.from({ length: 40 }, (_, index) => ({
      personId: index === 0 ? OFFICER : SENDER,
      role: index % 2 ? ('secretary' as const) : ('member' as const),
      function: 'vice ordförande'.padEnd(120, '.'),
      from: `20${index + 10}-01-01`,
      to: `20${index + 10}-12-31`,
    })),
  },
};

function opened(list: ListName, entry: Entry<ListName>): Opened {
  const before = entryIn(seedLists, list, entry.id);
  const version = { by: OFFICER, at: AT, entry, before };
  return { list, entry, version: 10, history: Array.from({ length: 10 }, () => version) };
}

const longest = Object.fromEntries(
  fieldNames.map(name => {
    const kind = fieldKinds[name];
    return [name, 'x'.repeat('max' in kind ? kind.max : 10)];
  }),
) as Values;
const allErrors = Object.fromEntries(fieldNames.map(name => [name, 'fel '.repeat(10)])) as Errors;
const people = Array.from({ length: 200 }, (_, index) => ({ title: `Person ${index}`, value: `${index}` }));

const forms = listNames.flatMap(list =>
  deedNames.filter(deed => deedOf(list, deed)).map(deed => ({ list, deed })),
);

export const listsCardCases: readonly CardCase[] = [
  { name: 'the lists', template: 'lists/cards/lists.json', make: locale => listsCard(setting(locale)) },
  ...listNames.flatMap((list): CardCase[] => [
    {
      name: `the list of ${list}`,
      template: 'lists/cards/list.json',
      make: locale => listCard(setting(locale), list, { from: 0, filter: '' }),
    },
    {
      name: `an entry of ${list}, as delivered`,
      template: 'lists/cards/entry.json',
      make: locale => {
        const entry = entryIn(seedLists, list, ids[list])!;
        return entryCard(setting(locale), {
          opened: { list, entry, version: 0, history: [] },
          names,
        });
      },
    },
    {
      name: `an entry of ${list}, with all there can be`,
      template: 'lists/cards/entry.json',
      make: locale =>
        entryCard(setting(locale), { opened: opened(list, fullest[list]), names, notice: 'Sparat.' }),
    },
  ]),
  {
    name: 'a later page of a filtered list',
    template: 'lists/cards/list.json',
    make: locale => listCard(setting(locale), 'units', { from: 8, filter: 'förvaltning' }),
  },
  {
    name: 'a list in which nothing was found',
    template: 'lists/cards/list.json',
    make: locale => listCard(setting(locale), 'units', { from: 0, filter: "' or 1 eq 1 %" }),
  },
  ...forms.flatMap(({ list, deed }): CardCase[] => [
    {
      name: `${deed} in ${list}, empty`,
      template: 'cards/form.json',
      make: locale =>
        deedForm(setting(locale), {
          target: {
            list,
            deed,
            id: deedOf(list, deed)!.adds ? '' : ids[list],
            item: list === 'cycle' && deedOf(list, deed)!.within ? '2027' : '',
            seen: 0,
          },
          values: emptyValues,
          people,
          picker: false,
        }),
    },
    {
      name: `${deed} in ${list}, with every error`,
      template: 'cards/form.json',
      make: locale =>
        deedForm(setting(locale), {
          target: { list, deed, id: ids[list], item: `${SENDER}|2026-01-01`, seen: 10 },
          values: longest,
          errors: allErrors,
          trouble: button =>
            `${colleaguesChange(opened(list, fullest[list]), undefined, reader(locale), names)} ${button}`,
          people: [],
          picker: true,
        }),
    },
  ]),
  ...meetingCardCases,
  { name: 'the rules', template: 'lists/cards/rules.json', make: locale => rulesCard(setting(locale)) },
  {
    name: 'the rules, while there are none',
    template: 'lists/cards/rules.json',
    make: locale => rulesCard({ ...setting(locale), today: '1999-01-01' }),
  },
];
