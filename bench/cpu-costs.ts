import { aForm, cardOf, TENANT, TestPerson, type Answer } from '../test/support/bot';
import type { FakeMember, FakeTeams, PostedActivity } from '../test/support/fake-teams';
import type { Line, Turn } from './lines';
import { compare, type Measured } from './measured';
import { printRatio } from './print';

const ROUNDS = 9;
const TURNS = 45;
const FEW_TURNS = 1;
const STORED_LIMIT = 1.1;

export interface Processes {
  echo: Measured;
  small: Measured;
  large: Measured;
}

/**
 * Prints the CPU of the bot's process for each turn: with many notifications stored beside few, and beside a bare echo
 * that answers with a card of the same size.
 */
export async function cpuCosts(
  { echo, small, large }: Processes,
  counts: Record<'large' | 'small', number>,
  teams: FakeTeams,
  person: FakeMember,
  lines: readonly Line[],
): Promise<void> {
  const on = ({ url }: Measured) => new TestPerson(url, teams, person);
  console.log(`\nCPU of the bot's process for each turn (medians of ${ROUNDS} rounds of ${TURNS}, in turn)`);
  for (const { name, of, cpu, echo: bare } of lines) {
    if (cpu === 'none') continue;
    const [onSmall, onLarge] = [await of(on(small)), await of(on(large))];
    const sides = [
      { process: small, turn: onSmall },
      { process: large, turn: onLarge },
    ];
    const kinds = bare?.kinds ?? [];
    if (kinds.length > 0) {
      const size = sizeOf(await onLarge());
      // So that both have done the same.
      await onSmall();
      sides.push(...kinds.map(kind => ({ process: echo, turn: echoOf(on(echo), kind, size) })));
    }
    const turns = cpu === 'few' ? FEW_TURNS : TURNS;
    const [few, many, ...bares] = await compare(sides, ROUNDS, turns);
    kinds.forEach((kind, index) =>
      printRatio(`${name}: bot / echo of a ${kind}`, many!, bares[index]!, bare!.limit),
    );
    const limit = cpu === 'held' ? STORED_LIMIT : undefined;
    printRatio(`${name}: ${counts.large} / ${counts.small} stored`, many!, few!, limit);
  }
}

/** A press is answered in the HTTP answer itself, a message by a call of its own: the least that a bot does for each. */
function echoOf(who: TestPerson, kind: 'message' | 'press', size: number): Turn {
  const channelData = { tenant: { id: TENANT }, size };
  if (kind === 'message') return () => who.says('x', { channelData });
  return () => who.presses('x', aForm, '1', { channelData });
}

function sizeOf(answer: unknown): number {
  const card = Array.isArray(answer) ? cardOf(answer[0] as PostedActivity) : (answer as Answer).card;
  return JSON.stringify(card).length;
}
