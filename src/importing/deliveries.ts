import type { Job, NewJob } from '../delivery/job';

const KIND = 'importing.importCard';

/** The one card of an import in its coordinator's own chat: what was read, how far it has come, what came of it. */
export function cardJob(importId: string, personId: string): NewJob {
  return {
    key: cardKey(importId),
    kind: KIND,
    subject: importId,
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted: 1,
  };
}

export function cardKey(importId: string): string {
  return `import|card|${importId}`;
}

/** Whether a job belongs to an import. */
export function isImportJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind === KIND;
}
