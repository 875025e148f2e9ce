import { z } from 'zod/v4';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { Lists } from '../directory/lists';
import type { Person } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { LONGEST, type FormValues } from './form';
import { formCard } from './form-card';
import { prefill } from './hint';

/** How much of a message is searched for cities and a unit. */
const LONGEST_HINT = 1_000;
const LONGEST_TITLE = LONGEST.title ?? 0;
const LONGEST_PURPOSE = LONGEST.purpose ?? 0;

/**
 * A draft of the form out of a message's plain text (S8): its first line as the title, the rest as the purpose, and the
 * cities and the unit that it names. A first line that is too long for a title stands whole in the purpose as well.
 * `today` is an ISO date.
 */
export function draftFromMessage(lists: Lists, text: string, person: Person, today: string): FormValues {
  const whole = text.trim();
  const [first = ''] = whole.split('\n', 1);
  const title = shortened(first.trim(), LONGEST_TITLE);
  const rest = title === first.trim() ? whole.slice(first.length).trim() : whole;
  return {
    ...prefill(lists, whole.slice(0, LONGEST_HINT), person, today),
    title,
    purpose: shortened(rest, LONGEST_PURPOSE),
  };
}

/** Cut between two words where that is possible, and never within a character. */
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const room = text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '');
  const words = room.replace(/\s+\S*$/, '');
  return `${(words.length > longest / 2 ? words : room).trimEnd()}…`;
}

/** The form over a message in any chat, with that message as its draft. */
export function fromMessageRoutes({
  newDraftId,
  typeahead,
}: {
  newDraftId: () => string;
  typeahead: boolean;
}): Routes {
  function open(turn: Turn<{ text: string }>): Promise<Reply> {
    const today = cityDay(turn.now);
    const values = draftFromMessage(turn.lists, turn.data.text, turn.person, today);
    const target = { verb: 'collaboration.submit', data: { draft: newDraftId() } } as const;
    return Promise.resolve({ say: [formCard(turn, { target, values, today, typeahead })] });
  }

  return {
    sayings: [],
    presses: [
      press({
        verb: 'collaboration.informFromMessage',
        schema: z.object({ text: z.string().max(110_000) }),
        personalOnly: true,
        handle: open,
      }),
    ],
  };
}
