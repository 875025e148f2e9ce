import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { namesAsFarAsKnown } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { StorageUnavailableError } from '../storage/errors';
import { askCard } from './ask-card';
import { pickForm } from './form-cards';
import { inquiryIdSchema, isAsked, replyKinds, replyOf } from './model';
import type { Asked, Done } from './service';
import { actionOf, shown, shownForm, type InquiryRouteParts } from './turns';

const LONGEST_CODE = 20;

const codeSchema = z.string().max(LONGEST_CODE).default('');
const unitSchema = z.string().max(100);
const askedSchema = z.object({
  id: inquiryIdSchema,
  unit: unitSchema,
  code: codeSchema,
  /** Whether the delivery engine keeps the card up to date. */
  sent: z.boolean().default(false),
});
const replySchema = askedSchema.extend({ kind: z.enum(replyKinds) });
const undoSchema = askedSchema.extend({ at: z.iso.datetime() });
const pickSchema = z.object({ unit: unitSchema.default(''), code: codeSchema });
type AskedData = z.infer<typeof askedSchema>;

/** How an administration or a company answers: from its card, or from a link or a code in an e-mail. */
export function answerRoutes(
  { service, people, report }: InquiryRouteParts,
  finish: (turn: Turn<unknown>, done: Done) => Promise<void>,
): Routes {
  async function say(turn: Turn<string>): Promise<Reply> {
    const code = turn.data.trim().toUpperCase().slice(0, LONGEST_CODE);
    const { inquiries, units, own } = await service.openQuestions(actionOf(turn));
    if (inquiries.length === 0) return { say: [{ text: turn.t('inquiry:pick.none') }] };
    const meant = code ? inquiries.find(inquiry => inquiry.code === code) : undefined;
    if (code && !meant) return { say: [{ text: turn.t('inquiry:pick.wrongCode') }] };
    const [only] = own;
    if (only !== undefined && own.length === 1) return pick({ ...turn, data: { unit: only, code } });
    const choices = meant ? meant.units.map(({ unitId }) => unitId) : units;
    const last = turn.person.remembered?.unitId;
    const value = [only, last].find(id => id !== undefined && choices.includes(id)) ?? '';
    return { say: [pickForm(turn, { units: choices, value, code })] };
  }

  /** The newest question to the unit that is open; that of the code, where there is one. */
  async function pick(turn: Turn<z.infer<typeof pickSchema>>): Promise<Reply> {
    const { unit, code } = turn.data;
    const { inquiries, units } = await service.openQuestions(actionOf(turn));
    const asked = inquiries.filter(inquiry => isAsked(inquiry, unit));
    const inquiry = asked.find(one => one.code === code) ?? asked[0];
    if (!inquiry) {
      const error = turn.t('inquiry:error.unit');
      return shownForm(turn, pickForm(turn, { units, value: '', code, error }));
    }
    try {
      const found = await service.open(actionOf(turn), { id: inquiry.id, unitId: unit, code });
      return shown(turn, await card(turn, found, { id: inquiry.id, unit, code, sent: false }));
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      const text = turn.t('inquiry:pick.notYours');
      return turn.messageId ? { notice: text } : { say: [{ text }] };
    }
  }

  function reply(turn: Turn<z.infer<typeof replySchema>>): Promise<Reply> {
    return answered(turn, 'inquiry:answered.thanks', which =>
      service.reply(actionOf(turn), which, turn.data.kind),
    );
  }

  function undo(turn: Turn<z.infer<typeof undoSchema>>): Promise<Reply> {
    return answered(turn, 'inquiry:answered.undone', which =>
      service.takeBack(actionOf(turn), which, turn.data.at),
    );
  }

  async function answered(
    turn: Turn<AskedData>,
    yes: 'inquiry:answered.thanks' | 'inquiry:answered.undone',
    work: (which: { id: string; unitId: string; code: string }) => Promise<Done & Asked>,
  ): Promise<Reply> {
    const { id, unit, code, sent } = turn.data;
    try {
      const done = await work({ id, unitId: unit, code });
      const texts = {
        changed: yes,
        first: 'inquiry:answered.first',
        same: 'inquiry:answered.same',
        late: 'inquiry:answered.late',
      } as const;
      const become = await card(turn, done, turn.data, turn.t(texts[done.kind]));
      return { become, ...(sent && { keep: 'ledger' as const }), afterwards: () => finish(turn, done) };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return { notice: turn.t('inquiry:answered.notSaved', { code: report(error) }) };
    }
  }

  async function card(turn: Turn<unknown>, found: Asked, { code, sent }: AskedData, notice?: string) {
    const given = replyOf(found.inquiry, found.unitId);
    const ids = given && given.by !== turn.actor.id ? [given.by] : [];
    const names = new Map(await namesAsFarAsKnown(people, ids, turn.signal)).set(
      turn.actor.id,
      turn.actor.name,
    );
    const { inquiry, unitId, known } = found;
    const today = cityDay(turn.now);
    return askCard(turn, { inquiry, unitId, known, names, today, isSent: sent, code, notice });
  }

  return {
    sayings: [{ phrases: ['efterfråga svar', 'ask units answer'], handle: say }],
    presses: [
      press({ verb: 'inquiry.pick', schema: pickSchema, personalOnly: true, handle: pick }),
      press({ verb: 'inquiry.reply', schema: replySchema, personalOnly: true, handle: reply }),
      press({ verb: 'inquiry.undo', schema: undoSchema, personalOnly: true, handle: undo }),
    ],
  };
}
