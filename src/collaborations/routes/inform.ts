import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../../conversation/errors';
import { press, type Routes } from '../../conversation/routes';
import type { Reply, Turn } from '../../conversation/turn';
import { cityDay, formatMoment } from '../../i18n/moments';
import { StorageUnavailableError } from '../../storage/errors';
import * as cards from '../cards';
import { emptyValues, formValuesSchema, readForm, toFormValues, type FormValues } from '../form';
import { formCard, type FormTarget, type FormView } from '../form-card';
import { prefill } from '../hint';
import { parseReference, peopleIn, senderOf, type Content, type Notification } from '../../register/model';
import { ContentChangedError } from '../service';
import {
  actionOf,
  afterwards,
  cardFor,
  confirmationPlace,
  inOwnChat,
  namesOf,
  refOnly,
  refSchema,
  type CollaborationRouteParts,
} from './parts';
import { changedTexts, fieldNames, nameOf } from '../../register/wording';

const INFORM = [
  'informera om samarbete',
  'informera om ett samarbete',
  'informera',
  'meddela',
  'anmäl',
  'anmäla',
];
const INFORM_TOO = ['rapportera', 'report', 'notify', 'inform'];
const ON_BEHALF = [
  'informera för någon annan',
  'informera åt någon annan',
  'informera för annan',
  'informera åt',
  'inform for somebody else',
  'inform for someone else',
];
const LONGEST_HINT = 200;

