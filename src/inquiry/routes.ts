import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { newestFirst } from '../delivery/job';
import { unitById } from '../directory/units';
import { isSensibleDay } from '../register/when';
import { StorageUnavailableError } from '../storage/errors';
import { answerRoutes } from './answer-routes';
import { proposedValues, readWish, wishValuesSchema, type WishValues } from './form';
import {
  closeForm,
  enterForm,
  LONGEST_FROM,
  mailCard,
  postponeForm,
  previewCard,
  wishForm,
  type EnterValues,
} from './form-cards';
import { formatDay } from '../i18n/moments';
import {
  inquiryIdSchema,
  isDeadline,
  proposedPostponement,
  reminderDay,
  replyKinds,
  type Inquiry,
} from './model';
import type { Done } from './service';
import { inquiriesCard, statusCard } from './status-card';
import { actionOf, shown, shownForm, type InquiryRouteParts } from './turns';

const idSchema = z.object({ id: inquiryIdSchema });
const unitSchema = z.string().max(100);
const draftSchema = wishValuesSchema.extend({ draft: inquiryIdSchema });
const openFormSchema = wishValuesSchema.partial().extend({ draft: inquiryIdSchema.optional() });
const statusSchema = idSchema.extend({ from: z.int().min(0).max(1_000).default(0) });
const enteredSchema = idSchema.extend({
  unit: unitSchema.default(''),
  kind: z.string().max(20).default(''),
  from: z
    .string()
    .max(LONGEST_FROM * 2)
    .default(''),
});
const postponeSchema = idSchema.extend({ seen: z.iso.date() });
const postponedSchema = postponeSchema.extend({ deadline: z.string().max(20).default('') });

