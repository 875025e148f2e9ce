import path from 'node:path';
import { readOptions } from '../../src/trial/options';
import { TrialError } from '../../src/trial/trial-error';

const project = path.resolve('/somewhere/project');

describe('the arguments of npm start', () => {
  it('are all optional', () => {
    expect(readOptions([], project)).toEqual({
      fresh: false,
      empty: false,
      examples: 0,
      dataFolder: path.join(project, '.data', 'trial'),
      botPort: 3978,
      firstWindowPort: 56150,
    });
  });

  it('empty the data, leave out the import, and move folder and ports', () => {
    const args = [
      '--fresh',
      '--empty',
      '--examples',
      '500',
      '--data',
      'elsewhere',
      '--bot-port',
      '4978',
      '--window-port',
      '57150',
    ];
    expect(readOptions(args, project)).toEqual({
      fresh: true,
      empty: true,
      examples: 500,
      dataFolder: path.join(project, 'elsewhere'),
      botPort: 4978,
      firstWindowPort: 57150,
    });
  });

  it('keep a trial with a date of its own in a folder of its own', () => {
    expect(readOptions(['--date', '2027-03-01'], project)).toMatchObject({
      date: '2027-03-01',
      dataFolder: path.join(project, '.data', 'trial-2027-03-01'),
    });
  });

  it('take the folder that is named, with a date too', () => {
    const { date, dataFolder } = readOptions(['--date', '2028-02-29', '--data', 'elsewhere'], project);
    expect([date, dataFolder]).toEqual(['2028-02-29', path.join(project, 'elsewhere')]);
  });

  it.each(['1946-01-01', '2100-12-31'])('take %s', day => {
    expect(readOptions(['--date', day], project).date).toBe(day);
  });

  it.each(['2027-02-30', '2027-02-29', 'imorgon', '1945-12-31', '2101-01-01', '27-03-01', '2027-3-1', ''])(
    'refuse "%s" as a date and say what to write',
    day => {
      expect(() => readOptions([`--date=${day}`], project)).toThrow(TrialError);
      expect(() => readOptions([`--date=${day}`], project)).toThrow(
        `--date ${day}: write a day from 1946 to 2100 as year-month-day: --date 2027-03-01`,
      );
    },
  );

  it('take a whole path as it is', () => {
    const folder = path.resolve('/tmp/trial');
    expect(readOptions(['--data', folder], project).dataFolder).toBe(folder);
  });

  it.each([
    [['--frish'], 'Not understood: --frish. Use: npm start'],
    [['fresh'], 'Not understood: fresh. Use: npm start'],
    [['--examples', 'many'], '--examples many: give a number from 0 to 2000.'],
    [['--date'], 'Not understood: --date. Use: npm start'],
    [
      ['--examples', '9', '--date', '1950-05-08'],
      '--examples 9: leave it out, or give a --date from 1954 to 2098.',
    ],
    [
      ['--examples', '9', '--date', '2099-01-01'],
      '--examples 9: leave it out, or give a --date from 1954 to 2098.',
    ],
    [['--data'], 'Not understood: --data. Use: npm start'],
    [['--bot-port', 'abc'], '--bot-port abc: give a port number between 1024 and 65535.'],
    [['--bot-port', '80'], '--bot-port 80: give a port number between 1024 and 65535.'],
    [['--window-port', '65534'], '--window-port 65534: give a port number between 1024 and 65533.'],
  ])('refuse %j in one line with the fix', (args, message) => {
    expect(() => readOptions(args, project)).toThrow(TrialError);
    expect(() => readOptions(args, project)).toThrow(message);
  });
});