/** The form: to inform of a collaboration, to change one, to copy one to a new one (S8). */
export function informRoutes(parts: CollaborationRouteParts): Routes {
  const { service, people } = parts;

  /** The form, in the person's own chat wherever it was asked for. */
  async function openForm(
    turn: Turn<unknown>,
    target: FormTarget,
    values: FormValues,
    onBehalf = false,
  ): Promise<Reply> {
    const personal = turn.place.kind === 'personal';
    const locale = personal ? turn.locale : (turn.person.locale ?? turn.locale);
    const form = formCard({ ...turn, locale }, { ...viewOf(turn, target, values), onBehalf });
    return inOwnChat(parts, turn, form);
  }

  function viewOf(turn: Turn<unknown>, target: FormTarget, values: FormValues): FormView {
    return { target, values, today: cityDay(turn.now), typeahead: parts.typeahead };
  }

  function newTarget(): FormTarget {
    return { verb: 'collaboration.submit', data: { draft: parts.newDraftId() } };
  }

  function openNew(turn: Turn<unknown>, hint: string): Promise<Reply> {
    return openForm(turn, newTarget(), prefill(turn.lists, hint, turn.person, cityDay(turn.now)));
  }

  /** Somebody told of it by e-mail or phone: the fields for who that was are seen from the beginning. */
  function openOnBehalf(turn: Turn<string>): Promise<Reply> {
    const hint = turn.data.slice(0, LONGEST_HINT);
    const { unitId, cities } = prefill(
      turn.lists,
      hint,
      { ...turn.person, remembered: undefined },
      cityDay(turn.now),
    );
    return openForm(
      turn,
      newTarget(),
      { ...emptyValues, unitId, cities, receivedOn: cityDay(turn.now) },
      true,
    );
  }

  async function openEdit(turn: Turn<{ ref: string }>): Promise<Reply> {
    const notification = await mayChange(turn);
    if (notification.withdrawn) throw new NotFoundOrNotAllowedError(notification.ref);
    return openForm(turn, editTarget(notification), toFormValues(notification.content, turn.locale));
  }

  function sayEdit(turn: Turn<string>): Promise<Reply> {
    const ref = parseReference(`V-${turn.data}`);
    if (!ref) return Promise.resolve({ say: [{ text: turn.t('collaborations:showWhat') }] });
    return openEdit({ ...turn, data: { ref } });
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

  async function submit(turn: Turn<FormValues & { draft: string; another: boolean }>): Promise<Reply> {
    const { draft, another, ...values } = turn.data;
    // Whoever has said that it is another is not asked again when the form comes back.
    const data = { draft, ...(another && { another }) };
    return fillIn(turn, { verb: 'collaboration.submit', data }, async content => {
      const confirmation = confirmationPlace(turn);
      const done = await service.inform(actionOf(turn), { id: draft, content, confirmation, another });
      if (done.kind === 'maybeTheSame') {
        return { become: cards.sameCard(turn, { known: done.known, draft, values }) };
      }
      const { notification, whoElse } = done;
      const after = afterwards(parts, done);
      return {
        become: cards.senderCard(turn, { notification, whoElse, thanks: true }),
        keep: 'ledger',
        afterwards: async () => {
          await after();
          await remember(turn, content);
        },
      };
    });
  }

  /** Back from the question whether it is the same: the form as it was filled in. */
  function reopen(turn: Turn<FormValues & { draft: string }>): Promise<Reply> {
    const { draft, ...values } = turn.data;
    const target = { verb: 'collaboration.submit', data: { draft } } as const;
    return Promise.resolve({ become: formCard(turn, viewOf(turn, target, values)), keep: 'nobody' });
  }

  async function submitEdit(turn: Turn<FormValues & { ref: string; base: number }>): Promise<Reply> {
    const { ref, base } = turn.data;
    return fillIn(turn, { verb: 'collaboration.edit', data: { ref, base } }, async content => {
      const done = await service.edit(actionOf(turn), ref, content, base);
      const names = await namesOf(people, turn, done.notification);
      // The sender's own card says it in its heading.
      const notice = done.view === 'sender' ? undefined : turn.t('collaborations:editor.saved');
      return {
        become: cardFor(turn, done, names, notice),
        keep: 'turn',
        afterwards: afterwards(parts, done),
      };
    });
  }

  /** Reads the form and saves it; whatever goes wrong, the form comes back with everything that was typed. */
  async function fillIn(
    turn: Turn<FormValues>,
    target: FormTarget,
    save: (content: Content) => Promise<Reply>,
  ): Promise<Reply> {
    const { t, data: values } = turn;
    const form = viewOf(turn, target, values);
    try {
      let read = readForm(values, { reader: turn, today: form.today });
      // What has ended meanwhile may stay where it stood: only then is the old content needed.
      if ('errors' in read && target.verb === 'collaboration.edit') {
        const before = await contentBefore(turn, target.data.ref);
        read = readForm(values, { reader: turn, today: form.today, before });
      }
      if ('errors' in read)
        return { become: formCard(turn, { ...form, errors: read.errors }), keep: 'nobody' };
      return await save(read.content);
    } catch (error) {
      if (error instanceof ContentChangedError) return changedMeanwhile(turn, form, error);
      if (error instanceof NotFoundOrNotAllowedError && target.verb === 'collaboration.edit') {
        return noLongerTheirs(turn, form, target.data.ref, error);
      }
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = parts.report(error);
      const trouble = (button: string) => t('collaborations:form.notSaved', { button, code });
      return { become: formCard(turn, { ...form, trouble }), keep: 'nobody' };
    }
  }

  /** A unit that has ended meanwhile may stay on a notification that names it. */
  async function contentBefore(turn: Turn<unknown>, ref: string): Promise<Content> {
    return (await mayChange({ ...turn, data: { ref } })).content;
  }

  /** Somebody took it over while its form was open: whoever had it gets back what they have typed, and who has it. */
  async function noLongerTheirs(
    turn: Turn<FormValues>,
    form: FormView,
    ref: string,
    refusal: NotFoundOrNotAllowedError,
  ): Promise<Reply> {
    const { notification } = await service.show(actionOf(turn), ref);
    if (notification.withdrawn || !peopleIn(notification).includes(turn.actor.id)) throw refusal;
    const who = nameOf(senderOf(notification), await namesOf(people, turn, notification), turn.locale);
    const trouble = () => turn.t('collaborations:form.noLongerYours', { ref, who });
    return { become: formCard(turn, { ...form, trouble }), keep: 'nobody' };
  }

  /** Both changes put together in the form: whoever comes second sees what the first changed, and decides. */
  async function changedMeanwhile(
    turn: Turn<FormValues>,
    form: FormView,
    { current, merged }: ContentChangedError,
  ): Promise<Reply> {
    const { t, locale } = turn;
    const change = current.history.findLast(({ version }) => version <= current.contentVersion);
    const texts = {
      who: nameOf(change?.by, await namesOf(people, turn, current), locale),
      at: change ? formatMoment(change.at, locale) : '',
      changes: changedTexts(merged?.theirs ?? change?.fields ?? [], current, turn),
      both: fieldNames(merged?.both ?? [], locale),
    };
    const text = merged?.both.length
      ? 'collaborations:form.changedBoth'
      : 'collaborations:form.changedMeanwhile';
    const trouble = (button: string) => t(text, { ...texts, button });
    const values = merged ? toFormValues(merged.content, locale) : form.values;
    const again = { ...form, values, target: editTarget(current), trouble };
    return { become: formCard(turn, again), keep: 'nobody' };
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
    { unitId, workplace, contactFunction, submittedBy }: Content,
  ): Promise<void> {
    // What was written for somebody else says nothing about oneself.
    if (submittedBy) return;
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
      { phrases: ON_BEHALF, handle: openOnBehalf },
      { phrases: ['ändra v-', 'edit v-'], handle: sayEdit },
    ],
    presses: [
      press({
        verb: 'collaboration.open',
        schema: z.object({ hint: z.string().max(LONGEST_HINT).default('') }),
        handle: turn => openNew(turn, turn.data.hint),
      }),
      press({
        verb: 'collaboration.submit',
        schema: formValuesSchema.extend({ draft: z.uuid(), another: z.boolean().default(false) }),
        personalOnly: true,
        handle: submit,
      }),
      press({
        verb: 'collaboration.reopen',
        schema: formValuesSchema.extend({ draft: z.uuid() }),
        personalOnly: true,
        handle: reopen,
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