/** Asking the administrations and companies, and who has answered what (S8, S9). */
export function inquiryRoutes(parts: InquiryRouteParts): Routes {
  const { service, store, wake, report } = parts;

  async function say(turn: Turn<unknown>): Promise<Reply> {
    try {
      const inquiries = await service.list(actionOf(turn));
      return inquiries.length > 0
        ? { say: [inquiriesCard(turn, { inquiries, now: turn.now })] }
        : newForm(turn);
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('inquiry:refused') }] };
    }
  }

  async function list(turn: Turn<unknown>): Promise<Reply> {
    const inquiries = await service.list(actionOf(turn));
    return shown(turn, inquiriesCard(turn, { inquiries, now: turn.now }));
  }

  function newForm(turn: Turn<unknown>): Reply {
    const draft = `${newestFirst(turn.now.toISOString())}-${parts.newDraftId().slice(0, 8)}`;
    return shownForm(turn, wishForm(turn, { draft, values: proposedValues(turn.now) }));
  }

  async function form(turn: Turn<z.infer<typeof openFormSchema>>): Promise<Reply> {
    await service.mustBeCoordinator(actionOf(turn));
    const { draft, ...values } = turn.data;
    if (!draft) return newForm(turn);
    return shownForm(turn, wishForm(turn, { draft, values: wishValuesSchema.parse(values) }));
  }

  async function preview(turn: Turn<z.infer<typeof draftSchema>>): Promise<Reply> {
    const { draft, values } = read(turn.data);
    return filled(turn, { draft, values }, async () => {
      await service.mustBeCoordinator(actionOf(turn));
      const got = readWish(turn, values, turn.now);
      if ('errors' in got) return shownForm(turn, wishForm(turn, { draft, values, errors: got.errors }));
      const { wish } = got;
      const units = await service.preview(actionOf(turn), wish);
      const asked = { by: turn.actor.id, at: turn.now.toISOString() };
      const view = {
        draft,
        values,
        wish,
        people: new Set(units.flatMap(({ editors }) => editors)).size,
        toMail: units.filter(({ editors }) => editors.length === 0).map(({ unitId }) => unitId),
        remindOn: reminderDay({ asked, deadline: wish.deadline }),
      };
      return shown(turn, previewCard(turn, view));
    });
  }

  async function send(turn: Turn<z.infer<typeof draftSchema>>): Promise<Reply> {
    const { draft, values } = read(turn.data);
    return filled(turn, { draft, values }, async () => {
      await service.mustBeCoordinator(actionOf(turn));
      const got = readWish(turn, values, turn.now);
      if ('errors' in got) return shownForm(turn, wishForm(turn, { draft, values, errors: got.errors }));
      const done = await service.send(actionOf(turn), draft, got.wish);
      const notice = turn.t(done.kind === 'changed' ? 'inquiry:sent' : 'inquiry:alreadySent');
      return { become: await status(turn, done.inquiry, 0, notice), afterwards: () => finish(turn, done) };
    });
  }

  /** What could not be saved comes back as it was typed; sending the same form again asks nobody twice. */
  async function filled(
    turn: Turn<unknown>,
    view: { draft: string; values: WishValues },
    work: () => Promise<Reply>,
  ): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const trouble = turn.t('inquiry:form.notSaved', { code: report(error) });
      return shownForm(turn, wishForm(turn, { ...view, trouble }));
    }
  }

  async function status(
    turn: Turn<unknown>,
    asked: Inquiry | string,
    from = 0,
    notice?: string,
  ): Promise<CardMessage> {
    const found = await service.status(actionOf(turn), asked, from);
    return statusCard(turn, { ...found, now: turn.now, notice });
  }

  async function enter(turn: Turn<{ id: string }>): Promise<Reply> {
    const inquiry = await service.find(actionOf(turn), turn.data.id);
    return shownForm(
      turn,
      enterForm(turn, { id: inquiry.id, values: { unit: '', kind: '', from: '' }, inquiry }),
    );
  }

  async function entered(turn: Turn<z.infer<typeof enteredSchema>>): Promise<Reply> {
    const { id, ...values } = turn.data;
    await service.mustBeCoordinator(actionOf(turn));
    const kind = replyKinds.find(one => one === values.kind);
    const errors = enterErrors(turn, values);
    try {
      if (!kind || Object.keys(errors).length > 0) {
        const inquiry = await service.find(actionOf(turn), id);
        return shownForm(turn, enterForm(turn, { id, values, errors, inquiry }));
      }
      const which = { id, unitId: values.unit };
      return await saved(
        turn,
        await service.enter(actionOf(turn), which, kind, values.from.trim()),
        'inquiry:enter.saved',
      );
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const trouble = turn.t('inquiry:answered.notSaved', { code: report(error) });
      return shownForm(turn, enterForm(turn, { id, values, trouble }));
    }
  }

  function enterErrors(turn: Turn<unknown>, { unit, kind, from }: EnterValues): Partial<EnterValues> {
    const isKind = replyKinds.some(one => one === kind);
    return {
      ...(!unitById(turn.lists, unit) && { unit: turn.t('inquiry:error.unit') }),
      ...(!isKind && { kind: turn.t('inquiry:error.kind') }),
      ...(from.trim() === '' && { from: turn.t('inquiry:error.from') }),
      ...(from.trim().length > LONGEST_FROM && { from: turn.t('inquiry:error.long', { max: LONGEST_FROM }) }),
    };
  }

  async function mail(turn: Turn<{ id: string }>): Promise<Reply> {
    const { inquiry, toMail } = await service.status(actionOf(turn), turn.data.id);
    if (toMail.length === 0)
      return { become: await status(turn, inquiry.id, 0, turn.t('inquiry:mail.none')) };
    const text = `efterfråga svar ${inquiry.code}`;
    const link = parts.chatLink ? `${parts.chatLink}&message=${encodeURIComponent(text)}` : '';
    return shownForm(turn, mailCard(turn, { inquiry, toMail, link }));
  }

  async function openPostpone(turn: Turn<{ id: string }>): Promise<Reply> {
    const inquiry = await service.find(actionOf(turn), turn.data.id);
    const { id, deadline } = inquiry;
    return shownForm(turn, postponeForm(turn, { id, deadline, value: proposedPostponement(deadline) }));
  }

  async function postponed(turn: Turn<z.infer<typeof postponedSchema>>): Promise<Reply> {
    const { id, seen } = turn.data;
    const deadline = turn.data.deadline.trim();
    const view = { id, deadline: seen, value: deadline };
    await service.mustBeCoordinator(actionOf(turn));
    const error = postponeError(turn, seen, deadline);
    if (error) return shownForm(turn, postponeForm(turn, { ...view, error }));
    try {
      const done = await service.postpone(actionOf(turn), id, seen, deadline);
      return await saved(turn, done, 'inquiry:postpone.saved', 'inquiry:postpone.first');
    } catch (failure) {
      if (!(failure instanceof StorageUnavailableError)) throw failure;
      const trouble = turn.t('inquiry:answered.notSaved', { code: report(failure) });
      return shownForm(turn, postponeForm(turn, { ...view, trouble }));
    }
  }

  function postponeError(turn: Turn<unknown>, before: string, day: string): string | undefined {
    if (!isSensibleDay(day)) return turn.t('inquiry:error.deadline');
    if (day < before) return turn.t('inquiry:error.early', { day: formatDay(before, turn.locale) });
    return day === before || isDeadline(day, turn.now) ? undefined : turn.t('inquiry:error.free');
  }

  async function openClose(turn: Turn<{ id: string }>): Promise<Reply> {
    const inquiry = await service.find(actionOf(turn), turn.data.id);
    return shown(turn, closeForm(turn, inquiry));
  }

  async function closed(turn: Turn<{ id: string }>): Promise<Reply> {
    return saved(turn, await service.close(actionOf(turn), turn.data.id), 'inquiry:close.saved');
  }

  async function saved(
    turn: Turn<unknown>,
    done: Done,
    yes: 'inquiry:enter.saved' | 'inquiry:postpone.saved' | 'inquiry:close.saved',
    first: 'inquiry:answered.first' | 'inquiry:postpone.first' = 'inquiry:answered.first',
  ): Promise<Reply> {
    const texts = {
      changed: yes,
      first,
      same: 'inquiry:answered.same',
      late: 'inquiry:answered.late',
    } as const;
    const become = await status(turn, done.inquiry, 0, turn.t(texts[done.kind]));
    return { become, afterwards: () => finish(turn, done) };
  }

  async function finish({ now }: Turn<unknown>, { inquiry, wake: opened }: Done): Promise<void> {
    await wake(opened);
    await wake(await store.finish(inquiry.id, now));
  }

  const answers = answerRoutes(parts, finish);

  return {
    sayings: [
      { phrases: ['efterfråga', 'ask units', 'ask administrations', 'ask the administrations'], handle: say },
      ...answers.sayings,
    ],
    presses: [
      press({ verb: 'inquiry.list', schema: z.object({}), personalOnly: true, handle: list }),
      press({ verb: 'inquiry.form', schema: openFormSchema, personalOnly: true, handle: form }),
      press({ verb: 'inquiry.preview', schema: draftSchema, personalOnly: true, handle: preview }),
      press({ verb: 'inquiry.send', schema: draftSchema, personalOnly: true, handle: send }),
      press({
        verb: 'inquiry.status',
        schema: statusSchema,
        personalOnly: true,
        handle: async turn => shown(turn, await status(turn, turn.data.id, turn.data.from)),
      }),
      press({ verb: 'inquiry.enter', schema: idSchema, personalOnly: true, handle: enter }),
      press({ verb: 'inquiry.entered', schema: enteredSchema, personalOnly: true, handle: entered }),
      press({ verb: 'inquiry.mail', schema: idSchema, personalOnly: true, handle: mail }),
      press({ verb: 'inquiry.postpone', schema: idSchema, personalOnly: true, handle: openPostpone }),
      press({ verb: 'inquiry.postponed', schema: postponedSchema, personalOnly: true, handle: postponed }),
      press({ verb: 'inquiry.close', schema: idSchema, personalOnly: true, handle: openClose }),
      press({ verb: 'inquiry.closed', schema: idSchema, personalOnly: true, handle: closed }),
      ...answers.presses,
    ],
  };
}

function read({ draft, ...values }: z.infer<typeof draftSchema>) {
  return { draft, values };
}
