import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { Colleagues } from '../directory/colleagues';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { answers, meetingIdSchema, type AnswerValue } from '../meetings/model';
import { placeAndYear } from '../meetings/wording';
import { StorageUnavailableError } from '../storage/errors';
import { delegationCard, reasonOf, unasked, type DelegationView } from './delegation-card';
import { emptyValues, filledWith, formNames, valuesSchema, type FormName, type Values } from './form';
import { presidiumForm, type FormTarget, type FormView } from './form-card';
import { lessonRoutes } from './lesson-routes';
import type { LessonService } from './lessons';
import { delegateIn } from './model';
import type { DelegationService, Opened, Saved, Submitted } from './service';
import { takePartCard } from './take-part-card';
import type { TakingPart, TakingPartService } from './taking-part';
import { meetingOf } from './access';
import { actionOf, shown } from './turns';
import { changeOf, personName, whoAndWhen } from './wording';

export interface PresidiumRouteParts {
  delegations: DelegationService;
  takingPart: TakingPartService;
  lessons: LessonService;
  people: Pick<People, 'load' | 'namesAtHand'>;
  /** Those who can be picked where Teams' own people picker is not. */
  colleagues: Colleagues;
  picker: boolean;
  newDraftId: () => string;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
}

const personSchema = z.string().regex(/^[\w-]{0,80}$/);
const meetingSchema = z.object({ meeting: meetingIdSchema });
const keeperForms = formNames.filter(name => name !== 'lesson') as Exclude<FormName, 'lesson'>[];
const targetSchema = meetingSchema.extend({ form: z.enum(keeperForms), person: personSchema.default('') });
const seenSchema = z.int().min(0).max(100_000);
const submittedSchema = valuesSchema.extend({ ...targetSchema.shape, seen: seenSchema, draft: z.uuid() });
const removeSchema = meetingSchema.extend({ person: personSchema, seen: seenSchema });
type Target = z.output<typeof targetSchema>;

