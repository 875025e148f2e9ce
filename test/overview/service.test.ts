import { makeOverviewService } from '../../src/overview/service';
import type { FoundPage, PageOptions } from '../../src/register/finder';
import { toFound } from '../../src/register/rows';
import { aContent, aNotification, TODAY } from '../support/contents';

const question = { cities: [], years: { from: 2021, to: 2026 } };
const when = { kind: 'span', from: '2025-03-03', to: '2025-03-05', precision: 'day' } as const;

/** A register with `size` collaborations; reading a page takes `pageMs` of the clock. */
function register(size: number, pageMs = 0) {
  const asked: PageOptions[] = [];
  let ms = Date.parse(`${TODAY}T09:00:00.000Z`);
  const page = (_index: string, options: PageOptions): Promise<FoundPage> => {
    asked.push(options);
    ms += pageMs;
    const from = Number(options.after ?? 0);
    const count = Math.min(options.limit, size - from);
    const items = Array.from({ length: count }, (_, index) =>
      toFound(aNotification({ ref: `V-2025-${from + index}`, content: aContent({ when }) })),
    );
    return Promise.resolve({ items, ...(from + count < size && { next: String(from + count) }) });
  };
  const during = () => Promise.resolve({ items: [], more: false });
  const service = makeOverviewService({ finder: { page, during }, now: () => new Date(ms) });
  return { service, asked, later: (more: number) => (ms += more) };
}

describe('the statistics of a register', () => {
  it('are exact as long as all of it is read', async () => {
    const { service, asked } = register(2_500);
    const { counts, countedLast } = await service.statistics(question, TODAY);
    expect(counts.total.starts).toBe(2_500);
    expect(countedLast).toBeUndefined();
    expect(asked.every(({ beganBy }) => beganBy === '2026-12-31')).toBe(true);
  });

  it('are of the 20,000 that began last where there are more', async () => {
    const { service } = register(30_000);
    const { counts, countedLast } = await service.statistics(question, TODAY);
    expect(countedLast).toBe(20_000);
    expect(counts.total.starts).toBe(20_000);
  });

  it('stop in time for an answer, and say how many they are of', async () => {
    const { service, asked } = register(30_000, 1_000);
    const { countedLast } = await service.statistics(question, TODAY);
    expect(asked).toHaveLength(3);
    expect(countedLast).toBe(3 * 999);
  });

  it('are kept for a minute, each question by itself', async () => {
    const { service, asked, later } = register(10);
    const first = await service.statistics(question, TODAY);
    expect(await service.statistics(question, TODAY)).toBe(first);
    expect(asked).toHaveLength(1);
    await service.statistics({ ...question, cities: ['bergen'] }, TODAY);
    expect(asked).toHaveLength(2);
    later(60_000);
    await service.statistics(question, TODAY);
    expect(asked).toHaveLength(3);
  });

  it('of several cities are of those with any of them', async () => {
    const { service } = register(10);
    const { counts } = await service.statistics({ ...question, cities: ['aarhus', 'abo'] }, TODAY);
    expect(counts.total.underWay).toBe(0);
  });
});

describe('what goes on with a city', () => {
  const days = (from: string, to: string) => ({ kind: 'span', from, to, precision: 'day' }) as const;
  const item = (ref: string, from: string, to: string) =>
    toFound(aNotification({ ref, content: aContent({ when: days(from, to) }) }));

  it('is under way, coming with the nearest first, and what began last by today', async () => {
    const now = item('now', '2026-11-01', '2026-12-01');
    const [far, near] = [item('far', '2028-05-01', '2028-05-02'), item('near', '2026-11-24', '2029-01-01')];
    const asked: PageOptions[] = [];
    const service = makeOverviewService({
      finder: {
        page: (_index, options) => {
          asked.push(options);
          return Promise.resolve({ items: [now] });
        },
        during: () => Promise.resolve({ items: [now, far, near], more: false }),
      },
      now: () => new Date(`${TODAY}T09:00:00.000Z`),
    });
    const city = await service.city('bergen', TODAY);
    expect(city.underWay).toEqual([now]);
    expect(city.coming).toEqual([near, far]);
    expect(city.latest).toEqual([now]);
    expect(asked).toEqual([expect.objectContaining({ beganBy: TODAY })]);
  });
});
