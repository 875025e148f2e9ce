import { z } from 'zod/v4';
import { heldPrefix, type Job, type NewJob } from '../delivery/job';
import { enterJobs, type Ledger } from '../delivery/ledger';
import type { ChannelReason } from '../delivery/outcome';
import type { ChannelWatch, Rendering } from '../delivery/worker';
import {
  RosterUnavailableError,
  type Coordinators,
  type TeamChange,
  type TeamsDirectory,
} from '../directory/coordinators';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { commitIfFirst, type Table } from '../storage/table';
import type { Logger } from '../telemetry/logger';
import { officeDay, outsideOffice } from '../workdays';
import { lostCard } from './cards';
import { teamRef, type Binding, type ChannelService } from './service';

const lossSchema = z.object({
  /** ISO moment when it was found out. */
  at: z.string(),
  /** Deleted, or archived or closed to the bot. */
  why: z.enum(['gone', 'closed']),
  teamId: z.string(),
  channelId: z.string(),
  /** Whether the officers have been told. */
  told: z.boolean(),
});

export type Loss = z.infer<typeof lossSchema>;

/** Knows when the bound channel takes nothing, so that nobody has to wonder why nothing comes (S7, S8). */
export interface ChannelLoss extends ChannelWatch {
  /** Since when and why the bound channel takes nothing. Throws storage errors. */
  current(): Promise<Loss | undefined>;
  /** It takes something again, as far as is known: what waited is sent. */
  restored(): Promise<void>;
  changed(change: TeamChange): Promise<void>;
  /** The bot was added to the team once more. */
  teamBack(): Promise<void>;
  /**
   * On the first tick of a working morning Teams is asked whether the channel is still there, and one of the jobs that
   * wait for a closed one is tried. Returns the keys of jobs to wake. Throws storage errors.
   */
  enterDue(now: Date): Promise<readonly string[]>;
  render(job: Job): Promise<Rendering>;
}

export interface ChannelLossParts {
  table: Table;
  partition: string;
  channel: Pick<ChannelService, 'team' | 'bindingNow'>;
  coordinators: Pick<Coordinators, 'ids'>;
  people: Pick<People, 'load'>;
  directory: Pick<TeamsDirectory, 'channels'>;
  ledger: Ledger;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Sends what has waited for a channel. */
  releaseHeld: () => Promise<void>;
  now: () => Date;
  log: Logger;
  /** How long it may be relied on that nothing was lost, in milliseconds. */
  cacheMs: number;
}

const LOST = 'setting|channel-lost';
const KIND = 'channel.lost';
const VERSION = 1;

const whyOf = { channelGone: 'gone', channelClosed: 'closed' } as const satisfies Record<
  ChannelReason,
  Loss['why']
>;

/** Whether a job tells an officer that the channel is lost. */
export function isLossJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind === KIND;
}

/** One for each officer and day (ISO) on which a channel was lost. */
export function lossJob(day: string, personId: string): NewJob {
  return {
    key: `channel|lost|${day}|${personId}`,
    kind: KIND,
    subject: day,
    mode: 'once',
    to: { kind: 'person', id: personId },
    wanted: VERSION,
  };
}

