import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { quoteRule } from '../directory/rules';
import { unitLabel, unitName } from '../directory/units';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { formatWhen } from '../register/when';
import { asActions, type Button } from './buttons';
import template from './cards/ask.json';
import type { Known } from './known';
import { replyOf, type Inquiry } from './model';
import { periodText, replyText, type Names } from './wording';

const card = defineCard<{
  summary: string;
  heading: string;
  unit: string;
  state: string;
  notice: string;
  lines: { line: string }[];
  note: string;
  known: string;
  titles: { title: string; line: string }[];
  buttons: ReturnType<typeof asActions>;
}>(template);

/** So many of a unit's collaborations are named. */
const TITLES_SHOWN = 5;

export interface AskView {
  inquiry: Inquiry;
  unitId: string;
  known: Known;
  names: Names;
  /** ISO day. */
  today: string;
  /** The delivery engine keeps it up to date. */
  isSent: boolean;
  isReminder?: boolean;
  /** What whoever reads it wrote to get here: it goes along with the answer. */
  code?: string;
  notice?: string;
}

/** What one administration or company is asked, what is known of it already, and what has been answered (S8). */
export function askCard(reader: Reader, view: AskView): CardMessage {
  const { inquiry, unitId, known, names, isReminder = false, notice = '' } = view;
  const { locale } = reader;
  const t = translator(locale);
  const given = replyOf(inquiry, unitId);
  const isOpen = !given && !inquiry.closed;
  const heading = t(isReminder && isOpen ? 'inquiry:ask.reminder' : 'inquiry:ask.heading');
  const state = given ? replyText(reader, given, names) : inquiry.closed ? t('inquiry:ask.closed') : '';
  const count = known.items.length;
  const titles = known.items.slice(0, TITLES_SHOWN).map(({ title, when, ref }) => ({
    title,
    line: `${formatWhen(when, locale)} · ${ref}`,
  }));
  const left = count - titles.length;
  const more = left > 0 ? [{ title: '…', line: t('inquiry:ask.more', { count: left }) }] : [];
  return card(locale, {
    summary: [`${heading} ${unitName(reader, unitId)}.`, state].filter(Boolean).join(' '),
    heading,
    unit: unitLabel(reader, unitId),
    state,
    notice,
    lines: isOpen ? asked(reader, view).map(line => ({ line })) : [{ line: aboutText(reader, inquiry) }],
    note: isOpen ? (inquiry.note ?? '') : '',
    known: count === 0 ? t('inquiry:ask.unknown') : t('inquiry:ask.known', { count }),
    titles: [...titles, ...more],
    buttons: asActions(locale, buttons(reader, view)),
  });
}

function asked(reader: Reader, { inquiry, today }: AskView): string[] {
  const t = translator(reader.locale);
  const rule = quoteRule(reader, 'inform', today);
  const day = formatDay(inquiry.deadline, reader.locale);
  const by = t(today > inquiry.deadline ? 'inquiry:ask.wasBy' : 'inquiry:ask.by', { day });
  return [
    [rule?.text, rule && t('inquiry:ask.decided', { by: rule.decidedBy })].filter(Boolean).join(' '),
    `${t('inquiry:ask.about', { period: periodText(reader, inquiry) })} ${by}`,
    t('inquiry:ask.how'),
  ].filter(line => line !== '');
}

function aboutText(reader: Reader, inquiry: Inquiry): string {
  return translator(reader.locale)('inquiry:ask.about', { period: periodText(reader, inquiry) });
}

/** Where something is known already, "nothing more" says the same as "all is told", and one button is enough. */
function buttons(reader: Reader, view: AskView): Button[] {
  const { inquiry, unitId, known, today, isSent, code } = view;
  const t = translator(reader.locale);
  const about = { id: inquiry.id, unit: unitId, sent: isSent, ...(code && { code }) };
  const inform: Button = {
    title: t('inquiry:ask.inform'),
    verb: 'collaboration.open',
    data: { hint: unitName(reader, unitId) },
  };
  const given = replyOf(inquiry, unitId);
  if (given) {
    const canTakeBack = !inquiry.closed && today <= inquiry.deadline;
    const undo = { title: t('inquiry:ask.undo'), verb: 'inquiry.undo', data: { ...about, at: given.at } };
    return [inform, ...(canTakeBack ? [undo] : [])];
  }
  if (inquiry.closed) return [inform];
  const answer = (kind: 'nothing' | 'done', title: string): Button => ({
    title,
    verb: 'inquiry.reply',
    data: { ...about, kind },
  });
  const answers =
    known.items.length > 0
      ? [answer('done', t('inquiry:ask.nothingMore'))]
      : [answer('nothing', t('inquiry:ask.nothing')), answer('done', t('inquiry:ask.done'))];
  return [{ ...inform, style: 'positive' }, ...answers];
}
