import { loadImage } from '@napi-rs/canvas';
import {
  categoriesPicture,
  perYearPicture,
  scalesPicture,
  unitsByAreaPicture,
} from '../../../src/report/charts/charts';
import { anEvaluation, figuresOf, knownEntries, NOTHING_AROUND } from '../entries';

const figures = figuresOf(knownEntries);
const none = figuresOf([]);
const evaluations = { ...NOTHING_AROUND, evaluations: [anEvaluation()] };
const [evaluation] = figuresOf([], { around: evaluations }).evaluations;

describe.each([
  ['per year and city', () => perYearPicture(figures), 'Bergen hade flest 2017: 5\u00a0samarbeten.'],
  ['by category', () => categoriesPicture(figures), 'Vanligast är'],
  [
    'units by area',
    () => unitsByAreaPicture(figures),
    'Flest har Utbildningsförvaltningen inom Skola: 4\u00a0samarbeten.',
  ],
  [
    'the scales of an evaluation',
    () => scalesPicture(evaluation!),
    'Uppfylldes syftet med mötet? Median 4 av 3 svar.',
  ],
])('the chart %s', (_, draw, said) => {
  test('is drawn at twice its size, with something in it', async () => {
    const picture = (await draw())!;
    const image = await loadImage(Buffer.from(picture.png));
    expect([image.width, image.height]).toEqual([picture.width * 2, picture.height * 2]);
    expect(picture.png.length).toBeGreaterThan(4_000);
  });

  test('says what it shows', async () => {
    expect((await draw())!.alternative).toContain(said);
  });
});

test('of nothing there is no chart', async () => {
  expect(await perYearPicture(none)).toBeUndefined();
  expect(await categoriesPicture(none)).toBeUndefined();
  expect(await unitsByAreaPicture(none)).toBeUndefined();
  expect(await scalesPicture({ ...evaluation!, results: [] })).toBeUndefined();
});
