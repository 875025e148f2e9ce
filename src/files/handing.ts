import type { AskToSave, Reply, Turn } from '../conversation/turn';
import { linkCard } from './cards';
import type { FileOffers } from './offers';

/** Hands a file to the person of the turn. Throws StorageUnavailableError. */
export type HandFile = (turn: Turn<unknown>, file: AskToSave) => Promise<Reply>;

export interface HandingSettings {
  /** Where people reach the bot's own pages, without a slash at the end; without it there are no links. */
  publicUrl?: string;
  /** How long a link holds, in milliseconds. */
  fileLinkMs: number;
  /** Whether Teams can ask people to save a file in their OneDrive. */
  asksToSave: boolean;
}

/** The path of the page where a file is fetched; the token follows. */
export const FILE_PATH = '/filer/';

const MINUTE = 60_000;

/**
 * By a link and by Teams' own question, as far as each is there. In a person's own chat only: whoever has the link can
 * fetch the file, and a dialog may end as a message to others.
 */
export function makeHandFile(offers: FileOffers, settings: HandingSettings): HandFile {
  const { publicUrl, fileLinkMs, asksToSave } = settings;

  async function link({ actor, locale, now, signal }: Turn<unknown>, file: AskToSave): Promise<Reply['say']> {
    if (!publicUrl) return [];
    const token = await offers.offer({ owner: actor.id, locale, what: file.what }, now, signal);
    const url = `${publicUrl}${FILE_PATH}${token}`;
    return [linkCard(locale, { ...file, url, minutes: Math.round(fileLinkMs / MINUTE) })];
  }

  return async (turn, file) => {
    if (turn.place.kind !== 'personal') return { notice: turn.t('files:ownChatOnly') };
    return { say: await link(turn, file), ...(asksToSave && { askToSave: file }) };
  };
}
