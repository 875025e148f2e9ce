import { randomUUID } from 'node:crypto';
import { makeAsking } from './asking/routes';
import { makeAskingService } from './asking/service';
import { calendarRoutes, meetingFileMaker, MEETING_FILE } from './calendar/routes';
import type { CardMessage } from './cards/card';
import { channelName } from './channel/cards';
import { channelRoutes, installedInTeam } from './channel/routes';
import { makeChannelService, teamRef } from './channel/service';
import { UNITS_DATASET } from './collaborations/form-card';
import { fromMessageRoutes } from './collaborations/from-message';
import { collaborationRenderer } from './collaborations/renderer';
import { collaborationRoutes } from './collaborations/routes';
import { asCoordinator, cardFor, namesOf } from './collaborations/routes/parts';
import { makeCollaborationService } from './collaborations/service';
import { type Dispatch, makeDispatch } from './conversation/dispatch';
import type { Report } from './conversation/report';
import { makeRouter, type Router } from './conversation/routes';
import type { TextMessage, Turn } from './conversation/turn';
import { makeDestinations } from './delivery/destinations';
import { type Engine, type EngineSettings, makeEngine } from './delivery/engine';
import type { Job } from './delivery/job';
import { makeLedger } from './delivery/ledger';
import { makeDeliveryOverview } from './delivery/overview';
import { makePacing, type PacingSettings, unpaced } from './delivery/pacing';
import { deliveryRoutes } from './delivery/routes';
import { makeWorker, type Rendering, type WorkerSettings } from './delivery/worker';
import { makeColleagues } from './directory/colleagues';
import { makeCoordinators } from './directory/coordinators';
import { type ListsStore, makeListsStore } from './directory/lists-store';
import { makePeople, type People } from './directory/people';
import { searchUnits } from './directory/unit-search';
import { unitLabel } from './directory/units';
import { type FileMaker, makeFileMaker } from './files/file';
import { type HandingSettings, makeHandFile } from './files/handing';
import { type FileOffers, makeFileOffers } from './files/offers';
import { cityDay } from './i18n/moments';
import { isFirstQuestionJob, makeFirstQuestion } from './lists/first-question';
import { listsRoutes } from './lists/routes';
import { makeListsService } from './lists/service';
import { makeNewsletter } from './newsletter/newsletter';
import { isLetterJob } from './newsletter/renderer';
import { newsletterRoutes } from './newsletter/routes';
import { overviewRoutes } from './overview/routes';
import { makeOverviewService } from './overview/service';
import { isPresidiumJob } from './presidium/deliveries';
import { makePresidium } from './presidium/presidium';
import { presidiumRoutes } from './presidium/routes';
import { makeFinder } from './register/finder';
import { makeCollaborationStore } from './register/store';
import { searchRoutes } from './search/routes';
import { makeSearchService } from './search/service';
import type { Storage } from './storage/connection';
import type { BotEvents } from './teams/bot';
import type { Roster } from './teams/roster';
import type { TeamsSender } from './teams/sender';
import type { Logger } from './telemetry/logger';
import { makeWelcome } from './welcome/routes';
import { worklistRoutes } from './worklist/routes';
import { makeWorklistService } from './worklist/service';

/** One city's register is one partition: another city would be another. */
export const CITY_PARTITION = 'goteborg';

export interface CapabilitySettings extends HandingSettings {
  /** Entra group id of the City Executive Office's team. */
  slkGroupId: string;
  memberCacheMs: number;
  settingsCacheMs: number;
  engine: EngineSettings;
  worker: WorkerSettings;
  /** Undefined: no pacing, for tests of other things. */
  pacing: PacingSettings | undefined;
  typeahead: boolean;
}

export interface CapabilityParts {
  storage: Storage;
  sender: TeamsSender;
  roster: Roster;
  log: Logger;
  /** Logs a failure and returns the short code that people can quote. */
  report: Report;
  now: () => Date;
  settings: CapabilitySettings;
}

