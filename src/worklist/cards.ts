import { defineCard, type CardMessage } from '../cards/card';
import { countText, whyNot } from '../delivery/cards';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator, type Locale, type Translate } from '../i18n';
import { cityDay } from '../i18n/moments';
import { workdaysBetween } from '../workdays';
import lineTemplate from './cards/line.json';
import listTemplate from './cards/list.json';
import stepTemplate from './cards/step.json';
import { kinds, positionOf, refAt, type Fate } from './model';
import type { Item } from './reading';
import type { Opened, Page, Step } from './service';

const list = defineCard<{
  summary: string;
  heading: string;
  kinds: string;
  empty: string;
  items: { ref: string; at: string; title: string; line: string; why: string; state: string }[];
  next: string;
  refreshTitle: string;
}>(listTemplate);

/** "Att göra", a page of it. `first`: whether it is the first one; `now`: from when ages are counted. */
export function listCard(
  reader: Reader,
  page: Page,
  { first, now }: { first: boolean; now: Date },
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const heading = t('worklist:heading', { total: countText(page.total, locale) });
  const empty = page.items.length === 0 ? t('worklist:allDone') : '';
  return list(locale, {
    summary: empty || heading,
    heading,
    kinds: empty ? '' : kindsLine(page.kinds, t),
    empty,
    items: page.items.map(item => ({
      ref: item.ref,
      at: positionOf(item),
      title: item.title,
      line: `${item.ref} · ${unitName(reader, item.unitId, item.createdAt)}`,
      why: item.job ? whyNot(item.job, locale) : '',
      state: stateOf(item, now, t),
    })),
    next: page.next ?? '',
    refreshTitle: t(first ? 'worklist:refresh' : 'worklist:fromStart'),
  });
}

function kindsLine(counts: Page['kinds'], t: Translate): string {
  const some = kinds.filter(kind => counts && counts[kind] > 0);
  return some.map(kind => t(`worklist:count.${kind}`, { number: counts![kind] })).join(' · ');
}

/** What an entry waits for, and for how long: "Ny · 3 arbetsdagar". */
export function stateOf({ kind, since }: Pick<Item, 'kind' | 'since'>, now: Date, t: Translate): string {
  return `${t(`worklist:kind.${kind}`)} · ${ageText(since, now, t)}`;
}

/** How long something has waited: "i dag", "1 arbetsdag". `since` is an ISO moment. */
export function ageText(since: string, now: Date, t: Translate): string {
  const [from, to] = [cityDay(new Date(since)), cityDay(now)];
  const count = workdaysBetween(from, to);
  if (count > 0) return t('worklist:workdays', { count });
  return t(from >= to ? 'worklist:today' : 'worklist:lessThanOne');
}

const step = defineCard<{
  summary: string;
  heading: string;
  lines: { line: string }[];
  nextTitle: string;
  after: string;
  canSendAgain: boolean;
}>(stepTemplate);

/** Stands under an opened one: how many are left, and the way on. `sentAgain`: whether it could be sent once more. */
export function stepCard(locale: Locale, opened: Opened, sentAgain?: boolean): CardMessage {
  const t = translator(locale);
  const { left, gone, job, position } = opened;
  const none = left.count === 0 && !left.more;
  const heading = none ? t('worklist:last') : t('worklist:left', { total: countText(left, locale) });
  const why = job ? t('worklist:unreachable', { why: whyNot(job, locale) }).trim() : '';
  const again = sentAgain === undefined ? why : t(sentAgain ? 'worklist:sentAgain' : 'worklist:notSentAgain');
  const lines = [gone && sentAgain === undefined ? t('worklist:gone') : '', again].filter(Boolean);
  return step(locale, {
    summary: heading,
    heading,
    lines: lines.map(line => ({ line })),
    nextTitle: t('worklist:next'),
    after: position,
    canSendAgain: job !== undefined && sentAgain === undefined,
  });
}

/** At the end: all is done, or what was skipped is offered again. */
export function endCard(locale: Locale, { passed }: Pick<Step, 'passed'>): CardMessage {
  const t = translator(locale);
  if (passed.count === 0) return lineCard(locale, t('worklist:allDone'));
  const heading = t('worklist:end');
  const line = t('worklist:passed', { total: countText(passed, locale) });
  return step(locale, {
    summary: `${heading} ${line}`,
    heading,
    lines: [{ line }],
    nextTitle: t('worklist:startAgain'),
    after: '',
    canSendAgain: false,
  });
}

const lineOnly = defineCard<{ summary: string; line: string }>(lineTemplate);

/** What the small card becomes when the officer has gone on. `after`: the position that it stood for. */
export function passedCard(locale: Locale, after: string, fate: Fate | undefined): CardMessage {
  const t = translator(locale);
  return lineCard(locale, fate ? t(`worklist:fate.${fate}`, { ref: refAt(after) }) : t('worklist:restarted'));
}

/** A card that is one quiet line. */
export function lineCard(locale: Locale, line: string): CardMessage {
  return lineOnly(locale, { summary: line, line });
}
