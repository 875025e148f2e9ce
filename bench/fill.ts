import { randomUUID } from 'node:crypto';
import { seedLists } from '../src/directory/lists';
import { cityYear } from '../src/i18n/moments';
import { makeReference, type Content, type Notification } from '../src/register/model';
import { allIndexed } from '../src/register/reindex';
import { newNotification } from '../src/register/store';
import { inform, receive, register, type Transition } from '../src/register/transitions';
import { addToDigest, digestItemOf, emptyDigest, type Digest } from '../src/register/who-else';
import type { Write } from '../src/storage/table';
import { madeUp } from '../src/trial/made-up';

const PEOPLE = 500;
const OWN = 30;
const RARE = 3;
/** The last ones still wait for an officer, as in a register that is looked after. */
const WAITING = 12;
/** Digests hold only what is newest, and thousands of older ones make none of them otherwise. */
const IN_DIGESTS = 2_000;

/** A word that stands in so few titles, however many there are. */
export const RARE_WORD = 'midnattssol';

/**
 * The rows of `count` notifications of many people, thirty of them `ownerId`'s, told from New Year until `now`, as the
 * service would have stored them: each row once. Of the versions only the last: no turn reads the others.
 */
export function* writesOf(count: number, ownerId: string, now: Date): Generator<Write> {
  const year = cityYear(now);
  const digests = new Map<string, Digest>(seedLists.cities.map(city => [city.id, emptyDigest]));
  const others = Array.from({ length: PEOPLE }, () => randomUUID());
  const ownEvery = Math.floor(count / OWN);
  const put = new Set<string>();
  for (let number = 1; number <= count; number += 1) {
    const by = number % ownEvery === 0 ? ownerId : others[number % others.length]!;
    const at = momentOf(number / (count + 1), now);
    const told = inform(makeReference(year, number), contentOf(number, count, now), at, by);
    const notification = number > count - WAITING ? told : handled(told, others[0]!);
    for (const city of number > count - IN_DIGESTS ? notification.content.cities : []) {
      digests.set(city, addToDigest(digests.get(city)!, digestItemOf(notification)));
    }
    for (const write of newNotification(notification)) {
      if (put.has(write.key)) continue;
      // What many of them put is one row.
      if (write.do === 'put') put.add(write.key);
      yield write;
    }
  }
  yield allIndexed;
  yield { do: 'put', key: 'hot|counter', body: { year, last: count } };
  for (const [city, body] of digests) yield { do: 'put', key: `hot|digest|${city}`, body };
}

/** As an ISO moment. `share`: how much of the time since New Year had gone. */
function momentOf(share: number, now: Date): string {
  const newYear = Date.UTC(cityYear(now), 0, 1);
  return new Date(newYear + (now.getTime() - newYear) * share).toISOString();
}

function contentOf(number: number, count: number, now: Date): Content {
  const content = madeUp(number, seedLists, now);
  const isRare = number % Math.floor(count / RARE) === 0;
  return isRare ? { ...content, title: `Fotografier av ${RARE_WORD}en` } : content;
}

/** Received and registered at once. */
function handled(told: Notification, by: string): Notification {
  const deed = { by, at: told.createdAt };
  return after(register(after(receive(told, deed)), `SLK-${told.ref.slice(2)}`, undefined, deed));
}

function after(transition: Transition): Notification {
  if (transition.kind !== 'changed') throw new Error('nothing was changed');
  return transition.after;
}
