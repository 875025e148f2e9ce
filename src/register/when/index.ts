export { FIRST_YEAR, LAST_YEAR } from './calendar';
export { dayAfter, dayBefore, daysBetween, isSensibleDay, plusDays } from './days';
export { endOf, startOf } from './ends';
export { formatWhen, whenExamples } from './format';
export { listedWhenSchema, spanSchema, whenSchema, type Precision, type When, type WhenSpan } from './model';
export { meet, overlaps } from './overlap';
export { parseWhen } from './parse';
