import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beginningOf, remember } from '../../src/trial/remembered';
import { TrialError } from '../../src/trial/trial-error';

describe("where the bot's clock begins", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'remembered-'));
    file = path.join(folder, 'clock.txt');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const morning = new Date('2027-03-01T07:59:00.000Z');
  const stepped = new Date('2027-03-02T07:59:00.000Z');

  it('is today without a date', () => expect(beginningOf(undefined, file)).toBeUndefined());

  it('is 08:59 that day in a new folder', () => {
    expect(beginningOf('2027-03-01', file)).toEqual({ at: morning, goesOn: false });
  });

  it('is where the last trial ended, if that is later', () => {
    remember(file, new Date('2027-03-01T07:59:30.000Z'));
    remember(file, stepped);
    expect(beginningOf('2027-03-01', file)).toEqual({ at: stepped, goesOn: true });
  });

  it('is the day that is asked for, if that is later', () => {
    remember(file, morning);
    expect(beginningOf('2027-03-02', file)).toEqual({ at: stepped, goesOn: false });
  });

  it('is never today where the data is of another day', () => {
    remember(file, stepped);
    expect(() => beginningOf(undefined, file)).toThrow(TrialError);
    expect(() => beginningOf(undefined, file)).toThrow(
      'In this data folder it is 2027-03-02: add --date 2027-03-02 to go on from there, or --fresh to begin anew.',
    );
  });

  it('is asked for when the file holds something else', () => {
    writeFileSync(file, 'tomorrow');
    expect(() => beginningOf('2027-03-01', file)).toThrow(/clock\.txt does not hold a moment\. .*--fresh$/);
  });
});
