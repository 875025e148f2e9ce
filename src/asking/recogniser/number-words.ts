/** The years that people may ask about in words. */
const WRITTEN = { first: 2020, last: 2049 };

const SWEDISH_TENS = ['tjugo', 'trettio', 'fyrtio'];
const SWEDISH_ONES = ['', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio'];
const ENGLISH_TENS = ['twenty', 'thirty', 'forty'];
const ENGLISH_ONES = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The years near to us with the ways to write them in words, parted by commas: "tjugohundratjugosju", "twenty twenty-seven". */
export function writtenYears(): [year: number, phrases: string][] {
  const count = WRITTEN.last - WRITTEN.first + 1;
  return Array.from({ length: count }, (_, at) => {
    const tens = Math.floor(at / 10);
    const swedish = SWEDISH_TENS[tens]! + SWEDISH_ONES[at % 10]!;
    const english = `${ENGLISH_TENS[tens]} ${ENGLISH_ONES[at % 10]}`.trim();
    const phrases = [
      `tjugohundra${swedish}`,
      `tjugohundra ${swedish}`,
      `tvåtusen${swedish}`,
      `tvåtusen ${swedish}`,
      `tjugo ${swedish}`,
      `tjugo${swedish}`,
      `twenty ${english}`,
      `two thousand ${english}`,
      `two thousand and ${english}`,
    ];
    return [WRITTEN.first + at, phrases.join(',')];
  });
}
