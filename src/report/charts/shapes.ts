import { number } from '../wording/words';
import { BLUE, FAINT, FONT, INK } from './canvas';
import type { Chart, ChartConfiguration, Plugin } from './chart-js';

/** Bars that stand, each with its number above. `most`: the highest of all charts that are to be compared. */
export function bars(
  labels: readonly (string | string[])[],
  values: readonly number[],
  most: number,
): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    data: { labels: [...labels], datasets: [barsOf(values)] },
    options: {
      layout: { padding: { top: 20 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: INK },
          ticks: { autoSkip: labels.length > 40, maxRotation: labels.length > 12 ? 90 : 0 },
        },
        y: { display: false, min: 0, max: most },
      },
    },
    plugins: [
      numbers(values, (context, { x, y }, text) => {
        context.textAlign = 'center';
        context.fillText(text, x, y - 6);
      }),
    ],
  };
}

/** Bars that lie, for long names, each with its number at its end. */
export function lyingBars(names: readonly string[], values: readonly number[]): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    data: { labels: [...names], datasets: [barsOf(values)] },
    options: {
      indexAxis: 'y',
      layout: { padding: { right: 48 } },
      scales: {
        x: { display: false, min: 0, max: Math.max(...values) },
        y: { grid: { display: false }, border: { color: INK }, ticks: { autoSkip: false } },
      },
    },
    plugins: [numbers(values, (context, { x, y }, text) => context.fillText(text, x + 6, y + 5))],
  };
}

function barsOf(values: readonly number[]) {
  return { data: [...values], backgroundColor: BLUE, maxBarThickness: 46 };
}

type Write = (context: Chart['ctx'], place: { x: number; y: number }, text: string) => void;

function numbers(values: readonly number[], write: Write): Plugin<'bar'> {
  return {
    id: 'numbers',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.fillStyle = INK;
      ctx.font = `600 ${values.length > 20 ? 10 : 13}px "${FONT}"`;
      chart.getDatasetMeta(0).data.forEach((bar, index) => write(ctx, bar, number(values[index] ?? 0)));
    },
  };
}

const LARGEST = 15;
const SMALLEST = 4;
/** From this radius on a number of two digits has room inside. */
const ROOM_INSIDE = 10;

/** A circle in each place of a grid whose area is its number, with the number in it or beside it. */
export function circles(
  rows: readonly string[],
  columns: readonly string[],
  counts: readonly (readonly number[])[],
  most: number,
): ChartConfiguration<'bubble'> {
  const places = counts.flatMap((row, y) =>
    row.flatMap((count, x) => (count > 0 ? [{ x, y, count, r: radiusOf(count, most) }] : [])),
  );
  const named = (names: readonly string[]) => (value: string | number) => wrapped(names[Number(value)] ?? '');
  return {
    type: 'bubble',
    data: { datasets: [{ data: places, backgroundColor: BLUE }] },
    options: {
      scales: {
        x: {
          position: 'top',
          min: -0.5,
          max: columns.length - 0.5,
          grid: { display: false },
          ticks: { stepSize: 1, callback: named(columns), autoSkip: false, maxRotation: 60, minRotation: 60 },
          afterBuildTicks: axis => void (axis.ticks = columns.map((_, value) => ({ value }))),
        },
        y: {
          reverse: true,
          min: -0.5,
          max: rows.length - 0.5,
          grid: { color: FAINT },
          ticks: { stepSize: 1, callback: named(rows), autoSkip: false },
          afterBuildTicks: axis => void (axis.ticks = rows.map((_, value) => ({ value }))),
        },
      },
    },
    plugins: [
      {
        id: 'numbers',
        afterDatasetsDraw(chart) {
          const { ctx } = chart;
          ctx.font = `600 12px "${FONT}"`;
          chart.getDatasetMeta(0).data.forEach(({ x, y }, index) => {
            const { count, r } = places[index]!;
            const text = number(count);
            const inside = r >= ROOM_INSIDE && text.length <= 3;
            ctx.fillStyle = inside ? '#ffffff' : INK;
            ctx.textAlign = inside ? 'center' : 'left';
            ctx.fillText(text, inside ? x : x + r + 3, y + 4);
          });
        },
      },
    ],
  };
}

function radiusOf(count: number, most: number): number {
  return Math.max(SMALLEST, LARGEST * Math.sqrt(count / most));
}

/** A long name on two lines. */
function wrapped(name: string): string | string[] {
  if (name.length <= 30) return name;
  const middle = name.indexOf(' ', Math.floor(name.length / 2) - 4);
  return middle < 0 ? name : [name.slice(0, middle), name.slice(middle + 1)];
}
