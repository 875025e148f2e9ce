import { HOME_CITY, standingOf, type City } from '../directory/cities';
import { wordsOf } from '../directory/words';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { parseCaseNumber } from '../register/model';
import { dayAfter, dayBefore } from '../register/when';
import { entriesOf, makeId, type Deed, type Reading, type Setting } from './model';
import { readNames } from './names';

type CityDeed = Deed<'cities'>;

/** A city that somebody proposes as a sister city (S5). Nobody can inform of it before the Council has decided. */
const propose: CityDeed = {
  fields: ['nameSv', 'nameEn', 'spellings', 'proposedOn', 'proposedBy'],
  adds: true,
  filled: (_entry, { today }) => ({ proposedOn: today }),
  read(reading, _entry, setting) {
    const names = readNames(reading);
    const taken = entriesOf(setting.reader.lists, 'cities').map(city => city.id);
    const id = makeId(names.nameSv, [HOME_CITY.id, ...taken]);
    const on = reading.requiredDay('proposedOn') ?? setting.today;
    const by = reading.text('proposedBy');
    const city = { id, ...names, proposed: { on, ...(by && { by }) } };
    return { ...city, spellings: readSpellings(reading, city, setting) };
  },
};

const names: CityDeed = {
  fields: ['nameSv', 'nameEn', 'spellings'],
  offered: city => city.withdrawn === undefined,
  filled: city => ({
    nameSv: city.nameSv,
    nameEn: city.nameEn ?? '',
    spellings: city.spellings.join('\n'),
  }),
  read(reading, city, setting) {
    const { nameSv, nameEn } = readNames(reading);
    const named = { ...city, nameSv, nameEn };
    return { ...named, spellings: readSpellings(reading, named, setting) };
  },
};

/** The City Council's decision makes a proposal a sister city from its date on (S5). */
const decide: CityDeed = {
  fields: ['decidedOn', 'paragraph', 'caseNumber'],
  offered: city => city.proposed !== undefined && city.withdrawn === undefined,
  filled: ({ decision }) => ({
    decidedOn: decision?.on ?? '',
    paragraph: decision?.paragraph ?? '',
    caseNumber: decision?.caseNumber ?? '',
  }),
  read(reading, city, { reader }) {
    const t = translator(reader.locale);
    const on = reading.requiredDay('decidedOn');
    reading.notBefore('decidedOn', on, city.proposed?.on);
    const paragraph = parseParagraph(reading.required('paragraph'));
    if (!paragraph) reading.fail('paragraph', t('lists:error.paragraph'));
    const caseNumber = parseCaseNumber(reading.required('caseNumber'));
    if (!caseNumber) reading.fail('caseNumber', t('lists:error.caseNumber'));
    if (!on || !paragraph || !caseNumber) return city;
    return { ...city, decision: { on, paragraph, caseNumber } };
  },
  effectOn: ({ decidedOn }) => decidedOn,
};

/** The proposal stays with its history; whoever proposes the city again enters a new one. */
const withdraw: CityDeed = {
  fields: ['withdrawnOn'],
  offered: (city, { today }) => isProposed(city, today) && city.withdrawn === undefined,
  filled: (_city, { today }) => ({ withdrawnOn: today }),
  read(reading, { decision: _decision, ...proposal }, { reader, today }) {
    const withdrawn = reading.requiredDay('withdrawnOn');
    reading.notBefore('withdrawnOn', withdrawn, proposal.proposed?.on);
    if (withdrawn !== undefined && withdrawn > today) {
      const last = formatDay(today, reader.locale);
      reading.fail('withdrawnOn', translator(reader.locale)('lists:error.notAfter', { last }));
    }
    return { ...proposal, withdrawn };
  },
};

const pause: CityDeed = {
  fields: ['pauseFrom', 'pauseTo'],
  offered: (city, { today }) => !isProposed(city, today),
  filled: ({ paused }, { today }) => ({ pauseFrom: paused?.from ?? today, pauseTo: paused?.to ?? '' }),
  read(reading, city) {
    const from = reading.requiredDay('pauseFrom');
    reading.notBefore('pauseFrom', from, city.decision?.on);
    const to = reading.day('pauseTo');
    reading.notBefore('pauseTo', to, from);
    return from ? { ...city, paused: { from, ...(to && { to }) } } : city;
  },
  effectOn: ({ pauseFrom }) => pauseFrom,
};

/** The pause has its last day the day before; one that has not begun by then never was. */
const resume: CityDeed = {
  fields: ['resumedOn'],
  offered: ({ paused }, { today }) => paused !== undefined && (paused.to ?? today) >= today,
  filled: (_city, { today }) => ({ resumedOn: today }),
  read(reading, city) {
    const on = reading.requiredDay('resumedOn');
    const { paused, ...going } = city;
    if (!on || !paused) return city;
    const to = dayBefore(on);
    return to < paused.from ? going : { ...going, paused: { from: paused.from, to } };
  },
  effectOn: ({ resumedOn }) => resumedOn,
};

const end: CityDeed = {
  fields: ['lastDay'],
  offered: (city, { today }) => !isProposed(city, today),
  filled: ({ ended }) => ({ lastDay: ended ?? '' }),
  read(reading, city) {
    const lastDay = reading.requiredDay('lastDay');
    reading.notBefore('lastDay', lastDay, city.decision?.on);
    return { ...city, ended: lastDay };
  },
  effectOn: ({ lastDay }) => dayAfter(lastDay),
};

const reopen: CityDeed = {
  fields: [],
  offered: ({ ended }) => ended !== undefined,
  read: (_reading, city) => ({ ...city, ended: undefined }),
};

export const cityDeeds = { propose, decide, withdraw, pause, resume, end, reopen, names };

function isProposed(city: City, today: string): boolean {
  return standingOf(city, today) === 'proposed';
}

/** "§ 12", however the sign and the space were written; undefined when it is none. */
export function parseParagraph(text: string): string | undefined {
  const match = /^§{0,2}\s*(\d{1,4})\s*([a-z]?)$/i.exec(text.trim());
  return match ? `§ ${Number(match[1])}${match[2] ? ` ${match[2].toLowerCase()}` : ''}` : undefined;
}

/** Every way to write a city, its names among them; none of another city's. */
function readSpellings(
  reading: Reading,
  own: Pick<City, 'id' | 'nameSv' | 'nameEn'>,
  { reader }: Setting,
): string[] {
  const typed = [own.nameSv, own.nameEn ?? '', ...reading.items('spellings')];
  const seen = new Set<string>();
  const spellings = typed.filter(spelling => {
    const key = spelling.toLocaleLowerCase('sv');
    return wordsOf(spelling).length > 0 && !seen.has(key) && seen.add(key) !== undefined;
  });
  for (const other of [HOME_CITY, ...reader.lists.cities]) {
    if (other.id === own.id) continue;
    const theirs = new Set(other.spellings.map(asOne));
    const shared = spellings.find(spelling => theirs.has(asOne(spelling)));
    if (shared === undefined) continue;
    const field = asOne(shared) === asOne(own.nameSv) ? 'nameSv' : 'spellings';
    reading.fail(
      field,
      translator(reader.locale)('lists:error.spellingTaken', { spelling: shared, city: other.nameSv }),
    );
  }
  return spellings;
}

function asOne(spelling: string): string {
  return wordsOf(spelling).join(' ');
}
