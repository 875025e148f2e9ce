import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { cityDay, formatMoment } from '../i18n/moments';
import { presidiumOn, presidiumRoleOf } from '../meetings/presidium';
import { meetingId } from '../meetings/standing';
import { placeAndYear } from '../meetings/wording';
import lessonsTemplate from './cards/lessons.json';
import { withModes, type CardAction } from './delegation-card';
import type { Lessons } from './lessons';
import { delegateIn, type Lesson } from './model';
import { whenLine } from './wording';

const card = defineCard<{
  summary: string;
  meeting: string;
  when: string;
  notice: string;
  nothing: string;
  lessons: { by: string; paragraphs: { paragraph: string }[] }[];
  page: string;
  actions: CardAction[];
}>(lessonsTemplate);

/** What a card holds of what people wrote, in characters: Teams takes no more than 28 KB of a card. */
const MOST_SHOWN = 8_500;

export interface LessonsView {
  found: Lessons;
  readerId: string;
  /** How many come before those that are shown. */
  from?: number;
  notice?: string;
}

/** What was learned at a meeting, by function and not by name; of those who only took part, their own (S3, S10). */
export function lessonsCard(reader: Reader, view: LessonsView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { found, notice = '', readerId } = view;
  const { meeting, delegation, reads, leaves, own } = found;
  const all = reads ? delegation.lessons : own ? [own] : [];
  const start = view.from !== undefined && view.from < all.length ? view.from : 0;
  const shown = thatFit(all.slice(start));
  const next = start + shown.length;
  const id = meetingId(meeting);
  const place = placeAndYear(reader, meeting);
  const number = t('presidium:lessons.number', { count: all.length });
  const actions = [
    ...(leaves
      ? [
          {
            title: t(own ? 'presidium:lessons.change' : 'presidium:lessons.write'),
            verb: 'presidium.lessonForm',
            data: { locale, meeting: id },
          },
        ]
      : []),
    ...(next < all.length
      ? [{ title: t('presidium:next'), verb: 'presidium.lessons', data: { locale, meeting: id, from: next } }]
      : []),
    ...(start > 0
      ? [{ title: t('presidium:previous'), verb: 'presidium.lessons', data: { locale, meeting: id } }]
      : []),
    ...(reads
      ? [
          {
            title: t('presidium:button.delegation'),
            verb: 'presidium.delegation',
            data: { locale, meeting: id },
          },
        ]
      : []),
  ];
  return card(locale, {
    summary: t('presidium:lessons.summary', { meeting: place, number }),
    meeting: place,
    when: whenLine(reader, meeting),
    notice,
    nothing: all.length === 0 ? t('presidium:lessons.nothing') : '',
    lessons: shown.map(lesson => ({
      by: lesson.by === readerId ? ownHead(reader, lesson) : headOf(reader, found, lesson),
      paragraphs: paragraphsOf(lesson.text),
    })),
    page:
      all.length > shown.length ? t('presidium:page', { first: start + 1, last: next, all: all.length }) : '',
    actions: withModes(actions),
  });
}

function thatFit(lessons: readonly Lesson[]): Lesson[] {
  let left = MOST_SHOWN;
  const many = lessons.findIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  return lessons.slice(0, many < 0 ? lessons.length : Math.max(1, many));
}

function ownHead({ locale }: Reader, { at }: Lesson): string {
  const t = translator(locale);
  return t('presidium:lessons.by', { work: t('presidium:lessons.own'), at: formatMoment(at, locale) });
}

/** As what somebody took part: what stands in the delegation, or in the presidium on the day when they wrote. */
function headOf({ locale, lists }: Reader, { delegation }: Lessons, { by, at }: Lesson): string {
  const t = translator(locale);
  const day = cityDay(new Date(at));
  const role = presidiumRoleOf(lists, by, day);
  const member = presidiumOn(lists, day).find(({ personId }) => personId === by);
  const work =
    delegateIn(delegation, by)?.function ??
    member?.function ??
    t(role ? `presidium:lessons.role.${role}` : 'presidium:lessons.formerDelegate');
  return t('presidium:lessons.by', { work, at: formatMoment(at, locale) });
}

function paragraphsOf(text: string): { paragraph: string }[] {
  return text
    .split(/\n+/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
    .map(paragraph => ({ paragraph }));
}
