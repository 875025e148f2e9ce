import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { AskToSave } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { isEditorOf } from '../directory/editors';
import type { Lists, Reader } from '../directory/lists';
import { unitById, unitName } from '../directory/units';
import type { FileMaker } from '../files/file';
import { translator, type Locale } from '../i18n';
import { fold } from '../i18n/fold';
import { cityDay } from '../i18n/moments';
import type { ReportMaker } from './making';
import type { Making } from './run';
import type { ReportStore } from './store';
import { isReady, type Version } from './versions';

/** The kinds of file that this folder makes. The id is the number of the version, or the id of the unit. */
export const reportFiles = {
  document: 'reportDocument',
  spreadsheet: 'reportSpreadsheet',
  unitList: 'unitList',
} as const;

const CONTENT_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What a file of some collaborations takes, in bytes: Teams shows it, and nobody holds it to that. */
const BYTES = { document: 200_000, spreadsheet: 30_000, each: 150 };

/** A version's file, as it is told of before it is fetched. */
export function fileOf(locale: Locale, what: 'document' | 'spreadsheet', version: Version): AskToSave {
  const t = translator(locale);
  const isRegistered = version.registered && what === 'document';
  return {
    name: nameOf(version, what),
    bytesEstimate: BYTES[what] + BYTES.each * (version.total ?? 0),
    description: t(`report:file.${isRegistered ? 'documentRegistered' : what}`),
    what: { kind: reportFiles[what], id: String(version.number) },
  };
}

/** A unit's own list, as it is told of before it is fetched. */
export function unitListFile(reader: Reader, unitId: string): AskToSave {
  const t = translator(reader.locale);
  const unit = unitName(reader, unitId);
  return {
    name: unitListName(reader, unitId),
    bytesEstimate: BYTES.spreadsheet,
    description: t('report:file.unitList', { unit }),
    what: { kind: reportFiles.unitList, id: unitId },
  };
}

export interface ReportFileParts {
  store: Pick<ReportStore, 'load'>;
  making: Pick<Making, 'files'>;
  maker: Pick<ReportMaker, 'list'>;
  coordinators: Pick<Coordinators, 'includes'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Makes the files; who may have them is asked each time. */
export function reportFileMakers(parts: ReportFileParts): Record<string, FileMaker> {
  const { store, making, maker, coordinators, lists, now } = parts;

  function ofVersion(what: 'document' | 'spreadsheet'): FileMaker {
    return async ({ id }, { actorId }) => {
      if (!(await coordinators.includes(actorId))) throw new NotFoundOrNotAllowedError();
      const version = (await store.load(Number(id)))?.version;
      if (!version || !isReady(version)) return undefined;
      const made = await making.files(version);
      if (!made) return undefined;
      return {
        name: nameOf(version, what),
        contentType: CONTENT_TYPES[what === 'document' ? 'docx' : 'xlsx'],
        bytes: made[what],
      };
    };
  }

  /** Any employee gets what any employee may read; the unit's editors and the officers get all (S6, S7). */
  const unitList: FileMaker = async ({ id }, { actorId }) => {
    const current = await lists();
    if (!unitById(current, id)) throw new NotFoundOrNotAllowedError();
    const isKeeper =
      isEditorOf(current, id, actorId, cityDay(now())) || (await coordinators.includes(actorId));
    const bytes = await maker.list({
      unitId: id,
      at: now().toISOString(),
      lists: current,
      sight: isKeeper ? 'all' : 'public',
    });
    return {
      name: unitListName({ locale: 'sv', lists: current }, id),
      contentType: CONTENT_TYPES.xlsx,
      bytes,
    };
  };

  return {
    [reportFiles.document]: ofVersion('document'),
    [reportFiles.spreadsheet]: ofVersion('spreadsheet'),
    [reportFiles.unitList]: unitList,
  };
}

/** The files are in Swedish, and so are their names. */
function nameOf({ number, from, to, registered }: Version, what: 'document' | 'spreadsheet'): string {
  const t = translator('sv');
  const ending = what === 'document' ? 'docx' : 'xlsx';
  const years = { from: from.slice(0, 4), to: to.slice(0, 4), ending };
  return registered
    ? t('report:file.nameRegistered', { ...years, value: registered.value.replaceAll(/[/:]/g, '-') })
    : t('report:file.name', { ...years, number });
}

function unitListName(reader: Reader, unitId: string): string {
  const name = fold(unitName({ ...reader, locale: 'sv' }, unitId)).replaceAll(/[^a-z0-9]+/g, '-');
  return translator('sv')('report:file.unitListName', { unit: name.replaceAll(/^-|-$/g, '') });
}
