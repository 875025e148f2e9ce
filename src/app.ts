import { randomUUID } from 'node:crypto';
import { channelName } from './channel/cards';
import { channelRoutes, installedInTeam } from './channel/routes';
import { makeChannelService, teamRef } from './channel/service';
import { collaborationRenderer } from './collaborations/renderer';
import { fromMessageRoutes } from './collaborations/from-message';
import { collaborationRoutes } from './collaborations/routes';
import { asCoordinator, cardFor, namesOf } from './collaborations/routes/parts';
import { makeCollaborationService } from './collaborations/service';
import { makeFinder } from './register/finder';
import { makeNewsletter } from './newsletter/newsletter';
import { isLetterJob } from './newsletter/renderer';
import { newsletterRoutes } from './newsletter/routes';
import { reindex } from './register/reindex';
import { makeCollaborationStore } from './register/store';
import { makeColleagues } from './directory/colleagues';
import { makeListsStore } from './directory/lists-store';
import { listsRoutes } from './lists/routes';
import { makeListsService } from './lists/service';
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
import { searchRoutes } from './search/routes';
import { makeSearchService } from './search/service';
import { close, listen, makeServer } from './http/server';
import { cityDay } from './i18n/moments';
import { overviewRoutes } from './overview/routes';
import { makeOverviewService } from './overview/service';
import type { Storage } from './storage/connection';
import { TeamsAdapter, UnauthenticatedError, type Identity } from './teams/adapter';
import { makeBot, type BotEvents } from './teams/bot';
import { makeGuard } from './teams/guard';
import { makeRoster } from './teams/roster';
import { makeSender } from './teams/sender';
import type { Logger } from './telemetry/logger';
import { makeWelcome } from './welcome/routes';
import { worklistRoutes } from './worklist/routes';
import { makeWorklistService } from './worklist/service';

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
  const lists = makeListsStore({
    table: storage.register,
    partition: CITY_PARTITION,
    now,
    cacheMs: settings.settingsCacheMs,
    log,
  });
  const ledger = makeLedger(storage.register, CITY_PARTITION);

  const channel = makeChannelService({
    table: storage.register,
    partition: CITY_PARTITION,
    coordinators: () => coordinators,
    directory: roster,
    now,
    cacheMs: settings.settingsCacheMs,
  });
  const slkTeam = async () => {
    const team = await channel.team();
    return team && teamRef(team);
  };
  const coordinators = makeCoordinators({
    directory: roster,
    team: slkTeam,
    now,
    cacheMs: settings.memberCacheMs,
  });
  const picker = settings.typeahead;
  const colleagues = makeColleagues({ people, directory: roster, team: slkTeam, picker });

  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const finder = makeFinder(storage.register, CITY_PARTITION);
  const collaborations = makeCollaborationService({ store, finder, coordinators });

  const newsletter = makeNewsletter({
    table: storage.register,
    partition: CITY_PARTITION,
    finder,
    ledger,
    people,
    coordinators,
    lists: lists.current,
    colleagues,
    picker,
    now,
  });

  const renderCollaboration = collaborationRenderer({ store, people, lists: lists.current });
  const destinations = makeDestinations({ channel: channel.destination, people, ledger, now });
  const worker = makeWorker({
    ledger,
    poison: storage.poison,
    sender,
    pacing: settings.pacing ? makePacing(storage.pacing, settings.pacing) : unpaced,
    render: job => (isLetterJob(job) ? newsletter.render(job) : renderCollaboration(job)),
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
    enterDue: newsletter.enterDue,
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

  async function openCard(turn: Turn<unknown>, ref: string): Promise<CardMessage> {
    const shown = await collaborations.show(asCoordinator(turn), ref);
    return cardFor(turn, shown, await namesOf(people, turn, shown.notification));
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
    overviewRoutes({ service: makeOverviewService({ finder, now }) }),
    collaborationRoutes({
      service: collaborations,
      people,
      wake: engine.wake,
      store,
      toOwnChat: sendToOwnChat,
      report,
      newDraftId: randomUUID,
      colleagues,
      typeahead: settings.typeahead,
    }),
    fromMessageRoutes({ newDraftId: randomUUID, typeahead: settings.typeahead }),
    searchRoutes(makeSearchService(finder)),
    newsletterRoutes({ ...newsletter, people, wake: engine.wake, report }),
    worklistRoutes({
      service: makeWorklistService({ finder, ledger, store, coordinators }),
      openCard,
      wake: engine.wake,
    }),
    listsRoutes({
      service: makeListsService({ store: lists, coordinators }),
      people,
      colleagues,
      picker,
      report,
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
    search: (reader, dataset, text) =>
      dataset === UNITS_DATASET
        ? searchUnits(reader.lists, text, cityDay(now())).map(unit => ({
            title: unitLabel(reader, unit.id),
            value: unit.id,
          }))
        : [],
  };
  const guard = makeGuard(roster, settings, now, log);
  const { turnDeadlineMs } = settings;
  const bot = makeBot({
    guard,
    dispatch,
    people,
    lists: lists.current,
    events,
    background,
    report,
    log,
    now,
    turnDeadlineMs,
  });

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
      const reindexed = await reindex(storage.register, CITY_PARTITION);
      if (reindexed > 0) log.info('reindexed', { notifications: reindexed });
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
