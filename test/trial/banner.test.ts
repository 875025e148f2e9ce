import { banner } from '../../src/trial/banner';

describe('what stands on the screen once all is running', () => {
  const text = banner(
    [
      { name: 'staff', person: 'Kim Andersson', port: 56150 },
      { name: 'coordinator', person: 'Robin Lindqvist', port: 56151 },
    ],
    '/data/trial',
  );

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
