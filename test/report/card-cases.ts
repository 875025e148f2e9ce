import {
  overviewCard,
  periodForm,
  registerForm,
  versionCard,
  type PeriodValues,
} from '../../src/report/cards';
import type { Version } from '../../src/report/versions';
import { OFFICER, reader } from '../support/contents';
import type { CardCase } from '../support/every-card';
import { draft, registered } from './support';

const NAME = 'Maria-Christina Andersson-Bergström af Ugglas von Hohenstaufen-Württemberg';
const names = new Map([[OFFICER, NAME]]);
const due = { from: '2017-11-16', to: '2026-11-23' };

const making = (step: 'reading' | 'document' | 'spreadsheet'): Version => ({
  ...draft,
  total: undefined,
  state: { kind: 'making', until: '2026-11-23T09:05:00.000Z', step, done: 12_345 },
});

const versions: Record<string, Version> = {
  'being read': making('reading'),
  'being written': making('document'),
  'with its spreadsheet being written': making('spreadsheet'),
  ready: draft,
  'ready, as the one before': { ...draft, number: 2, since: { number: 1, differences: [] } },
  'ready, with all that can differ': {
    ...draft,
    number: 3,
    since: {
      number: 2,
      differences: (['total', 'units', 'withResults', 'quotes', 'answers', 'nothing', 'silent'] as const).map(
        (what, index) => ({ what, before: index, after: index + 3 }),
      ),
    },
  },
  'that failed': { ...draft, state: { kind: 'failed', code: 'REPORT_TOO_SLOW' } },
  'that failed for an unknown reason': { ...draft, state: { kind: 'failed', code: '4711' } },
  registered,
  cleared: { ...draft, cleared: { by: OFFICER, at: '2026-12-02T09:00:00.000Z' } },
};

const typed: PeriodValues = { period: 'due', fromYear: '', toYear: '', handledBy: '' };

/** The cards of the reports, as they stand in an officer's own chat. */
export const reportCases: readonly CardCase[] = [
  ...Object.entries(versions).map(([name, version]): CardCase => ({
    name: `a report ${name}`,
    template: 'report/cards/version.json',
    make: locale => versionCard(reader(locale), version, { names }),
  })),
  {
    name: 'a report with something that happened meanwhile',
    template: 'report/cards/version.json',
    make: locale => versionCard(reader(locale), registered, { names, notice: `${NAME} hann före.` }),
  },
  {
    name: 'the reports, none yet',
    template: 'report/cards/overview.json',
    make: locale => overviewCard(reader(locale), { versions: [], due }, { names }),
  },
  {
    name: 'the reports, many, one of them registered',
    template: 'report/cards/overview.json',
    make: locale => {
      const drafts = Array.from({ length: 12 }, (_, index) => ({ ...draft, number: 13 - index }));
      const all = [...drafts, registered];
      return overviewCard(reader(locale), { versions: all, due }, { names, notice: 'Ett utkast är rensat.' });
    },
  },
  {
    name: 'the form of a report',
    template: 'cards/form.json',
    make: locale => periodForm(reader(locale), { due, draft: draft.draft, values: typed }),
  },
  {
    name: 'the form of a report with all its errors',
    template: 'cards/form.json',
    make: locale =>
      periodForm(reader(locale), {
        due,
        draft: draft.draft,
        values: { period: 'years', fromYear: '26', toYear: '=1+1', handledBy: 'Å'.repeat(200) },
        errors: { period: 'välj', fromYear: 'skriv två årtal', handledBy: 'högst 100 tecken' },
      }),
  },
  {
    name: 'the form of its case number',
    template: 'cards/form.json',
    make: locale => registerForm(reader(locale), { version: draft, typed: '', seen: '' }),
  },
  {
    name: 'the form of its case number, wrong',
    template: 'cards/form.json',
    make: locale =>
      registerForm(reader(locale), {
        version: draft,
        typed: '**7**',
        seen: '',
        error: 'skriv det som SLK-2026-00123',
      }),
  },
];
