import { changedFields, senderOf, statusOf, type Change, type Content, type Notification } from './model';

/** How many lines of history travel with the notification; every version is kept whole beside it. */
const HISTORY_KEPT = 50;

/**
 * What a press leads to. `unchanged`: it has been done already, or somebody else was first; whoever pressed gets the
 * current card, which says who did it and when.
 */
export type Transition = { kind: 'changed'; after: Notification } | { kind: 'unchanged' };

export const UNCHANGED: Transition = { kind: 'unchanged' };

/** Who did something, and when. */
export interface Deed {
  by: string;
  /** ISO moment. */
  at: string;
}

/** A collaboration as it is when it has just been told (S8). Without a sender it is an import. */
export function inform(ref: string, content: Content, at: string, by?: string): Notification {
  const change: Change = { version: 1, at, what: by ? 'informed' : 'imported', ...(by && { by }) };
  return {
    ref,
    version: 1,
    contentVersion: 1,
    content,
    createdAt: at,
    ...(by && { createdBy: by }),
    history: [change],
  };
}

/** Changes the content. The same content again is no change. */
export function edit(before: Notification, content: Content, deed: Deed): Transition {
  const fields = changedFields(before.content, content);
  if (before.withdrawn || fields.length === 0) return UNCHANGED;
  const after = nextVersion(before, { what: 'edited', fields }, deed);
  return changed({ ...after, content, contentVersion: after.version });
}

/** Withdraws: a status, never a deletion. */
export function withdraw(before: Notification, deed: Deed): Transition {
  if (before.withdrawn) return UNCHANGED;
  return changed({ ...nextVersion(before, { what: 'withdrawn' }, deed), withdrawn: deed });
}

/** Confirms receipt, which is not approval; once for what was told, and once for each answer that came after that. */
export function receive(before: Notification, deed: Deed): Transition {
  if (!canReceive(before)) return UNCHANGED;
  return changed({ ...nextVersion(before, { what: 'received' }, deed), received: deed });
}

/** Whether there is something whose receipt no officer has confirmed. */
export function canReceive(notification: Notification): boolean {
  const { received, withdrawn } = notification;
  return !withdrawn && (!received || statusOf(notification) === 'answered');
}

/**
 * Asks the sender for something. `number` is that of the question as seen on the card that was pressed: a question
 * with that number exists already when the press is a repetition, or when a colleague was first.
 */
export function ask(before: Notification, number: number, text: string, deed: Deed): Transition {
  if (before.withdrawn || !senderOf(before) || number !== nextQuestionNumber(before)) return UNCHANGED;
  return changed({
    ...nextVersion(before, { what: 'asked', text }, deed),
    question: { number, text, ...deed },
  });
}

/** The number that the next question gets; while one waits for its answer there is none. */
export function nextQuestionNumber(notification: Notification): number | undefined {
  const { question } = notification;
  if (!question) return 1;
  return question.answer ? question.number + 1 : undefined;
}

/** Answers question `number`. */
export function answer(before: Notification, number: number, text: string, deed: Deed): Transition {
  const { question } = before;
  if (before.withdrawn || !question || question.number !== number || question.answer) return UNCHANGED;
  const after = nextVersion(before, { what: 'answered', text }, deed);
  return changed({ ...after, question: { ...question, answer: { text, ...deed } } });
}

/**
 * Notes the case number under which the City's case system holds it. `seen` is the number on the card that was
 * pressed: when it is another by now, a colleague was first.
 */
export function register(
  before: Notification,
  value: string,
  seen: string | undefined,
  deed: Deed,
): Transition {
  const current = before.caseNumber?.value;
  if (before.withdrawn || current === value || current !== seen) return UNCHANGED;
  return changed({
    ...nextVersion(before, { what: 'registered', text: value }, deed),
    caseNumber: { value, ...deed },
  });
}

/** A unit is part of it too: it stands as participating, and the collaboration is still counted once. */
export function join(before: Notification, unitId: string, deed: Deed): Transition {
  const { unitId: responsible, participatingUnits } = before.content;
  if (before.withdrawn || unitId === responsible || participatingUnits.includes(unitId)) return UNCHANGED;
  const after = nextVersion(before, { what: 'joined', unitId }, deed);
  const content = { ...before.content, participatingUnits: [...participatingUnits, unitId].sort() };
  const joined = [...(before.joined ?? []), { unitId, ...deed }];
  return changed({ ...after, content, contentVersion: after.version, joined });
}

/** A unit is not part of it after all: for whoever said that it was. */
export function leave(before: Notification, unitId: string, deed: Deed): Transition {
  if (before.withdrawn || !hasJoined(before, unitId, deed.by)) return UNCHANGED;
  const after = nextVersion(before, { what: 'left', unitId }, deed);
  const participatingUnits = before.content.participatingUnits.filter(id => id !== unitId);
  const joined = before.joined?.filter(join => join.unitId !== unitId);
  return changed({
    ...after,
    content: { ...before.content, participatingUnits },
    contentVersion: after.version,
    joined,
  });
}

/** Whether a unit takes part because this person said so. */
export function hasJoined({ content, joined }: Notification, unitId: string, personId: string): boolean {
  const saidSo = joined?.some(join => join.unitId === unitId && join.by === personId) ?? false;
  return saidSo && content.participatingUnits.includes(unitId);
}

/** A colleague keeps it from now on. `from`: who kept it as seen on the card that was pressed. */
export function takeOver(before: Notification, from: string | undefined, deed: Deed): Transition {
  const sender = senderOf(before);
  if (before.withdrawn || sender === deed.by || sender !== from) return UNCHANGED;
  const after = nextVersion(before, { what: 'takenOver', ...(sender && { person: sender }) }, deed);
  return changed({ ...after, keptBy: deed.by });
}

/** Gives it to a colleague. */
export function handOver(before: Notification, to: string, deed: Deed): Transition {
  if (before.withdrawn || senderOf(before) === to) return UNCHANGED;
  return changed({ ...nextVersion(before, { what: 'handedOver', person: to }, deed), keptBy: to });
}

/** The next version, with its line of history. `by` is absent for what the bot does by itself. */
export function nextVersion(
  before: Notification,
  change: Omit<Change, 'version' | 'at' | 'by'>,
  deed: { by?: string; at: string },
): Notification {
  const version = before.version + 1;
  const history = [...before.history, { version, ...deed, ...change }].slice(-HISTORY_KEPT);
  return { ...before, version, history };
}

export function changed(after: Notification): Transition {
  return { kind: 'changed', after };
}
