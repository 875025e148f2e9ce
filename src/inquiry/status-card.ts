import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { asActions, type Button } from './buttons';
import listTemplate from './cards/list.json';
import template from './cards/status.json';
import { isOver, replyOf, standings, type Inquiry } from './model';
import { UNITS_SHOWN, type Status, type UnitLine } from './status';
import { dayText, periodText, personName, replyText } from './wording';

const card = defineCard<{
  summary: string;
  heading: string;
  notice: string;
  lines: { line: string }[];
  sections: { heading: string; rows: { name: string; line: string }[] }[];
  buttons: ReturnType<typeof asActions>;
}>(template);

export interface StatusView extends Status {
  now: Date;
  notice?: string;
}

/** Who has answered what; for officers only. */
export function statusCard(reader: Reader, view: StatusView): CardMessage {
  const { inquiry, counts, lines, now, notice = '' } = view;
  const t = translator(reader.locale);
  const heading = t(isOver(inquiry, now) ? 'inquiry:status.over' : 'inquiry:status.heading');
  const answered = counts.nothing + counts.done;
  const progress = t('inquiry:status.progress', { answered, all: inquiry.units.length });
  return card(reader.locale, {
    summary: `${heading}. ${progress}`,
    heading,
    notice,
    lines: [
      t('inquiry:status.period', { period: periodText(reader, inquiry) }),
      endText(reader, view),
      progress,
      standings.map(standing => `${t(`inquiry:standing.${standing}`)}: ${counts[standing]}`).join(' · '),
      ...(inquiry.note ? [inquiry.note] : []),
    ].map(line => ({ line })),
    sections: standings.flatMap(standing => {
      const rows = lines.filter(line => line.standing === standing);
      if (rows.length === 0) return [];
      const section = `${t(`inquiry:standing.${standing}`)} (${counts[standing]})`;
      return [{ heading: section, rows: rows.map(line => rowOf(reader, view, line)) }];
    }),
    buttons: asActions(reader.locale, buttons(reader, view)),
  });
}

function endText(reader: Reader, { inquiry, names }: Pick<StatusView, 'inquiry' | 'names'>): string {
  const t = translator(reader.locale);
  const { asked, closed, deadline } = inquiry;
  const askedText = t('inquiry:status.asked', {
    name: personName(reader, names, asked.by),
    on: dayText(reader, asked.at),
  });
  const end = closed
    ? t('inquiry:status.closed', {
        name: personName(reader, names, closed.by),
        on: dayText(reader, closed.at),
      })
    : t('inquiry:status.deadline', { day: formatDay(deadline, reader.locale) });
  return `${askedText} ${end}`;
}

function rowOf(reader: Reader, { inquiry, names, toMail }: StatusView, { unitId, known }: UnitLine) {
  const t = translator(reader.locale);
  const given = replyOf(inquiry, unitId);
  const { count, more } = known;
  const parts = [
    ...(given ? [replyText(reader, given, names)] : []),
    ...(count > 0 ? [t(more ? 'inquiry:status.knownAtLeast' : 'inquiry:status.known', { count })] : []),
    ...(toMail.includes(unitId) ? [t('inquiry:status.byMail')] : []),
  ];
  return { name: unitName(reader, unitId), line: parts.length > 0 ? `· ${parts.join(' · ')}` : '·' };
}

function buttons(reader: Reader, { inquiry, from, toMail }: StatusView): Button[] {
  const t = translator(reader.locale);
  const { id, closed, deadline } = inquiry;
  const next = from + UNITS_SHOWN;
  const isOpen = closed === undefined;
  const page = (title: string, at: number): Button => ({
    title,
    verb: 'inquiry.status',
    data: { id, from: at },
  });
  const paging = [
    ...(next < inquiry.units.length ? [page(t('inquiry:status.next'), next)] : []),
    ...(from > 0
      ? [{ ...page(t('inquiry:status.previous'), Math.max(0, from - UNITS_SHOWN)), hidden: true }]
      : []),
  ];
  const open: Button[] = [
    { title: t('inquiry:status.enter'), verb: 'inquiry.enter', data: { id } },
    ...(toMail.length > 0
      ? [{ title: t('inquiry:status.mail', { count: toMail.length }), verb: 'inquiry.mail', data: { id } }]
      : []),
  ];
  const seldom: Button[] = [
    {
      title: t('inquiry:status.postpone'),
      verb: 'inquiry.postpone',
      data: { id, seen: deadline },
      hidden: true,
    },
    { title: t('inquiry:status.close'), verb: 'inquiry.close', data: { id }, hidden: true },
  ];
  const all: Button = { title: t('inquiry:status.all'), verb: 'inquiry.list', data: {}, hidden: isOpen };
  const refresh = { ...page(t('inquiry:status.refresh'), from), hidden: true };
  return [...(isOpen ? open : []), ...paging, ...(isOpen ? seldom : []), refresh, all];
}

const listCard = defineCard<{
  summary: string;
  notice: string;
  items: { id: string; title: string; line: string }[];
}>(listTemplate);

/** What has been asked before, newest first; for officers only. */
export function inquiriesCard(
  reader: Reader,
  { inquiries, now, notice = '' }: { inquiries: readonly Inquiry[]; now: Date; notice?: string },
): CardMessage {
  const t = translator(reader.locale);
  return listCard(reader.locale, {
    summary: t('inquiry:list.heading'),
    notice,
    items: inquiries.map(inquiry => ({
      id: inquiry.id,
      title: t('inquiry:list.title', { period: periodText(reader, inquiry) }),
      line: [
        isOver(inquiry, now)
          ? t('inquiry:list.over')
          : t('inquiry:list.deadline', { day: formatDay(inquiry.deadline, reader.locale) }),
        t('inquiry:status.progress', { answered: inquiry.replies.length, all: inquiry.units.length }),
      ].join(' · '),
    })),
  });
}
