import { banner } from '../../src/trial/banner';

const windows = [
  { name: 'staff', person: 'Kim Andersson', port: 56150 },
  { name: 'coordinator', person: 'Robin Lindqvist', port: 56151 },
] as const;

describe('what stands on the screen once all is running', () => {
  const text = banner(windows, '/data/trial');

  it.each([
    ['who', 'Kim Andersson, at an administration'],
    ['the address', 'http://localhost:56151'],
    ['what to say', 'informera'],
    ['that others can reach it', 'on your network can reach these windows'],
    ['where the data is', '/data/trial'],
    ['how it ends', 'Ctrl-C'],
  ])('tells %s', (_what, words) => {
    expect(text).toContain(words);
  });

  it('is one short block', () => {
    expect(text.split('\n').length).toBeLessThan(15);
  });
});

describe('with a date of its own', () => {
  const at = new Date('2027-03-01T07:59:00.000Z');

  it('says what time it is in the bot, and how to step', () => {
    const text = banner(windows, '/data/trial', { at, goesOn: false });
    expect(text).toContain('In the bot it is Monday 1 March 2027, 08:59.\n');
    expect(text).toContain('write "nästa dag"');
  });

  it('says that it goes on where the last trial ended', () => {
    expect(banner(windows, '/data/trial', { at, goesOn: true })).toContain(
      'Monday 1 March 2027, 08:59, where the trial in this folder had come to.',
    );
  });

  it('says nothing of it without one', () => {
    expect(banner(windows, '/data/trial')).not.toContain('In the bot it is');
  });
});
