import type { When } from './model';

export { formatWhen, whenExamples } from './format';
export { listedWhenSchema, whenSchema, type Precision, type When } from './model';
export { parseWhen } from './parse';

/** First ISO day; undefined when no start was said. */
export function startOf(when: When): string | undefined {
  return when.from;
}

/** Last ISO day; undefined for what is ongoing or comes back every year. */
export function endOf(when: When): string | undefined {
  return when.kind === 'span' ? when.to : undefined;
}

/** Whether two happen at the same time. What has no end overlaps whatever is not over before it began. */
export function overlaps(a: When, b: When): boolean {
  return !isOverBefore(a, b) && !isOverBefore(b, a);
}

function isOverBefore(a: When, b: When): boolean {
  const [end, start] = [endOf(a), startOf(b)];
  return end !== undefined && start !== undefined && end < start;
}