export interface Capabilities {
  dispatch: Dispatch;
  router: Router;
  events: BotEvents;
  engine: Engine;
  people: People;
  lists: ListsStore;
  files: { offers: FileOffers; make: FileMaker };
}

/** Everything that the bot can do, over its storage and Teams. Nothing runs before its engine is started. */
export function makeCapabilities({
  storage,
  sender,
  roster,
  log,
  report,
  now,
  settings,
}: CapabilityParts): Capabilities {
  const people = makePeople(storage.people, now, settings.settingsCacheMs);
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

  const presidium = makePresidium({
    table: storage.register,
    partition: CITY_PARTITION,
    lists,
    people,
    coordinators,
    now,
  });

  const firstQuestion = makeFirstQuestion({
    table: storage.register,
    partition: CITY_PARTITION,
    lists,
    people,
  });

  const renderCollaboration = collaborationRenderer({ store, people, lists: lists.current });

  function renderJob(job: Job): Promise<Rendering> {
    if (isLetterJob(job)) return newsletter.render(job);
    if (isFirstQuestionJob(job)) return firstQuestion.render(job);
    return isPresidiumJob(job) ? presidium.render(job) : renderCollaboration(job);
  }

  /** What each clock asks for; one that fails keeps none of the others back. */
  async function enterDue(at: Date): Promise<string[]> {
    const entered = await Promise.allSettled(
      [newsletter, presidium, firstQuestion].map(clock => clock.enterDue(at)),
    );
    return entered.flatMap(one => {
      if (one.status === 'fulfilled') return one.value;
      log.error('what is due by a clock could not be entered', { error: one.reason as unknown });
      return [];
    });
  }

  const destinations = makeDestinations({ channel: channel.destination, people, ledger, now });
  const worker = makeWorker({
    ledger,
    poison: storage.poison,
    sender,
    pacing: settings.pacing ? makePacing(storage.pacing, settings.pacing) : unpaced,
    render: renderJob,
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
    enterDue,
    now,
    log,
    settings: settings.engine,
  });
  const overview = makeDeliveryOverview({ ledger, coordinators, lastRun: engine.lastRun });

  async function release(waiting: string): Promise<void> {
    await engine.wake(await ledger.release(waiting, now().toISOString()));
  }

  /** Who makes which kind of file. */
  const makers: Record<string, FileMaker> = {
    [MEETING_FILE]: meetingFileMaker({ coordinators, lists: lists.current, now }),
  };
  const offers = makeFileOffers(storage.register, CITY_PARTITION, settings.fileLinkMs);
  const files = { offers, make: makeFileMaker(makers, log), hand: makeHandFile(offers, settings) };

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

  const delegation = presidiumRoutes({
    ...presidium,
    people,
    colleagues,
    picker,
    newDraftId: randomUUID,
    wake: engine.wake,
    report,
  });
  const asking = makeAsking({
    service: makeAskingService({ coordinators, people }),
    takePart: delegation.openTakePart,
  });
  const welcome = makeWelcome({
    people,
    coordinators,
    said: (turn, text) => dispatch.said(turn, text),
    sendToOwnChat,
  });
  const router = makeRouter([
    welcome.routes,
    asking.routes,
    calendarRoutes({ coordinators, hand: files.hand }),
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
    delegation,
    worklistRoutes({
      service: makeWorklistService({ finder, ledger, store, coordinators }),
      openCard,
      wake: engine.wake,
    }),
    listsRoutes({
      service: makeListsService({ store: lists, coordinators }),
      toOwnChat: sendToOwnChat,
      people,
      colleagues,
      picker,
      report,
    }),
  ]);
  const dispatch = makeDispatch({
    router,
    asked: asking.asked,
    notUnderstood: async (turn, text) => asking.unsure(turn, text) ?? welcome.notUnderstood(turn, text),
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

  return { dispatch, router, events, engine, people, lists, files };
}
