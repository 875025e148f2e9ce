import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../../conversation/errors';
import { press, type Routes } from '../../conversation/routes';
import type { Reply, Turn } from '../../conversation/turn';
import { cityDay, formatMoment } from '../../i18n/moments';
import { StorageUnavailableError } from '../../storage/errors';
import * as cards from '../cards';
import { formValuesSchema, readForm, toFormValues, type FormValues } from '../form';
import { formCard, type FormTarget, type FormView } from '../form-card';
import { prefill } from '../hint';
import type { Content, Notification } from '../model';
import { ContentChangedError } from '../service';
import {
  actionOf,
  afterwards,
  cardFor,
  namesOf,
  refOnly,
  refSchema,
  type CollaborationRouteParts,
} from './parts';
import { nameOf } from '../wording';

const INFORM = [
  'informera om samarbete',
  'informera om ett samarbete',
  'informera',
  'meddela',
  'anmäl',
  'anmäla',
];
const INFORM_TOO = ['rapportera', 'report', 'notify', 'inform'];
const LONGEST_HINT = 200;

/** The form: to inform of a collaboration, to change one, to copy one to a new one (S8). */
export function informRoutes(parts: CollaborationRouteParts): Routes {
  const { service, people } = parts;

  /** The form, in the person's own chat wherever it was asked for. */
  async function openForm(turn: Turn<unknown>, target: FormTarget, values: FormValues): Promise<Reply> {
    const personal = turn.place.kind === 'personal';
    const locale = personal ? turn.locale : (turn.person.locale ?? turn.locale);
    const form = formCard(locale, viewOf(turn, target, values));
    if (personal) return { say: [form] };
    const opened = await parts.toOwnChat(turn, form);
    return {
      notice: turn.t(opened ? 'common:ownChatOpened' : 'common:ownChatUnknown'),
    };
  }

  function viewOf(turn: Turn<unknown>, target: FormTarget, values: FormValues): FormView {
    return { target, values, today: cityDay(turn.now), typeahead: parts.typeahead };
  }

  function newTarget(): FormTarget {
    return { verb: 'collaboration.submit', data: { draft: parts.newDraftId() } };
  }

  function openNew(turn: Turn<unknown>, hint: string): Promise<Reply> {
    return openForm(turn, newTarget(), prefill(hint, turn.person, cityDay(turn.now)));
  }

  async function openEdit(turn: Turn<{ ref: string }>): Promise<Reply> {
    const notification = await mayChange(turn);
    if (notification.withdrawn) throw new NotFoundOrNotAllowedError(notification.ref);
    return openForm(turn, editTarget(notification), toFormValues(notification.content, turn.locale));
  }

  /** Everything but the time, which is what differs between one year's exchange and the next. */
  async function copy(turn: Turn<{ ref: string }>): Promise<Reply> {
    const notification = await mayChange(turn);
    return openForm(turn, newTarget(), { ...toFormValues(notification.content, turn.locale), when: '' });
  }

  async function mayChange(turn: Turn<{ ref: string }>): Promise<Notification> {
    const { notification, view } = await service.show(actionOf(turn), turn.data.ref);
    if (view === 'public') throw new NotFoundOrNotAllowedError(notification.ref);
    return notification;
  }

  async function submit(turn: Turn<FormValues & { draft: string }>): Promise<Reply> {
    const { draft } = turn.data;
    return fillIn(turn, { verb: 'collaboration.submit', data: { draft } }, async content => {
      const done = await service.inform(actionOf(turn), draft, content, confirmationPlace(turn));
      const { notification, whoElse } = done;
      const after = afterwards(parts, done);
      return {
        become: cards.senderCard(turn.locale, { notification, whoElse, thanks: true }),
        keep: 'ledger',
        afterwards: async () => {
          await after();
          await remember(turn, content);
        },
      };
    });
  }

  function confirmationPlace({ place, messageId }: Turn<unknown>) {
    if (!messageId) return undefined;
    return {
      conversationId: place.conversation.id,
      serviceUrl: place.conversation.serviceUrl,
      activityId: messageId,
    };
  }

  async function submitEdit(turn: Turn<FormValues & { ref: string; base: number }>): Promise<Reply> {
    const { ref, base } = turn.data;
    return fillIn(turn, { verb: 'collaboration.edit', data: { ref, base } }, async content => {
      const done = await service.edit(actionOf(turn), ref, content, base);
      const names = await namesOf(people, turn, done.notification);
      return { become: cardFor(turn, done, names), keep: 'turn', afterwards: afterwards(parts, done) };
    });
  }

  /** Reads the form and saves it; whatever goes wrong, the form comes back with everything that was typed. */
  async function fillIn(
    turn: Turn<FormValues>,
    target: FormTarget,
    save: (content: Content) => Promise<Reply>,
  ): Promise<Reply> {
    const { t, locale, data: values } = turn;
    const form = viewOf(turn, target, values);
    try {
      const before =
        target.verb === 'collaboration.edit' ? await contentBefore(turn, target.data.ref) : undefined;
      const read = readForm(values, { today: form.today, locale, t, before });
      if ('errors' in read)
        return { become: formCard(locale, { ...form, errors: read.errors }), keep: 'nobody' };
      return await save(read.content);
    } catch (error) {
      if (error instanceof ContentChangedError) return changedMeanwhile(turn, form, error.current);
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = parts.report(error);
      const trouble = (button: string) => t('collaborations:form.notSaved', { button, code });
      return { become: formCard(locale, { ...form, trouble }), keep: 'nobody' };
    }
  }

  /** A unit that has ended meanwhile may stay on a notification that names it. */
  async function contentBefore(turn: Turn<unknown>, ref: string): Promise<Content> {
    return (await mayChange({ ...turn, data: { ref } })).content;
  }

  async function changedMeanwhile(
    turn: Turn<unknown>,
    form: FormView,
    current: Notification,
  ): Promise<Reply> {
    const { t, locale } = turn;
    const change = current.history.findLast(({ version }) => version <= current.contentVersion);
    const who = nameOf(change?.by, await namesOf(people, turn, current), locale);
    const at = change ? formatMoment(change.at, locale) : '';
    const trouble = (button: string) => t('collaborations:form.changedMeanwhile', { who, at, button });
    return { become: formCard(locale, { ...form, target: editTarget(current), trouble }), keep: 'nobody' };
  }

  /** The form is put aside; nothing was sent, or nothing was changed. */
  function cancel(turn: Turn<{ ref?: string }>): Promise<Reply> {
    const { ref } = turn.data;
    const line = ref
      ? turn.t('collaborations:form.cancelledEdit', { ref })
      : turn.t('collaborations:form.cancelled');
    return Promise.resolve({ become: cards.noteCard(turn.locale, line) });
  }

  async function remember(
    turn: Turn<unknown>,
    { unitId, workplace, contactFunction }: Content,
  ): Promise<void> {
    const remembered = { unitId, workplace, contactFunction };
    const before = turn.person.remembered;
    const same =
      before?.unitId === unitId &&
      before.workplace === workplace &&
      before.contactFunction === contactFunction;
    if (same) return;
    await people.change(turn.actor.id, person => ({ ...(person ?? turn.person), remembered }));
  }

  return {
    sayings: [
      {
        phrases: [...INFORM, ...INFORM_TOO],
        handle: turn => openNew(turn, turn.data.slice(0, LONGEST_HINT)),
      },
    ],
    presses: [
      press({ verb: 'collaboration.open', schema: z.object({}), handle: turn => openNew(turn, '') }),
      press({
        verb: 'collaboration.submit',
        schema: formValuesSchema.extend({ draft: z.uuid() }),
        personalOnly: true,
        handle: submit,
      }),
      press({
        verb: 'collaboration.edit',
        schema: formValuesSchema.extend({ ref: refSchema, base: z.int().positive() }),
        personalOnly: true,
        handle: submitEdit,
      }),
      press({
        verb: 'collaboration.cancel',
        schema: z.object({ ref: refSchema.optional() }),
        personalOnly: true,
        handle: cancel,
      }),
      press({ verb: 'collaboration.openEdit', schema: refOnly, handle: openEdit }),
      press({ verb: 'collaboration.copy', schema: refOnly, personalOnly: true, handle: copy }),
    ],
  };
}

function editTarget({ ref, contentVersion }: Notification): FormTarget {
  return { verb: 'collaboration.edit', data: { ref, base: contentVersion } };
}
