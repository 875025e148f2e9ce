import { z } from 'zod/v4';
import { NotFetchedError, type Attached } from '../conversation/attached';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { namesAsFarAsKnown, type People } from '../directory/people';
import type { HandFile } from '../files/handing';
import { UPLOAD_PATH, type UploadPlaces } from '../files/uploads';
import { importCard, pageCard, startCard } from './cards';
import { cardKey } from './deliveries';
import { problemsName, PROBLEMS_FILE, templateName, TEMPLATE_FILE } from './files';
import { LARGEST_FILE } from './model';
import type { ImportService, Pressed, Sender } from './service';

export interface ImportRouteParts {
  service: ImportService;
  /** Goes on with an import until it is done. */
  run: (id: string) => Promise<void>;
  /** Clears away what was read of a file that is not imported. */
  clear: (id: string) => Promise<void>;
  people: Pick<People, 'names' | 'namesAtHand'>;
  places: UploadPlaces;
  /** Where people reach the bot's own pages; without it there is no page to hand a file in. */
  publicUrl?: string;
  /** How long the page is open, in milliseconds. */
  placeMs: number;
  hand: HandFile;
  wake: (keys: readonly string[]) => Promise<void>;
}

const nothing = z.object({});
const idSchema = z.object({ id: z.string().regex(/^[0-9a-z-]{1,60}$/) });

const MINUTE = 60_000;
const TEMPLATE_BYTES = 12_000;
const PROBLEM_BYTES = 60;

/** Lists from before: for the officers at the City Executive Office (S7, S9). */
export function importingRoutes(parts: ImportRouteParts): Routes {
  const { service, run, clear, people, places, publicUrl, placeMs, hand, wake } = parts;

  async function open(turn: Turn<unknown>): Promise<Reply> {
    const { actor, locale, signal } = turn;
    const recent = await service.recent(actor.id, signal);
    const names = await namesAsFarAsKnown(
      people,
      recent.map(({ by }) => by),
      signal,
    );
    return { say: [startCard(locale, { hasPage: publicUrl !== undefined, recent, names })] };
  }

  async function say(turn: Turn<unknown>): Promise<Reply> {
    try {
      return await open(turn);
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: turn.t('importing:refused') }] };
    }
  }

  async function template(turn: Turn<unknown>): Promise<Reply> {
    await service.mustBeCoordinator(turn.actor.id);
    return hand(turn, {
      name: templateName(turn.locale),
      bytesEstimate: TEMPLATE_BYTES,
      description: turn.t('importing:template.description'),
      what: { kind: TEMPLATE_FILE, id: 'list' },
    });
  }

  async function page(turn: Turn<unknown>): Promise<Reply> {
    const { actor, locale, now, signal } = turn;
    await service.mustBeCoordinator(actor.id);
    if (!publicUrl) throw new NotFoundOrNotAllowedError();
    const token = await places.open({ id: actor.id, locale }, now, signal);
    const minutes = Math.round(placeMs / MINUTE);
    return { say: [pageCard(locale, { url: `${publicUrl}${UPLOAD_PATH}${token}`, minutes })] };
  }

  /**
   * Fetched and read after the answer: a large file takes longer than anybody waits for an answer. What is promised here
   * is kept before it is said, so that a card tells even when this instance dies meanwhile.
   */
  async function attached(turn: Turn<readonly Attached[]>): Promise<Reply> {
    const { t, data, actor } = turn;
    try {
      await service.mustBeCoordinator(actor.id);
    } catch (error) {
      if (!(error instanceof NotFoundOrNotAllowedError)) throw error;
      return { say: [{ text: t('importing:filesRefused') }] };
    }
    const [file, ...more] = data;
    if (!file?.fetch) return { say: [{ text: t('importing:notAFile') }] };
    const { id } = await service.begin(senderOf(turn), file.name, turn.signal);
    const text = t(more.length > 0 ? 'importing:readingFirst' : 'importing:reading');
    return { say: [{ text }], afterwards: () => take(turn, id, file) };
  }

  /** Whatever comes of it, the card tells; where not even that can be kept now, the clock sees to it. */
  async function take(turn: Turn<unknown>, id: string, { name, fetch }: Attached): Promise<void> {
    const key = cardKey(id);
    await wake([key]);
    try {
      const bytes = await fetch!(LARGEST_FILE);
      await service.handIn(senderOf(turn), id, { name, bytes });
    } catch (error) {
      const isKnown = error instanceof NotFetchedError;
      await service.giveUp(id, { code: isKnown ? error.why : 'unavailable' }, turn.now);
      if (!isKnown) throw error;
    } finally {
      await wake([key]);
    }
  }

  async function start(turn: Turn<{ id: string }>): Promise<Reply> {
    const pressed = await service.start(turn.actor.id, turn.data.id, turn.now);
    return become(turn, pressed, () => run(turn.data.id));
  }

  async function cancel(turn: Turn<{ id: string }>): Promise<Reply> {
    const pressed = await service.cancel(turn.actor.id, turn.data.id, turn.now);
    return become(turn, pressed, () => clear(turn.data.id));
  }

  function become(
    { locale }: Turn<unknown>,
    { current, changed }: Pressed,
    work: () => Promise<void>,
  ): Reply {
    const key = cardKey(current.id);
    const afterwards = async () => {
      await wake([key]);
      await work();
    };
    return { become: importCard(locale, current), keep: 'ledger', ...(changed && { afterwards }) };
  }

  async function errors(turn: Turn<{ id: string }>): Promise<Reply> {
    const { problems } = await service.problems(turn.actor.id, turn.data.id);
    if (problems.length === 0) throw new NotFoundOrNotAllowedError();
    return hand(turn, {
      name: problemsName(turn.locale),
      bytesEstimate: TEMPLATE_BYTES + PROBLEM_BYTES * problems.length,
      description: turn.t('importing:problems.description'),
      what: { kind: PROBLEMS_FILE, id: turn.data.id },
    });
  }

  return {
    sayings: [{ phrases: ['importera', 'import', 'importera lista', 'import list'], handle: say }],
    presses: [
      press({ verb: 'importing.template', schema: nothing, personalOnly: true, handle: template }),
      press({ verb: 'importing.page', schema: nothing, personalOnly: true, handle: page }),
      press({ verb: 'importing.start', schema: idSchema, personalOnly: true, handle: start }),
      press({ verb: 'importing.cancel', schema: idSchema, personalOnly: true, handle: cancel }),
      press({ verb: 'importing.errors', schema: idSchema, personalOnly: true, handle: errors }),
    ],
    attached,
  };
}

function senderOf(turn: Turn<unknown>): Sender {
  return { personId: turn.actor.id, reader: turn, now: turn.now };
}
