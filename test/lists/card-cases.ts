import { listNames, seedLists, type Entry, type ListName } from '../../src/directory/lists';
import type { Locale } from '../../src/i18n';
import { colleaguesChange, entryCard, listCard, listsCard, rulesCard } from '../../src/lists/cards';
import { deedForm } from '../../src/lists/form-card';
import { deedNames, deedOf } from '../../src/lists/deeds';
import { emptyValues, fieldKinds, fieldNames, type Errors, type Values } from '../../src/lists/model';
import type { Opened } from '../../src/lists/service';
import { OFFICER, reader, SENDER, TODAY } from '../support/contents';
import type { CardCase } from '../support/every-card';

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
};

function opened(list: ListName, entry: Entry<ListName>): Opened {
  const before =
    list === 'editors' ? { id: entry.id, editors: [] } : seedLists[list].find(({ id }) => id === entry.id);
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
        const entry = seedLists[list].find(({ id }) => id === ids[list]) ?? { id: ids[list], editors: [] };
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
      template: 'lists/cards/form.json',
      make: locale =>
        deedForm(setting(locale), {
          target: { list, deed, id: deedOf(list, deed)!.adds ? '' : ids[list], item: '', seen: 0 },
          values: emptyValues,
          people,
          picker: false,
        }),
    },
    {
      name: `${deed} in ${list}, with every error`,
      template: 'lists/cards/form.json',
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
  { name: 'the rules', template: 'lists/cards/rules.json', make: locale => rulesCard(setting(locale)) },
  {
    name: 'the rules, while there are none',
    template: 'lists/cards/rules.json',
    make: locale => rulesCard({ ...setting(locale), today: '1999-01-01' }),
  },
];
