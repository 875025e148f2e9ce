import { CITY_PARTITION } from '../../src/capabilities';
import type { Problem } from '../../src/importing/model';
import { makeImportStore, newImportId } from '../../src/importing/store';
import { anImport } from '../importing/card-cases';
import { eventually, type TestPerson } from '../support/bot';
import { button, type Deeds } from './deed';
import { NOW, type Town } from './town';

let made = 0;
let newest: { id: string; town: Town } | undefined;

/** A list that this person has handed in, when they still might; nothing in it is right. */
async function handedIn(town: Town, by: TestPerson): Promise<string> {
  made += 1;
  const id = newImportId(NOW, String(made).padStart(12, '0'));
  const problem = {
    row: 2,
    field: 'unit',
    heading: '',
    code: 'missing',
    value: '',
    instead: [],
  } satisfies Problem;
  const wrong = { wrong: 1, problems: 1, firstProblems: [problem] };
  await makeImportStore(town.bot.storage.register, CITY_PARTITION).create(
    { ...anImport, id, by: by.id, at: NOW, total: 0, ...wrong },
    { rows: [], problems: [problem] },
    [],
  );
  newest = { id, town };
  return id;
}

/** What goes on after the answer is over. */
async function isOver(): Promise<void> {
  const { id, town } = newest!;
  const table = town.bot.storage.register;
  await eventually('the import is seen to', async () => {
    const state = await table.get(CITY_PARTITION, `import|state|${id}`);
    const { stage } = state!.body as { stage: string };
    const open = await table.get(CITY_PARTITION, `import|open|${id}`);
    return stage === 'read' || (stage !== 'running' && !open);
  });
}

const about = (id: string) => ({ id });

/** Lists from before. */
export const ofImporting: Deeds = {
  importera: { answer: button('importing.template') },
  'importing.template': { answer: /Din fil: Mall för samarbeten/ },
  'importing.page': { answer: /Lämna in en lista/ },
  'importing.start': { on: handedIn, sends: about, answer: /Listan importeras/, undo: isOver },
  'importing.cancel': { on: handedIn, sends: about, answer: /Importen är avbruten/, undo: isOver },
  'importing.errors': { on: handedIn, sends: about, answer: /Din fil: Fel i listan/ },
};
