import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { People } from '../directory/people';
import { cityDay, formatMoment } from '../i18n/moments';
import { StorageUnavailableError } from '../storage/errors';
import * as cards from './cards';
import { formValuesSchema, readForm, toFormValues, type FormValues } from './form';
import { formCard, type FormTarget, type FormView } from './form-card';
import { prefill } from './hint';
import { parseCaseNumber, parseReference, type ChangeKind, type Notification } from './model';
import type { CollaborationStore } from './store';
import { ContentChangedError, type Action, type CollaborationService, type Done } from './service';

export interface CollaborationRouteParts {
  service: CollaborationService;
  people: People;
  /** Brings the deliveries on their way, after the answer. */
  wake: (keys: readonly string[]) => Promise<void>;
  store: Pick<CollaborationStore, 'whoElse' | 'rebuildDigest'>;
  /** Puts a card into the person's own chat; false when that chat is not known. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
  newDraftId: () => string;
  /** Whether the client can ask for units while a person types. */
  typeahead: boolean;
}

const PAGE = 8;
const LONGEST_TEXT = { question: 1000, answer: 2000 };

const ref = z.string().regex(/^V-\d{4}-\d{4,9}$/);
const typed = z.string().max(20_000).default('');
const refOnly = z.object({ ref });

const INFORM = [
  'informera om samarbete',
  'informera om ett samarbete',
  'informera',
  'meddela',
  'anmäl',
  'anmäla',
];
const INFORM_TOO = ['rapportera', 'report', 'notify', 'inform'];

