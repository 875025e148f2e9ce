import { translator } from '../../i18n';
import type { Figures } from '../figures';
import { unitsByArea, type Bounds } from '../tables';
import { shortened } from '../text';
import { collaborations, decimal, howMany, number } from '../wording/words';
import { drawPanels, linesOf, type Panel, type Picture } from './canvas';
import { bars, circles, lyingBars } from './shapes';

const WIDTH = 640;
const MOST_CITIES = 6;
const MOST_BARS = 12;
/** How much of a name has room beside a bar. */
const LONGEST_NAME = 44;
export const IN_PICTURE: Bounds = { units: 12, areas: 9 };

/** How many were under way each year: a small chart for each city, all of them with the same scale. */
export async function perYearPicture({ years, cities }: Figures): Promise<Picture | undefined> {
  const shown = [...cities].filter(({ count }) => count > 0).slice(0, MOST_CITIES);
  const most = Math.max(0, ...shown.flatMap(({ perYear }) => perYear));
  if (most === 0) return undefined;
  const panels = shown.map(({ name, perYear }) => ({
    heading: [name],
    config: bars(years.map(String), perYear, most),
  }));
  const picture = await drawPanels(panels, { width: WIDTH, height: 130, columns: 1 });
  const peaks = shown.map(({ name, perYear }) => {
    const peak = Math.max(...perYear);
    return `${name} hade flest ${years[perYear.indexOf(peak)]}: ${collaborations(peak)}`;
  });
  return {
    ...picture,
    alternative: `Stapeldiagram över pågående samarbeten per år, ett för varje vänort. ${peaks.join('. ')}. Alla tal står i tabellen.`,
  };
}

export async function categoriesPicture({ categories }: Figures): Promise<Picture | undefined> {
  const shown = categories.slice(0, MOST_BARS);
  if (shown.length < 2) return undefined;
  const names = shown.map(({ name }) => shortened(name, LONGEST_NAME));
  const config = lyingBars(
    names,
    shown.map(({ count }) => count),
  );
  const picture = await drawPanels([{ heading: [], config }], {
    width: WIDTH,
    height: 40 + 30 * shown.length,
    columns: 1,
  });
  const first = shown[0]!;
  return {
    ...picture,
    alternative: `Stapeldiagram över samarbeten per kategori. Vanligast är ${first.name} med ${collaborations(first.count)}. Alla tal står i tabellen.`,
  };
}

/** What each administration and company is responsible for, by area: a circle for each number, with the number in it. */
export async function unitsByAreaPicture(figures: Figures): Promise<Picture | undefined> {
  const { units, areas, counts } = unitsByArea(figures, IN_PICTURE);
  const most = Math.max(0, ...counts.flat());
  if (most === 0 || units.length + areas.length < 3) return undefined;
  const picture = await drawPanels([{ heading: [], config: circles(units, areas, counts, most) }], {
    width: WIDTH,
    height: 130 + 36 * units.length,
    columns: 1,
  });
  const unit = counts.findIndex(row => row.includes(most));
  const area = counts[unit]!.indexOf(most);
  return {
    ...picture,
    alternative: `Diagram över hur många samarbeten varje förvaltning eller bolag är ansvarig för inom varje område. Flest har ${units[unit]} inom ${areas[area]}: ${collaborations(most)}. Alla tal står i tabellen.`,
  };
}

/** How the answers spread over the scale: a small chart for each question. */
export async function scalesPicture(
  evaluation: Figures['evaluations'][number],
): Promise<Picture | undefined> {
  const t = translator('sv');
  const scales = (evaluation.results ?? []).flatMap(result =>
    result.kind === 'scale' && result.count > 0 ? [result] : [],
  );
  if (scales.length === 0) return undefined;
  const most = Math.max(...scales.flatMap(({ distribution }) => distribution));
  const width = (WIDTH - 20) / 2;
  const headings = scales.map(({ id }) => linesOf(t(`meetings:evaluation.question.${id}`), width, true));
  const lines = Math.max(...headings.map(({ length }) => length));
  const panels = scales.map(({ distribution, count, median }, index): Panel => {
    const padding = Array.from({ length: lines - headings[index]!.length }, () => '');
    const said = `${howMany(count, 'svar', 'svar')}, median ${decimal(median ?? 0)}`;
    const steps = [['1', 'inte alls'], ['2'], ['3'], ['4'], ['5', 'helt och', 'hållet']];
    return {
      heading: [...headings[index]!, said, ...padding],
      boldLines: headings[index]!.length,
      config: bars(steps, distribution, most),
    };
  });
  const picture = await drawPanels(panels, { width, height: 185 + 18 * lines, columns: 2 });
  const medians = scales.map(({ id, median, count }) => {
    return `${t(`meetings:evaluation.question.${id}`)} Median ${decimal(median ?? 0)} av ${number(count)} svar.`;
  });
  return {
    ...picture,
    alternative: `Stapeldiagram över svaren på en skala från 1, inte alls, till 5, helt och hållet. ${medians.join(' ')} Alla tal står i tabellen.`,
  };
}