export function makeChannelLoss(parts: ChannelLossParts): ChannelLoss {
  const { table, partition, channel, people, ledger, log } = parts;
  let fineUntil = 0;
  let checkedOn: string | undefined;
  /** Officers are still to be told, because Teams did not say who they are. */
  let owesNews = false;

  async function read(): Promise<{ loss: Loss; etag: string } | undefined> {
    const row = await table.get(partition, LOST);
    return row && { loss: lossSchema.parse(row.body), etag: row.etag };
  }

  async function current(): Promise<Loss | undefined> {
    const [stored, bound] = await Promise.all([read(), channel.bindingNow()]);
    return stored && bound && isOf(stored.loss, bound) ? stored.loss : undefined;
  }

  async function note(bound: Binding, why: Loss['why']): Promise<void> {
    const before = await read();
    fineUntil = 0;
    if (before && isOf(before.loss, bound)) return;
    const { teamId, channelId } = bound;
    const body: Loss = { at: parts.now().toISOString(), why, teamId, channelId, told: false };
    const isFirst = await commitIfFirst(table, partition, [
      before ? { do: 'replace', key: LOST, body, etag: before.etag } : { do: 'insert', key: LOST, body },
    ]);
    if (!isFirst) return;
    log.error('the channel is lost', { why });
    await tell();
  }

  /** Whoever cannot be reached sees it in "utskick"; a message that waits for them would come when it is long over. */
  async function tell(): Promise<void> {
    const stored = await read();
    if (!stored || stored.loss.told) {
      owesNews = false;
      return;
    }
    owesNews = true;
    try {
      const ids = [...(await parts.coordinators.ids())];
      const found = await Promise.all(ids.map(id => people.load(id)));
      const reachable = found.flatMap(one => (one?.conversation && !one.unreachable ? [one.id] : []));
      const jobs = reachable.map(id => lossJob(cityDay(new Date(stored.loss.at)), id));
      await parts.wake(await enterJobs(table, partition, jobs, parts.now().toISOString()));
    } catch (error) {
      if (!(error instanceof RosterUnavailableError)) throw error;
      log.warn('officers could not be told that the channel is lost', { error });
      return;
    }
    const body: Loss = { ...stored.loss, told: true };
    await commitIfFirst(table, partition, [{ do: 'replace', key: LOST, body, etag: stored.etag }]);
    owesNews = false;
  }

  async function restored(): Promise<void> {
    const stored = await read();
    if (stored) {
      await commitIfFirst(table, partition, [{ do: 'remove', key: LOST }]);
      log.info('the channel is there again');
    }
    await parts.releaseHeld();
  }

  async function lost(channelId: string, reason: ChannelReason): Promise<void> {
    const bound = await channel.bindingNow();
    if (bound?.channelId === channelId) await note(bound, whyOf[reason]);
  }

  async function reached(channelId: string): Promise<void> {
    const now = parts.now().getTime();
    if (now < fineUntil) return;
    const stored = await read();
    if (stored?.loss.channelId === channelId) await restored();
    else fineUntil = now + parts.cacheMs;
  }

  async function changed(change: TeamChange): Promise<void> {
    const bound = await channel.bindingNow();
    if (bound?.teamId !== change.teamId) return;
    if ('channelId' in change && change.channelId !== bound.channelId) return;
    switch (change.event) {
      case 'channelDeleted':
      case 'teamDeleted':
        return note(bound, 'gone');
      case 'teamArchived':
        return note(bound, 'closed');
      case 'teamUnarchived':
        return teamBack();
      case 'channelRestored':
      case 'teamRestored':
        return restored();
    }
  }

  /** A channel that was deleted meanwhile is none the better for it. */
  async function teamBack(): Promise<void> {
    if ((await current())?.why === 'closed') await restored();
  }

  async function enterDue(now: Date): Promise<readonly string[]> {
    if (owesNews) await tell();
    const day = officeDay(now);
    if (day === undefined || day === checkedOn) return [];
    const keys = await check();
    checkedOn = day;
    return keys;
  }

  async function check(): Promise<readonly string[]> {
    const [team, bound] = await Promise.all([channel.team(), channel.bindingNow()]);
    if (!team || bound?.teamId !== team.id) return [];
    await tell();
    const isListed = await isInTeam(bound.channelId);
    if (isListed === false) await note(bound, 'gone');
    const loss = isListed === true ? await current() : undefined;
    if (loss?.why === 'gone') await restored();
    return loss?.why === 'closed' ? tryOne(now()) : [];
  }

  /** Undefined where Teams does not tell; a team without any channel is no answer either. */
  async function isInTeam(channelId: string): Promise<boolean | undefined> {
    const team = await channel.team();
    try {
      const listed = team ? await parts.directory.channels(teamRef(team)) : [];
      return listed.length === 0 ? undefined : listed.some(({ id }) => id === channelId);
    } catch (error) {
      if (!(error instanceof RosterUnavailableError)) throw error;
      log.warn('Teams did not tell whether the channel is there', { error });
      return undefined;
    }
  }

  /** Whether a closed channel takes something again is told by nothing but an attempt. */
  async function tryOne(now: string): Promise<string[]> {
    const { keys } = await ledger.keysIn(heldPrefix('channel'), 1);
    const opened = keys[0] === undefined ? undefined : await ledger.sendAgain(keys[0], now);
    return opened ? [opened.key] : [];
  }

  async function render({ subject, to }: Job): Promise<Rendering> {
    const loss = await current();
    if (!loss || to.kind !== 'person' || cityDay(new Date(loss.at)) !== subject) return 'nothing';
    const wait = outsideOffice(parts.now());
    if (wait) return wait;
    const bound = await channel.bindingNow();
    const person = await people.load(to.id);
    const message = lostCard(person?.locale ?? 'sv', { ...loss, channelName: bound?.channelName ?? '' });
    return { version: VERSION, message };
  }

  const now = () => parts.now().toISOString();

  return {
    current,
    lost,
    isLost: async channelId => (await current())?.channelId === channelId,
    reached,
    restored,
    changed,
    teamBack,
    enterDue,
    render,
  };
}

function isOf(loss: Loss, { teamId, channelId }: Binding): boolean {
  return loss.teamId === teamId && loss.channelId === channelId;
}