/** The presidium's delegation, who takes part, and what was learned (S3). */
export function presidiumRoutes(parts: PresidiumRouteParts) {
  const { delegations, takingPart, colleagues, picker } = parts;

  /** Whoever writes the word gets to know whom it concerns. */
  async function sayDelegation(turn: Turn<unknown>): Promise<Reply> {
    try {
      return await delegation({ ...turn, data: {} });
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('presidium:notAllowed') }] };
    }
  }

  async function delegation(turn: Turn<{ meeting?: string; from?: number }>): Promise<Reply> {
    const { meeting, from } = turn.data;
    const opened = await delegations.open(actionOf(turn), meeting);
    if (!opened) return { say: [{ text: turn.t('presidium:noMeeting') }] };
    return shown(turn, cardOf(turn, opened, { from }));
  }

  async function form(turn: Turn<Target>): Promise<Reply> {
    const { meeting, person } = turn.data;
    const { opened, delegate } = await delegations.openForm(actionOf(turn), meeting, person);
    const target: FormTarget = { ...turn.data, seen: opened.version, draft: parts.newDraftId() };
    const values = { ...emptyValues, ...filledWith(delegate), answerBy: opened.delegation.answerBy ?? '' };
    return { ...shown(turn, await formOf(turn, opened, { target, values })), keep: 'nobody' };
  }

  async function save(turn: Turn<Values & Target & { seen: number; draft: string }>): Promise<Reply> {
    const { form: name, meeting, person, seen, draft, ...values } = turn.data;
    const target: FormTarget = { form: name, meeting, person, seen, draft };
    const submitted: Submitted = { form: name, meetingId: meeting, personId: person, seen, draft, values };
    try {
      const saved = await delegations.submit(actionOf(turn), submitted);
      if (saved.kind === 'wrong') {
        const { opened } = await delegations.openForm(actionOf(turn), meeting, '');
        return await again(turn, opened, { target, values, errors: saved.errors });
      }
      if (saved.kind === 'changed') return await changedMeanwhile(turn, saved, target, values);
      return done(turn, saved, name);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = parts.report(error);
      const trouble = (button: string) => turn.t('presidium:form.notSaved', { button, code });
      return again(turn, undefined, { target, values, trouble });
    }
  }

  async function remove(turn: Turn<z.output<typeof removeSchema>>): Promise<Reply> {
    const { meeting, person, seen } = turn.data;
    const saved = await delegations.submit(actionOf(turn), {
      form: 'remove',
      meetingId: meeting,
      personId: person,
      seen,
      draft: '',
      values: emptyValues,
    });
    if (saved.kind === 'wrong') throw new NotFoundOrNotAllowedError();
    if (saved.kind !== 'changed') return done(turn, saved, 'remove');
    const notice = turn.t('presidium:notice.changed', meanwhile(turn, saved, person));
    return { become: cardOf(turn, saved.opened, { from: person, notice }) };
  }

  function done(
    turn: Turn<unknown>,
    saved: Exclude<Saved, { kind: 'wrong' | 'changed' }>,
    name: Submitted['form'],
  ): Reply {
    const { opened, personId: from } = saved;
    if (saved.kind !== 'saved') {
      return { become: cardOf(turn, opened, { from, notice: turn.t(`presidium:notice.${saved.kind}`) }) };
    }
    const notice =
      name === 'ask'
        ? turn.t('presidium:notice.asked', { count: saved.asked })
        : turn.t('presidium:notice.saved');
    return { become: cardOf(turn, opened, { from, notice }), afterwards: () => parts.wake(saved.wake) };
  }

  /** Whoever was second sees what the first did, and decides. */
  function changedMeanwhile(
    turn: Turn<unknown>,
    saved: Extract<Saved, { kind: 'changed' }>,
    target: FormTarget,
    values: Values,
  ): Promise<Reply> {
    const texts = meanwhile(turn, saved, target.person);
    const trouble = (button: string) => turn.t('presidium:form.changed', { ...texts, button });
    return again(turn, saved.opened, { target: { ...target, seen: saved.opened.version }, values, trouble });
  }

  function meanwhile(
    turn: Turn<unknown>,
    { opened, since }: Extract<Saved, { kind: 'changed' }>,
    personId: string,
  ) {
    const { people, history } = opened;
    const what = changeOf(history, since, personId, people, turn.locale);
    return { ...whoAndWhen(since, people, turn.locale), what };
  }

  async function again(
    turn: Turn<unknown>,
    opened: Opened | undefined,
    view: Pick<FormView, 'target' | 'values'> & Partial<FormView>,
  ): Promise<Reply> {
    return { become: await formOf(turn, opened, view), keep: 'nobody' };
  }

  async function formOf(
    turn: Turn<unknown>,
    opened: Opened | undefined,
    view: Pick<FormView, 'target' | 'values'> & Partial<FormView>,
  ): Promise<CardMessage> {
    const { target } = view;
    const toPick = target.form === 'add' && !turn.signal.aborted;
    const choices = toPick ? await colleagues.choices(turn.signal) : [];
    return presidiumForm(turn, {
      ...view,
      meeting: opened?.meeting ?? meetingOf(turn, target.meeting),
      who: whoIn(turn, opened, target.person),
      reach: opened && target.form === 'ask' ? reachOf(opened) : undefined,
      colleagues: choices,
      picker,
    });
  }

  /** The one whom a form is about; while storage is down as far as the lists of the turn know them. */
  function whoIn(turn: Turn<unknown>, opened: Opened | undefined, personId: string): FormView['who'] {
    const listed = turn.lists.delegations.flatMap(({ delegates }) => delegates);
    const delegate = opened
      ? delegateIn(opened.delegation, personId)
      : listed.find(one => one.personId === personId);
    if (!delegate) return undefined;
    const atHand = parts.people.namesAtHand([personId]).get(personId);
    const people = opened?.people ?? new Map(atHand ? [[personId, { name: atHand }]] : []);
    return { name: personName(personId, people, turn.locale), work: delegate.function };
  }

  /** One's own question as a card of its own; of the nearest meeting that one goes to where none is named. */
  async function openTakePart(turn: Turn<unknown>, named?: string): Promise<Reply> {
    const found = await takingPart.open(actionOf(turn), named);
    if (found.standing !== 'notIn') return { say: [await takePartOf(turn, found)] };
    const { next } = found;
    const text = next
      ? turn.t('presidium:takePart.notIn', { meeting: placeAndYear(turn, next) })
      : turn.t('presidium:takePart.notKnown');
    return { say: [{ text }] };
  }

  async function answer(turn: Turn<{ meeting: string; value: AnswerValue }>): Promise<Reply> {
    const { meeting, value } = turn.data;
    const { wake, ...done } = await takingPart.answer(actionOf(turn), meeting, value);
    const notice = done.kind === 'saved' ? turn.t('presidium:takePart.saved') : undefined;
    const become = await takePartOf(turn, done, notice);
    return { become, ...(wake.length > 0 && { afterwards: () => parts.wake(wake) }) };
  }

  async function takePartOf(turn: Turn<unknown>, found: TakingPart, notice?: string): Promise<CardMessage> {
    const by = found.delegate?.answer?.by;
    const person = by && by !== turn.actor.id ? await parts.people.load(by, turn.signal) : undefined;
    const people = new Map(person ? [[person.id, person]] : []);
    return takePartCard(turn, { found, people, notice });
  }

  function cardOf(turn: Turn<unknown>, opened: Opened, view: Partial<DelegationView> = {}): CardMessage {
    return delegationCard(turn, { opened, readerId: turn.actor.id, today: cityDay(turn.now), ...view });
  }

  const lessons = lessonRoutes(parts);
  const routes: Routes = {
    sayings: [
      {
        phrases: ['presidiet', 'presidium', 'delegationen', 'delegation', 'the presidium', 'the delegation'],
        yields: true,
        handle: sayDelegation,
      },
      {
        phrases: [
          ...['deltar', 'deltar jag', 'jag deltar', 'deltar du', 'anmäl mig'],
          ...['take part', 'taking part', 'am i taking part', 'i am taking part'],
        ],
        yields: true,
        handle: turn => openTakePart(turn),
      },
      ...lessons.sayings,
    ],
    presses: [
      press({
        verb: 'presidium.delegation',
        schema: meetingSchema.extend({ from: z.int().min(0).max(1_000).default(0) }),
        personalOnly: true,
        handle: delegation,
      }),
      press({ verb: 'presidium.form', schema: targetSchema, personalOnly: true, handle: form }),
      press({ verb: 'presidium.save', schema: submittedSchema, personalOnly: true, handle: save }),
      press({ verb: 'presidium.remove', schema: removeSchema, personalOnly: true, handle: remove }),
      press({
        verb: 'presidium.takePart',
        schema: meetingSchema,
        personalOnly: true,
        handle: turn => openTakePart(turn, turn.data.meeting),
      }),
      press({
        verb: 'presidium.answer',
        schema: meetingSchema.extend({ value: z.enum(answers) }),
        personalOnly: true,
        handle: answer,
      }),
      ...lessons.presses,
    ],
  };
  return { ...routes, openTakePart };
}

/** How many the question would go to, and how many of them cannot be reached yet. */
function reachOf(opened: Opened): FormView['reach'] {
  const left = unasked(opened);
  const away = left.filter(({ personId }) => reasonOf(opened.people.get(personId)) !== undefined);
  return { asked: left.length, unreachable: away.length };
}
