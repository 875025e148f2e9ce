import { newJob, type Job } from '../../src/delivery/job';
import { joinSources, type Source } from '../../src/delivery/sources';
import { makeLogger } from '../../src/telemetry/logger';

const log = makeLogger('silent');
const NOW = new Date('2027-03-01T08:00:00Z');

function job(kind: string): Job {
  const about = { key: 'k', subject: 's', mode: 'once', to: { kind: 'channel' }, wanted: 1 } as const;
  return newJob({ ...about, kind }, NOW.toISOString());
}

function source(kind: string, due?: () => Promise<string[]>): Source {
  return {
    owns: one => one.kind.startsWith(kind),
    render: () => Promise.resolve({ waitUntil: kind }),
    ...(due && { enterDue: due }),
  };
}

it('a job is rendered by whoever owns it', async () => {
  const { render } = joinSources([source('a.'), source('b.')], log);
  expect(await render(job('b.card'))).toEqual({ waitUntil: 'b.' });
});

it('a job that nobody owns is an error that names its kind', async () => {
  await expect(joinSources([source('a.')], log).render(job('c.card'))).rejects.toThrow('c.card');
});

it('what all of them have due is entered together', async () => {
  const sources = [
    source('a.', () => Promise.resolve(['1'])),
    source('b.'),
    source('c.', () => Promise.resolve(['2'])),
  ];
  expect(await joinSources(sources, log).enterDue(NOW)).toEqual({ keys: ['1', '2'], complete: true });
});

it('one that fails keeps none of the others back, and the run does not count as complete', async () => {
  const sources = [
    source('a.', () => {
      throw new Error('at once');
    }),
    source('b.', () => Promise.reject(new Error('later'))),
    source('c.', () => Promise.resolve(['2'])),
  ];
  expect(await joinSources(sources, log).enterDue(NOW)).toEqual({ keys: ['2'], complete: false });
});
