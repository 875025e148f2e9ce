/** How long the next one waits for the one before it, in milliseconds: one that hangs must not hold up all. */
const PATIENCE_MS = 250;

/** Lets those who change the same thing go one after the other, so that of many at once each need not lose many times. */
export function makeLine() {
  const lines = new Map<string, Promise<void>>();

  /** Does the work when whoever came before has finished, or has taken long. */
  async function inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = lines.get(key) ?? Promise.resolve();
    const begun = before.then(() => ({ result: work() }));
    const over = begun.then(({ result }) => finished(result));
    lines.set(key, over);
    void over.then(() => {
      if (lines.get(key) === over) lines.delete(key);
    });
    return (await begun).result;
  }

  return inLine;
}

/** When the work has ended, well or not, or has taken long. */
function finished(work: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}
