import type { When } from './model';

/** First ISO day; undefined when no start was said. */
export function startOf(when: When): string | undefined {
  return when.from;
}

/** Last ISO day; undefined for what is ongoing or comes back every year. */
export function endOf(when: When): string | undefined {
  return when.kind === 'span' ? when.to : undefined;
}
