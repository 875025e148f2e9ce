import { Application, type TurnState } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { Background } from '../conversation/background';
import type { Dispatch } from '../conversation/dispatch';
import type { Report } from '../conversation/report';
import type { Actor, Reply, Turn } from '../conversation/turn';
import type { People, Person } from '../directory/people';
import { isLocale, translator, type Locale } from '../i18n';
import { StorageUnavailableError } from '../storage/errors';
import type { Logger } from '../telemetry/logger';
import { activitySchema, cardAction, placeOf, searchQuery, type InboundActivity } from './activity';
import type { Guard, Refusal } from './guard';
import { answerInvoke, makeReplier } from './replies';

export interface BotParts {
  guard: Guard;
  dispatch: Dispatch;
  people: People;
  /** What happens around the conversation itself. */
  events: BotEvents;
  background: Background;
  report: Report;
  log: Logger;
  now: () => Date;
  /** The one deadline of a turn, in milliseconds, storage's own retries included. */
  turnDeadlineMs: number;
}

export interface BotEvents {
  /** The bot was added to a person's own chat. */
  installedForPerson(turn: Turn): Promise<Reply>;
  /** The bot was added to a team. */
  installedInTeam(turn: Turn, team: { id: string; serviceUrl: string }): Promise<Reply>;
  removedForPerson(personId: string): Promise<void>;
  /** A person is in their own chat: the way there is kept, and what waited for them is sent. */
  seenInOwnChat(turn: Turn): Promise<void>;
  /** Choices for a field while somebody types in it. */
  search(dataset: string, text: string, locale: Locale): { title: string; value: string }[];
}

