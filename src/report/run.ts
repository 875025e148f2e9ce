import type { Report } from '../conversation/report';
import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Lists } from '../directory/lists';
import type { EvaluationResults } from '../meetings/evaluation';
import { ConflictError } from '../storage/errors';
import { differencesBetween } from './differences';
import type { Figures } from './figures';
import {
  type MadeReport,
  type Progress,
  ReportMakingError,
  type ReportMaker,
  type ReportOrder,
} from './making';
import type { Period, ReportReplies } from './model';
import { meetingsWithin } from './occasion';
import type { ReportStore, StoredVersion } from './store';
import { isAbandoned, isComparable, isReady, type Version } from './versions';

export interface MakingParts {
  store: ReportStore;
  maker: ReportMaker;
  lists: () => Promise<Lists>;
  /** What came of the evaluations of the hostings that ended in a period. */
  evaluations: (period: Period) => Promise<EvaluationResults[]>;
  /** What administrations and companies answered when they were asked about a period. */
  replies: (period: Period) => Promise<ReportReplies[]>;
  /** Told when there is a new draft, or one has been registered: of which hostings. */
  changed: (meetingIds: readonly string[]) => Promise<void>;
  wake: (keys: readonly string[]) => Promise<void>;
  now: () => Date;
  report: Report;
}

/** An instance that makes a report says so for this long; after that another takes it up. */
const LEASE_MS = 5 * 60_000;
const RENEW_EVERY_MS = 60_000;
/** How often the card shows how far it is. */
const SHOW_EVERY_MS = 2_000;
/** Made files stay at hand for as long as somebody is likely to fetch them. */
const AT_HAND_MS = 15 * 60_000;
const MOST_AT_HAND = 3;
const ATTEMPTS = 5;

export type Making = ReturnType<typeof makeMaking>;

