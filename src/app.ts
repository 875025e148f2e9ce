import { randomUUID } from 'node:crypto';
import { channelName } from './channel/cards';
import { channelRoutes, installedInTeam } from './channel/routes';
import { makeChannelService, teamRef } from './channel/service';
import { collaborationRenderer } from './collaborations/renderer';
import { collaborationRoutes } from './collaborations/routes';
import { makeCollaborationService } from './collaborations/service';
import { makeCollaborationStore } from './collaborations/store';
import { UNITS_DATASET } from './collaborations/form-card';
import type { CardMessage } from './cards/card';
import { makeBackground } from './conversation/background';
import { makeDispatch } from './conversation/dispatch';
import { makeReport } from './conversation/report';
import { makeRouter } from './conversation/routes';
import type { TextMessage, Turn } from './conversation/turn';
import { makeDestinations } from './delivery/destinations';
import { makeEngine, type EngineSettings } from './delivery/engine';
import { makeLedger } from './delivery/ledger';
import { makeDeliveryOverview } from './delivery/overview';
import { makePacing, unpaced, type PacingSettings } from './delivery/pacing';
import { deliveryRoutes } from './delivery/routes';
import { makeWorker, type WorkerSettings } from './delivery/worker';
import { makeCoordinators } from './directory/coordinators';
import { makePeople } from './directory/people';
import { searchUnits } from './directory/unit-search';
import { unitLabel } from './directory/units';
import { close, listen, makeServer } from './http/server';
import { cityDay, cityYear } from './i18n/moments';
import type { Storage } from './storage/connection';
import { TeamsAdapter, UnauthenticatedError, type Identity } from './teams/adapter';
import { makeBot, type BotEvents } from './teams/bot';
import { makeGuard } from './teams/guard';
import { makeRoster } from './teams/roster';
import { makeSender } from './teams/sender';
import type { Logger } from './telemetry/logger';
import { makeWelcome } from './welcome/routes';

export interface AppSettings {
  port: number;
  host: string;
  allowedTenants: readonly string[];
  /** Entra group id of the City Executive Office's team. */
  slkGroupId: string;
  allowsServiceUrl: (url: URL) => boolean;
  turnDeadlineMs: number;
  /** How long Teams may take to say who is who, and to take a delivery, in milliseconds. */
  rosterTimeoutMs: number;
  sendTimeoutMs: number;
  memberCacheMs: number;
  settingsCacheMs: number;
  engine: EngineSettings;
  worker: WorkerSettings;
  /** Undefined: no pacing, for tests of other things. */
  pacing: PacingSettings | undefined;
  typeahead: boolean;
}

export interface AppParts {
  storage: Storage;
  identity: Identity;
  log: Logger;
  now: () => Date;
  settings: AppSettings;
}

export interface App {
  /** Prepares storage, listens and begins to deliver. Returns the port. */
  start(): Promise<number>;
  /** Takes no more, finishes what was taken, and ends. */
  stop(): Promise<void>;
}

/** One city's register is one partition: another city would be another. */
export const CITY_PARTITION = 'goteborg';

