export { endOf, startOf } from './ends';
export { formatWhen, whenExamples } from './format';
export { listedWhenSchema, whenSchema, type Precision, type When } from './model';
export { meet, overlaps } from './overlap';
export { parseWhen } from './parse';
