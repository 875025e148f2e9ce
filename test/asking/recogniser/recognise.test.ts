import fc from 'fast-check';
import { makeLists, seedLists } from '../../../src/directory/lists';
import { seedCities } from '../../../src/directory/cities';
import { fold } from '../../../src/i18n/fold';
import { LONGEST_QUESTION, questions, recognise } from '../../../src/asking/recogniser/recognise';
import { dropped, doubled, english, outOfScope, people, saying, swedish, today, type Line } from './corpus';

const asked = (text: string) => recognise(text, seedLists, today);
const taught = [...swedish, ...english];
const lines = [...taught, ...people];

describe('a question about the meetings', () => {
  it.each(swedish)('in Swedish: %s', (text, ...expected) => {
    expect(saying(asked(text))).toBe(expected.join(' '));
  });

  it.each(english)('in English: %s', (text, ...expected) => {
    expect(saying(asked(text))).toBe(expected.join(' '));
  });

  it.each(people)('by people of many kinds: %s', (text, ...expected) => {
    expect(saying(asked(text))).toBe(expected.join(' '));
  });

  it.each(questions)('of every kind has fifteen lines in each language: %s', question => {
    const ofKind = (corpus: readonly Line[]) => corpus.filter(([, kind]) => kind === question).length;
    expect(Math.min(ofKind(swedish), ofKind(english))).toBeGreaterThanOrEqual(15);
  });
});

describe('anything else is left unsure', () => {
  it.each(outOfScope)('%s', text => expect(asked(text).kind).toBe('unsure'));

  it('as is a text that is too long for a question', () => {
    const text = 'när är nästa vänortsmöte ';
    expect(asked(text.repeat(160)).kind).toBe('unsure');
    expect(asked(text.padEnd(LONGEST_QUESTION + 100)).kind).toBe('question');
  });

  it('as is a question that names two cities or two years', () => {
    expect(asked('är det Bergen eller Åbo som är värd').kind).toBe('unsure');
    expect(asked('vilken stad är värd 2029 och 2031').kind).toBe('unsure');
  });

  it('as is the meeting before one', () => expect(asked('vem är värd före Bergen').kind).toBe('unsure'));
});

describe('the way it is written', () => {
  const rightOf = (write: (text: string) => string) =>
    lines.filter(([text, ...expected]) => saying(asked(write(text))) === expected.join(' ')).length /
    lines.length;
  const wrongOf = (write: (text: string) => string, asking: readonly Line[] = lines) =>
    asking
      .map(([text, ...expected]) => [write(text), saying(asked(write(text))), expected.join(' ')])
      .filter(([, said, expected]) => said !== 'unsure' && said !== expected);

  it.each<[string, (text: string) => string]>([
    ['capitals', text => text.toUpperCase()],
    ['a greeting before it', text => `Hej, ${text}`],
    ['a polite request before it', text => `God dag! Ursäkta, kan du vänligen säga mig: ${text}`],
    ['an English greeting before it', text => `Good morning, could you please tell me ${text}`],
    ['thanks after it', text => `${text}, tack på förhand`],
    ['punctuation', text => `${text} ?!`],
    ['blanks and lines around it', text => `\n  ${text.replaceAll(' ', '  ')}\t`],
    ['letters composed of two', text => text.normalize('NFD')],
  ])('changes nothing: %s', (_, write) =>
    expect(wrongOf(write).concat([[String(rightOf(write))]])).toEqual([['1']]),
  );

  it('hardly matters without å, ä and ö', () => {
    expect(wrongOf(fold, taught)).toEqual([]);
    expect(wrongOf(fold).length / lines.length).toBeLessThan(0.005);
    expect(rightOf(fold)).toBeGreaterThan(0.95);
  });

  it.each([
    ['in the lines it was made with', taught, 0],
    ['in what people asked', people, 0.005],
  ])('forgives one letter left out or doubled in a long word, %s', (_, asking, mostWrong) => {
    let right = 0;
    let all = 0;
    const wrong: string[][] = [];
    for (const [text, ...expected] of asking) {
      for (const slip of [...dropped(text), ...doubled(text)]) {
        const said = saying(asked(slip));
        all += 1;
        if (said === expected.join(' ')) right += 1;
        else if (said !== 'unsure') wrong.push([slip, said]);
      }
    }
    expect(wrong.length > mostWrong * all ? wrong : []).toEqual([]);
    expect(right / all).toBeGreaterThan(0.9);
  });
});

