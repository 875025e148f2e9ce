import { parentPort, workerData } from 'node:worker_threads';

/** Does what the test asks for: says something and ends, dies, ends without a word, fills its memory, or never ends. */
const order = workerData as string;
if (order === 'says') for (const said of ['one', 'two', 'last']) parentPort!.postMessage(said);
if (order === 'dies') throw new Error('dies');
if (order === 'fills')
  for (const kept: number[][] = []; ;) kept.push(Array.from({ length: 1_000 }, Math.random));
while (order === 'never');
