import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../../conversation/errors';
import { press, type Routes } from '../../conversation/routes';
import type { Reply, Turn } from '../../conversation/turn';
import { StorageUnavailableError } from '../../storage/errors';
import * as cards from '../cards';
import { parseCaseNumber, type ChangeKind, type Notification } from '../../register/model';
import type { Done } from '../service';
import {
  actionOf,
  asCoordinator,
  afterwards,
  cardFor,
  inOwnChat,
  keeper,
  namesAtHand,
  namesOf,
  refOnly,
  refSchema,
  typedText,
} from './parts';
import type { CollaborationRouteParts } from './parts';
import { changeLine, nameOf } from '../../register/wording';

const LONGEST_QUESTION = 1000;
const LONGEST_ANSWER = 2000;

const ASK = 'collaboration.ask';
const REGISTER = 'collaboration.register';
const ANSWER = 'collaboration.answer';

/** What happens with a collaboration after it was told: receipt, question and answer, case number, withdrawal (S7, S8). */
export function handleRoutes(parts: CollaborationRouteParts): Routes {
  const { service, people } = parts;

  async function receive(turn: Turn<{ ref: string }>): Promise<Reply> {
    return pressed(turn, await service.receive(actionOf(turn), turn.data.ref), 'received');
  }

  async function withdraw(turn: Turn<{ ref: string }>): Promise<Reply> {
    return pressed(turn, await service.withdraw(actionOf(turn), turn.data.ref), 'withdrawn');
  }

  async function ask(turn: Turn<{ ref: string; number: number; question: string }>): Promise<Reply> {
    const { t, data } = turn;
    const text = data.question.trim();
    const tooLong = t('collaborations:channel.askTooLong', { max: LONGEST_QUESTION, length: text.length });
    const error = lengthError(text, LONGEST_QUESTION, t('collaborations:channel.askEmpty'), tooLong);
    if (error) return askAgain(turn, data.ref, { ask: { typed: data.question, error } });
    return kept(
      turn,
      {
        input: 'question',
        label: t('collaborations:channel.askLabel'),
        typed: data.question,
        verb: ASK,
        data,
      },
      async () => pressed(turn, await service.ask(actionOf(turn), data.ref, data.number, text), 'asked'),
    );
  }

  async function register(turn: Turn<{ ref: string; seen: string; caseNumber: string }>): Promise<Reply> {
    const { t, data } = turn;
    const value = parseCaseNumber(data.caseNumber);
    if (!value) {
      const error = t('collaborations:channel.registerBad');
      return askAgain(turn, data.ref, { register: { typed: data.caseNumber, error } });
    }
    return kept(
      turn,
      {
        input: 'caseNumber',
        label: t('collaborations:channel.registerLabel'),
        typed: data.caseNumber,
        verb: REGISTER,
        data,
      },
      async () => {
        const done = await service.register(actionOf(turn), data.ref, value, data.seen || undefined);
        return pressed(turn, done, 'registered');
      },
    );
  }

  /** Does it, or gives back what was typed when storage does not answer. */
  async function kept(
    turn: Turn<{ ref: string }>,
    typed: Omit<cards.RetryView, 'ref' | 'code'>,
    save: () => Promise<Reply>,
  ): Promise<Reply> {
    try {
      return await save();
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const view = { ...typed, ref: turn.data.ref, code: parts.report(error) };
      return { become: cards.retryCard(turn.locale, view), keep: 'nobody' };
    }
  }

  /** The officer's card again, with what was typed and what is wrong with it. */
  async function askAgain(
    turn: Turn<unknown>,
    ref: string,
    again: Pick<cards.CoordinatorView, 'ask' | 'register'>,
  ): Promise<Reply> {
    const { notification, view } = await service.show(asCoordinator(turn), ref);
    if (view !== 'coordinator') throw new NotFoundOrNotAllowedError(ref);
    const names = namesAtHand(people, turn, notification);
    return { become: cards.coordinatorCard(turn, { notification, names, ...again }), keep: 'nobody' };
  }

  async function answer(turn: Turn<{ ref: string; number: number; answer: string }>): Promise<Reply> {
    const { t, data } = turn;
    const text = data.answer.trim();
    const tooLong = t('collaborations:question.tooLong', { max: LONGEST_ANSWER, length: text.length });
    const error = lengthError(text, LONGEST_ANSWER, t('collaborations:question.empty'), tooLong);
    if (error) {
      const { notification, view } = await service.show(actionOf(turn), data.ref);
      if (view === 'public') throw new NotFoundOrNotAllowedError(data.ref);
      const question = questionOf(notification);
      return {
        become: cards.questionCard(turn, { notification, question, typed: data.answer, error }),
        keep: 'nobody',
      };
    }
    return kept(
      turn,
      { input: 'answer', label: t('collaborations:question.label'), typed: data.answer, verb: ANSWER, data },
      async () => {
        const done = await service.answer(actionOf(turn), data.ref, data.number, text);
        const { notification } = done;
        const become = cards.questionCard(turn, { notification, question: questionOf(notification) });
        return { become, keep: keeper(turn, done), afterwards: afterwards(parts, done) };
      },
    );
  }

  /** The question to answer it: for an editor, or an officer who has had the answer by telephone. */
  async function openQuestion(turn: Turn<{ ref: string }>): Promise<Reply> {
    const { ref } = turn.data;
    const { notification, view } = await service.show(actionOf(turn), ref);
    const { question, withdrawn } = notification;
    if (view === 'public') throw new NotFoundOrNotAllowedError(ref);
    if (!question || question.answer || withdrawn) {
      return { notice: turn.t('collaborations:question.gone', { ref }) };
    }
    return inOwnChat(parts, turn, cards.questionCard(turn, { notification, question }));
  }

  function questionOf(notification: Notification) {
    if (!notification.question) throw new NotFoundOrNotAllowedError(notification.ref);
    return notification.question;
  }

  /** What a pressed button leads to: the current card, with a word about it where somebody else was first. */
  async function pressed(turn: Turn<unknown>, done: Done, what: ChangeKind): Promise<Reply> {
    const { t, locale, actor } = turn;
    const last = done.notification.history.findLast(change => change.what === what);
    const raced = !done.changed && last !== undefined && last.by !== actor.id;
    // The deliveries bring all names to a card that they follow; for one that was only shown they are looked up here.
    const lookUp = raced || keeper(turn, done) === 'turn' ? namesOf : namesAtHand;
    const names = await lookUp(people, turn, done.notification);
    const who = nameOf(last?.by, names, locale);
    const notice = raced
      ? t('collaborations:channel.raced', { who, what: changeLine(last, names, turn) })
      : undefined;
    return {
      become: cardFor(turn, done, names, notice),
      keep: keeper(turn, done),
      afterwards: afterwards(parts, done),
    };
  }

  return {
    sayings: [],
    presses: [
      press({ verb: 'collaboration.receive', schema: refOnly, handle: receive }),
      press({ verb: 'collaboration.withdraw', schema: refOnly, handle: withdraw }),
      press({ verb: 'collaboration.openQuestion', schema: refOnly, handle: openQuestion }),
      press({
        verb: ASK,
        schema: z.object({ ref: refSchema, number: z.int().positive(), question: typedText }),
        handle: ask,
      }),
      press({
        verb: REGISTER,
        schema: z.object({ ref: refSchema, seen: z.string().max(40).default(''), caseNumber: typedText }),
        handle: register,
      }),
      press({
        verb: ANSWER,
        schema: z.object({ ref: refSchema, number: z.int().positive(), answer: typedText }),
        personalOnly: true,
        handle: answer,
      }),
    ],
  };
}

function lengthError(text: string, max: number, empty: string, tooLong: string): string | undefined {
  if (text === '') return empty;
  return text.length > max ? tooLong : undefined;
}
