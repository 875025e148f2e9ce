import { randomUUID } from 'node:crypto';
import { makeAfterHosting } from './after-hosting';
import { makeAsking } from './asking/routes';
import { makeAskingService } from './asking/service';
import { calendarRoutes, meetingFileMaker, MEETING_FILE } from './calendar/routes';
import type { Capabilities, CapabilityParts } from './capability-parts';
import type { CardMessage } from './cards/card';
import { channelName } from './channel/cards';
import { channelRoutes } from './channel/routes';
import { isLossJob, makeChannelLoss } from './channel/loss';
import { makeChannelService, teamRef } from './channel/service';
import { makeFollowUpClock } from './collaborations/follow-up/clock';
import { fromMessageRoutes } from './collaborations/from-message';
import { collaborationRenderer } from './collaborations/renderer';
import { collaborationRoutes } from './collaborations/routes';
import { asCoordinator, cardFor, namesOf } from './collaborations/routes/parts';
import { makeCollaborationService } from './collaborations/service';
import { makeDispatch } from './conversation/dispatch';
import { makeRouter } from './conversation/routes';
import type { TextMessage, Turn } from './conversation/turn';
import { makeDestinations } from './delivery/destinations';
import { makeEngine } from './delivery/engine';
import { makeLedger } from './delivery/ledger';
import { makeDeliveryOverview } from './delivery/overview';
import { makePacing, unpaced } from './delivery/pacing';
import { deliveryRoutes } from './delivery/routes';
import { joinSources } from './delivery/sources';
import { makeWorker } from './delivery/worker';
import { makeColleagues } from './directory/colleagues';
import { makeCoordinators } from './directory/coordinators';
import { makeListsStore } from './directory/lists-store';
import { makePeople } from './directory/people';
import { makeEvents } from './events';
import { type FileMaker, makeFileMaker } from './files/file';
import { makeHandFile } from './files/handing';
import { makeFileOffers } from './files/offers';
import { isHostingJob } from './hosting/deliveries';
import { makeHosting } from './hosting/hosting';
import { hostingRoutes } from './hosting/routes';
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
import { makeWelcome } from './welcome/routes';
import { isMorningJob, makeMorning } from './worklist/morning';
import { worklistRoutes } from './worklist/routes';
import { makeWorklistService } from './worklist/service';

/** One city's register is one partition: another city would be another. */
export const CITY_PARTITION = 'goteborg';

/** Everything that the bot can do, over its storage and Teams. Nothing runs before its engine is started. */
export function makeCapabilities({
  storage,
  sender,
  roster,
  log,
  report,
  now,
  settings,
  moreRoutes = [],
}: CapabilityParts): Capabilities {
  const rows = { table: storage.register, partition: CITY_PARTITION };
  const people = makePeople(storage.people, now, settings.settingsCacheMs);
  const lists = makeListsStore({
    ...rows,
    now,
    cacheMs: settings.settingsCacheMs,
    log,
  });
  const ledger = makeLedger(storage.register, CITY_PARTITION);

  const channel = makeChannelService({
    ...rows,
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
    ...rows,
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
    ...rows,
    lists,
    people,
    coordinators,
    now,
  });

  const firstQuestion = makeFirstQuestion({
    ...rows,
    lists,
    people,
  });

  const morning = makeMorning({
    ...rows,
    finder,
    ledger,
    store,
    lists: lists.current,
    now,
  });

  const hosting = makeHosting({
    ...rows,
    lists,
    people,
    coordinators,
    members: async () => {
      const team = await slkTeam();
      return team ? roster.members(team) : [];
    },
    now,
  });

  const loss = makeChannelLoss({
    ...rows,
    channel,
    coordinators,
    people,
    directory: roster,
    ledger,
    wake: keys => engine.wake(keys),
    releaseHeld: () => release('channel'),
    now,
    log,
    cacheMs: settings.settingsCacheMs,
  });
  const afterHosting = makeAfterHosting({
    ...rows,
    storageSettings: storage.settings,
    lists,
    people,
    coordinators,
    finder,
    store,
    wake: keys => engine.wake(keys),
    report,
    log,
    now,
    settings,
  });
  const followUps = makeFollowUpClock({ finder, store, people, lists: lists.current });
  const sources = joinSources(
    [
      { owns: isLetterJob, ...newsletter },
      { owns: isFirstQuestionJob, ...firstQuestion },
      { owns: isPresidiumJob, ...presidium },
      { owns: isMorningJob, ...morning },
      { owns: isHostingJob, ...hosting },
      ...afterHosting.sources,
      { owns: isLossJob, ...loss },
      // A collaboration's jobs come with its changes, and are all the others.
      {
        owns: () => true,
        render: collaborationRenderer({ store, people, lists: lists.current, now }),
        ...followUps,
      },
    ],
    log,
  );
  const destinations = makeDestinations({ channel: channel.destination, people, ledger, now });
  const worker = makeWorker({
    ledger,
    poison: storage.poison,
    sender,
    pacing: settings.pacing ? makePacing(storage.pacing, settings.pacing) : unpaced,
    render: sources.render,
    resolve: destinations.resolve,
    onUnreachable: destinations.markUnreachable,
    channel: loss,
    now,
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    log,
    settings: settings.worker,
  });
  const engine = makeEngine({
    ledger,
    queue: storage.deliveries,
    worker,
    enterDue: sources.enterDue,
    now,
    log,
    settings: settings.engine,
  });
  const overview = makeDeliveryOverview({
    ledger,
    coordinators,
    lastCompleted: engine.lastCompleted,
    stalled: engine.stalled,
    lost: loss.current,
    async nextDue() {
      const { next } = await hosting.mornings();
      return next === undefined ? undefined : { at: next, what: 'reminders' };
    },
  });

  async function release(waiting: string): Promise<void> {
    await engine.wake(await ledger.release(waiting, now().toISOString()));
  }

  /** Who makes which kind of file. */
  const makers: Record<string, FileMaker> = {
    [MEETING_FILE]: meetingFileMaker({ coordinators, lists: lists.current, now }),
    ...afterHosting.files,
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
    ...moreRoutes,
    welcome.routes,
    asking.routes,
    calendarRoutes({ coordinators, hand: files.hand }),
    channelRoutes({ service: channel, people, releaseHeld: loss.restored }),
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
    hostingRoutes({
      ...hosting,
      people,
      wake: engine.wake,
      toOwnChat: sendToOwnChat,
      newDraftId: randomUUID,
      report,
    }),
    ...afterHosting.routes({ hand: files.hand, toOwnChat: sendToOwnChat }),
    worklistRoutes({
      service: makeWorklistService({ finder, ledger, store, coordinators }),
      openCard,
      toOwnChat: sendToOwnChat,
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

  const events = makeEvents({
    channel,
    loss,
    destinations,
    roster,
    greet: welcome.greet,
    release,
    slkGroupId: settings.slkGroupId,
    now,
  });

  return {
    dispatch,
    router,
    events,
    engine,
    people,
    lists,
    files,
    uploads: afterHosting.uploads,
    halt: afterHosting.halt,
  };
}
