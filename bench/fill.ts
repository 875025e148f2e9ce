import { randomUUID } from 'node:crypto';
import { CITY_PARTITION } from '../src/app';
import { makeReference, type Content, type Notification } from '../src/collaborations/model';
import { newNotification } from '../src/collaborations/store';
import { inform } from '../src/collaborations/transitions';
import { AREAS, CATEGORIES } from '../src/collaborations/vocabulary';
import { addToDigest, digestItemOf, emptyDigest, type Digest } from '../src/collaborations/who-else';
import { sisterCities } from '../src/directory/cities';
import { allUnits } from '../src/directory/units';
import type { Storage } from '../src/storage/connection';
import type { Write } from '../src/storage/table';

const YEAR = 2026;
const PER_COMMIT = 33;
const AT_ONCE = 4;
const OWN = 30;
const units = allUnits('2026-11-23');

/** Stores `count` notifications of many people, thirty of them `ownerId`'s, as the service would have stored them. */
export async function fill(storage: Storage, count: number, ownerId: string): Promise<void> {
  await storage.prepare();
  const digests = new Map<string, Digest>(sisterCities.map(city => [city.id, emptyDigest]));
  const others = Array.from({ length: 500 }, () => randomUUID());
  const ownEvery = Math.floor(count / OWN);
  const batches: Write[][] = [];
  let batch: Write[] = [];
  for (let number = 1; number <= count; number += 1) {
    const by = number % ownEvery === 0 ? ownerId : others[number % others.length]!;
    const notification = numbered(number, by);
    for (const city of notification.content.cities) {
      digests.set(city, addToDigest(digests.get(city)!, digestItemOf(notification)));
    }
    // Versions are kept beside, and no turn that is measured reads them.
    batch.push(...newNotification(notification).filter(write => !write.key.startsWith('v|')));
    if (number % PER_COMMIT === 0 || number === count) {
      batches.push(batch);
      batch = [];
    }
  }
  await inParallel(batches, writes =>
    storage.register.commit(CITY_PARTITION, writes, AbortSignal.timeout(60_000)),
  );
  await storage.register.commit(CITY_PARTITION, [
    { do: 'put', key: 'hot|counter', body: { year: YEAR, last: count } },
    ...[...digests].map(([city, body]) => ({ do: 'put', key: `hot|digest|${city}`, body }) as const),
  ]);
}

function numbered(number: number, by: string): Notification {
  const at = new Date(Date.UTC(YEAR, 0, 1) + number * 60_000).toISOString();
  return inform(makeReference(YEAR, number), contentOf(number), at, by);
}

function contentOf(number: number): Content {
  const pick = <T>(list: readonly T[]) => list[number % list.length]!;
  return {
    unitId: pick(units).id,
    cities: [pick(sisterCities).id],
    title: `Erfarenhetsutbyte nummer ${number} om hållbar stadsutveckling`,
    category: pick(CATEGORIES),
    area: pick(AREAS),
    when: { kind: 'span', from: '2027-09-13', to: '2027-09-19', precision: 'week' },
    participatingUnits: [],
    links: [],
  };
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
