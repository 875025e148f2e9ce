import { NotFetchedError, type Attached } from '../../src/conversation/attached';
import type { Turn } from '../../src/conversation/turn';
import { cardKey } from '../../src/importing/deliveries';
import type { Refusal } from '../../src/importing/model';
import { importingRoutes, type ImportRouteParts } from '../../src/importing/routes';
import { StorageUnavailableError } from '../../src/storage/errors';
import { OFFICER, reader } from '../support/contents';
import { anImport } from './card-cases';

/** What happens, in its order, when a file is attached that is fetched or read so. */
async function attaching(fetch: Attached['fetch'], reading: () => Promise<void>) {
  const happened: (string | Refusal)[] = [];
  const service = {
    mustBeCoordinator: () => Promise.resolve(),
    begin: async () => (happened.push('begun'), anImport),
    handIn: async () => (await reading(), happened.push('read')),
    giveUp: async (_id: string, refusal: Refusal) => void happened.push(refusal),
  };
  const wake = async ([key]: readonly string[]) =>
    void happened.push(key === cardKey(anImport.id) ? 'card' : '?');
  const { attached } = importingRoutes({ service, wake } as unknown as ImportRouteParts);
  const data = [{ name: 'lista.csv', fetch }];
  const turn = { ...reader('sv'), t: (key: string) => key, actor: { id: OFFICER }, now: new Date(), data };
  const { say, afterwards } = await attached!(turn as unknown as Turn<readonly Attached[]>);
  const saidAfter = happened.length;
  const failed = await afterwards!().then(
    () => false,
    () => true,
  );
  return { say, saidAfter, failed, happened };
}

const fetched = () => Promise.resolve(new Uint8Array());
const noStorage = () => Promise.reject(new StorageUnavailableError('no answer'));

describe('an attached file', () => {
  it('is kept to be read before anything is promised, and its card is sent at once', async () => {
    const { say, saidAfter, happened } = await attaching(fetched, () => Promise.resolve());
    expect(say).toEqual([{ text: 'importing:reading' }]);
    expect(saidAfter).toBe(1);
    expect(happened).toEqual(['begun', 'card', 'read', 'card']);
  });

  it('that is not fetched is told of with the reason', async () => {
    const { happened, failed } = await attaching(
      () => Promise.reject(new NotFetchedError('elsewhere')),
      () => Promise.resolve(),
    );
    expect(happened).toEqual(['begun', 'card', { code: 'elsewhere' }, 'card']);
    expect(failed).toBe(false);
  });

  it('that cannot be read to its end is told of on its card, and in the log', async () => {
    const { happened, failed } = await attaching(fetched, noStorage);
    expect(happened).toEqual(['begun', 'card', { code: 'unavailable' }, 'card']);
    expect(failed).toBe(true);
  });
});