/** What people can say and press about collaborations (S6, S7, S8). */
export function collaborationRoutes(parts: CollaborationRouteParts): Routes {
  const { service, people } = parts;

  /** The form, in the person's own chat wherever it was asked for. */
  async function openForm(turn: Turn<unknown>, target: FormTarget, values: FormValues): Promise<Reply> {
    const form = formCard(turn.locale, view(turn, target, values));
    if (turn.place.kind === 'personal') return { say: [form] };
    const opened = await parts.toOwnChat(turn, form);
    return {
      notice: turn.t(opened ? 'collaborations:elsewhere.opened' : 'collaborations:elsewhere.unknown'),
    };
  }

  function view(turn: Turn<unknown>, target: FormTarget, values: FormValues): FormView {
    return { target, values, today: cityDay(turn.now), typeahead: parts.typeahead };
  }

  function openNew(turn: Turn<unknown>, hint: string): Promise<Reply> {
    const values = prefill(hint, turn.person, cityDay(turn.now));
    return openForm(turn, newTarget(), values);
  }

  function newTarget(): FormTarget {
    return { verb: 'collaboration.submit', data: { draft: parts.newDraftId() } };
  }

  async function sayInform(turn: Turn<string>): Promise<Reply> {
    if (turn.place.kind !== 'personal')
      return { say: [cards.elsewhereCard(turn.locale, turn.data.slice(0, 200))] };
    return openNew(turn, turn.data);
  }

  async function submit(turn: Turn<FormValues & { draft: string }>): Promise<Reply> {
    const { draft } = turn.data;
    const target: FormTarget = { verb: 'collaboration.submit', data: { draft } };
    const { conversation } = turn.place;
    const place = turn.messageId && {
      conversationId: conversation.id,
      serviceUrl: conversation.serviceUrl,
      activityId: turn.messageId,
    };
    return fillIn(turn, target, async content => {
      const done = await service.inform(actionOf(turn), draft, content, place || undefined);
      const { notification, whoElse } = done;
      const become = cards.senderCard(turn.locale, { notification, whoElse, thanks: true });
      const remembered = async () => {
        await remember(turn, notification);
      };
      return { become, keep: 'ledger', afterwards: afterwards(done, remembered) };
    });
  }

  async function submitEdit(turn: Turn<FormValues & { ref: string; base: number }>): Promise<Reply> {
    const { ref: edited, base } = turn.data;
    const { notification: before } = await service.show(actionOf(turn), edited);
    const target: FormTarget = { verb: 'collaboration.edit', data: { ref: edited, base } };
    return fillIn(
      turn,
      target,
      async content => {
        const done = await service.edit(actionOf(turn), edited, content, base);
        return { become: cardFor(turn, done), keep: 'turn', afterwards: afterwards(done) };
      },
      before,
    );
  }

  /** Reads the form and saves it; whatever goes wrong, the form comes back with everything that was typed. */
  async function fillIn(
    turn: Turn<FormValues>,
    target: FormTarget,
    save: (content: Notification['content']) => Promise<Reply>,
    before?: Notification,
  ): Promise<Reply> {
    const { t, locale, data: values } = turn;
    const form = view(turn, target, values);
    const read = readForm(values, { today: form.today, locale, t, before: before?.content });
    if ('errors' in read)
      return { become: formCard(locale, { ...form, errors: read.errors }), keep: 'nobody' };
    try {
      return await save(read.content);
    } catch (error) {
      if (error instanceof StorageUnavailableError) {
        const code = parts.report(error);
        const trouble = (button: string) => t('collaborations:form.notSaved', { button, code });
        return { become: formCard(locale, { ...form, trouble }), keep: 'nobody' };
      }
      if (error instanceof ContentChangedError) return changedMeanwhile(turn, form, error.current);
      throw error;
    }
  }

  function changedMeanwhile(turn: Turn<FormValues>, form: FormView, current: Notification): Reply {
    const { t, locale } = turn;
    const change = current.history.findLast(({ version }) => version <= current.contentVersion);
    const who = cards.nameOf(change?.by, namesAtHand(turn, current), locale);
    const at = change ? formatMoment(change.at, locale) : '';
    const trouble = (button: string) => t('collaborations:form.changedMeanwhile', { who, at, button });
    const target: FormTarget = {
      verb: 'collaboration.edit',
      data: { ref: current.ref, base: current.contentVersion },
    };
    return { become: formCard(locale, { ...form, target, trouble }), keep: 'nobody' };
  }

  async function show(turn: Turn<{ ref: string }>): Promise<Reply> {
    const shown = await service.show(actionOf(turn), turn.data.ref);
    const { notification } = shown;
    if (shown.view !== 'sender') return { say: [cardFor(turn, shown)] };
    const whoElse = await parts.store.whoElse(notification, turn.signal);
    return { say: [cards.senderCard(turn.locale, { notification, whoElse })] };
  }

  async function sayShow(turn: Turn<string>): Promise<Reply> {
    const asked = parseReference(turn.data);
    if (!asked) return { say: [{ text: turn.t('collaborations:showWhat') }] };
    if (turn.place.kind !== 'personal') return personalOnly(turn, `visa ${asked}`);
    return show({ ...turn, data: { ref: asked } });
  }

  function personalOnly(turn: Turn<unknown>, phrase: string): Reply {
    return { say: [{ text: turn.t('common:personalOnly', { phrase }) }] };
  }

  async function mine(turn: Turn<{ after?: string }>): Promise<Reply> {
    const { after } = turn.data;
    const page = await service.mine(actionOf(turn), PAGE, after);
    return { say: [cards.listCard(turn.locale, page, after === undefined)] };
  }

  async function openEdit(turn: Turn<{ ref: string }>): Promise<Reply> {
    const { notification, view: seen } = await service.show(actionOf(turn), turn.data.ref);
    if (seen === 'public' || notification.withdrawn) throw new NotFoundOrNotAllowedError(notification.ref);
    const target: FormTarget = {
      verb: 'collaboration.edit',
      data: { ref: notification.ref, base: notification.contentVersion },
    };
    return openForm(turn, target, toFormValues(notification.content, turn.locale));
  }

  /** Everything but the time, which is what differs between one year's exchange and the next. */
  async function copy(turn: Turn<{ ref: string }>): Promise<Reply> {
    const { notification, view: seen } = await service.show(actionOf(turn), turn.data.ref);
    if (seen === 'public') throw new NotFoundOrNotAllowedError(notification.ref);
    return openForm(turn, newTarget(), { ...toFormValues(notification.content, turn.locale), when: '' });
  }

  async function receive(turn: Turn<{ ref: string }>): Promise<Reply> {
    return pressed(turn, await service.receive(actionOf(turn), turn.data.ref), 'received');
  }

  async function withdraw(turn: Turn<{ ref: string }>): Promise<Reply> {
    return pressed(turn, await service.withdraw(actionOf(turn), turn.data.ref), 'withdrawn');
  }

  async function ask(turn: Turn<{ ref: string; number: number; question: string }>): Promise<Reply> {
    const question = turn.data.question.trim();
    if (question === '' || question.length > LONGEST_TEXT.question) {
      const { notification } = await asCoordinator(turn, turn.data.ref);
      const names = namesAtHand(turn, notification);
      const again = { typed: turn.data.question, error: turn.t('collaborations:channel.askEmpty') };
      return {
        become: cards.coordinatorCard(turn.locale, { notification, names, ask: again }),
        keep: 'nobody',
      };
    }
    return pressed(
      turn,
      await service.ask(actionOf(turn), turn.data.ref, turn.data.number, question),
      'asked',
    );
  }

  async function register(turn: Turn<{ ref: string; seen: string; caseNumber: string }>): Promise<Reply> {
    const value = parseCaseNumber(turn.data.caseNumber);
    if (!value) {
      const { notification } = await asCoordinator(turn, turn.data.ref);
      const names = namesAtHand(turn, notification);
      const again = { typed: turn.data.caseNumber, error: turn.t('collaborations:channel.registerBad') };
      return {
        become: cards.coordinatorCard(turn.locale, { notification, names, register: again }),
        keep: 'nobody',
      };
    }
    const seen = turn.data.seen || undefined;
    return pressed(turn, await service.register(actionOf(turn), turn.data.ref, value, seen), 'registered');
  }

  async function asCoordinator(turn: Turn<unknown>, asked: string) {
    const shown = await service.show(actionOf(turn), asked);
    if (shown.view !== 'coordinator') throw new NotFoundOrNotAllowedError(asked);
    return shown;
  }

  async function answer(turn: Turn<{ ref: string; number: number; answer: string }>): Promise<Reply> {
    const { t, locale, data } = turn;
    const text = data.answer.trim();
    const max = LONGEST_TEXT.answer;
    const tooLong = t('collaborations:question.tooLong', { max, length: text.length });
    const error = text === '' ? t('collaborations:question.empty') : text.length > max ? tooLong : undefined;
    if (error) {
      const { notification } = await service.show(actionOf(turn), data.ref);
      const { question } = notification;
      if (!question) throw new NotFoundOrNotAllowedError(data.ref);
      const become = cards.questionCard(locale, { notification, question, typed: data.answer, error });
      return { become, keep: 'nobody' };
    }
    const done = await service.answer(actionOf(turn), data.ref, data.number, text);
    const { notification } = done;
    if (!notification.question) throw new NotFoundOrNotAllowedError(data.ref);
    const become = cards.questionCard(locale, { notification, question: notification.question });
    return { become, keep: 'ledger', afterwards: afterwards(done) };
  }

  /** What a pressed button leads to: the current card, with a word about it where somebody else was first. */
  function pressed(turn: Turn<unknown>, done: Done, what: ChangeKind): Reply {
    const last = done.notification.history.findLast(change => change.what === what);
    const raced = !done.changed && last !== undefined && last.by !== turn.actor.id;
    const names = namesAtHand(turn, done.notification);
    const notice = raced
      ? turn.t('collaborations:channel.raced', {
          who: cards.nameOf(last.by, names, turn.locale),
          what: cards.changeLine(last, names, turn.locale),
        })
      : undefined;
    return { become: cardFor(turn, done, notice), keep: 'ledger', afterwards: afterwards(done) };
  }

  function cardFor(
    turn: Turn<unknown>,
    shown: { notification: Notification; view: string },
    notice?: string,
  ) {
    const { notification } = shown;
    if (shown.view === 'sender') return cards.senderCard(turn.locale, { notification, notice });
    if (shown.view === 'public') return cards.publicCard(turn.locale, notification);
    return cards.coordinatorCard(turn.locale, {
      notification,
      names: namesAtHand(turn, notification),
      notice,
    });
  }

  /** Names that cost no read: the answer does not wait for them, and the delivery that follows has all of them. */
  function namesAtHand(turn: Turn<unknown>, notification: Notification): cards.Names {
    const ids = notification.history.flatMap(({ by }) => by ?? []);
    return new Map([...people.namesAtHand(ids), [turn.actor.id, turn.actor.name]]);
  }

  function afterwards(done: Done, more?: () => Promise<void>): () => Promise<void> {
    return async () => {
      await parts.wake(done.wake);
      await more?.();
      for (const cityId of done.stale) await parts.store.rebuildDigest(cityId);
    };
  }

  async function remember(turn: Turn<unknown>, { content }: Notification): Promise<void> {
    const { unitId, workplace, contactFunction } = content;
    await people.change(
      turn.actor.id,
      person => person && { ...person, remembered: { unitId, workplace, contactFunction } },
    );
  }

  return {
    sayings: [
      { phrases: [...INFORM, ...INFORM_TOO], handle: sayInform },
      {
        phrases: ['mina samarbeten', 'mina', 'my collaborations', 'mine'],
        handle: turn =>
          turn.place.kind === 'personal'
            ? mine({ ...turn, data: {} })
            : Promise.resolve(personalOnly(turn, turn.locale === 'sv' ? 'mina' : 'mine')),
      },
      { phrases: ['visa', 'show'], handle: sayShow },
      { phrases: ['v-'], handle: turn => sayShow({ ...turn, data: `V-${turn.data}` }) },
    ],
    presses: [
      press({ verb: 'collaboration.open', schema: z.object({}), handle: turn => openNew(turn, '') }),
      press({
        verb: 'collaboration.openElsewhere',
        schema: z.object({ hint: z.string().max(200).default('') }),
        handle: turn => openNew(turn, turn.data.hint),
      }),
      press({
        verb: 'collaboration.submit',
        schema: formValuesSchema.extend({ draft: z.uuid() }),
        personalOnly: true,
        handle: submit,
      }),
      press({
        verb: 'collaboration.edit',
        schema: formValuesSchema.extend({ ref, base: z.int().positive() }),
        personalOnly: true,
        handle: submitEdit,
      }),
      press({
        verb: 'collaboration.cancel',
        schema: z.object({}),
        personalOnly: true,
        handle: turn =>
          Promise.resolve({ become: cards.noteCard(turn.locale, turn.t('collaborations:form.cancelled')) }),
      }),
      press({ verb: 'collaboration.show', schema: refOnly, personalOnly: true, handle: show }),
      press({
        verb: 'collaboration.mine',
        schema: z.object({ after: z.string().max(100).optional() }),
        personalOnly: true,
        handle: mine,
      }),
      press({ verb: 'collaboration.openEdit', schema: refOnly, handle: openEdit }),
      press({ verb: 'collaboration.copy', schema: refOnly, personalOnly: true, handle: copy }),
      press({ verb: 'collaboration.withdraw', schema: refOnly, personalOnly: true, handle: withdraw }),
      press({ verb: 'collaboration.receive', schema: refOnly, handle: receive }),
      press({
        verb: 'collaboration.ask',
        schema: z.object({ ref, number: z.int().positive(), question: typed }),
        handle: ask,
      }),
      press({
        verb: 'collaboration.register',
        schema: z.object({ ref, seen: z.string().max(40).default(''), caseNumber: typed }),
        handle: register,
      }),
      press({
        verb: 'collaboration.answer',
        schema: z.object({ ref, number: z.int().positive(), answer: typed }),
        personalOnly: true,
        handle: answer,
      }),
    ],
  };
}

function actionOf(turn: Turn<unknown>): Action {
  return { actor: turn.actor, now: turn.now, signal: turn.signal };
}
