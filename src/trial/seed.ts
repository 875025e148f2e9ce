import { CITY_PARTITION } from '../capabilities';
import { keyOf } from '../importing/read-rows';
import { importedWrite } from '../importing/store';
import { knownExchanges, type KnownExchange } from '../register/known-exchanges';
import { allIndexed } from '../register/reindex';
import { makeReference, type Content } from '../register/model';
import { digestsWith, makeCollaborationStore, nextNumber, type CollaborationStore } from '../register/store';
import { inform } from '../register/transitions';
import { parseWhen } from '../register/when';
import { seedLists } from '../directory/lists';
import { cityDay, cityYear } from '../i18n/moments';
import type { Storage } from '../storage/connection';
import type { Write } from '../storage/table';

/** Enters the exchanges that are known from before, as an import without sender; once, into an empty register. */
export async function seedKnownExchanges(storage: Storage, now: Date): Promise<void> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  if ((await store.loadShared()).counter.etag) return;
  const entered: Write[] = [];
  for (const exchange of knownExchanges) entered.push(await enter(store, exchange, now));
  // The same exchanges in a list that somebody imports are known.
  await storage.register.commit(CITY_PARTITION, [...entered, allIndexed]);
}

async function enter(store: CollaborationStore, exchange: KnownExchange, now: Date): Promise<Write> {
  const shared = await store.loadShared();
  const year = cityYear(now);
  const ref = makeReference(year, nextNumber(shared, year));
  const notification = inform(ref, contentOf(exchange, cityDay(now)), now.toISOString());
  const digests = digestsWith(shared, notification);
  await store.insert({ notification, shared, digests, jobs: [] });
  return importedWrite(keyOf(notification.content), { ref, importId: SEED });
}

/** What stands for an import where the rows were there from the beginning. */
const SEED = 'known-exchanges';

function contentOf(exchange: KnownExchange, today: string): Content {
  const { unit, cities, title, category, direction, area, otherParticipants, participants, funding } =
    exchange;
  const when = parseWhen(exchange.when, today);
  if (!when) throw new Error(`the time of "${title}" is not understood: ${exchange.when}`);
  return {
    unitId: unit,
    cities: seedLists.cities.map(city => city.id).filter(id => cities.includes(id)),
    title,
    category,
    when,
    participatingUnits: [],
    links: [],
    direction,
    area,
    ...(otherParticipants && { otherParticipants }),
    ...(participants && { participants }),
    ...(funding && { funding: funding.id }),
  };
}
