import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Report } from '../conversation/report';
import { press, type Routes } from '../conversation/routes';
import { isOwnPlace, type Reply, type Turn } from '../conversation/turn';
import type { CardMessage } from '../cards/card';
import { idSchema } from '../directory/named';
import type { People } from '../directory/people';
import { unitById } from '../directory/units';
import type { HandFile } from '../files/handing';
import { cityDay, formatMoment } from '../i18n/moments';
import { parseCaseNumber } from '../register/model';
import { isSensibleDay } from '../register/when';
import { StorageUnavailableError } from '../storage/errors';
import {
  LONGEST_FUNCTION,
  overviewCard,
  periodForm,
  registerForm,
  versionCard,
  type PeriodValues,
} from './cards';
import { fileOf, unitListFile } from './files';
import type { Making } from './run';
import type { Done, ReportService } from './service';
import { isReady, yearsTyped, type Version } from './versions';

export interface ReportRouteParts {
  service: ReportService;
  making: Pick<Making, 'run' | 'changed'>;
  people: Pick<People, 'names'>;
  hand: HandFile;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Puts a card into the person's own chat; false when that chat is not known. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  newDraftId: () => string;
  report: Report;
}

const daySchema = z.string().refine(isSensibleDay);
const numberSchema = z.object({ number: z.int().min(1).max(99_998) });
const typed = z.string().max(1_000).default('');
const makeSchema = z.object({
  draft: z.guid(),
  due: z.object({ from: daySchema, to: daySchema }),
  period: z.enum(['due', 'years']).or(z.literal('')).default(''),
  fromYear: typed,
  toYear: typed,
  handledBy: typed,
});
const registerSchema = numberSchema.extend({ caseNumber: typed, seen: z.string().max(40) });

type MakeData = z.infer<typeof makeSchema>;

