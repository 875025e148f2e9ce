import { CITY_PARTITION } from '../capabilities';
import { seedLists } from '../directory/lists';
import { makePeople } from '../directory/people';
import { cityDay, cityYear } from '../i18n/moments';
import { answerFollowUp, canFollowUp, periodFor } from '../register/follow-up';
import { makeReference, senderOf, type Notification } from '../register/model';
import { digestOf, makeCollaborationStore, newNotification, versionWrite } from '../register/store';
import { answer, ask, inform, receive, register, type Transition } from '../register/transitions';
import { addToDigest, digestItemOf, type Digest } from '../register/who-else';
import type { Storage } from '../storage/connection';
import type { Write } from '../storage/table';
import { madeUp } from './made-up';
import { coordinatorWindow, staffWindow, trialTenantId } from './people';

const PER_COMMIT = 90;
const HOUR = 3_600_000;

/** The last so many of them still wait for an officer, in one way or another. */
const WAITING = 12;

/**
 * Enters made-up collaborations, told by the people of the staff window over the last months. Most of them have been
 * received and registered; the newest wait. Once: the register holds no more than the imported ones before.
 */
export async function seedMadeUp(storage: Storage, count: number, now: Date): Promise<void> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const shared = await store.loadShared();
  const year = cityYear(now);
  const before = shared.counter.year === year ? shared.counter.last : 0;
  if (before > MOST_IMPORTED) return;
  await meetEverybody(storage, now);
  const digests = new Map<string, Digest>(
    seedLists.cities.map(city => [city.id, digestOf(shared, city.id).digest]),
  );
  const writes: Write[] = [];
  for (let number = 1; number <= count; number += 1) {
    const at = new Date(now.getTime() - (count - number + 1) * 6 * HOUR);
    const versions = followedUp(lifeOf(makeReference(year, before + number), number, count, at, now), now);
    const last = versions.at(-1)!;
    for (const city of last.content.cities)
      digests.set(city, addToDigest(digests.get(city)!, digestItemOf(last)));
    writes.push(...versions.slice(0, -1).map(versionWrite), ...newNotification(last));
  }
  await commitAll(storage, writes);
  const counter = { year, last: before + count };
  await storage.register.commit(CITY_PARTITION, [
    { do: 'put', key: 'hot|counter', body: counter },
    ...[...digests].map(([city, body]) => ({ do: 'put', key: `hot|digest|${city}`, body }) as const),
  ]);
}

const MOST_IMPORTED = 50;

/** So that the cards name them. */
async function meetEverybody(storage: Storage, now: Date): Promise<void> {
  const people = makePeople(storage.people, () => now, 0);
  for (const { currentUser, colleagues } of [staffWindow, coordinatorWindow]) {
    for (const { aadObjectId, name } of [currentUser, ...colleagues])
      await people.meet({ id: aadObjectId, tenantId: trialTenantId, name });
  }
}

/** Every version of one, from the telling to what became of it. */
function lifeOf(ref: string, number: number, count: number, at: Date, now: Date): Notification[] {
  const { currentUser, colleagues } = staffWindow;
  const people = [currentUser, ...colleagues];
  const sender = people[number % people.length]!.aadObjectId;
  const officer = coordinatorWindow.currentUser.aadObjectId;
  const later = (hours: number) => new Date(at.getTime() + hours * HOUR).toISOString();
  const versions = [inform(ref, madeUp(number, seedLists, now), at.toISOString(), sender)];
  const then = (step: (before: Notification) => Transition) => {
    const done = step(versions.at(-1)!);
    if (done.kind === 'changed') versions.push(done.after);
  };
  const waits = number > count - WAITING ? number % 4 : undefined;
  if (waits === 0) return versions;
  if (waits === 1 || waits === 2) then(n => ask(n, 1, 'Hur många deltar?', { by: officer, at: later(1) }));
  if (waits === 1) return versions;
  if (waits === 2) {
    then(n => answer(n, 1, 'Tjugofyra elever och två lärare.', { by: sender, at: later(2) }));
    return versions;
  }
  then(n => receive(n, { by: officer, at: later(1) }));
  if (waits === 3) return versions;
  const caseNumber = `SLK-${at.getFullYear()}-${String(number).padStart(5, '0')}`;
  then(n => register(n, caseNumber, undefined, { by: officer, at: later(3) }));
  return versions;
}

/** What is over has been told of, or its sender would be asked about it on the first morning. */
function followedUp(versions: readonly Notification[], now: Date): Notification[] {
  const last = versions.at(-1)!;
  const deed = { by: senderOf(last)!, at: new Date(now.getTime() - HOUR).toISOString() };
  const today = cityDay(now);
  if (!canFollowUp(last, today)) return [...versions];
  const outcome = { happened: 'yes', result: 'Vi har fått nya kontakter.', outlook: 'continue' } as const;
  const done = answerFollowUp(last, { period: periodFor(last, today), outcome, seen: '' }, deed);
  return done.kind === 'changed' ? [...versions, done.after] : [...versions];
}

/** In transactions of what fits; a row that several put stands once in each. */
async function commitAll(storage: Storage, writes: readonly Write[]): Promise<void> {
  for (let start = 0; start < writes.length; start += PER_COMMIT) {
    const batch = new Map(writes.slice(start, start + PER_COMMIT).map(write => [write.key, write]));
    await storage.register.commit(CITY_PARTITION, [...batch.values()]);
  }
}