/** Teams' side of the bot. teams-ai routes by kind of activity; everything after that is the project's own. */
export function makeBot(parts: BotParts): (context: TurnContext) => Promise<void> {
  const { guard, dispatch, people, events, background, report, log } = parts;
  const replier = makeReplier(background, log);
  const app = new Application<TurnState>({ startTypingTimer: false, removeRecipientMention: true });

  type Handler = (turn: Turn, activity: InboundActivity) => Promise<Reply>;

  function on(
    selector: (context: TurnContext) => Promise<boolean>,
    handler: Handler,
    isInvoke = false,
  ): void {
    app.addRoute(selector, context => guarded(context, handler), isInvoke);
  }

  on(isInvokeOf('adaptiveCard/action'), pressed, true);
  app.addRoute(isInvokeOf('application/search'), context => guarded(context, searched), true);
  app.addRoute(
    isType(ActivityTypes.Invoke),
    context => Promise.resolve(answerInvoke(context, { notice: '' })),
    true,
  );
  on(isType(ActivityTypes.Message), said);
  on(isType(ActivityTypes.InstallationUpdate), installed);

  /** Undefined for what did not come from Teams for one of the City's tenants, or has not the form of an activity. */
  function originOf(context: TurnContext): Origin | undefined {
    const parsed = activitySchema.safeParse(context.activity);
    if (!parsed.success) {
      log.warn('an activity without its form was refused', { issues: parsed.error.issues.length });
      return undefined;
    }
    const tenantId = guard.admitsOrigin(parsed.data);
    return tenantId === undefined ? undefined : { activity: parsed.data, tenantId };
  }

  async function guarded(context: TurnContext, handler: Handler): Promise<void> {
    const origin = context.turnState.get<Origin>(ORIGIN);
    // teams-ai has taken the mention of the bot out of the text by now.
    const activity = { ...origin.activity, text: context.activity.text };
    const { tenantId } = origin;
    const signal = AbortSignal.timeout(parts.turnDeadlineMs);
    const loading = loadPerson(activity.from.aadObjectId ?? '', signal);
    const admission = await guard.admit(activity, tenantId, async () => (await loading).known !== undefined);
    const { known, isNew } = await loading;
    const own = known?.locale ?? localeInCard(activity) ?? 'sv';
    // What stands in a channel is read by all of its team, so it is in Swedish whoever presses.
    const locale = placeOf(activity, tenantId).kind === 'personal' ? own : 'sv';
    if ('refused' in admission) return refuse(context, admission.refused, locale);
    const turn = turnOf(activity, admission.actor, known, locale, tenantId, signal);
    if (isNew) await meet(turn);
    await replier.answer(context, turn, await handler(turn, activity));
    if (turn.place.kind === 'personal' && activity.type !== 'installationUpdate') {
      background.run('person seen', () => events.seenInOwnChat(turn));
    }
  }

  /** Storage being down must not keep a form from coming back: whoever it is, is then met as if for the first time. */
  async function loadPerson(id: string, signal: AbortSignal): Promise<{ known?: Person; isNew: boolean }> {
    try {
      const known = await people.load(id, signal);
      return { known, isNew: known === undefined };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      log.warn('a person could not be loaded', { error });
      return { isNew: false };
    }
  }

  /** Whoever acts has a name from the first press on, also one who works in a channel only. */
  async function meet(turn: Turn): Promise<void> {
    try {
      await people.meet({ ...turn.person, name: turn.actor.name }, turn.signal);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      log.warn('a person could not be kept', { error });
    }
  }

  function turnOf(
    activity: InboundActivity,
    actor: Actor,
    known: Person | undefined,
    locale: Locale,
    tenantId: string,
    signal: AbortSignal,
  ): Turn {
    const person = known ?? { id: actor.id, tenantId, name: actor.name };
    const place = placeOf(activity, tenantId);
    return {
      actor: { ...actor, name: actor.name || person.name },
      person,
      locale,
      t: translator(locale),
      place,
      now: parts.now(),
      signal,
      messageId: activity.type === 'invoke' ? activity.replyToId : undefined,
      data: undefined,
    };
  }

  async function refuse(context: TurnContext, refusal: Refusal, locale: Locale): Promise<void> {
    const t = translator(locale);
    if (refusal === 'silent') return answerInvoke(context, { notice: '' });
    const text =
      refusal === 'guest'
        ? t('welcome:guest')
        : t('welcome:cannotCheck', { code: report(refusal.cannotCheck) });
    await replier.sentence(context, text);
  }

  function pressed(turn: Turn, activity: InboundActivity): Promise<Reply> {
    const action = cardAction(activity.value);
    return dispatch.pressed(turn, action?.verb ?? '', action?.data);
  }

  function said(turn: Turn, activity: InboundActivity): Promise<Reply> {
    return dispatch.said(turn, activity.text ?? '');
  }

  function searched(turn: Turn, activity: InboundActivity): Promise<Reply> {
    const query = searchQuery(activity.value);
    const results = query ? events.search(query.dataset, query.queryText, turn.locale) : [];
    return Promise.resolve({ choices: results });
  }

  async function installed(turn: Turn, activity: InboundActivity): Promise<Reply> {
    const personal = turn.place.kind === 'personal';
    if (activity.action?.startsWith('remove')) {
      if (personal) background.run('person removed', () => events.removedForPerson(turn.actor.id));
      return {};
    }
    if (personal) {
      await events.seenInOwnChat(turn);
      return events.installedForPerson(turn);
    }
    if (turn.place.kind !== 'channel') return {};
    return events.installedInTeam(turn, { id: turn.place.teamId, serviceUrl: activity.serviceUrl });
  }

  return async context => {
    const origin = originOf(context);
    // Whoever is refused here is told nothing: an answer would go to an address that nobody vouches for.
    if (!origin) return answerInvoke(context, { notice: '' });
    context.turnState.set(ORIGIN, origin);
    try {
      await app.run(context);
    } catch (error) {
      await replier.sentence(context, translator('sv')('common:failed', { code: report(error) }));
    }
  };
}

/** What was found out about an activity before teams-ai got it. */
interface Origin {
  activity: InboundActivity;
  tenantId: string;
}

const ORIGIN = Symbol('origin');

function isType(type: string): (context: TurnContext) => Promise<boolean> {
  return context => Promise.resolve(context.activity.type === type);
}

function isInvokeOf(name: string): (context: TurnContext) => Promise<boolean> {
  return context =>
    Promise.resolve(context.activity.type === ActivityTypes.Invoke && context.activity.name === name);
}

/** Cards say in which language they were shown, so that one that cannot be served comes back in the same. */
function localeInCard(activity: InboundActivity): Locale | undefined {
  const locale = cardAction(activity.value)?.data.locale;
  return isLocale(locale) ? locale : undefined;
}
