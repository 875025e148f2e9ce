import { strFromU8, unzipSync } from 'fflate';
import { seedLists } from '../../src/directory/lists';
import { importFileMakers, PROBLEMS_FILE, TEMPLATE_FILE } from '../../src/importing/files';
import type { Problem } from '../../src/importing/model';
import { readFile } from '../../src/importing/read-file';
import { readWorkbook } from '../../src/importing/read-workbook';
import { LOCALES, type Locale } from '../../src/i18n';
import { OFFICER } from '../support/contents';
import { anImport } from './card-cases';

const problem: Problem = {
  row: 7,
  field: 'cities',
  heading: '=Vänort',
  code: 'unknownCity',
  value: '=HYPERLINK("http://evil")',
  instead: ['Bergen'],
};

const make = importFileMakers({
  service: {
    mustBeCoordinator: () => Promise.resolve(),
    problems: () => Promise.resolve({ current: anImport, problems: [problem] }),
  },
  lists: () => Promise.resolve(seedLists),
  now: () => new Date('2026-11-23T09:00:00Z'),
});

async function made(kind: string, locale: Locale) {
  return (await make[kind]!({ kind, id: 'x' }, { actorId: OFFICER, locale }))!;
}

async function sheetsOf(bytes: Uint8Array) {
  const read = await readWorkbook(bytes);
  if ('code' in read) throw new Error(read.code);
  return read.sheets;
}

describe.each(LOCALES)('in %s', locale => {
  it('the template is understood when it comes back, and its example is no collaboration', async () => {
    const { bytes, name } = await made(TEMPLATE_FILE, locale);
    const reader = { locale, lists: seedLists };
    expect(await readFile({ name, bytes }, reader, '2026-11-23')).toEqual({ code: 'empty' });
    const [list, values] = await sheetsOf(bytes);
    expect(list!.rows).toHaveLength(2);
    expect(values!.rows.length).toBeGreaterThan(30);
  });

  it('what was wrong is told row by row, and nothing in it begins a formula', async () => {
    const { bytes } = await made(PROBLEMS_FILE, locale);
    const [sheet] = await sheetsOf(bytes);
    expect(sheet!.rows[1]).toEqual([
      7,
      '=Vänort',
      problem.value,
      expect.stringContaining('HYPERLINK'),
      'Bergen',
    ]);
    const xml = Object.values(unzipSync(bytes))
      .map(part => strFromU8(part))
      .join('');
    expect(xml).not.toMatch(/<f[ >]/);
  });
});
