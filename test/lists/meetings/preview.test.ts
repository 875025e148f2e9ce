import {
  after,
  fiveCities,
  heldIn2025,
  hostIn2027,
  leaving,
  notKnown,
  oneCity,
  previewOf,
  unsaid,
} from './histories';

const keepOrder = { newYear: '2028', rule: 'keepOrder' };
const keepOddYears = { newYear: '2028', rule: 'keepOddYears' };

describe('what a form of the cycle shows before it is confirmed', () => {
  it.each<[string, string[], string[]]>([
    [
      'Göteborg hosts in 2027, and that is moved with the order kept',
      previewOf(hostIn2027, 'move', keepOrder, '2027'),
      [
        'Göteborgs nästa värdskap: 2027 blir 2028.',
        'Åbo: 2029 blir 2030.',
        'Bergen: 2031 blir 2032.',
        'Aarhus: 2033 blir 2034.',
        'Göteborg: 2035 blir 2036.',
        'Åbo: 2037 blir 2038.',
        'Alla senare möten flyttas på samma sätt.',
      ],
    ],
    [
      'the same with odd years kept',
      previewOf(hostIn2027, 'move', keepOddYears, '2027'),
      ['Göteborgs nästa värdskap: 2027 blir 2028.'],
    ],
    [
      'Göteborg hosted in 2025, and that of 2027 is moved with the order kept',
      previewOf(heldIn2025, 'move', keepOrder, '2027').slice(0, 3),
      ['Göteborgs nästa värdskap: 2033 blir 2034.', 'Åbo: 2027 blir 2028.', 'Bergen: 2029 blir 2030.'],
    ],
    [
      'the same with odd years kept',
      previewOf(heldIn2025, 'move', keepOddYears, '2027'),
      ['Göteborgs nästa värdskap är kvar 2033.', 'Åbo: 2027 blir 2028.'],
    ],
    [
      'it is answered that Göteborg hosted in 2025',
      previewOf(unsaid, 'firstAnswer', { turn: '2025' }),
      [
        'Göteborgs nästa värdskap är kvar 2033.',
        'Kommande möten: Åbo 2027, Bergen 2029, Aarhus 2031, Göteborg 2033 och Åbo 2035.',
      ],
    ],
    [
      'it is answered that Göteborg hosts in 2027',
      previewOf(unsaid, 'firstAnswer', { turn: '2027' }),
      [
        'Göteborgs nästa värdskap: 2033 blir 2027.',
        'Kommande möten: Göteborg 2027, Åbo 2029, Bergen 2031, Aarhus 2033 och Göteborg 2035.',
        'Turordningen går inte längre ihop mellan 2017 och 2027. Där visas inga möten.',
      ],
    ],
    [
      'it is answered that it is not known',
      previewOf(unsaid, 'firstAnswer', { turn: 'notKnown' }),
      ['Göteborgs nästa värdskap: 2033 blir okänt.', 'Inget kommande möte är känt.'],
    ],
    [
      'it was not known, and is answered now',
      previewOf(notKnown, 'firstAnswer', { turn: '2027' }).slice(0, 1),
      ['Göteborgs nästa värdskap blir 2027. Hittills var det okänt.'],
    ],
    [
      'it is answered with a year behind years that are unknown',
      previewOf(unsaid, 'firstAnswer', { turn: 'other', otherYear: '2029' }).slice(0, 1),
      ['Göteborgs nästa kända värdskap är 2029. Vad som händer dessförinnan är okänt.'],
    ],
    [
      'the answer is given anew',
      previewOf(hostIn2027, 'answerAnew', { turn: '2025' }).slice(0, 1),
      ['Göteborgs nästa värdskap: 2027 blir 2033.'],
    ],
    [
      'two swap',
      previewOf(hostIn2027, 'swap', { swapWith: '2029|abo' }, '2027'),
      [
        'Göteborgs nästa värdskap: 2027 blir 2029.',
        '2027: Åbo är värd i stället för Göteborg.',
        '2029: Göteborg är värd i stället för Åbo.',
      ],
    ],
    [
      'it is passed over, and the turn kept',
      previewOf(hostIn2027, 'skip', { rule: 'keepOrder' }, '2027').slice(0, 2),
      ['Göteborgs nästa värdskap: 2027 blir 2029.', 'Åbo: 2029 blir 2031.'],
    ],
    [
      'it is cancelled, and the turn lost',
      previewOf(hostIn2027, 'cancel', { rule: 'keepOddYears' }, '2027'),
      ['Göteborgs nästa värdskap: 2027 blir 2035.', 'Göteborg 2027 faller bort.'],
    ],
    [
      'a city is added',
      previewOf(hostIn2027, 'addMember', { newMember: 'malmo', fromYear: '2031' }).slice(0, 4),
      [
        'Göteborgs nästa värdskap är kvar 2027.',
        'Bergen: 2031 blir 2033.',
        'Malmö 2031 tillkommer.',
        'Aarhus: 2033 blir 2035.',
      ],
    ],
    [
      'a city pauses',
      previewOf(heldIn2025, 'pauseMember', { member: 'abo', fromYear: '2027', toYear: '2030' }).slice(0, 2),
      ['Göteborgs nästa värdskap: 2033 blir 2031.', 'Åbo: 2027 blir 2033.'],
    ],
    [
      'Göteborg leaves',
      previewOf(hostIn2027, 'endMember', { member: 'goteborg', lastYear: '2026' }).slice(0, 1),
      ['Göteborgs nästa värdskap är kvar 2027.'],
    ],
    [
      'there is one city',
      previewOf(oneCity, 'move', keepOrder, '2027').slice(0, 2),
      ['Göteborgs nästa värdskap: 2027 blir 2028.', 'Göteborg: 2029 blir 2030.'],
    ],
    [
      'there are five cities, and the fifth has its first turn moved',
      previewOf(fiveCities, 'move', { newYear: '2032', rule: 'keepOrder' }, '2031').slice(0, 3),
      ['Göteborgs nästa värdskap är kvar 2027.', 'Malmö: 2031 blir 2032.', 'Bergen: 2033 blir 2034.'],
    ],
    [
      'a city leaves, and its last meeting is moved behind its time',
      previewOf(leaving, 'move', { newYear: '2030', rule: 'keepOddYears' }, '2029'),
      ['Göteborgs nästa värdskap är kvar 2027.', 'Åbo: 2029 blir 2030.'],
    ],
    [
      'it is confirmed, which moves nothing',
      previewOf(hostIn2027, 'confirmCity', { city: 'goteborg', confirmedOn: '2026-11-23' }, '2027'),
      ['Göteborgs nästa värdskap är kvar 2027.'],
    ],
    [
      'a meeting is entered that the order does not lead to',
      previewOf(hostIn2027, 'enterMeeting', { year: '2029', host: 'aarhus', status: 'planned' }),
      [
        'Göteborgs nästa värdskap är kvar 2027.',
        'Kommande möten: Göteborg 2027, Aarhus 2029, Göteborg 2031, Åbo 2033 och Bergen 2035.',
      ],
    ],
  ])('when %s', (_what, lines, expected) => expect(lines).toEqual(expected));

  it('says what part of the order does not hold any more', () => {
    const confirmed = after(hostIn2027, 'planIt', {}, '2031');
    expect(previewOf(confirmed, 'move', keepOrder, '2027')).toContain(
      'Turordningen går inte längre ihop mellan 2028 och 2031. Där visas inga möten.',
    );
  });

  it('says that what is known of a calculated meeting stays in its year', () => {
    const records = [{ id: '2029', themeSv: 'Havet', programme: [], documents: [], guests: [] }];
    expect(previewOf(hostIn2027, 'move', keepOrder, '2027', { records })).toContain(
      'Det som är sagt om mötet 2029, till exempel tema eller program, hör till det året och följer inte med staden.',
    );
    expect(previewOf(hostIn2027, 'move', keepOddYears, '2027', { records })).toHaveLength(1);
  });

  it('says the same in English', () =>
    expect(previewOf(hostIn2027, 'move', keepOrder, '2027', { locale: 'en' }).slice(0, 2)).toEqual([
      'Gothenburg hosts next: 2027 becomes 2028.',
      'Turku: 2029 becomes 2030.',
    ]));
});
