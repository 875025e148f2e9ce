import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type AnyPress } from '../conversation/routes';
import { isOwnPlace, type Reply, type Turn } from '../conversation/turn';
import type { Entry } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { CYCLE_ID, type CycleEntry } from '../meetings/model';
import { StorageUnavailableError } from '../storage/errors';
import { deedOf, filledValues } from './deeds';
import { emptyValues, valuesSchema } from './fields';
import { answeredIn, signedBy } from './first-question';
import { answeredCard, questionCard, type QuestionView } from './first-question-card';
import { deedForm } from './form-card';
import type { Action, ListsService, Opened } from './service';

export interface FirstQuestionRouteParts {
  service: ListsService;
  people: Pick<People, 'names'>;
  /** Whether it reached the person's own chat. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  report: (error: unknown) => string;
}

const answerSchema = valuesSchema.pick({ turn: true, otherYear: true });
type Answer = z.infer<typeof answerSchema>;

/** Answering the question when Göteborg hosts where it is asked: in the City Executive Office's channel. */
export function firstQuestionPresses({
  service,
  people,
  toOwnChat,
  report,
}: FirstQuestionRouteParts): AnyPress[] {
  async function answer(turn: Turn<Answer>): Promise<Reply> {
    const values = { ...emptyValues, ...turn.data };
    try {
      const opened = await service.open(actionOf(turn), 'cycle', CYCLE_ID);
      if (isAnswered(opened)) return answered(turn, opened, turn.t('planning:first.already'));
      const saved = await service.save(actionOf(turn), {
        list: 'cycle',
        deed: 'firstAnswer',
        id: CYCLE_ID,
        item: '',
        seen: opened.version,
        values,
        confirmed: true,
      });
      if (saved.kind === 'saved' || saved.kind === 'same') return await answered(turn, saved.opened);
      if (saved.kind === 'wrong') return again(turn, { values, errors: saved.errors });
      return isAnswered(saved.opened)
        ? await answered(turn, saved.opened, turn.t('planning:first.already'))
        : again(turn, { values, trouble: turn.t('lists:changedByOther') });
    } catch (error) {
      if (error instanceof NotFoundOrNotAllowedError) return { notice: turn.t('planning:first.notAllowed') };
      if (!(error instanceof StorageUnavailableError)) throw error;
      const button = turn.t('planning:first.answer');
      return again(turn, {
        values,
        trouble: turn.t('lists:form.notSaved', { button, code: report(error) }),
      });
    }
  }

  async function answered(turn: Turn<unknown>, { entry, history }: Opened, notice?: string): Promise<Reply> {
    const by = answeredIn(history);
    const names = await namesOf(turn, by ? [by.by] : []);
    const signed = by && signedBy(by, names);
    return { become: answeredCard(turn, entry as CycleEntry, { by: signed, notice }), keep: 'turn' };
  }

  /** The answer has been stored by now: a card without the name is better than none. */
  async function namesOf({ actor, signal }: Turn<unknown>, ids: string[]) {
    const others = ids.filter(id => id !== actor.id);
    const own = new Map([[actor.id, actor.name]]);
    if (others.length === 0) return own;
    try {
      return await people.names(others, signal);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return own;
    }
  }

  function again(turn: Turn<unknown>, view: QuestionView): Reply {
    return { become: questionCard(turn, view), keep: 'nobody' };
  }

  /** Forms live in a person's own chat only, in their own language. */
  async function change(turn: Turn<unknown>): Promise<Reply> {
    try {
      const opened = await service.open(actionOf(turn), 'cycle', CYCLE_ID);
      const locale = turn.person.locale ?? 'sv';
      const form = answerForm({ ...turn, locale }, opened);
      if (isOwnPlace(turn.place)) return { say: [form] };
      const isThere = await toOwnChat(turn, form);
      return { notice: turn.t(isThere ? 'common:ownChatOpened' : 'common:ownChatUnknown') };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { notice: turn.t('planning:first.notAllowed') };
    }
  }

  return [
    press({ verb: 'lists.answerFirst', schema: answerSchema, handle: answer }),
    press({ verb: 'lists.changeAnswer', schema: z.object({}), handle: change }),
  ];
}

function answerForm(turn: Turn<unknown>, opened: Opened): CardMessage {
  const { locale, lists, now } = turn;
  const entry = opened.entry as Entry<'cycle'>;
  const setting = { reader: { locale, lists: { ...lists, cycle: [entry] } }, today: cityDay(now) };
  const deed = entry.answer === 'known' ? 'answerAnew' : 'firstAnswer';
  return deedForm(setting, {
    target: { list: 'cycle', deed, id: CYCLE_ID, item: '', seen: opened.version },
    values: filledValues(deedOf('cycle', deed)!, entry, setting, ''),
    people: [],
    picker: true,
  });
}

function isAnswered({ entry }: Opened): boolean {
  return (entry as CycleEntry).answer === 'known';
}

function actionOf(turn: Turn<unknown>): Action {
  const { actor, now, signal } = turn;
  return { actor, now, signal, reader: turn };
}