/** "rapport": drafting, fetching and registering the comprehensive report (S9). */
export function reportRoutes(parts: ReportRouteParts): Routes {
  const { service, making, people, hand } = parts;

  async function overview(turn: Turn<unknown>, notice?: string): Promise<Reply['say']> {
    const view = await service.overview(turn);
    const names = await people.names(
      view.versions.map(({ by }) => by),
      turn.signal,
    );
    return [overviewCard(turn, view, { names, notice })];
  }

  async function say(turn: Turn<unknown>): Promise<Reply> {
    try {
      return { say: await overview(turn) };
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('report:refused') }] };
    }
  }

  /** From a card in the channel too: the way on is in the person's own chat. */
  async function open(turn: Turn<unknown>): Promise<Reply> {
    const [card] = (await overview(turn)) as CardMessage[];
    if (isOwnPlace(turn.place)) return { say: [card!] };
    const opened = await parts.toOwnChat(turn, card!);
    return { notice: turn.t(opened ? 'common:ownChatOpened' : 'common:ownChatUnknown') };
  }

  async function form(turn: Turn<unknown>): Promise<Reply> {
    const { due } = await service.overview(turn);
    const values: PeriodValues = { period: 'due', fromYear: '', toYear: '', handledBy: '' };
    return { say: [periodForm(turn, { due, draft: parts.newDraftId(), values })] };
  }

  async function make(turn: Turn<MakeData>): Promise<Reply> {
    const { data, t, now, place, messageId } = turn;
    const { draft, due, handledBy } = data;
    const years = yearsTyped(data.fromYear, data.toYear, cityDay(now));
    const period = data.period === 'due' ? due : data.period === 'years' ? years : undefined;
    const isTooLong = handledBy.trim().length > LONGEST_FUNCTION;
    if (!period || period.from > period.to || isTooLong) {
      const errors = {
        ...(data.period === '' && { period: t('report:form.error.period') }),
        ...(data.period === 'years' && !years && { fromYear: t('report:form.error.years') }),
        ...(isTooLong && { handledBy: t('report:form.error.function', { max: LONGEST_FUNCTION }) }),
      };
      return { become: periodForm(turn, { due, draft, values: data, errors }), keep: 'nobody' };
    }
    const { id: conversationId, serviceUrl } = place.conversation;
    const isOwn = place.kind === 'personal' && messageId !== undefined;
    try {
      const done = await service.draft(turn, {
        ...period,
        draft,
        ...(handledBy.trim() && { handledBy: handledBy.trim() }),
        ...(isOwn && { place: { conversationId, serviceUrl, activityId: messageId } }),
      });
      return {
        become: await versionMessage(turn, done.version),
        keep: 'ledger',
        afterwards: () => making.run(done.version.number),
      };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const trouble = t('report:failed', { code: parts.report(error) });
      return { become: periodForm(turn, { due, draft, values: data, trouble }), keep: 'nobody' };
    }
  }

  async function versionMessage(
    turn: Turn<unknown>,
    version: Version,
    notice?: string,
  ): Promise<CardMessage> {
    const ids = [version.by, ...(version.registered ? [version.registered.by] : [])];
    const names = new Map(await people.names(ids, turn.signal)).set(turn.actor.id, turn.actor.name);
    return versionCard(turn, version, { names, notice });
  }

  async function show(turn: Turn<{ number: number }>): Promise<Reply> {
    const version = await service.show(turn, turn.data.number);
    return { say: [await versionMessage(turn, version)] };
  }

  async function again(turn: Turn<{ number: number }>): Promise<Reply> {
    const done = await service.again(turn, turn.data.number);
    return {
      become: await versionMessage(turn, done.version),
      keep: 'turn',
      afterwards: async () => {
        await parts.wake(done.wake);
        if (done.changed) await making.run(done.version.number);
      },
    };
  }

  function handOut(what: 'document' | 'spreadsheet') {
    return async (turn: Turn<{ number: number }>): Promise<Reply> => {
      const version = await service.show(turn, turn.data.number);
      if (!isReady(version)) return { notice: turn.t('report:notReady') };
      return hand(turn, fileOf(turn.locale, what, version));
    };
  }

  async function openRegister(turn: Turn<{ number: number }>): Promise<Reply> {
    const version = await service.show(turn, turn.data.number);
    if (!isReady(version)) return { notice: turn.t('report:notReady') };
    const seen = version.registered?.value ?? '';
    return { say: [registerForm(turn, { version, typed: seen, seen })] };
  }

  async function register(turn: Turn<z.infer<typeof registerSchema>>): Promise<Reply> {
    const { t, data } = turn;
    const { number, seen } = data;
    const again = (view: { error?: string; trouble?: string }): Reply => ({
      become: registerForm(turn, { version: { number }, typed: data.caseNumber, seen, ...view }),
      keep: 'nobody',
    });
    const value = parseCaseNumber(data.caseNumber);
    if (!value) return again({ error: t('report:register.bad') });
    try {
      const done = await service.register(turn, number, value, seen);
      return await registered(turn, done, value);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return again({ trouble: t('report:failed', { code: parts.report(error) }) });
    }
  }

  async function registered(turn: Turn<unknown>, done: Done, value: string): Promise<Reply> {
    const { version, wake } = done;
    const current = version.registered;
    const isRaced = current !== undefined && current.value !== value;
    const names = isRaced ? await people.names([current.by], turn.signal) : undefined;
    const notice = isRaced
      ? turn.t('report:raced', {
          who: names?.get(current.by) ?? turn.t('collaborations:formerColleague'),
          value: current.value,
          typed: value,
          at: formatMoment(current.at, turn.locale),
        })
      : turn.t('report:registered');
    return {
      become: await versionMessage(turn, version, notice),
      keep: 'turn',
      afterwards: async () => {
        await parts.wake(wake);
        if (current) await making.changed(version.hostings);
      },
    };
  }

  async function clear(turn: Turn<unknown>): Promise<Reply> {
    const { count, wake } = await service.clear(turn);
    const notice = turn.t(count > 0 ? 'report:clearedNow' : 'report:nothingToClear', { count });
    const [card] = (await overview(turn, notice)) as CardMessage[];
    return { become: card, keep: 'turn', afterwards: () => parts.wake(wake) };
  }

  function unitList(turn: Turn<{ unitId: string }>): Promise<Reply> {
    if (!unitById(turn.lists, turn.data.unitId)) throw new NotFoundOrNotAllowedError();
    return hand(turn, unitListFile(turn, turn.data.unitId));
  }

  const nothing = z.object({});
  return {
    sayings: [
      {
        phrases: [
          'rapport',
          'rapporten',
          'samlad avrapportering',
          'avrapportering',
          'comprehensive report',
          'reports',
        ],
        handle: say,
      },
    ],
    presses: [
      press({ verb: 'report.open', schema: nothing, handle: open }),
      press({ verb: 'report.overview', schema: nothing, personalOnly: true, handle: say }),
      press({ verb: 'report.form', schema: nothing, personalOnly: true, handle: form }),
      press({ verb: 'report.make', schema: makeSchema, personalOnly: true, handle: make }),
      press({ verb: 'report.show', schema: numberSchema, personalOnly: true, handle: show }),
      press({ verb: 'report.again', schema: numberSchema, personalOnly: true, handle: again }),
      press({
        verb: 'report.document',
        schema: numberSchema,
        personalOnly: true,
        handle: handOut('document'),
      }),
      press({
        verb: 'report.spreadsheet',
        schema: numberSchema,
        personalOnly: true,
        handle: handOut('spreadsheet'),
      }),
      press({ verb: 'report.openRegister', schema: numberSchema, personalOnly: true, handle: openRegister }),
      press({ verb: 'report.register', schema: registerSchema, personalOnly: true, handle: register }),
      press({ verb: 'report.clear', schema: nothing, personalOnly: true, handle: clear }),
      press({
        verb: 'report.unitList',
        schema: z.object({ unitId: idSchema }),
        personalOnly: true,
        handle: unitList,
      }),
    ],
  };
}
