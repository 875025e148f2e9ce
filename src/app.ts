import { warmUp } from './asking/routes';
import { CITY_PARTITION, makeCapabilities } from './capabilities';
import type { CapabilitySettings } from './capability-parts';
import { makeBackground } from './conversation/background';
import { makeReport } from './conversation/report';
import { close, listen, makeServer } from './http/server';
import { reindex } from './register/reindex';
import type { Router, Routes } from './conversation/routes';
import type { Storage } from './storage/connection';
import { type Identity, TeamsAdapter, UnauthenticatedError } from './teams/adapter';
import { makeBot } from './teams/bot';
import type { DownloadSettings } from './teams/download';
import { makeFileConsent } from './teams/file-consent';
import { type GuardSettings, makeGuard } from './teams/guard';
import { makeRoster } from './teams/roster';
import { makeSender } from './teams/sender';
import type { UploadSettings } from './teams/upload';
import type { Logger } from './telemetry/logger';

export interface AppSettings extends GuardSettings, UploadSettings, DownloadSettings, CapabilitySettings {
  port: number;
  host: string;
  turnDeadlineMs: number;
  /** How long Teams may take to take a message that is no answer, in milliseconds. */
  sendTimeoutMs: number;
  /** How long Teams may take to say who is who, in milliseconds. */
  rosterTimeoutMs: number;
}

export interface AppParts {
  storage: Storage;
  identity: Identity;
  log: Logger;
  now: () => Date;
  settings: AppSettings;
  /** What this bot answers to beside its capabilities; the product has none. */
  moreRoutes?: readonly Routes[];
}

export interface App {
  /** All that it answers to, for those who must go through all of it. */
  answersTo: Pick<Router, 'phrases' | 'verbs'>;
  /** Prepares storage, listens and begins to deliver. Returns the port. */
  start(): Promise<number>;
  /** Takes no more, finishes what was taken, and ends. */
  stop(): Promise<void>;
}

/** Puts the parts together: storage → capabilities → Teams → http. Nothing runs before `start`. */
export function makeApp({ storage, identity, log, now, settings, moreRoutes }: AppParts): App {
  const report = makeReport(log);
  const background = makeBackground(log);
  const adapter = new TeamsAdapter(identity);
  const roster = makeRoster(adapter, settings.rosterTimeoutMs);
  const sender = makeSender(adapter, settings.sendTimeoutMs);
  const { dispatch, router, events, engine, people, lists, files, uploads, halt } = makeCapabilities({
    storage,
    sender,
    roster,
    log,
    report,
    now,
    settings,
    moreRoutes,
  });
  const guard = makeGuard(roster, settings, now, log);
  const { turnDeadlineMs } = settings;
  const fileConsent = makeFileConsent({ makeFile: files.make, sender, settings, report, log });
  const bot = makeBot({
    guard,
    dispatch,
    people,
    lists: lists.current,
    events,
    fileConsent,
    downloads: settings,
    background,
    report,
    log,
    now,
    turnDeadlineMs,
  });

  const server = makeServer({
    report,
    stalled: engine.stalled,
    health: () => ({ lastCompletedRun: engine.lastCompleted()?.toISOString() ?? null }),
    async ready() {
      try {
        await storage.ping(AbortSignal.timeout(2000));
        return true;
      } catch {
        return false;
      }
    },
    files: {
      find: token => files.offers.find(token, now(), AbortSignal.timeout(turnDeadlineMs)),
      make: ({ kind, id, owner, locale }) => files.make({ kind, id }, { actorId: owner, locale }),
    },
    uploads,
    async receive(authorization, activity) {
      const { roundTrips, entitiesRead } = storage.meter;
      try {
        const answer = await adapter.receive(authorization, activity, bot);
        // What it cost; exact while no other turn runs beside it.
        log.debug('answered', {
          roundTrips: storage.meter.roundTrips - roundTrips,
          entitiesRead: storage.meter.entitiesRead - entitiesRead,
        });
        return answer ? { status: answer.status, body: answer.body as unknown } : { status: 200 };
      } catch (error) {
        if (error instanceof UnauthenticatedError) {
          log.warn('a caller was not authenticated', { error });
          return { status: 401, body: { code: error.code } };
        }
        return { status: 500, body: { code: report(error) } };
      }
    },
  });

  return {
    answersTo: router,
    async start() {
      await storage.prepare();
      const reindexed = await reindex(storage.register, CITY_PARTITION);
      if (reindexed > 0) log.info('reindexed', { notifications: reindexed });
      const port = await listen(server, settings.port, settings.host);
      warmUp(now());
      engine.start();
      log.info('started', { port });
      return port;
    },
    async stop() {
      await close(server);
      await halt();
      await background.settled();
      await engine.stop();
      await background.settled();
      log.info('stopped');
    },
  };
}
