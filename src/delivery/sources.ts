import type { Logger } from '../telemetry/logger';
import type { Due } from './engine';
import type { Job } from './job';
import type { Renderer, Rendering } from './worker';

/** A part of the product that has messages sent: it renders its own jobs, and some enter what the clock asks for. */
export interface Source {
  owns(job: Job): boolean;
  render: Renderer;
  /** Enters what is due at a moment, once however often it is asked; returns the keys of the new jobs. */
  enterDue?(now: Date): Promise<readonly string[]>;
}

/** All of them as the engine and its workers see them: one clock, and one renderer for every job. */
export function joinSources(sources: readonly Source[], log: Logger) {
  function render(job: Job): Promise<Rendering> {
    const source = sources.find(one => one.owns(job));
    return source
      ? source.render(job)
      : Promise.reject(new Error(`nobody renders jobs of the kind ${job.kind}`));
  }

  /** What each clock asks for; one that fails keeps none of the others back. */
  async function enterDue(now: Date): Promise<Due> {
    const entered = await Promise.allSettled(
      sources.map(async source => (await source.enterDue?.(now)) ?? []),
    );
    const keys = entered.flatMap(one => {
      if (one.status === 'fulfilled') return one.value;
      log.error('what is due by a clock could not be entered', { error: one.reason as unknown });
      return [];
    });
    return { keys, complete: entered.every(one => one.status === 'fulfilled') };
  }

  return { render, enterDue };
}
