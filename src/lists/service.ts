import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import {
  listSchemas,
  seedLists,
  type Entry,
  type ListName,
  type Lists,
  type Reader,
} from '../directory/lists';
import type { ListsStore, StoredEntry } from '../directory/lists-store';
import { cityDay } from '../i18n/moments';
import { ConflictError } from '../storage/errors';
import { deedOf, readDeed } from './deeds';
import type { Errors, Values } from './fields';
import { CYCLE_ID } from '../meetings/model';
import { emptyEntry, entryIn } from './model';

/** Who does something, when, and in which words it is answered. */
export interface Action {
  actor: Actor;
  now: Date;
  signal: AbortSignal;
  reader: Reader;
}

/** An entry with who changed it and how. */
export interface Opened {
  list: ListName;
  entry: Entry<ListName>;
  /** 0: as it was delivered, or not there yet. */
  version: number;
  /** Newest first, as many as are shown. */
  history: readonly Version[];
  /** Of a meeting: what has been changed in the cycle, which may have touched it. */
  ofCycle?: readonly Version[];
}

export interface Version {
  by: string;
  at: string;
  entry: Entry<ListName>;
  /** Undefined: with this one the entry was entered. */
  before?: Entry<ListName>;
}

/** A form as it came back. `seen`: the version of the entry that the form was opened on. */
export interface Submitted {
  list: ListName;
  deed: string;
  /** Empty for a new entry. */
  id: string;
  item: string;
  seen: number;
  values: Values;
  /** Whether what it leads to has been shown and confirmed. */
  confirmed: boolean;
}

export type Saved =
  | { kind: 'saved'; opened: Opened }
  /** It stands like that already. */
  | { kind: 'same'; opened: Opened }
  | { kind: 'wrong'; errors: Errors }
  /** It is to be confirmed first: what it leads to, as things stand in `opened`. */
  | { kind: 'preview'; opened: Opened; leadsTo: string[] }
  /**
   * A colleague was first. `since`: the entry that the form was opened on, if it is still known; `leadsTo`: what the
   * form leads to by now, where that is to be confirmed.
   */
  | {
      kind: 'changed';
      opened: Opened;
      since?: Entry<ListName>;
      offered: boolean;
      leadsTo?: string[];
    };

/** The lists that coordinators keep. All but them get NotFoundOrNotAllowedError; every method may throw RosterUnavailableError. */
export interface ListsService {
  /** The lists as they stand. */
  browse(action: Action): Promise<Lists>;
  open(action: Action, list: ListName, id: string): Promise<Opened>;
  save(action: Action, submitted: Submitted): Promise<Saved>;
}

/** How much of the history one card tells. */
const SHOWN_VERSIONS = 10;

