import { CITY_PARTITION } from '../../src/capabilities';
import { endOfPrefix, type Write } from '../../src/storage/table';
import { makeReportStore } from '../../src/report/store';
import type { Version } from '../../src/report/versions';
import { draft, noFigures, registered } from '../report/support';
import { button, type Deeds } from './deed';
import type { Town } from './town';

const number = { number: 1 };
const due = { from: '2018-01-01', to: '2026-11-23' };

/** As when these, and no others, have been made. */
function withVersions(...versions: readonly Version[]) {
  return async ({ bot }: Town): Promise<string> => {
    const { register } = bot.storage;
    const before = await register.range(CITY_PARTITION, 'report|', endOfPrefix('report|'), 100);
    const gone = before.rows.map(({ key }): Write => ({ do: 'remove', key }));
    if (gone.length > 0) await register.commit(CITY_PARTITION, gone);
    const store = makeReportStore(register, CITY_PARTITION);
    for (const version of versions) {
      const key = `report|version|${99_999 - version.number}`;
      await register.commit(CITY_PARTITION, [
        { do: 'insert', key, body: version },
        { do: 'insert', key: `report|figures|${version.number}`, body: noFigures },
      ]);
    }
    await store.all();
    return '';
  };
}

const ready = withVersions(draft);
const failed = withVersions({ ...draft, state: { kind: 'failed', code: 'REPORT_DIED' } });
const heading = /Samlad avrapportering/;

/** The comprehensive report. */
export const ofReports: Deeds = {
  rapport: { on: ready, answer: heading },
  'report.open': { in: 'channel', on: ready, answer: /egen chatt/ },
  'report.overview': { on: ready, answer: heading },
  'report.form': { on: ready, answer: button('report.make') },
  'report.make': {
    on: withVersions(),
    sends: () => ({ draft: draft.draft, due, period: 'due', fromYear: '', toYear: '', handledBy: '' }),
    answer: /Utkast 1/,
  },
  'report.show': { on: ready, sends: () => number, answer: /Utkast 1/ },
  'report.again': { on: failed, sends: () => number, answer: /Utkast 1/ },
  'report.document': { on: ready, sends: () => number, answer: /Hämta/ },
  'report.spreadsheet': { on: ready, sends: () => number, answer: /Hämta/ },
  'report.openRegister': { on: ready, sends: () => number, answer: button('report.register') },
  'report.register': {
    on: ready,
    sends: () => ({ ...number, seen: '', caseNumber: 'SLK-2026-00123' }),
    answer: /Diarieförd/,
  },
  'report.clear': {
    on: withVersions({ ...draft, number: 2 }, registered),
    answer: /Ett utkast är rensat/,
  },
  'report.unitList': { sends: () => ({ unitId: 'grundskola' }), answer: /Hämta/ },
};
