import { translator } from '../../i18n';
import type { MeetingRecord } from '../../meetings/model';
import { daysOf, emptyRecord, isOfHost, meetingById } from '../../meetings/standing';
import { formatWhen, parseWhen } from '../../register/when';
import { fieldKinds, type FieldName } from '../fields';
import { withoutAbsent, type Deed, type Reading, type Setting } from '../model';
import {
  documentsText,
  guestsText,
  programmeText,
  readDocuments,
  readGuests,
  readProgramme,
  type Lines,
} from './lines';

type RecordDeed = Deed<'meetings'>;

/** What the form can show again. */
const LONGEST_PROGRAMME = fieldKinds.programme.max;
const MOST_POINTS = 60;
const MOST_DOCUMENTS = 20;
const MOST_CITIES = 30;

/** When a meeting is, as exactly as it is known: within the year that it has in the cycle (S2). */
const when: RecordDeed = {
  fields: ['when'],
  offered: isThere,
  filled: (record, { reader }) => ({ when: record.when ? formatWhen(record.when, reader.locale) : '' }),
  read(reading, { when: _when, ...record }, { reader }) {
    const t = translator(reader.locale);
    const year = yearOf(record, reader.lists);
    const text = reading.text('when');
    if (text === '') return record;
    const read = parseWhen(text, `${year}-01-01`);
    // "Tomorrow" and "next week" would be counted from a day that nobody thinks of.
    const isRelative = JSON.stringify(read) !== JSON.stringify(parseWhen(text, `${year - 1}-12-15`));
    if (read?.kind !== 'span' || isRelative) {
      reading.fail('when', t('planning:error.when'));
      return record;
    }
    const years = [read.from, read.to].map(day => Number(day.slice(0, 4)));
    if (!years.includes(year)) reading.fail('when', t('planning:error.otherYear', { year }));
    return { ...record, when: read };
  },
};

/** Everybody in the City may read the theme from the day on which it is announced (S3). */
const theme: RecordDeed = {
  fields: ['themeSv', 'themeEn', 'announcedOn'],
  filled: record => ({
    themeSv: record.themeSv ?? '',
    themeEn: record.themeEn ?? '',
    announcedOn: record.themeAnnounced ?? '',
  }),
  read(reading, record, { reader }) {
    const themeSv = reading.text('themeSv');
    const themeEn = reading.text('themeEn');
    const themeAnnounced = reading.day('announcedOn');
    if (themeSv === '' && (themeEn !== '' || themeAnnounced !== undefined)) {
      reading.fail('themeSv', translator(reader.locale)('lists:error.required'));
    }
    return withoutAbsent({ ...record, themeSv, themeEn, themeAnnounced });
  },
};

export const digitalChoices = ['no', 'yes'] as const;

const venue: RecordDeed = {
  fields: ['venue', 'digital'],
  filled: record => ({ venue: record.venue ?? '', digital: record.digital ? 'yes' : 'no' }),
  read(reading, { digital: _digital, ...record }, { reader }) {
    const digital = digitalChoices.find(known => known === reading.text('digital'));
    if (!digital) reading.fail('digital', translator(reader.locale)('lists:error.choice'));
    const after = withoutAbsent({ ...record, venue: reading.text('venue') });
    return digital === 'yes' ? { ...after, digital: true } : after;
  },
};

/** The points are shown in the form as they are typed, so that they are changed there. */
const programme: RecordDeed = {
  fields: ['programme'],
  filled: record => ({ programme: programmeText(record.programme) }),
  read(reading, record, setting) {
    const { reader } = setting;
    const year = yearOf(record, reader.lists);
    const days = daysOf({ year }, record);
    const lines = readProgramme(reading.text('programme'), { year, days });
    const points = read(reading, 'programme', lines, MOST_POINTS, setting);
    const length = programmeText(points).length;
    if (length > LONGEST_PROGRAMME) {
      const t = translator(reader.locale);
      reading.fail('programme', t('lists:error.tooLong', { max: LONGEST_PROGRAMME, length }));
    }
    return { ...record, programme: points };
  },
};

const documents: RecordDeed = {
  fields: ['documents'],
  filled: record => ({ documents: documentsText(record.documents) }),
  read(reading, record, setting) {
    const lines = readDocuments(reading.text('documents'));
    return { ...record, documents: read(reading, 'documents', lines, MOST_DOCUMENTS, setting) };
  },
};

/** Who comes from each city: numbers and roles, no names. */
const guests: RecordDeed = {
  fields: ['guests'],
  filled: (record, { reader }) => ({ guests: guestsText(record.guests, reader) }),
  read(reading, record, setting) {
    const lines = readGuests(reading.text('guests'), setting.reader);
    return { ...record, guests: read(reading, 'guests', lines, MOST_CITIES, setting) };
  },
};

/** In the order in which they stand among a meeting's buttons. */
export const recordDeeds = {
  when: ofPresentHost(when),
  programme: ofPresentHost(programme),
  theme: ofPresentHost(theme),
  venue: ofPresentHost(venue),
  guests: ofPresentHost(guests),
  documents: ofPresentHost(documents),
};

/** What was told of another city's meeting in that place stays in the history, and is not this one's. */
function ofPresentHost(deed: RecordDeed): RecordDeed {
  const own = (record: MeetingRecord, { reader }: Setting) =>
    isOfHost(record, meetingById(reader.lists, record.id)) ? record : emptyRecord(record.id);
  return {
    ...deed,
    filled: (record, setting, item) => deed.filled?.(own(record, setting), setting, item) ?? {},
    read(reading, record, setting, item) {
      const before = own(record, setting);
      const after = deed.read(reading, before, setting, item);
      const host = meetingById(setting.reader.lists, record.id)?.host;
      const isChanged = JSON.stringify(after) !== JSON.stringify(before);
      return isChanged && host ? { ...after, host } : after;
    },
  };
}

/** Whether nothing is known of a meeting beside its year and host. */
export function isEmptyRecord({
  id: _id,
  host: _host,
  programme,
  documents,
  guests,
  ...rest
}: MeetingRecord): boolean {
  const lines = programme.length + documents.length + guests.length;
  return lines === 0 && Object.values(rest).every(value => value === undefined);
}

function isThere({ id }: MeetingRecord, { reader }: Setting): boolean {
  return meetingById(reader.lists, id) !== undefined;
}

/** The year in which the meeting is; that of its place where the cycle has no such meeting any more. */
function yearOf({ id }: Pick<MeetingRecord, 'id'>, lists: Setting['reader']['lists']): number {
  return meetingById(lists, id)?.year ?? Number(id);
}

function read<T>(
  reading: Reading,
  field: FieldName,
  lines: Lines<T>,
  most: number,
  { reader }: Setting,
): T[] {
  const t = translator(reader.locale);
  if (lines.kind === 'wrong') {
    const why = t(`planning:line.${lines.why}`);
    reading.fail(field, t('planning:line.wrong', { line: lines.line, why }));
    return [];
  }
  if (lines.items.length > most) reading.fail(field, t('planning:error.tooMany', { max: most }));
  return lines.items;
}
