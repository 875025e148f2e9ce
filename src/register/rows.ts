import { z } from 'zod/v4';
import { newestFirst } from '../delivery/job';
import { stem, wordsOf } from '../directory/words';
import { cityDay } from '../i18n/moments';
import { nextFollowUp, openFollowUp } from './follow-up';
import { senderOf, statuses, statusOf, type Notification } from './model';
import { endOf, listedWhenSchema, startOf } from './when';

/**
 * The index rows of a notification, so that a list costs one read of its own range and none of the notifications
 * themselves. What each shows is all that anyone in the City may read (S7).
 */
const foundFields = {
  ref: z.string(),
  title: z.string(),
  unitId: z.string(),
  participatingUnits: z.array(z.string()),
  cities: z.array(z.string()),
  category: z.string(),
  area: z.string().optional(),
  when: listedWhenSchema,
  createdAt: z.string(),
};
export const foundSchema = z.object(foundFields);
export type Found = z.infer<typeof foundSchema>;

/** One's own list shows how it goes, too. */
export const listItemSchema = z.object({ ...foundFields, status: z.enum(statuses) });
export type ListItem = z.infer<typeof listItemSchema>;

/** What an officer has to do with a notification. */
export const todoKinds = ['new', 'answered', 'unregistered', 'followUp'] as const;
export const todoSchema = z.object({ ...foundFields, kind: z.enum(todoKinds), since: z.string() });
export type Todo = z.infer<typeof todoSchema>;

/** By what collaborations can be listed, those that began last first. Withdrawn ones are in none of these lists. */
export type Index = 'all' | `${'city' | 'unit' | 'category' | 'area' | 'word'}:${string}`;

export interface IndexRow {
  key: string;
  body: Found | ListItem | Todo | { ref: string };
}

/**
 * In how many lists one may stand. A change of its time takes it out of all of them and puts it in again, and all of
 * that, with its cards, must fit into one transaction of 100 writes. Of a long title the shortest words go first.
 */
const MOST_LISTS = 30;
const NO_END = '9999-12-31';

/** All index rows of a notification as it is. */
export function indexRows(notification: Notification): IndexRow[] {
  const found = toFound(notification);
  return [
    ...ownRows(notification, found),
    ...todoRows(notification, found),
    ...publicRows(notification, found),
    ...newRows(notification, found),
    ...followUpRows(notification),
  ];
}

export function toFound({ ref, content, createdAt }: Notification): Found {
  const { title, unitId, participatingUnits, cities, category, area, when } = content;
  return { ref, title, unitId, participatingUnits, cities, category, ...(area && { area }), when, createdAt };
}

function ownRows(notification: Notification, found: Found): IndexRow[] {
  const sender = senderOf(notification);
  const joined = notification.joined?.map(({ by }) => by) ?? [];
  const people = new Set([...(sender ? [sender] : []), ...joined]);
  const body: ListItem = { ...found, status: statusOf(notification) };
  const order = `${newestFirst(found.createdAt)}|${found.ref}`;
  return [...people].map(person => ({ key: `${ownPrefix(person)}${order}`, body }));
}

function todoRows(notification: Notification, found: Found): IndexRow[] {
  const todo = todoOf(notification);
  return todo ? [{ key: `${TODO}${todo.since}|${found.ref}`, body: { ...found, ...todo } }] : [];
}

/** What an officer has to do, and since which ISO moment; undefined when it is done, or somebody else's turn. */
export function todoOf(notification: Notification): Pick<Todo, 'kind' | 'since'> | undefined {
  const { question, received } = notification;
  switch (statusOf(notification)) {
    case 'new':
      return { kind: 'new', since: reachedCity(notification) };
    case 'answered':
      return { kind: 'answered', since: question!.answer!.at };
    case 'received':
      return { kind: 'unregistered', since: received!.at };
    default:
      return unaskedOf(notification);
  }
}

/** Nobody could be asked how it went, so an officer sees to it. */
function unaskedOf(notification: Notification): Pick<Todo, 'kind' | 'since'> | undefined {
  const asked = openFollowUp(notification)?.asked;
  return asked?.to.length === 0 ? { kind: 'followUp', since: `${asked.on}T00:00:00.000Z` } : undefined;
}

/** When somebody is to be asked how it went, by the day. */
function followUpRows(notification: Notification): IndexRow[] {
  const due = nextFollowUp(notification);
  return due ? [{ key: `${FOLLOW_UP}${due.on}|${notification.ref}`, body: { ref: notification.ref } }] : [];
}

/** What somebody told by e-mail or phone came to the City before it was written down here. */
function reachedCity({ content, createdAt }: Notification): string {
  const receivedOn = content.submittedBy?.receivedOn;
  const earlier = receivedOn !== undefined && receivedOn < cityDay(new Date(createdAt));
  return earlier ? `${receivedOn}T00:00:00.000Z` : createdAt;
}

function publicRows(notification: Notification, found: Found): IndexRow[] {
  if (notification.withdrawn) return [];
  const order = listOrder(found);
  const end = endOf(found.when) ?? NO_END;
  return [
    ...indexesOf(found).map(index => ({ key: `${indexPrefix(index)}${order}`, body: found })),
    ...found.cities.map(city => ({ key: `${endPrefix(city)}${end}|${found.ref}`, body: found })),
  ];
}

/** By when it was told. What was imported is no news: it was known before. */
function newRows({ withdrawn, createdBy }: Notification, found: Found): IndexRow[] {
  if (withdrawn || !createdBy) return [];
  return [{ key: `${NEW}${newestFirst(found.createdAt)}|${found.ref}`, body: found }];
}

/** Every list that a collaboration stands in. */
export function indexesOf({ title, unitId, participatingUnits, cities, category, area }: Found): Index[] {
  const words = stemsIn(title).sort((a, b) => b.length - a.length);
  const indexes: Index[] = [
    'all',
    ...cities.map(id => `city:${id}` as const),
    `category:${category}`,
    ...(area ? [`area:${area}` as const] : []),
    ...[unitId, ...participatingUnits].map(id => `unit:${id}` as const),
    ...words.map(word => `word:${word}` as const),
  ];
  // Each once: two writes of one row in a transaction are refused.
  return [...new Set(indexes)].slice(0, MOST_LISTS);
}

/** The stems of a text's words, each once, in its order. */
export function stemsIn(text: string): string[] {
  return [...new Set(wordsOf(text).map(stem))];
}

/** Where a collaboration stands in each list by which it is found; `Finder.page` takes it as `after`. */
export function listOrder(found: Pick<Found, 'ref' | 'when' | 'createdAt'>): string {
  return `${orderOfDay(beganOn(found))}|${found.ref}`;
}

/** The ISO day by which lists are ordered: its first, or that on which it was told where no first day was. */
export function beganOn({ when, createdAt }: Pick<Found, 'when' | 'createdAt'>): string {
  return startOf(when) ?? createdAt.slice(0, 10);
}

/** An ISO day as a key that sorts the latest first, those before 1970 too. */
export function orderOfDay(isoDay: string): string {
  return String(99_999_999 - Number(isoDay.replaceAll('-', '')));
}

export const TODO = 'todo|';

/** Whom to ask how it went, in the order of the days on which they are to be asked. */
export const FOLLOW_UP = 'followup|';

/** What people have told, newest first. */
export const NEW = 'new|';

export function ownPrefix(personId: string): string {
  return `own|${personId}|`;
}

export function indexPrefix(index: Index): string {
  return `in|${index}|`;
}

/** Collaborations with a city by their last day; those without one come last. */
export function endPrefix(cityId: string): string {
  return `end|${cityId}|`;
}
