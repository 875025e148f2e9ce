import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Turn } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { cityDay } from '../i18n/moments';
import { ConflictError } from '../storage/errors';
import type { CardPlace } from './deliveries';
import type { Making } from './run';
import type { Period } from './model';
import { hostingsWithin, periodDue } from './occasion';
import type { ReportStore, StoredVersion } from './store';
import { isDraft, isReady, isSuperseded, type Version } from './versions';

/** Within what an action runs. */
export type Action = Pick<Turn<unknown>, 'actor' | 'now' | 'lists'> & { signal?: AbortSignal };

/** What a coordinator sees of the reports. */
export interface Overview {
  /** Newest first. */
  versions: Version[];
  /** What the next one would be about. */
  due: Period;
}

export interface NewReport extends Period {
  /** The form's own id, so that one press makes one version. */
  draft: string;
  handledBy?: string;
  /** Where the pressed form stands, which becomes the card. */
  place?: CardPlace;
}

/** The outcome of a press; `changed` is false when it had been done already, or somebody else was first. */
export interface Done {
  version: Version;
  changed: boolean;
  /** Keys of deliveries to wake. */
  wake: string[];
}

export interface ReportServiceParts {
  store: ReportStore;
  coordinators: Pick<Coordinators, 'includes'>;
  making: Pick<Making, 'lease'>;
}

const ATTEMPTS = 5;

export type ReportService = ReturnType<typeof makeReportService>;

/**
 * The comprehensive reports (S9), for the officers at the City Executive Office alone: drafts are working material.
 * Every method checks access first and throws NotFoundOrNotAllowedError, StorageUnavailableError or
 * RosterUnavailableError.
 */
export function makeReportService({ store, coordinators, making }: ReportServiceParts) {
  async function overview(action: Action): Promise<Overview> {
    await mustBeCoordinator(action);
    const versions = await versionsNow(action.signal);
    return { versions, due: periodDue(action.lists, versions, cityDay(action.now)) };
  }

  async function show(action: Action, number: number): Promise<Version> {
    await mustBeCoordinator(action);
    return (await mustLoad(number, action.signal)).version;
  }

  /** A new version, which is made after the answer; the same form again gives the same one. */
  async function draft(action: Action, asked: NewReport): Promise<Done> {
    await mustBeCoordinator(action);
    const { actor, lists, now, signal } = action;
    const { from, to, handledBy, place } = asked;
    const at = now.toISOString();
    for (let attempt = 1; ; attempt += 1) {
      const versions = await versionsNow(signal);
      const known = versions.find(version => version.draft === asked.draft && version.by === actor.id);
      if (known) return { version: known, changed: false, wake: [] };
      const until = making.lease(now);
      const version: Version = {
        number: (versions[0]?.number ?? 0) + 1,
        draft: asked.draft,
        ...{ from, to, at },
        by: actor.id,
        ...(handledBy && { handledBy }),
        hostings: hostingsWithin(lists, { from, to }),
        state: { kind: 'making', until, step: 'reading', done: 0 },
      };
      try {
        await store.insert(version, { at, until, ...(place && { place }) }, signal);
        return { version, changed: true, wake: [] };
      } catch (error) {
        // A colleague took the number, or the same form was sent twice at once.
        if (!(error instanceof ConflictError) || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  /** Makes one that failed once more, from the same moment. */
  async function again(action: Action, number: number): Promise<Done> {
    return change(action, number, ({ version }) =>
      version.state.kind === 'failed'
        ? { ...version, state: { kind: 'making', until: making.lease(action.now), step: 'reading', done: 0 } }
        : undefined,
    );
  }

  /**
   * Notes the case number under which the report is registered: the reminders end with that (S9). `seen`: the number on
   * the card that was pressed, '' for none.
   */
  async function register(action: Action, number: number, value: string, seen: string): Promise<Done> {
    const deed = { by: action.actor.id, at: action.now.toISOString() };
    return change(action, number, ({ version }) => {
      const current = version.registered?.value ?? '';
      const isSettled = !isReady(version) || current === value || current !== seen;
      // A meeting's days may have been told of since it was drafted.
      const hostings = hostingsWithin(action.lists, version);
      return isSettled ? undefined : { ...version, hostings, registered: { value, ...deed } };
    });
  }

  /** Clears the drafts of what is registered. Returns how many, and the keys of deliveries to wake. */
  async function clear(action: Action): Promise<{ count: number; wake: string[] }> {
    await mustBeCoordinator(action);
    const all = await store.all(action.signal);
    const versions = all.map(({ version }) => version);
    const wake: string[] = [];
    for (const stored of all.filter(({ version }) => isSuperseded(version, versions))) {
      const key = await clearOne(action, stored);
      if (key) wake.push(key);
    }
    return { count: wake.length, wake };
  }

  /** Undefined for what is no draft, or is none any more: a colleague clears too, or has registered it this moment. */
  async function clearOne(action: Action, stored: StoredVersion): Promise<string | undefined> {
    const { actor, now, signal } = action;
    let before: StoredVersion | undefined = stored;
    for (let attempt = 1; before && isDraft(before.version); attempt += 1) {
      try {
        return await store.clear(before, { by: actor.id, at: now.toISOString() }, signal);
      } catch (error) {
        // Its card may have been on its way just then.
        if (!(error instanceof ConflictError) || attempt >= ATTEMPTS) throw error;
        before = await store.load(stored.version.number, signal);
      }
    }
    return undefined;
  }

  async function change(
    action: Action,
    number: number,
    decide: (before: StoredVersion) => Version | undefined,
  ): Promise<Done> {
    await mustBeCoordinator(action);
    const { now, signal } = action;
    for (let attempt = 1; ; attempt += 1) {
      const before = await mustLoad(number, signal);
      const version = decide(before);
      if (!version) return { version: before.version, changed: false, wake: [] };
      try {
        const until = version.state.kind === 'making' ? version.state.until : undefined;
        const key = await store.save(before, version, { at: now.toISOString(), until, signal });
        return { version, changed: true, wake: [key] };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  async function versionsNow(signal?: AbortSignal): Promise<Version[]> {
    return (await store.all(signal)).map(({ version }) => version);
  }

  async function mustLoad(number: number, signal?: AbortSignal): Promise<StoredVersion> {
    const stored = await store.load(number, signal);
    if (!stored || stored.version.cleared) throw new NotFoundOrNotAllowedError();
    return stored;
  }

  async function mustBeCoordinator({ actor, signal }: Pick<Action, 'actor' | 'signal'>): Promise<void> {
    const admitted = await beforeDeadline(signal, coordinators.includes(actor.id));
    if (!admitted) throw new NotFoundOrNotAllowedError();
  }

  return { overview, show, draft, again, register, clear };
}
