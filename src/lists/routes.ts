import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { Colleagues } from '../directory/colleagues';
import { listNames, type Entry, type ListName } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay, formatDay } from '../i18n/moments';
import { StorageUnavailableError } from '../storage/errors';
import * as cards from './cards';
import { deedNames, deedOf, filledValues, type DeedName } from './deeds';
import { personOf } from './editors';
import { whoIs, type Names } from './facts';
import { deedForm, type FormView } from './form-card';
import { valuesSchema, type Setting, type Values } from './model';
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
}

const listSchema = z.enum(listNames);
const idSchema = z.string().max(60);
const targetSchema = z.object({
  list: listSchema,
  deed: z.enum(deedNames as [DeedName, ...DeedName[]]),
  id: idSchema.default(''),
  item: z.string().max(100).default(''),
});
const submittedSchema = valuesSchema.extend({ ...targetSchema.shape, seen: z.int().min(0).max(100_000) });
type Target = z.infer<typeof targetSchema>;

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

  async function form(turn: Turn<Target>): Promise<Reply> {
    const { list, deed: name, id, item } = turn.data;
    const deed = deedOf(list, name);
    if (!deed) throw new NotFoundOrNotAllowedError();
    const setting = settingOf(turn);
    const opened = deed.adds ? undefined : await service.open(actionOf(turn), list, id);
    if (deed.adds) await service.browse(actionOf(turn));
    const offered = opened === undefined || (deed.offered?.(opened.entry, setting) ?? true);
    if (opened && !offered) return shown(turn, await entryCard(turn, opened, turn.t('lists:notNow')));
    const target = { ...turn.data, id: opened ? id : '', seen: opened?.version ?? 0 };
    const values = filledValues(deed, opened?.entry, setting, item);
    return { ...shown(turn, await formOf(turn, { target, values })), keep: 'nobody' };
  }

  async function save(turn: Turn<Values & Target & { seen: number }>): Promise<Reply> {
    const { list, deed, id, item, seen, ...values } = turn.data;
    const target = { list, deed, id, item, seen };
    const again = async (view: Partial<FormView>): Promise<Reply> => ({
      become: await formOf(turn, { target, values, ...view }),
      keep: 'nobody',
    });
    try {
      const saved = await service.save(actionOf(turn), { ...target, values });
      if (saved.kind === 'wrong') return await again({ errors: saved.errors });
      if (saved.kind === 'changed') return await changedMeanwhile(turn, saved, again);
      const notice = saved.kind === 'saved' ? savedNotice(turn, saved.opened) : turn.t('lists:same');
      return { become: await entryCard(turn, saved.opened, notice) };
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      const code = parts.report(error);
      return again({ trouble: button => turn.t('lists:form.notSaved', { button, code }) });
    }
  }

  /** What takes effect on a later day says so: it must not be looked for before. */
  function savedNotice(turn: Turn<Values & Target>, { history }: Opened): string {
    const { list, deed, item, ...values } = turn.data;
    const from = deedOf(list, deed)?.effectOn?.(values, history[0]?.before, item)?.trim();
    return from && from > cityDay(turn.now)
      ? turn.t('lists:savedFrom', { from: formatDay(from, turn.locale) })
      : turn.t('lists:saved');
  }

  /** Whoever was second sees what the first did, and decides; where nothing is left to do, the entry as it is. */
  async function changedMeanwhile(
    turn: Turn<Target>,
    { opened, since, offered }: Extract<Saved, { kind: 'changed' }>,
    again: (view: Partial<FormView>) => Promise<Reply>,
  ): Promise<Reply> {
    const names = await namesIn(turn, opened, since);
    const what = cards.colleaguesChange(opened, since, turn, names);
    if (!offered) return { become: await entryCard(turn, opened, what) };
    const { list, deed, id, item } = turn.data;
    const target = { list, deed, id, item, seen: id === '' ? 0 : opened.version };
    const key = id === '' ? 'lists:form.enteredMeanwhile' : 'lists:form.changedMeanwhile';
    return again({ target, trouble: button => turn.t(key, { what, button }) });
  }

  async function formOf(
    turn: Turn<unknown>,
    view: Pick<FormView, 'target' | 'values'> & Partial<FormView>,
  ): Promise<CardMessage> {
    const deed = deedOf(view.target.list, view.target.deed);
    const toPick = deed?.fields.includes('people') && !turn.signal.aborted;
    const choices = toPick ? await colleagues.choices(turn.signal) : [];
    const who = deed?.within ? await whoWithin(turn, view) : undefined;
    return deedForm(settingOf(turn), { ...view, who, people: choices, picker });
  }

  /** The editor whom a form is about: nobody is to end another's time than they believe. */
  async function whoWithin(turn: Turn<unknown>, { target, values }: Pick<FormView, 'target' | 'values'>) {
    const personId = personOf(target.item);
    const names = await namesOf(turn, [personId]);
    return whoIs({ personId, function: values.function }, names, turn.locale);
  }

  async function entryCard(turn: Turn<unknown>, opened: Opened, notice?: string): Promise<CardMessage> {
    return cards.entryCard(settingOf(turn), { opened, names: await namesIn(turn, opened), notice });
  }

  /** The change has been stored by now: a card without some names is better than none. */
  async function namesIn(turn: Turn<unknown>, opened: Opened, since?: Entry<ListName>): Promise<Names> {
    const { list, entry, history } = opened;
    const versions = [entry, since, ...history.flatMap(version => [version.entry, version.before])];
    const editors = list === 'editors' ? (versions as (Entry<'editors'> | undefined)[]) : [];
    const ids = [
      ...history.map(({ by }) => by),
      ...editors.flatMap(version => version?.editors.map(({ personId }) => personId) ?? []),
    ];
    return namesOf(turn, ids);
  }

  async function namesOf(turn: Turn<unknown>, ids: readonly string[]): Promise<Names> {
    const known = new Map([...people.namesAtHand(ids), [turn.actor.id, turn.actor.name]]);
    const others = ids.filter(id => !known.has(id));
    if (others.length === 0) return known;
    try {
      return new Map([...known, ...(await people.names(others, turn.signal))]);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return known;
    }
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
      press({ verb: 'lists.form', schema: targetSchema, personalOnly: true, handle: form }),
      press({ verb: 'lists.save', schema: submittedSchema, personalOnly: true, handle: save }),
    ],
  };
}

function actionOf(turn: Turn<unknown>): Action {
  const { actor, now, signal } = turn;
  return { actor, now, signal, reader: turn };
}

function settingOf(turn: Turn<unknown>): Setting {
  return { reader: turn, today: cityDay(turn.now) };
}
