import { z } from 'zod/v4';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { citiesIn } from '../directory/cities';
import { idSchema } from '../directory/named';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { ConflictError, StorageUnavailableError } from '../storage/errors';
import { forwardedText, MOST_PICKED } from './cards';
import type { Forwarding } from './forwarding';
import { everything, isRunning, monthSchema, type Choice, type Owner } from './model';
import type { Action, Opened, Saved, SubscriptionService } from './service';
import { choiceText, deedTexts, subscriptionCard, type SubscriptionView } from './subscription-card';

export interface NewsletterRouteParts {
  service: SubscriptionService;
  forwarding: Forwarding;
  people: People;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
}

/** A list as an input of several choices gives it back. */
const LONGEST_LIST = 3_000;
const listSchema = z
  .string()
  .max(LONGEST_LIST)
  .default('')
  .transform(text => text.split(',').filter(Boolean))
  .pipe(z.array(idSchema));
const peopleSchema = z
  .string()
  .max(LONGEST_LIST)
  .default('')
  .transform(text => [...new Set(text.toLowerCase().split(',').filter(Boolean))])
  .pipe(z.array(z.uuid()));
const unitIdSchema = idSchema.or(z.literal('')).default('');
const unitSchema = z.object({ unit: unitIdSchema });
const saveSchema = unitSchema.extend({
  cities: listSchema,
  areas: listSchema,
  seen: z.iso.datetime().or(z.literal('')),
});
const forwardSchema = z.object({ month: monthSchema, people: peopleSchema });

