import { Application, type TurnState } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { Attached } from '../conversation/attached';
import type { Background } from '../conversation/background';
import type { Dispatch } from '../conversation/dispatch';
import type { Report } from '../conversation/report';
import {
  isOwnPlace,
  type Actor,
  type ConversationRef,
  type Place,
  type Reply,
  type Turn,
} from '../conversation/turn';
import type { TeamChange } from '../directory/coordinators';
import type { Lists, Reader } from '../directory/lists';
import { hasMet, type People, type Person } from '../directory/people';
import { isLocale, translator, type Locale } from '../i18n';
import { StorageUnavailableError } from '../storage/errors';
import type { Logger } from '../telemetry/logger';
import {
  activitySchema,
  attachmentsOf,
  cardAction,
  placeOf,
  searchQuery,
  teamChange,
  type Attachment,
  type InboundActivity,
} from './activity';
import { download, type DownloadSettings } from './download';
import { FILE_CONSENT, type FileConsent } from './file-consent';
import type { Guard, Refusal } from './guard';
import { makeMessageExtension } from './message-extension';
import { answerInvoke, answerInvokeWith, makeReplier } from './replies';

export interface BotParts {
  guard: Guard;
  dispatch: Dispatch;
  people: People;
  lists: (signal: AbortSignal) => Promise<Lists>;
  /** What happens around the conversation itself. */
  events: BotEvents;
  fileConsent: FileConsent;
  /** Where attached files are fetched from. */
  downloads: DownloadSettings;
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
  /** Teams tells of a team or of one of its channels; nobody waits for an answer. */
  teamChanged(change: TeamChange): Promise<void>;
  /** A person is in their own chat: the way there is kept, and what waited for them is sent. */
  seenInOwnChat(turn: Turn): Promise<void>;
  /** Choices for a field while somebody types in it. */
  search(reader: Reader, dataset: string, text: string): { title: string; value: string }[];
}