/** Has reports made, tells how far they are, and keeps what was made at hand for a while. */
export function makeMaking(parts: MakingParts) {
  const { store, maker, lists, wake, now, report } = parts;
  const atHand = new Map<string, { made: MadeReport; until: number }>();
  const underWay = new Map<string, Promise<MadeReport>>();
  const running = new Map<number, Promise<void>>();
  /** How far makings of this instance were told to be, by version and moment: a few hundred in its lifetime. */
  const written = new Set<string>();

  /** Until when an instance that begins at a moment is trusted to be at it: an ISO moment. */
  function lease(at: Date): string {
    return new Date(at.getTime() + LEASE_MS).toISOString();
  }

  /**
   * Makes a version that waits to be made, and notes what came of it. Failures are noted on it, and logged. Where this
   * instance is at it already, as when a form is sent twice, that is waited for.
   */
  async function run(number: number): Promise<void> {
    const before = running.get(number)?.catch(() => {});
    const made = (before ?? Promise.resolve()).then(() => makeOne(number));
    running.set(number, made);
    try {
      await made;
    } finally {
      if (running.get(number) === made) running.delete(number);
    }
  }

  async function makeOne(number: number): Promise<void> {
    let stored = await store.load(number);
    if (stored?.version.state.kind !== 'making') return;
    const { version } = stored;
    let shownAt = now().getTime();
    let showing = Promise.resolve();
    let latest: Progress = { step: 'reading', done: 0 };
    const show = (progress: Progress) => {
      latest = progress;
      if (now().getTime() - shownAt < SHOW_EVERY_MS) return;
      shownAt = now().getTime();
      showing = showing
        .then(async () => {
          const state = { kind: 'making', until: lease(now()), ...latest } as const;
          stored = (await save(stored!, { ...version, state })) ?? stored;
        })
        // How far it is can be told the next time.
        .catch(error => void report(error));
    };
    // Also while it waits for another report, or takes long over one step.
    const renewing = setInterval(() => show(latest), RENEW_EVERY_MS);
    let after: Pick<Version, 'state' | 'total' | 'since'>;
    let made: MadeReport | undefined;
    try {
      const files = await maker.make(await orderOf(version), show);
      const since = await sinceBefore(version, files.figures);
      after = { state: { kind: 'ready' }, total: files.figures.total, ...(since && { since }) };
      made = files;
    } catch (error) {
      const code = report(error);
      after = { state: { kind: 'failed', code: error instanceof ReportMakingError ? error.code : code } };
    }
    clearInterval(renewing);
    await showing;
    const saved = await save(stored, { ...version, ...after }, made?.figures);
    if (!saved || !made) return;
    keep(version, made);
    await parts.changed(version.hostings);
  }

  /** Whether a version stands as this instance has written it: nobody else asks for the same moment. */
  function isOwn({ number, state }: Version): boolean {
    return state.kind === 'making' && written.has(`${number}|${state.until}`);
  }

  /** Undefined when somebody else has changed it meanwhile: another instance has taken it up. */
  async function save(
    before: StoredVersion,
    version: Version,
    figures?: Figures,
  ): Promise<StoredVersion | undefined> {
    if (version.state.kind === 'making') written.add(`${version.number}|${version.state.until}`);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await wake([await store.save(before, version, { at: now().toISOString(), figures })]);
        return await store.load(version.number);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        // Its card may have been on its way just then, which changes the delivery and not the version; or what was
        // written last has landed although storage did not say so.
        const current = await store.load(version.number);
        if (!current || (current.etag !== before.etag && !isOwn(current.version))) return undefined;
        if (attempt >= ATTEMPTS) throw error;
        before = current;
      }
    }
  }

  /** With its figures where they have been counted: they are what the file is made from for good. */
  async function orderOf(version: Version, frozen?: Figures): Promise<ReportOrder> {
    const { from, to, at, handledBy, registered } = version;
    const current = await lists();
    const period = { from, to };
    const [evaluations, replies] = frozen
      ? [[], []]
      : await Promise.all([parts.evaluations(period), parts.replies(period)]);
    return {
      ...period,
      at,
      lists: current,
      meetings: meetingsWithin({ locale: 'sv', lists: current }, period),
      evaluations,
      replies,
      ...(handledBy && { handledBy }),
      ...(registered && { caseNumber: registered.value }),
      ...(frozen && { frozen }),
    };
  }

  /** Compared with the version before it that tells of the same years and has figures. */
  async function sinceBefore(version: Version, figures: Figures): Promise<Version['since']> {
    const versions = (await store.all()).map(stored => stored.version);
    const before = versions.find(
      one => one.number < version.number && isReady(one) && isComparable(one, version),
    );
    const earlier = before && (await store.figures(before.number));
    if (!earlier) return undefined;
    return { number: before.number, differences: differencesBetween(earlier, figures) };
  }

  /** The files of a version: those at hand, or made anew from its figures. @throws ReportMakingError */
  async function files(version: Version): Promise<MadeReport | undefined> {
    const key = keyOf(version);
    const known = atHand.get(key);
    if (known && known.until > now().getTime()) return known.made;
    const figures = await store.figures(version.number);
    if (!figures) return undefined;
    const making = underWay.get(key) ?? orderOf(version, figures).then(order => maker.make(order));
    underWay.set(key, making);
    try {
      const made = await making;
      keep(version, made);
      return made;
    } finally {
      underWay.delete(key);
    }
  }

  function keep(version: Version, made: MadeReport): void {
    const time = now().getTime();
    for (const [key, { until }] of atHand) if (until <= time) atHand.delete(key);
    if (atHand.size >= MOST_AT_HAND) atHand.delete(atHand.keys().next().value!);
    atHand.set(keyOf(version), { made, until: time + AT_HAND_MS });
  }

  /** Takes up what an instance that has died has left, and looks again when the next should have ended. */
  async function watch(job: Job): Promise<Rendering> {
    const stored = await store.load(Number(job.subject));
    if (stored?.version.state.kind !== 'making') return 'nothing';
    const { version } = stored;
    if (!isAbandoned(version, now()))
      return { waitUntil: version.state.kind === 'making' ? version.state.until : '' };
    const until = lease(now());
    const taken = await save(stored, {
      ...version,
      state: { kind: 'making', until, step: 'reading', done: 0 },
    });
    if (taken) void run(version.number).catch(report);
    return { waitUntil: until };
  }

  return { lease, run, files, watch, changed: parts.changed };
}

/** The case number stands in the document. */
function keyOf({ number, registered }: Version): string {
  return `${number}|${registered?.value ?? ''}`;
}