/** Subscribing to the monthly letter, and sending it on (S7). */
export function newsletterRoutes(parts: NewsletterRouteParts): Routes {
  const { service, forwarding, people } = parts;

  async function open(turn: Turn<unknown>, typed?: Choice): Promise<Reply> {
    const opened = await service.open(actionOf(turn), ownerOf(turn, ''));
    return { say: [await cardOf(turn, opened, { typed })] };
  }

  /** "prenumerera Bergen" has that city chosen beforehand. */
  function sayOpen(turn: Turn<string>): Promise<Reply> {
    const cities = citiesIn(turn.lists, turn.data).map(({ id }) => id);
    return open(turn, cities.length > 0 ? { ...everything, cities } : undefined);
  }

  async function choose(turn: Turn<{ unit: string }>): Promise<Reply> {
    const opened = await service.open(actionOf(turn), ownerOf(turn, turn.data.unit));
    return { become: await cardOf(turn, opened), keep: 'nobody' };
  }

  async function pick(turn: Turn<{ picked: string }>): Promise<Reply> {
    const { picked } = turn.data;
    if (!picked) return { notice: turn.t('newsletter:notice.noUnit') };
    return choose({ ...turn, data: { unit: picked } });
  }

  async function save(turn: Turn<z.output<typeof saveSchema>>): Promise<Reply> {
    const { unit, cities, areas, seen } = turn.data;
    const owner = ownerOf(turn, unit);
    const typed = { cities, areas };
    try {
      return await saved(turn, await service.save(actionOf(turn), owner, typed, seen), typed);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError) && !(error instanceof ConflictError)) throw error;
      const code = parts.report(error);
      const trouble = (button: string) => turn.t('newsletter:notice.notSaved', { button, code });
      const opened: Opened = { owner, units: [], keeps: [] };
      const view = { opened, names: new Map(), today: cityDay(turn.now), typed, trouble, unread: { seen } };
      return { become: subscriptionCard(turn, view), keep: 'nobody' };
    }
  }

  async function saved(turn: Turn<unknown>, done: Saved, typed: Choice): Promise<Reply> {
    const { t } = turn;
    switch (done.kind) {
      case 'saved':
        return { become: await cardOf(turn, done, { notice: t('newsletter:notice.saved') }) };
      case 'same':
        return { become: await cardOf(turn, done, { notice: t('newsletter:notice.same') }) };
      case 'gone': {
        const what = choiceText(turn, done.gone);
        const trouble = (button: string) => t('newsletter:notice.gone', { what, button });
        return {
          become: await cardOf(turn, done, { typed: without(typed, done.gone), trouble }),
          keep: 'nobody',
        };
      }
      case 'changed':
        return { become: await changedCard(turn, done, typed), keep: 'nobody' };
    }
  }

  /** Whoever comes second sees what the first did, and decides. */
  async function changedCard(turn: Turn<unknown>, done: Saved, typed: Choice) {
    const { subscription } = done;
    if (!subscription) return cardOf(turn, done, { typed });
    const names = await people.names([subscription.by], turn.signal);
    const deed = deedTexts(subscription, names, turn.locale);
    const trouble = (button: string) =>
      isRunning(subscription)
        ? turn.t('newsletter:notice.changed', { ...deed, button, what: choiceText(turn, subscription) })
        : turn.t('newsletter:notice.changedEnded', { ...deed, button });
    return cardOf(turn, done, { typed, trouble });
  }

  async function end(turn: Turn<{ unit: string }>): Promise<Reply> {
    return { become: await endedCard(turn) };
  }

  /** From a letter, or said: the letter stays as it is, and the answer comes as a card of its own. */
  async function leave(turn: Turn<unknown>): Promise<Reply> {
    return { say: [await endedCard({ ...turn, data: { unit: '' } })] };
  }

  async function endedCard(turn: Turn<{ unit: string }>) {
    const { unit } = turn.data;
    const done = await service.end(actionOf(turn), ownerOf(turn, unit));
    const nothing = unit ? 'newsletter:notice.notRunning' : 'newsletter:notice.notSubscribed';
    const notice = turn.t(done.kind === 'saved' ? 'newsletter:notice.ended' : nothing);
    return cardOf(turn, done, { notice });
  }

  async function forward(turn: Turn<z.output<typeof forwardSchema>>): Promise<Reply> {
    const { month, people: picked } = turn.data;
    if (picked.length === 0) return { notice: turn.t('newsletter:forward.nobody') };
    if (picked.length > MOST_PICKED) {
      return { notice: turn.t('newsletter:forward.tooMany', { max: MOST_PICKED }) };
    }
    const done = await forwarding.forward(actionOf(turn), month, picked);
    const notice = forwardedText(turn.locale, done);
    return done.kind === 'sent' ? { notice, afterwards: () => parts.wake(done.wake) } : { notice };
  }

  async function cardOf(turn: Turn<unknown>, opened: Opened, view: Partial<SubscriptionView> = {}) {
    const { owner, subscription } = opened;
    const by = owner.kind === 'unit' && subscription ? [subscription.by] : [];
    const names = await people.names(by, turn.signal);
    return subscriptionCard(turn, { opened, names, today: cityDay(turn.now), ...view });
  }

  return {
    sayings: [
      {
        phrases: [
          'prenumerera',
          'prenumeration',
          'prenumerationer',
          'subscribe',
          'subscription',
          'subscriptions',
        ],
        handle: sayOpen,
      },
      {
        phrases: [
          'avsluta prenumeration',
          'avsluta prenumerationen',
          'avsluta min prenumeration',
          'avprenumerera',
          'unsubscribe',
          'end subscription',
        ],
        handle: leave,
      },
    ],
    presses: [
      press({
        verb: 'newsletter.open',
        schema: z.object({}),
        personalOnly: true,
        handle: turn => open(turn),
      }),
      press({ verb: 'newsletter.choose', schema: unitSchema, personalOnly: true, handle: choose }),
      press({
        verb: 'newsletter.pick',
        schema: z.object({ picked: unitIdSchema }),
        personalOnly: true,
        handle: pick,
      }),
      press({ verb: 'newsletter.save', schema: saveSchema, personalOnly: true, handle: save }),
      press({ verb: 'newsletter.end', schema: unitSchema, personalOnly: true, handle: end }),
      press({ verb: 'newsletter.leave', schema: z.object({}), personalOnly: true, handle: leave }),
      press({ verb: 'newsletter.forward', schema: forwardSchema, handle: forward }),
    ],
  };
}

function without({ cities, areas }: Choice, gone: Choice): Choice {
  return {
    cities: cities.filter(id => !gone.cities.includes(id)),
    areas: areas.filter(id => !gone.areas.includes(id)),
  };
}

function actionOf({ actor, now, lists, signal }: Turn<unknown>): Action {
  return { actor, now, lists, signal };
}

/** A unit's subscription, or one's own. */
function ownerOf({ actor }: Turn<unknown>, unit: string): Owner {
  return unit ? { kind: 'unit', id: unit } : { kind: 'person', id: actor.id };
}
