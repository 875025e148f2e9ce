import { cityYear } from '../i18n/moments';
import { END } from '../register/follow-up';
import type { Notification } from '../register/model';
import { newNotification } from '../register/store';
import { inform } from '../register/transitions';
import { endOf } from '../register/when';
import type { Write } from '../storage/table';
import type { ReadRow } from './model';
import { importedWrite } from './store';

/** A row of a list, and what it becomes. */
export interface NewRow {
  row: ReadRow;
  notification: Notification;
}

/** The most that storage takes in one transaction. */
const MOST_WRITES = 100;

/**
 * A collaboration as an import brings it: without a sender, with what came of it where the list says so. `by`: the
 * coordinator who imports, who answers for a case number. `at`: ISO moment.
 */
export function notificationOf(ref: string, row: ReadRow, at: string, by: string): Notification {
  const { content, caseNumber, outcome } = row;
  return {
    ...inform(ref, content, at),
    ...(caseNumber && { caseNumber: { value: caseNumber, by, at } }),
    ...(outcome && { followUps: [{ period: periodOf(content, at), answer: { at, outcome } }] }),
  };
}

/** What goes on is told of by the year, so that one who says that it ends is not asked again (S9). */
function periodOf({ when }: ReadRow['content'], at: string): string {
  return endOf(when) === undefined ? String(cityYear(new Date(at))) : END;
}

/** The writes that import a row: that it has been imported stands with what it becomes. */
export function writesOf({ row, notification }: NewRow, importId: string): Write[] {
  return [importedWrite(row.key, { ref: notification.ref, importId }), ...newNotification(notification)];
}

/** As many rows together as one transaction takes. */
export function commitsOf(rows: readonly NewRow[], importId: string): NewRow[][] {
  const commits: NewRow[][] = [];
  let writes = 0;
  for (const row of rows) {
    const own = writesOf(row, importId).length;
    const last = commits.at(-1);
    if (last && writes + own <= MOST_WRITES) {
      last.push(row);
      writes += own;
    } else {
      commits.push([row]);
      writes = own;
    }
  }
  return commits;
}
