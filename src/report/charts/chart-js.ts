import { createRequire } from 'node:module';
import type * as ChartJs from 'chart.js' with { 'resolution-mode': 'import' };

export type { Chart, ChartConfiguration, Plugin } from 'chart.js' with { 'resolution-mode': 'import' };

/** Its CommonJS build, for which it brings no types: they are the same as those of the other one. */
export const chartJs = createRequire(__filename)('chart.js') as typeof ChartJs;
