import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type AnyPress } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { HOME_CITY, cityName } from '../directory/cities';
import { cityDay, formatDay } from '../i18n/moments';
import { meetingIdSchema } from '../meetings/model';
import { placeAndYear } from '../meetings/wording';
import { StorageUnavailableError } from '../storage/errors';
import { workdayOnOrBefore } from '../workdays';
import { plusDays } from '../register/when';
import {
  closeForm,
  endForm,
  firstStartValues,
  moveError,
  moveForm,
  readStart,
  reasonError,
  startForm,
  startValuesSchema,
  type FormAbout,
} from './forms';
import { guestForm, type Delegate, type GuestFormView } from './guest-form';
import { entered } from './guests-card';
import { isOpenOn, takesEntries, type Evaluation } from './model';
import { answerValuesSchema, readAnswers, valuesOf } from './question-fields';
import { tooLate, whyNotMoved, type Done, type GuestAnswer, type Refused } from './service';
import { actionOf, inOwnChat, namesOf, shownForm, type EvaluationRouteParts } from './turns';
import { withoutAccount, type Opened } from './work-state';

export interface FormRouteParts extends EvaluationRouteParts {
  mustOpen: (turn: Turn<unknown>, meeting: string) => Promise<Opened>;
  statusAgain: (turn: Turn<unknown>, meeting: string, notice: string) => Promise<CardMessage>;
  guestIdSchema: z.ZodType<string>;
}

const meetingSchema = z.object({ meeting: meetingIdSchema });
const typed = z.string().max(5_000).default('');
const forms = ['start', 'close', 'move', 'end', 'guest'] as const;

const WEEK_DAYS = 7;

