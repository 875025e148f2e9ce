import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { meetingIdSchema } from '../meetings/model';
import { meetingId } from '../meetings/standing';
import { StorageUnavailableError } from '../storage/errors';
import { emptyValues, type Values } from './form';
import { presidiumForm, type FormView } from './form-card';
import { lessonsCard } from './lessons-card';
import type { Lessons, LessonService } from './lessons';
import { meetingOf } from './access';
import { actionOf, shown } from './turns';

export interface LessonRouteParts {
  lessons: LessonService;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
}

/** The input stops earlier: what is longer was not typed in it. */
const LONGEST_INPUT = 8_000;
const meetingSchema = z.object({ meeting: meetingIdSchema });

/** "Vad tog du med dig?": what the presidium and its delegates learned (S3, S10). */
export function lessonRoutes({ lessons, wake, report }: LessonRouteParts): Routes {
  async function say(turn: Turn<unknown>): Promise<Reply> {
    try {
      const found = await lessons.open(actionOf(turn));
      if (!found) return { say: [{ text: turn.t('presidium:lessons.noneHeld') }] };
      // Who only took part has nothing to read but what they wrote themselves.
      if (!found.reads && !found.own) return form(turn, found);
      return shown(turn, lessonsCard(turn, { found, readerId: turn.actor.id }));
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('presidium:lessons.notAllowed') }] };
    }
  }

  async function open(turn: Turn<{ meeting: string; from: number }>): Promise<Reply> {
    const { meeting, from } = turn.data;
    const found = await mustOpen(turn, meeting);
    return shown(turn, lessonsCard(turn, { found, readerId: turn.actor.id, from }));
  }

  async function openForm(turn: Turn<{ meeting: string }>): Promise<Reply> {
    const found = await mustOpen(turn, turn.data.meeting);
    if (!found.leaves) throw new NotFoundOrNotAllowedError();
    return form(turn, found);
  }

  function form(turn: Turn<unknown>, { meeting, own }: Lessons): Reply {
    const values = { ...emptyValues, lesson: own?.text ?? '' };
    const card = presidiumForm(turn, {
      target: targetOf(meetingId(meeting)),
      meeting,
      values,
      picker: false,
    });
    return { ...shown(turn, card), keep: 'nobody' };
  }

  async function save(turn: Turn<{ meeting: string; lesson: string }>): Promise<Reply> {
    const { meeting, lesson } = turn.data;
    const values: Values = { ...emptyValues, lesson };
    try {
      const saved = await lessons.save(actionOf(turn), meeting, values);
      if (saved.kind === 'wrong') return again(turn, { values, errors: saved.errors });
      const notice = turn.t(saved.kind === 'saved' ? 'presidium:lessons.saved' : 'presidium:notice.same');
      const become = lessonsCard(turn, { found: saved, readerId: turn.actor.id, notice });
      return { become, ...(saved.wake.length > 0 && { afterwards: () => wake(saved.wake) }) };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = report(error);
      const trouble = (button: string) => turn.t('presidium:form.notSaved', { button, code });
      return again(turn, { values, trouble });
    }
  }

  function again(
    turn: Turn<{ meeting: string }>,
    view: Pick<FormView, 'values' | 'errors' | 'trouble'>,
  ): Reply {
    const { meeting } = turn.data;
    const target = targetOf(meeting);
    const become = presidiumForm(turn, { target, meeting: meetingOf(turn, meeting), picker: false, ...view });
    return { become, keep: 'nobody' };
  }

  async function mustOpen(turn: Turn<unknown>, meeting: string): Promise<Lessons> {
    const found = await lessons.open(actionOf(turn), meeting);
    if (!found) throw new NotFoundOrNotAllowedError();
    return found;
  }

  return {
    sayings: [{ phrases: ['lärdomar', 'lärdom', 'lessons', 'lessons learned'], yields: true, handle: say }],
    presses: [
      press({
        verb: 'presidium.lessons',
        schema: meetingSchema.extend({ from: z.int().min(0).max(1_000).default(0) }),
        personalOnly: true,
        handle: open,
      }),
      press({ verb: 'presidium.lessonForm', schema: meetingSchema, personalOnly: true, handle: openForm }),
      press({
        verb: 'presidium.saveLesson',
        schema: meetingSchema.extend({ lesson: z.string().max(LONGEST_INPUT).default('') }),
        personalOnly: true,
        handle: save,
      }),
    ],
  };
}

function targetOf(meeting: string): FormView['target'] {
  return { form: 'lesson', meeting, person: '', seen: 0, draft: '' };
}
