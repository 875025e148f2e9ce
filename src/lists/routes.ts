import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { Colleagues } from '../directory/colleagues';
import { listNames, type Entry, type ListName, type Lists } from '../directory/lists';
import { namesAsFarAsKnown, type People } from '../directory/people';
import { cityDay, formatDay } from '../i18n/moments';
import { StorageUnavailableError } from '../storage/errors';
import * as cards from './cards';
import { deedNames, deedOf, filledValues, type DeedName } from './deeds';
import { personOf } from './appointments';
import { colleaguesChange, entryCard as makeEntryCard, peopleOf } from './entry-card';
import { whoIs, type Names } from './facts';
import { firstQuestionPresses } from './first-question-routes';
import { deedForm, type FormView } from './form-card';
import { previewCard, type PreviewView } from './preview-card';
import { titleOf } from './rows';
import { typedSchema, valuesSchema } from './fields';
import type { Setting } from './model';
import type { Action, ListsService, Opened, Saved } from './service';

export interface ListsRouteParts {
  service: ListsService;
  people: People;
  /** Those who can be picked as editors. */
  colleagues: Colleagues;
  /** Whether Teams' own people picker is there. */
  picker: boolean;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
  /** Whether it reached the person's own chat. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
}

const listSchema = z.enum(listNames);
const idSchema = z.string().max(60);
const targetSchema = z.object({
  list: listSchema,
  deed: z.enum(deedNames as [DeedName, ...DeedName[]]),
  id: idSchema.default(''),
  item: z.string().max(100).default(''),
});
/** `typed`: what had been filled in before, when one goes back to the form from what it leads to. */
const formSchema = targetSchema.extend({ typed: typedSchema.optional() });
const submittedSchema = valuesSchema.extend({
  ...targetSchema.shape,
  seen: z.int().min(0).max(100_000),
  confirmed: z.boolean().default(false),
});
type Submitted = z.infer<typeof submittedSchema>;

/** The lists that coordinators keep, in cards; and for everybody the rules that are quoted from them. */
export function listsRoutes(parts: ListsRouteParts): Routes {
  const { service, people, colleagues, picker } = parts;

  async function overview(turn: Turn<unknown>): Promise<Reply> {
    await service.browse(actionOf(turn));
    return shown(turn, cards.listsCard(settingOf(turn)));
  }

  /** Whoever writes the word gets to know whose lists they are. */
  async function sayOverview(turn: Turn<unknown>): Promise<Reply> {
    try {
      return await overview(turn);
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('lists:notAllowed') }] };
    }
  }

  async function list(turn: Turn<{ list: ListName; from: number; filter: string }>): Promise<Reply> {
    await service.browse(actionOf(turn));
    return shown(turn, cards.listCard(settingOf(turn), turn.data.list, turn.data));
  }

  async function entry(turn: Turn<{ list: ListName; id: string }>): Promise<Reply> {
    const opened = await service.open(actionOf(turn), turn.data.list, turn.data.id);
    return shown(turn, await entryCard(turn, opened));
  }

  async function form(turn: Turn<z.infer<typeof formSchema>>): Promise<Reply> {
    const { typed, ...button } = turn.data;
    const { list, deed: name, id, item } = button;
    const deed = deedOf(list, name);
    if (!deed) throw new NotFoundOrNotAllowedError();
    const opened = deed.adds ? undefined : await service.open(actionOf(turn), list, id);
    if (deed.adds) await service.browse(actionOf(turn));
    const setting = settingOf(turn, opened);
    const offered = opened === undefined || (deed.offered?.(opened.entry, setting, item) ?? true);
    if (opened && !offered) return shown(turn, await entryCard(turn, opened, turn.t('lists:notNow')));
    const target = { ...button, id: opened ? id : '', seen: opened?.version ?? 0 };
    const values = { ...filledValues(deed, opened?.entry, setting, item), ...typed };
    return { ...shown(turn, await formOf(turn, { target, values }, opened)), keep: 'nobody' };
  }

  async function save(turn: Turn<Submitted>): Promise<Reply> {
    const { list, deed, id, item, seen, confirmed, ...values } = turn.data;
    const target = { list, deed, id, item, seen };
    const again = async (view: Partial<FormView>, opened?: Opened): Promise<Reply> => ({
      become: await formOf(turn, { target, values, ...view }, opened),
      keep: 'nobody',
    });
    try {
      const saved = await service.save(actionOf(turn), { ...target, values, confirmed });
      switch (saved.kind) {
        case 'wrong':
          return await again({ errors: saved.errors });
        case 'changed':
          return await changedMeanwhile(turn, saved, again);
        case 'preview': {
          const { opened, leadsTo } = saved;
          return await previewOf(turn, { target, values, leadsTo }, opened);
        }
        case 'saved':
          return { become: await cardAfter(turn, saved.opened, savedNotice(turn, saved.opened)) };
        case 'same':
          return { become: await cardAfter(turn, saved.opened, turn.t('lists:same')) };
      }
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = parts.report(error);
      return again({ trouble: button => turn.t('lists:form.notSaved', { button, code }) });
    }
  }

  /** The entry, or the one that the deed was about: it has been saved by now, so that one comes back to it. */
  async function cardAfter(turn: Turn<Submitted>, opened: Opened, notice: string): Promise<CardMessage> {
    const { list, deed, item } = turn.data;
    const about = deedOf(list, deed)?.returnsTo?.(item, turn.data);
    if (!about) return entryCard(turn, opened, notice);
    const after: Turn<unknown> = { ...turn, lists: knowing(turn.lists, opened) };
    try {
      return await entryCard(after, await service.open(actionOf(after), about.list, about.id), notice);
    } catch (error) {
      // There is no such entry any more, or it cannot be read just now.
      const isMissed = error instanceof NotFoundOrNotAllowedError || error instanceof StorageUnavailableError;
      if (!isMissed) throw error;
      return entryCard(turn, opened, notice);
    }
  }

  /** What takes effect on a later day says so: it must not be looked for before. */
  function savedNotice(turn: Turn<Submitted>, { history }: Opened): string {
    const { list, deed, item } = turn.data;
    const from = deedOf(list, deed)?.effectOn?.(turn.data, history[0]?.before, item)?.trim();
    return from && from > cityDay(turn.now)
      ? turn.t('lists:savedFrom', { from: formatDay(from, turn.locale) })
      : turn.t('lists:saved');
  }

  /** Whoever was second sees what the first did, and decides; where nothing is left to do, the entry as it is. */
  async function changedMeanwhile(
    turn: Turn<Submitted>,
    { opened, since, offered, leadsTo }: Extract<Saved, { kind: 'changed' }>,
    again: (view: Partial<FormView>, opened: Opened) => Promise<Reply>,
  ): Promise<Reply> {
    const names = await namesIn(turn, opened, since);
    const what = colleaguesChange(opened, since, turn, names);
    if (!offered) return { become: await entryCard(turn, opened, what) };
    const { list, deed, id, item, seen: _seen, confirmed: _confirmed, ...values } = turn.data;
    const target = { list, deed, id, item, seen: id === '' ? 0 : opened.version };
    const key = id === '' ? 'lists:form.enteredMeanwhile' : 'lists:form.changedMeanwhile';
    if (!leadsTo) return again({ target, trouble: button => turn.t(key, { what, button }) }, opened);
    const trouble = (button: string) => turn.t('planning:preview.changedMeanwhile', { what, button });
    return previewOf(turn, { target, values, leadsTo, trouble }, opened);
  }

  async function previewOf(
    turn: Turn<unknown>,
    view: Omit<PreviewView, 'about'>,
    opened: Opened,
  ): Promise<Reply> {
    const setting = settingOf(turn, opened);
    const about = await aboutWithin(turn, view, setting);
    return { become: previewCard(setting, { ...view, about }), keep: 'nobody' };
  }

  async function formOf(
    turn: Turn<unknown>,
    view: Pick<FormView, 'target' | 'values'> & Partial<FormView>,
    opened?: Opened,
  ): Promise<CardMessage> {
    const deed = deedOf(view.target.list, view.target.deed);
    const toPick = deed?.fields.includes('people') && !turn.signal.aborted;
    const choices = toPick ? await colleagues.choices(turn.signal) : [];
    const setting = settingOf(turn, opened);
    const about = await aboutWithin(turn, view, setting);
    return deedForm(setting, { ...view, about, people: choices, picker });
  }

  /** The person or the meeting whom a form is about: nobody is to end another's time than they believe. */
  async function aboutWithin(
    turn: Turn<unknown>,
    { target, values }: Pick<FormView, 'target' | 'values'>,
    { reader }: Setting,
  ): Promise<string | undefined> {
    if (target.item === '') return undefined;
    if (target.list === 'cycle') return titleOf('meetings', target.item, reader);
    const personId = personOf(target.item);
    const names = await namesOf(turn, [personId]);
    return whoIs({ personId, function: values.function }, names, turn.locale);
  }

  async function entryCard(turn: Turn<unknown>, opened: Opened, notice?: string): Promise<CardMessage> {
    return makeEntryCard(settingOf(turn, opened), { opened, names: await namesIn(turn, opened), notice });
  }

  /** The change has been stored by now: a card without some names is better than none. */
  async function namesIn(turn: Turn<unknown>, opened: Opened, since?: Entry<ListName>): Promise<Names> {
    const { list, entry, history, ofCycle = [] } = opened;
    const versions = [entry, since, ...history.flatMap(version => [version.entry, version.before])];
    const ids = [
      ...[...history, ...ofCycle].map(({ by }) => by),
      ...versions.flatMap(version => (version ? (peopleOf(list, version) ?? []) : [])).map(idOf),
    ];
    return namesOf(turn, ids);
  }

  async function namesOf({ actor, signal }: Turn<unknown>, ids: readonly string[]): Promise<Names> {
    const others = ids.filter(id => id !== actor.id);
    return new Map([...(await namesAsFarAsKnown(people, others, signal)), [actor.id, actor.name]]);
  }

  /** One card through which one walks: the pressed one becomes the next. */
  function shown(turn: Turn<unknown>, card: CardMessage): Reply {
    return turn.messageId ? { become: card } : { say: [card] };
  }

  return {
    sayings: [
      { phrases: ['listor', 'lists'], handle: sayOverview },
      {
        phrases: ['regler', 'rules'],
        handle: turn => Promise.resolve({ say: [cards.rulesCard(settingOf(turn))] }),
      },
    ],
    presses: [
      ...firstQuestionPresses(parts),
      press({ verb: 'lists.open', schema: z.object({}), personalOnly: true, handle: overview }),
      press({
        verb: 'lists.list',
        schema: z.object({
          list: listSchema,
          from: z.int().min(0).max(100_000).default(0),
          filter: z.string().max(200).default(''),
        }),
        personalOnly: true,
        handle: list,
      }),
      press({
        verb: 'lists.entry',
        schema: z.object({ list: listSchema, id: idSchema }),
        personalOnly: true,
        handle: entry,
      }),
      press({ verb: 'lists.form', schema: formSchema, personalOnly: true, handle: form }),
      press({ verb: 'lists.save', schema: submittedSchema, personalOnly: true, handle: save }),
    ],
  };
}

function actionOf(turn: Turn<unknown>): Action {
  const { actor, now, signal } = turn;
  return { actor, now, signal, reader: turn };
}

/** `opened`: an entry that is newer than the lists of the turn may be. */
function settingOf(turn: Turn<unknown>, opened?: Opened): Setting {
  const { locale, lists } = turn;
  const reader = { locale, lists: opened ? knowing(lists, opened) : lists };
  return { reader, today: cityDay(turn.now) };
}

/** The lists with the cycle as it was opened: what is said of a meeting follows it. */
function knowing(lists: Lists, { list, entry }: Opened): Lists {
  return list === 'cycle' ? { ...lists, cycle: [entry as Entry<'cycle'>] } : lists;
}

function idOf({ personId }: { personId: string }): string {
  return personId;
}
