import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas';
import { chartJs, type ChartConfiguration } from './chart-js';

const { BarController, BarElement, BubbleController, CategoryScale, Chart, LinearScale, PointElement } =
  chartJs;

/** A picture for a document: drawn twice as fine as it is shown. Sizes in CSS pixels. */
export interface Picture {
  png: Uint8Array;
  width: number;
  height: number;
  /** What it shows, in a sentence or two with the main figures. */
  alternative: string;
}

/** Everything that is drawn is black, or this blue, which has 7:1 against white; nothing is told by colour alone. */
export const INK = '#1a1a1a';
export const BLUE = '#1f5c8b';
export const FAINT = '#d9d9d9';
/** A name without digits: Chart.js does not put it in quotation marks. */
export const FONT = 'SourceSans';
const SCALE = 2;

let prepared = false;

/** The font comes with the project: a machine in the cloud has none. */
function prepare(): void {
  if (prepared) return;
  for (const file of ['400Regular/SourceSans3_400Regular.ttf', '600SemiBold/SourceSans3_600SemiBold.ttf']) {
    GlobalFonts.registerFromPath(require.resolve(`@expo-google-fonts/source-sans-3/${file}`), FONT);
  }
  Chart.register(BarController, BarElement, BubbleController, CategoryScale, LinearScale, PointElement);
  Chart.defaults.font.family = FONT;
  Chart.defaults.font.size = 13;
  Chart.defaults.color = INK;
  prepared = true;
}

/** One chart of a picture. */
export interface Panel {
  /** Above it, one entry a line. */
  heading: readonly string[];
  /** How many of these lines are bold; one when left out. */
  boldLines?: number;
  config: ChartConfiguration;
}

const LINE = 18;
const GAP = 20;

/**
 * Draws charts beside and below each other into one PNG. `size`: of each chart with its heading.
 */
export async function drawPanels(
  panels: readonly Panel[],
  size: { width: number; height: number; columns: number },
): Promise<Omit<Picture, 'alternative'>> {
  prepare();
  const { columns } = size;
  const rows = Math.ceil(panels.length / columns);
  const width = columns * size.width + (columns - 1) * GAP;
  const height = rows * size.height + (rows - 1) * GAP;
  const whole = createCanvas(width * SCALE, height * SCALE);
  const context = whole.getContext('2d');
  context.scale(SCALE, SCALE);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  panels.forEach(({ heading, boldLines = 1, config }, index) => {
    const left = (index % columns) * (size.width + GAP);
    const top = Math.floor(index / columns) * (size.height + GAP);
    heading.forEach((line, number) => {
      context.font = `${number < boldLines ? 600 : 400} 14px "${FONT}"`;
      context.fillStyle = INK;
      context.fillText(line, left, top + LINE * (number + 1) - 4);
    });
    const above = heading.length === 0 ? 0 : heading.length * LINE + 4;
    const chart = drawChart(config, size.width, size.height - above);
    context.drawImage(chart, left, top + above, size.width, size.height - above);
  });
  return { png: await whole.encode('png'), width, height };
}

function drawChart(config: ChartConfiguration, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const options = {
    ...config.options,
    animation: false,
    responsive: false,
    devicePixelRatio: SCALE,
  } as const;
  // The canvas has all that is drawn with, and none of what a browser's has beside it.
  const chart = new Chart(canvas as never, { ...config, options });
  chart.stop();
  return canvas;
}

/** Cuts a text into lines at its spaces, as wide as they are drawn. */
export function linesOf(text: string, width: number, bold = false): string[] {
  prepare();
  const context = createCanvas(1, 1).getContext('2d');
  context.font = `${bold ? 600 : 400} 14px "${FONT}"`;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