export function makeListsService({
  store,
  coordinators,
}: {
  store: Pick<ListsStore, 'load' | 'save' | 'history'>;
  coordinators: Coordinators;
}): ListsService {
  async function browse(action: Action): Promise<Lists> {
    await mustBeCoordinator(action);
    return action.reader.lists;
  }

  async function open(action: Action, list: ListName, id: string): Promise<Opened> {
    await mustBeCoordinator(action);
    return (await read(action, list, id)).opened;
  }

  async function save(action: Action, submitted: Submitted): Promise<Saved> {
    await mustBeCoordinator(action);
    const deed = deedOf(submitted.list, submitted.deed);
    if (!deed) throw new NotFoundOrNotAllowedError();
    return deed.adds ? add(action, submitted) : change(action, submitted);
  }

  /** The second attempt finds what made the first one fail. */
  async function change(action: Action, submitted: Submitted, attempt = 1): Promise<Saved> {
    const { list, id, values, item, seen } = submitted;
    const deed = deedOf(list, submitted.deed)!;
    const { stored, opened } = await read(action, list, id);
    const setting = settingOf(action);
    const done = readDeed(deed, opened.entry, values, setting, item);
    if ('after' in done && isSame(list, opened.entry, done.after)) return { kind: 'same', opened };
    const offered = deed.offered?.(opened.entry, setting, item) ?? true;
    const leadsTo = 'after' in done ? deed.preview?.(opened.entry, done.after, setting) : undefined;
    if (opened.version !== seen) {
      return { kind: 'changed', opened, since: versionOf(opened, seen), offered, leadsTo };
    }
    if (!offered) throw new NotFoundOrNotAllowedError();
    if ('errors' in done) return { kind: 'wrong', errors: done.errors };
    if (leadsTo && !submitted.confirmed) return { kind: 'preview', opened, leadsTo };
    try {
      return await write(action, { list, stored, opened, after: done.after });
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt > 1) throw error;
      return change(action, submitted, attempt + 1);
    }
  }

  async function add(action: Action, submitted: Submitted, attempt = 1): Promise<Saved> {
    const { list, values } = submitted;
    const deed = deedOf(list, submitted.deed)!;
    const setting = settingOf(action);
    const done = readDeed(deed, undefined, values, setting, '');
    // In an empty list the form gives the entry that it gave if it was sent before.
    const first = readDeed(deed, undefined, values, settingOf(withEmpty(action, list)), '');
    const earlier = 'after' in first ? await store.load(list, first.after.id, action.signal) : undefined;
    if ('after' in first && earlier && isOwnFirst(action, list, earlier, first.after)) {
      return { kind: 'same', opened: (await read(action, list, first.after.id)).opened };
    }
    if ('errors' in done) return { kind: 'wrong', errors: done.errors };
    const isRead = 'after' in first && first.after.id === done.after.id;
    const stored = isRead && earlier ? earlier : await store.load(list, done.after.id, action.signal);
    if (stored.entry) {
      // A colleague entered it, and the lists of this turn do not know it yet.
      const { opened } = await read(action, list, done.after.id);
      return { kind: 'changed', opened, offered: true };
    }
    try {
      const opened: Opened = { list, entry: done.after, version: 0, history: [] };
      return await write(action, { list, stored, opened, after: done.after });
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt > 1) throw error;
      return add(action, submitted, attempt + 1);
    }
  }

  async function read(action: Action, list: ListName, id: string) {
    const [stored, history, ofCycle] = await Promise.all([
      store.load(list, id, action.signal),
      historyOf(action, list, id),
      list === 'meetings' ? historyOf(action, 'cycle', CYCLE_ID) : undefined,
    ]);
    const entry = stored.entry ?? (emptyEntry(list, id) && entryIn(action.reader.lists, list, id));
    if (!entry) throw new NotFoundOrNotAllowedError();
    const opened: Opened = {
      list,
      entry,
      version: stored.version,
      history,
      ...(ofCycle && { ofCycle }),
    };
    return { stored, opened };
  }

  async function historyOf({ signal }: Action, list: ListName, id: string): Promise<Version[]> {
    const versions = await store.history(list, id, SHOWN_VERSIONS + 1, signal);
    const history = versions.flatMap(({ by, at, entry, version }, index): Version[] => {
      // Where the history that was read goes back to the first version, that changed what came with the bot.
      const before = versions[index + 1]?.entry ?? (version === 1 ? deliveredAs(list, id) : undefined);
      return by && at && entry ? [{ by, at, entry, ...(before && { before }) }] : [];
    });
    return history.slice(0, SHOWN_VERSIONS);
  }

  async function write(
    { actor, now, signal }: Action,
    {
      list,
      stored,
      opened,
      after,
    }: { list: ListName; stored: StoredEntry<ListName>; opened: Opened; after: Entry<ListName> },
  ): Promise<Saved> {
    // What does not fit the list could not be read again by anybody.
    const entry = listSchemas[list].parse(after);
    const deed = { by: actor.id, at: now.toISOString() };
    await store.save({ list, before: stored, after: entry, ...deed }, signal);
    const isNew = stored.entry === undefined && !emptyEntry(list, after.id);
    const version: Version = { ...deed, entry, ...(!isNew && { before: opened.entry }) };
    const history = [version, ...opened.history].slice(0, SHOWN_VERSIONS);
    return { kind: 'saved', opened: { ...opened, entry, version: stored.version + 1, history } };
  }

  /** Not longer than the turn may take: a form must come back in time. */
  async function mustBeCoordinator({ actor, signal }: Action): Promise<void> {
    const isOne = await beforeDeadline(signal, coordinators.includes(actor.id));
    if (!isOne) throw new NotFoundOrNotAllowedError();
  }

  return { browse, open, save };
}

function settingOf({ reader, now }: Action) {
  return { reader, today: cityDay(now) };
}

/** An entry as it came with the bot. A unit has no editors then, and of a meeting nothing more need be known. */
function deliveredAs(list: ListName, id: string): Entry<ListName> | undefined {
  return entryIn(seedLists, list, id) ?? emptyEntry(list, id);
}

/** The entry in an earlier version, if the history that was read goes back to it. */
function versionOf({ version, history }: Opened, seen: number): Entry<ListName> | undefined {
  return history[version - seen - 1]?.before;
}

/** Written in the order of the list's own fields, so that only content counts. */
function isSame(list: ListName, a: Entry<ListName>, b: Entry<ListName>): boolean {
  const schema = listSchemas[list];
  const [left, right] = [schema.safeParse(a), schema.safeParse(b)];
  return left.success && right.success && JSON.stringify(left.data) === JSON.stringify(right.data);
}

/** Whether the same person has entered just this. */
function isOwnFirst(
  { actor }: Action,
  list: ListName,
  { version, by, entry }: StoredEntry<ListName>,
  wanted: Entry<ListName>,
): boolean {
  return version === 1 && by === actor.id && entry !== undefined && isSame(list, entry, wanted);
}

function withEmpty(action: Action, list: ListName): Action {
  const { reader } = action;
  return { ...action, reader: { ...reader, lists: { ...reader.lists, [list]: [] } } };
}
