import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasStoredData, prepareDataFolder } from '../../src/trial/data-folder';

describe('the data folder of the trial', () => {
  let base: string;

  beforeEach(() => {
    base = mkdtempSync(path.join(tmpdir(), 'trial-'));
  });

  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('is made when it is not there', () => {
    const folder = prepareDataFolder(path.join(base, 'new'), false);
    expect([folder.root, folder.storage, folder.windows, folder.logs].every(existsSync)).toBe(true);
    expect(hasStoredData(folder)).toBe(false);
  });

  it('keeps what an earlier trial stored', () => {
    const first = prepareDataFolder(base, false);
    writeFileSync(path.join(first.storage, 'tables.json'), '{}');
    expect(hasStoredData(prepareDataFolder(base, false))).toBe(true);
  });

  it('is emptied by --fresh, except what is not ours', () => {
    const first = prepareDataFolder(base, false);
    writeFileSync(path.join(first.storage, 'tables.json'), '{}');
    writeFileSync(first.clock, '2027-03-02T07:59:00.000Z');
    writeFileSync(path.join(base, 'notes.txt'), 'mine');
    expect(hasStoredData(prepareDataFolder(base, true))).toBe(false);
    expect(existsSync(first.clock)).toBe(false);
    expect(readFileSync(path.join(base, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('says so when a file stands where it should be', () => {
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    expect(() => prepareDataFolder(file, false)).toThrow(
      `${file} is a file, where a folder for the trial's data should be. Move it away. ` +
        'Choose another folder: npm start -- --data <folder>',
    );
  });

  it('says so when a file stands where its logs should be', () => {
    writeFileSync(path.join(base, 'logs'), '');
    expect(() => prepareDataFolder(base, false)).toThrow(`${path.join(base, 'logs')} is a file`);
  });

  it('says so when a folder above it is a file', () => {
    writeFileSync(path.join(base, 'file'), '');
    expect(() => prepareDataFolder(path.join(base, 'file', 'data'), false)).toThrow(
      /^The data folder .* cannot be used/,
    );
  });

  it('says so when it may not be written to', () => {
    // Root and Windows may write in spite of the mode; a folder that stands in the way of the probe is the same to the code.
    mkdirSync(path.join(base, '.writable'));
    expect(() => prepareDataFolder(base, false)).toThrow(/^The data folder .* Choose another folder/);
  });
});