/** The forms with which coordinators keep an evaluation. What was typed comes back where it cannot be saved. */
export function formPresses(parts: FormRouteParts): AnyPress[] {
  const { service, sending, wake, report, mustOpen, statusAgain, guestIdSchema } = parts;
  const openSchema = meetingSchema.extend({ form: z.enum(forms), guest: guestIdSchema.optional() });
  const guestSchema = answerValuesSchema.extend({
    meeting: meetingIdSchema,
    guest: guestIdSchema,
    seen: z.int().min(0).max(100_000),
    from: typed,
  });

  async function open(turn: Turn<z.infer<typeof openSchema>>): Promise<Reply> {
    const { meeting, form, guest } = turn.data;
    const opened = await mustOpen(turn, meeting);
    return inOwnChat(parts, turn, await formOf(turn, opened, form, guest), shownForm);
  }

  /** What cannot be done any more shows where things stand instead. */
  async function formOf(
    turn: Turn<unknown>,
    opened: Opened,
    form: (typeof forms)[number],
    guest?: string,
  ): Promise<CardMessage> {
    const about = aboutOf(turn, opened);
    const { evaluation, meetingId } = opened;
    const today = cityDay(turn.now);
    if (form === 'end') {
      if (!opened.end && !opened.report.registered) return endForm(turn, { ...about, value: '' });
      return statusAgain(turn, meetingId, turn.t('evaluation:notice.already'));
    }
    if (form === 'start') {
      if (!evaluation) return startForm(turn, { ...about, values: firstStartValues(today), today });
      return statusAgain(turn, meetingId, turn.t('evaluation:notice.started'));
    }
    if (!evaluation) throw new NotFoundOrNotAllowedError();
    const { value } = evaluation;
    const refused = whyNotOpened(form, opened, value, today);
    if (refused) return statusAgain(turn, meetingId, turn.t(noticeOf(refused)));
    if (form === 'close') return closeForm(turn, { ...about, anonymous: value.anonymous });
    if (form === 'move') return moveForm(turn, { ...about, value: laterThan(value), before: value.closesOn });
    return guestForm(turn, { ...about, ...(await guestView(turn, opened, guest)) });
  }

  async function guestView(
    turn: Turn<unknown>,
    opened: Opened,
    id: string | undefined,
  ): Promise<Omit<GuestFormView, keyof FormAbout>> {
    const anonymous = opened.evaluation?.value.anonymous ?? false;
    const delegates = await delegatesOf(turn, opened);
    if (id === undefined) {
      const guest = `guest-${parts.newDraftId()}`;
      return { guest, seen: 0, anonymous, delegates, from: '', values: {} };
    }
    const known = entered(opened).find(one => one.id === id);
    if (!known) throw new NotFoundOrNotAllowedError();
    const { version, cityId = '', answers } = known;
    const from = delegates.some(({ personId }) => personId === id) ? id : cityId;
    return { guest: id, seen: version, anonymous, delegates, from, values: valuesOf(answers) };
  }

  async function delegatesOf(turn: Turn<unknown>, opened: Opened): Promise<Delegate[]> {
    const ids = withoutAccount(opened).map(({ personId }) => personId);
    if (ids.length === 0) return [];
    const names = await namesOf(parts, turn, ids);
    return ids.map(personId => ({ personId, name: names.get(personId) ?? turn.t('evaluation:unnamed') }));
  }

  async function start(turn: Turn<z.infer<typeof startSchema>>): Promise<Reply> {
    const { meeting, ...values } = turn.data;
    const today = cityDay(turn.now);
    const opened = await mustOpen(turn, meeting);
    const about = { ...aboutOf(turn, opened), values, today };
    const read = readStart(turn, values, today);
    if ('errors' in read) return shownForm(turn, startForm(turn, { ...about, errors: read.errors }));
    try {
      const done = await service.start(actionOf(turn), meeting, read.start);
      const isNew = done.kind === 'saved';
      const notice = turn.t(isNew ? 'evaluation:notice.sent' : 'evaluation:notice.started');
      return {
        become: await statusAgain(turn, meeting, notice),
        afterwards: async () => {
          // A crash before this leaves it to the clock, which looks at each start and each day.
          parts.lookAgain();
          await wake([...done.wake, ...(isNew ? await sending.enterForms(meeting, turn.now) : [])]);
        },
      };
    } catch (error) {
      return shownForm(turn, startForm(turn, { ...about, trouble: notSaved(turn, error) }));
    }
  }

  async function close(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const { meeting } = turn.data;
    return saved(turn, meeting, await service.close(actionOf(turn), meeting), 'evaluation:notice.over');
  }

  async function move(turn: Turn<{ meeting: string; closesOn: string }>): Promise<Reply> {
    const { meeting, closesOn } = turn.data;
    const opened = await mustOpen(turn, meeting);
    const value = opened.evaluation?.value;
    if (!value) throw new NotFoundOrNotAllowedError();
    const about = { ...aboutOf(turn, opened), value: closesOn, before: value.closesOn };
    const day = closesOn.trim();
    // Sent once more, it is as it was wished already.
    const error =
      day === value.closesOn ? undefined : moveError(turn, day, cityDay(turn.now), value.closesOn);
    if (error) return shownForm(turn, moveForm(turn, { ...about, error }));
    try {
      const done = await service.move(actionOf(turn), meeting, day);
      return await saved(turn, meeting, done, 'evaluation:notice.moved', formatDay(day, turn.locale));
    } catch (problem) {
      return shownForm(turn, moveForm(turn, { ...about, trouble: notSaved(turn, problem) }));
    }
  }

  async function end(turn: Turn<{ meeting: string; reason: string }>): Promise<Reply> {
    const { meeting, reason } = turn.data;
    const opened = await mustOpen(turn, meeting);
    const about = { ...aboutOf(turn, opened), value: reason };
    const error = reasonError(turn, reason.trim());
    if (error) return shownForm(turn, endForm(turn, { ...about, error }));
    try {
      const done = await service.end(actionOf(turn), meeting, reason.trim());
      return await saved(turn, meeting, done, 'evaluation:notice.ended');
    } catch (problem) {
      return shownForm(turn, endForm(turn, { ...about, trouble: notSaved(turn, problem) }));
    }
  }

  /** In the channel too: the ledger brings the card there to date. */
  async function resume(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const { meeting } = turn.data;
    const done = await service.end(actionOf(turn), meeting);
    const key = done.kind === 'saved' ? 'evaluation:notice.resumed' : 'evaluation:notice.already';
    const afterwards = () => wake(done.wake);
    if (turn.place.kind !== 'personal' && turn.place.kind !== 'dialog')
      return { notice: turn.t(key), afterwards };
    return { become: await statusAgain(turn, meeting, turn.t(key)), afterwards };
  }

  async function saveGuest(turn: Turn<z.infer<typeof guestSchema>>): Promise<Reply> {
    const { meeting, guest, seen, from, ...values } = turn.data;
    const opened = await mustOpen(turn, meeting);
    const value = opened.evaluation?.value;
    if (!value) throw new NotFoundOrNotAllowedError();
    const { anonymous } = value;
    const delegates = await delegatesOf(turn, opened);
    const view = { ...aboutOf(turn, opened), guest, seen, anonymous, delegates, from, values };
    const who = whoIs(turn, opened, view);
    const fromError = who ? {} : { from: turn.t('evaluation:error.from') };
    const read = readAnswers(turn.locale, values);
    if (!who || 'errors' in read) {
      const errors = { ...('errors' in read ? read.errors : {}), ...fromError };
      const trouble = 'errors' in read && who ? read.trouble : undefined;
      return shownForm(turn, guestForm(turn, { ...view, errors, ...(trouble && { trouble }) }));
    }
    try {
      const sent = { ...who, answers: read.answers, seen };
      const done = await service.saveGuest(actionOf(turn), meeting, sent);
      if (done.kind === 'overtaken') return await overtaken(turn, { ...view, guest: who.id });
      const key = anonymous ? 'evaluation:notice.guestPooled' : 'evaluation:notice.guest';
      const delegate = delegates.find(({ personId }) => personId === who.id);
      return await saved(turn, meeting, done, key, delegate?.name ?? cityName(turn, who.cityId));
    } catch (problem) {
      return shownForm(turn, guestForm(turn, { ...view, trouble: notSaved(turn, problem) }));
    }
  }

  /** A colleague was first: what was typed stays, and is held against theirs when it is sent once more. */
  async function overtaken(turn: Turn<unknown>, view: GuestFormView): Promise<Reply> {
    const opened = await mustOpen(turn, view.meetingId);
    const now = entered(opened).find(({ id }) => id === view.guest);
    const names = await parts.people.names(now ? [now.by] : [], turn.signal);
    const name = (now && names.get(now.by)) ?? turn.t('evaluation:someone');
    const trouble = turn.t('evaluation:notice.meanwhile', { name });
    return shownForm(turn, guestForm(turn, { ...view, seen: now?.version ?? 0, trouble }));
  }

  async function saved(
    turn: Turn<unknown>,
    meeting: string,
    done: Done,
    key:
      | 'evaluation:notice.over'
      | 'evaluation:notice.moved'
      | 'evaluation:notice.ended'
      | 'evaluation:notice.guest'
      | 'evaluation:notice.guestPooled',
    what = '',
  ): Promise<Reply> {
    const notice = done.kind === 'saved' ? turn.t(key, { what }) : turn.t(noticeOf(done.kind));
    const become = await statusAgain(turn, meeting, notice);
    return { become, afterwards: () => wake(done.wake) };
  }

  /** Whatever else goes wrong is answered as it is everywhere. */
  function notSaved(turn: Turn<unknown>, error: unknown): string {
    if (!(error instanceof StorageUnavailableError)) throw error;
    return turn.t('evaluation:notSaved', { code: report(error) });
  }

  const startSchema = startValuesSchema.extend({ meeting: meetingIdSchema });
  return [
    press({ verb: 'evaluation.form', schema: openSchema, handle: open }),
    press({ verb: 'evaluation.start', schema: startSchema, personalOnly: true, handle: start }),
    press({ verb: 'evaluation.close', schema: meetingSchema, personalOnly: true, handle: close }),
    press({
      verb: 'evaluation.move',
      schema: meetingSchema.extend({ closesOn: typed }),
      personalOnly: true,
      handle: move,
    }),
    press({
      verb: 'evaluation.end',
      schema: meetingSchema.extend({ reason: typed }),
      personalOnly: true,
      handle: end,
    }),
    press({ verb: 'evaluation.resume', schema: meetingSchema, handle: resume }),
    press({ verb: 'evaluation.saveGuest', schema: guestSchema, personalOnly: true, handle: saveGuest }),
  ];
}