describe('suggestions', () => {
  it.each([...outOfScope, '', 'mötet', 'åka', 'värd och tema'])('are three different questions: %s', text => {
    const said = asked(text);
    if (said.kind !== 'unsure') throw new Error(`${text} was taken for ${said.question}`);
    expect(new Set(said.suggestions).size).toBe(3);
    expect(questions).toEqual(expect.arrayContaining([...said.suggestions]));
  });

  it('begin with what is likeliest', () => {
    expect(asked('temat för kulturkalaset')).toMatchObject({
      suggestions: expect.arrayContaining(['theme']),
    });
    expect(asked('är lunchen bekräftad')).toMatchObject({
      suggestions: expect.arrayContaining(['confirmed']),
    });
  });
});

describe('any text', () => {
  const words = fc.constantFrom(...lines.flatMap(([text]) => text.split(' ')), ...outOfScope);

  it.each([
    ['of any letters', fc.string({ unit: 'grapheme', maxLength: 400 })],
    ['of words in any order', fc.array(words, { maxLength: 12 }).map(row => row.join(' '))],
  ])('%s gives a question or three suggestions, and the same each time', (_, texts) =>
    fc.assert(
      fc.property(texts, text => {
        const said = asked(text);
        expect(asked(text)).toEqual(said);
        if (said.kind === 'unsure') expect(new Set(said.suggestions).size).toBe(3);
        else expect(questions).toContain(said.question);
      }),
    ),
  );
});

describe('the lists', () => {
  const withOdense = makeLists({
    cities: [
      {
        ...seedCities[0]!,
        id: 'odense',
        nameSv: 'Odense',
        nameEn: 'Odense',
        spellings: ['Odense', 'Ny Odense stad'],
      },
    ],
  });

  it('say which cities there are', () => {
    expect(saying(recognise('har odense bekräftat', withOdense, today))).toBe('confirmed next odense');
    expect(saying(recognise('temat i ny odense stad', withOdense, today))).toBe('theme odense');
    expect(asked('har odense bekräftat').kind).toBe('unsure');
  });
});

describe('the year', () => {
  it.each([
    ['vilken stad är värd i år', '2030-01-01', 'host 2030'],
    ['who hosts next year', '2030-12-31', 'host 2031'],
    ['vad var temat förra året', '2030-06-01', 'theme 2029'],
    ['vilken stad är värd om två år', '2030-06-01', 'host 2032'],
  ])('of "%s" is counted from %s', (text, day, expected) =>
    expect(saying(recognise(text, seedLists, day))).toBe(expected),
  );

  it.each(Array.from({ length: 20 }, (_, at) => at + 1))('is %i from now, or so many meetings on', count => {
    expect(saying(asked(`vilken stad är värd om ${count} år`))).toBe(`host ${2026 + count}`);
    expect(saying(asked(`which city hosts in ${count} years`))).toBe(`host ${2026 + count}`);
    expect(saying(asked(`vilken stad är värd om ${count} möten`))).toBe(`host next+${count}`);
  });

  it('is left unsure where the number of years or meetings is not known', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 999 }),
        fc.constantFrom('om # år', 'om # möten', 'in # years', 'in # meetings', '# år framåt'),
        (count, span) => {
          expect(asked(`värd ${span.replace('#', String(count))}`).kind).toBe('unsure');
        },
      ),
    ));
});