/** Teams' side of the bot. teams-ai routes by kind of activity; everything after that is the project's own. */
export function makeBot(parts: BotParts): (context: TurnContext) => Promise<void> {
  const { guard, dispatch, people, events, background, report, log } = parts;
  const replier = makeReplier(background, log);
  const extension = makeMessageExtension(dispatch);
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
  on(isInvokeOf(FILE_CONSENT), (turn, { value }) => parts.fileConsent(turn, value), true);
  for (const name of extension.names) app.addRoute(isInvokeOf(name), extended, true);
  app.addRoute(isInvokeOf('application/search'), searched, true);
  app.addRoute(
    isType(ActivityTypes.Invoke),
    context => Promise.resolve(answerInvoke(context, { notice: '' })),
    true,
  );
  on(isType(ActivityTypes.Message), said);
  on(isType(ActivityTypes.InstallationUpdate), installed);
  app.addRoute(isType(ActivityTypes.ConversationUpdate), changed);

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

  /** `from`: whether the bot is a member where it happens, or somebody has a window of their own over any chat. */
  async function enter(context: TurnContext, from: 'here' | 'anywhere'): Promise<Entered> {
    const origin = context.turnState.get<Origin>(ORIGIN);
    // teams-ai has taken the mention of the bot out of the text by now.
    const activity = { ...origin.activity, text: context.activity.text };
    const { tenantId } = origin;
    const signal = AbortSignal.timeout(parts.turnDeadlineMs);
    // What somebody writes changes nothing of what a form remembers, so it need not be of this moment.
    const load = activity.type === 'message' ? people.recent : people.load;
    const loading = loadPerson(load(activity.from.aadObjectId ?? '', signal));
    const admission = await (from === 'here'
      ? guard.admit(activity, tenantId, async () => isVouchedFor(await loading))
      : guard.admitFromAnywhere(activity, tenantId, () => ownChat(loading)));
    const [{ known, isNew }, lists] = await Promise.all([loading, parts.lists(signal)]);
    const own = known?.locale ?? localeInCard(activity) ?? 'sv';
    const here = placeOf(activity, tenantId);
    const place: Place =
      from === 'here' ? here : { kind: 'dialog', conversation: known?.conversation ?? here.conversation };
    // What stands in a channel is read by all of its team, so it is in Swedish whoever presses.
    const locale = isOwnPlace(place) ? own : 'sv';
    if ('refused' in admission) return { refused: admission.refused, activity, locale };
    return {
      turn: turnOf(activity, admission.actor, { known, locale, lists, place, signal }),
      activity,
      isNew,
    };
  }

  async function guarded(context: TurnContext, handler: Handler): Promise<void> {
    const entered = await enter(context, 'here');
    if ('refused' in entered) return refuse(context, entered.refused, entered.locale);
    const { turn, activity, isNew } = entered;
    if (isNew) await meet(turn);
    await replier.answer(context, turn, await handler(turn, activity));
    if (turn.place.kind === 'personal' && activity.type !== 'installationUpdate') {
      background.run('person seen', () => events.seenInOwnChat(turn));
    }
  }

  async function extended(context: TurnContext): Promise<void> {
    const entered = await enter(context, 'anywhere');
    const { name } = entered.activity;
    if ('refused' in entered) {
      const text = whyRefused(entered.refused, entered.locale);
      return answerInvokeWith(context, extension.sentence(name, text));
    }
    const reply = await extension.handle(entered.turn, entered.activity);
    answerInvokeWith(context, extension.body(entered.turn, name, reply));
    if (reply.afterwards) background.run('after the answer', reply.afterwards);
  }

  /** A field of a form asks, which may stand in a dialog over any chat. */
  async function searched(context: TurnContext): Promise<void> {
    const entered = await enter(context, 'anywhere');
    if ('refused' in entered) return refuse(context, entered.refused, entered.locale);
    const query = searchQuery(entered.activity.value);
    const choices = query ? events.search(entered.turn, query.dataset, query.queryText) : [];
    answerInvoke(context, { choices });
  }

  async function ownChat(loading: Promise<LoadedPerson>): Promise<ConversationRef | undefined> {
    const { known, isNew } = await loading;
    if (!known && !isNew) throw new StorageUnavailableError("the person's own chat could not be read");
    return known?.conversation;
  }

  /** Storage being down must not keep a form from coming back: whoever it is, is then met as if for the first time. */
  async function loadPerson(loading: Promise<Person | undefined>): Promise<LoadedPerson> {
    try {
      const known = await loading;
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
    { known, locale, lists, place, signal }: Setting,
  ): Turn {
    const person = known ?? { id: actor.id, tenantId: actor.tenantId, name: actor.name };
    return {
      actor: { ...actor, name: actor.name || person.name },
      person,
      locale,
      t: translator(locale),
      lists,
      place,
      now: parts.now(),
      signal,
      // What was opened from a message is not that message's card.
      messageId: activity.type === 'invoke' && place.kind !== 'dialog' ? activity.replyToId : undefined,
      data: undefined,
    };
  }

  async function refuse(context: TurnContext, refusal: Refusal, locale: Locale): Promise<void> {
    if (refusal === 'silent') return answerInvoke(context, { notice: '' });
    await replier.sentence(context, whyRefused(refusal, locale));
  }

  /** In plain words; none for whom nothing is told. */
  function whyRefused(refusal: Refusal, locale: Locale): string {
    const t = translator(locale);
    if (refusal === 'silent') return '';
    if (refusal === 'guest' || refusal === 'notMet') return t(`welcome:${refusal}`);
    return t('welcome:cannotCheck', { code: report(refusal.cannotCheck) });
  }

  function pressed(turn: Turn, activity: InboundActivity): Promise<Reply> {
    const action = cardAction(activity.value);
    return dispatch.pressed(turn, action?.verb ?? '', action?.data);
  }

  function said(turn: Turn, activity: InboundActivity): Promise<Reply> {
    const text = activity.text ?? '';
    const attachments = turn.place.kind === 'personal' ? attachmentsOf(activity) : [];
    const files = attachments.filter(({ downloadUrl }) => downloadUrl);
    // A picture beside words is not what the words are about.
    if (files.length === 0 && (attachments.length === 0 || text.trim() !== '')) {
      return dispatch.said(turn, text);
    }
    return dispatch.attached(turn, (files.length > 0 ? files : attachments).map(attachedOf), text);
  }

  function attachedOf({ name, downloadUrl }: Attachment): Attached {
    if (downloadUrl === undefined) return { name };
    return { name, fetch: mostBytes => download(downloadUrl, mostBytes, parts.downloads) };
  }

  /**
   * Teams itself tells this, of a team that may be gone by now: whoever did it cannot be looked up there, and is not let
   * in. Nothing is answered.
   */
  function changed(context: TurnContext): Promise<void> {
    const change = teamChange(context.turnState.get<Origin>(ORIGIN).activity);
    if (change) background.run('team changed', () => events.teamChanged(change));
    return Promise.resolve();
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
      const text = translator('sv')('common:failed', { code: report(error) });
      const { name } = context.activity;
      if (extension.names.includes(name ?? '')) answerInvokeWith(context, extension.sentence(name, text));
      else await replier.sentence(context, text);
    }
  };
}

/** What was found out about an activity before teams-ai got it. */
interface Origin {
  activity: InboundActivity;
  tenantId: string;
}

const ORIGIN = Symbol('origin');

interface LoadedPerson {
  known?: Person;
  /** Whether this is the first meeting; not so where it could not be looked up. */
  isNew: boolean;
}

/** Somebody who has been let in, or why not. */
type Entered =
  | { turn: Turn; activity: InboundActivity; isNew: boolean }
  | { refused: Refusal; activity: InboundActivity; locale: Locale };

/** What a turn is made from beside the activity itself. */
interface Setting {
  known: Person | undefined;
  locale: Locale;
  lists: Lists;
  place: Place;
  signal: AbortSignal;
}

function isType(type: string): (context: TurnContext) => Promise<boolean> {
  return context => Promise.resolve(context.activity.type === type);
}

function isInvokeOf(name: string): (context: TurnContext) => Promise<boolean> {
  return context =>
    Promise.resolve(context.activity.type === ActivityTypes.Invoke && context.activity.name === name);
}

/** Whether somebody has been let in before; a colleague may have told no more than their name. */
function isVouchedFor({ known }: LoadedPerson): boolean {
  return known !== undefined && hasMet(known);
}

/** Cards say in which language they were shown, so that one that cannot be served comes back in the same. */
function localeInCard(activity: InboundActivity): Locale | undefined {
  const locale = cardAction(activity.value)?.data.locale;
  return isLocale(locale) ? locale : undefined;
}