/** Puts the parts together: storage → capabilities → Teams → http. Nothing runs before `start`. */
export function makeApp({ storage, identity, log, now, settings }: AppParts): App {
  const report = makeReport(log);
  const background = makeBackground(log);
  const adapter = new TeamsAdapter(identity);
  const roster = makeRoster(adapter, settings.rosterTimeoutMs);
  const sender = makeSender(adapter, settings.sendTimeoutMs);
  const people = makePeople(storage.people, now);
  const ledger = makeLedger(storage.register, CITY_PARTITION);

  const channel = makeChannelService({
    table: storage.register,
    partition: CITY_PARTITION,
    coordinators: () => coordinators,
    directory: roster,
    now,
    cacheMs: settings.settingsCacheMs,
  });
  const coordinators = makeCoordinators({
    directory: roster,
    team: async () => {
      const team = await channel.team();
      return team && teamRef(team);
    },
    now,
    cacheMs: settings.memberCacheMs,
  });

  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const collaborations = makeCollaborationService({ store, coordinators, yearOf: cityYear });

  const destinations = makeDestinations({ channel: channel.destination, people, ledger, now });
  const worker = makeWorker({
    ledger,
    poison: storage.poison,
    sender,
    pacing: settings.pacing ? makePacing(storage.pacing, settings.pacing) : unpaced,
    render: collaborationRenderer({ store, people }),
    resolve: destinations.resolve,
    onUnreachable: destinations.markUnreachable,
    now,
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    log,
    settings: settings.worker,
  });
  const engine = makeEngine({
    ledger,
    queue: storage.deliveries,
    worker,
    now,
    log,
    settings: settings.engine,
  });
  const overview = makeDeliveryOverview({ ledger, coordinators, lastRun: engine.lastRun });

  async function release(waiting: string): Promise<void> {
    await engine.wake(await ledger.release(waiting, now().toISOString()));
  }

  async function sendToOwnChat(
    { person }: Turn<unknown>,
    message: CardMessage | TextMessage,
  ): Promise<boolean> {
    if (!person.conversation) return false;
    return (await sender.post(person.conversation, message)).kind === 'delivered';
  }

  const welcome = makeWelcome({
    people,
    coordinators,
    said: (turn, text) => dispatch.said(turn, text),
    sendToOwnChat,
  });
  const router = makeRouter([
    welcome.routes,
    channelRoutes({ service: channel, people, releaseHeld: () => release('channel') }),
    deliveryRoutes({
      overview,
      people,
      wake: engine.wake,
      channel: async turn => {
        const [team, binding] = await Promise.all([channel.team(), channel.binding()]);
        return team && binding && { team: team.name, channel: channelName(binding.channelName, turn.locale) };
      },
    }),
    collaborationRoutes({
      service: collaborations,
      people,
      wake: engine.wake,
      store,
      toOwnChat: sendToOwnChat,
      report,
      newDraftId: randomUUID,
      typeahead: settings.typeahead,
    }),
  ]);
  const dispatch = makeDispatch({
    router,
    notUnderstood: welcome.notUnderstood,
    toOwnChat: welcome.toOwnChat,
    report,
    log,
  });

  const events: BotEvents = {
    installedForPerson: welcome.greet,
    async installedInTeam(turn, team) {
      const details = await roster.team(team.serviceUrl, team.id);
      if (details.groupId?.toLowerCase() !== settings.slkGroupId.toLowerCase()) {
        return { say: [{ text: turn.t('channel:otherTeam') }] };
      }
      await channel.teamSeen({
        id: team.id,
        name: details.name,
        serviceUrl: team.serviceUrl,
        tenantId: turn.actor.tenantId,
      });
      const setup = await channel.setupForTeam();
      return setup === 'noTeam' || setup.binding ? {} : installedInTeam(setup);
    },
    removedForPerson: personId => destinations.markUnreachable(personId, 'notInstalled'),
    async seenInOwnChat(turn) {
      if (await destinations.seen(turn)) await release(turn.actor.id);
    },
    search: (dataset, text, locale) =>
      dataset === UNITS_DATASET
        ? searchUnits(text, cityDay(now())).map(unit => ({
            title: unitLabel(unit.id, locale),
            value: unit.id,
          }))
        : [],
  };
  const guard = makeGuard(roster, settings, now, log);
  const { turnDeadlineMs } = settings;
  const bot = makeBot({ guard, dispatch, people, events, background, report, log, now, turnDeadlineMs });

  const server = makeServer({
    report,
    health: () => ({ lastDeliveryRun: engine.lastRun()?.toISOString() ?? null }),
    async ready() {
      try {
        await storage.ping(AbortSignal.timeout(2000));
        return true;
      } catch {
        return false;
      }
    },
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
    async start() {
      await storage.prepare();
      const port = await listen(server, settings.port, settings.host);
      engine.start();
      log.info('started', { port });
      return port;
    },
    async stop() {
      await close(server);
      await background.settled();
      await engine.stop();
      await background.settled();
      log.info('stopped');
    },
  };
}
