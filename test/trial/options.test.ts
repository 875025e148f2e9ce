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

  it('take a whole path as it is', () => {
    const folder = path.resolve('/tmp/trial');
    expect(readOptions(['--data', folder], project).dataFolder).toBe(folder);
  });

  it.each([
    [['--frish'], 'Not understood: --frish. Use: npm start'],
    [['fresh'], 'Not understood: fresh. Use: npm start'],
    [['--examples', 'many'], '--examples many: give a number from 0 to 2000.'],
    [['--data'], 'Not understood: --data. Use: npm start'],
    [['--bot-port', 'abc'], '--bot-port abc: give a port number between 1024 and 65535.'],
    [['--bot-port', '80'], '--bot-port 80: give a port number between 1024 and 65535.'],
    [['--window-port', '65534'], '--window-port 65534: give a port number between 1024 and 65533.'],
  ])('refuse %j in one line with the fix', (args, message) => {
    expect(() => readOptions(args, project)).toThrow(TrialError);
    expect(() => readOptions(args, project)).toThrow(message);
  });
});