/** What is said where nothing was changed. */
export function noticeOf(kind: Exclude<Done['kind'], 'saved'>) {
  return kind === 'same' || kind === 'overtaken'
    ? ('evaluation:notice.already' as const)
    : (`evaluation:notice.${kind}` as const);
}

function whyNotOpened(
  form: (typeof forms)[number],
  { report }: Opened,
  value: Evaluation,
  today: string,
): Refused | undefined {
  if (form === 'guest') return takesEntries(value, { report, today }) ? undefined : tooLate(value).kind;
  if (form === 'move') return whyNotMoved(value, today);
  return isOpenOn(value, today) ? undefined : 'closed';
}

/** Whose answers they are; undefined where nobody is chosen. Those of a delegate stay theirs when they are changed. */
function whoIs(
  { lists }: Turn<unknown>,
  opened: Opened,
  { anonymous, guest, seen, from }: Pick<GuestFormView, 'anonymous' | 'guest' | 'seen' | 'from'>,
): Pick<GuestAnswer, 'id' | 'cityId' | 'group'> | undefined {
  const people = anonymous ? [] : withoutAccount(opened);
  const delegate =
    people.find(({ personId }) => personId === guest) ??
    people.find(({ personId }) => personId === from && seen === 0);
  if (delegate) return { id: delegate.personId, cityId: HOME_CITY.id, group: delegate.group };
  if (!guest.startsWith('guest-')) throw new NotFoundOrNotAllowedError();
  if (anonymous) return { id: guest, cityId: '', group: 'guest' };
  if (from === HOME_CITY.id) return { id: guest, cityId: from, group: 'delegation' };
  return lists.cities.some(({ id }) => id === from) ? { id: guest, cityId: from, group: 'guest' } : undefined;
}

function aboutOf(turn: Turn<unknown>, { meetingId, meeting }: Opened): FormAbout {
  return { meetingId, place: placeAndYear(turn, meeting) };
}

/** A week more, as a proposal. */
function laterThan({ closesOn }: Evaluation): string {
  return workdayOnOrBefore(plusDays(closesOn, WEEK_DAYS));
}
