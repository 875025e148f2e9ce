import type { Lists } from '../../src/directory/lists';
import { startTestBot, type TestBot, type TestPerson } from '../support/bot';
import { enters } from '../support/keeping';

/** The moment of the tests; the lists are read anew a minute later. */
const now = new Date('2026-11-23T09:00:00Z');

export interface Town {
  bot: TestBot;
  /** Of the presidium. */
  member: TestPerson;
  employee: TestPerson;
  officer: TestPerson;
  /** Lets so much time pass that the lists are read anew. */
  later(): void;
}

/** A running bot whose officers have told of the meetings in `lists`. */
export async function startTown({ cycle, meetings, delegations }: Lists): Promise<Town> {
  const bot = await startTestBot({ now: () => now });
  const member = bot.person('Sam Karlsson');
  const employee = bot.person('Kim Andersson');
  const officer = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(officer);
  await enters(bot, 'cycle', cycle[0]!);
  for (const record of meetings.filter(({ id }) => id === '2027')) await enters(bot, 'meetings', record);
  for (const delegation of delegations) await enters(bot, 'delegations', delegation);
  await enters(bot, 'presidium', {
    id: 'presidiet',
    members: [{ personId: member.id, role: 'member', function: 'andre vice ordförande', from: '2026-10-15' }],
  });
  let minutes = 0;
  function later(): void {
    minutes += 1;
    const moment = new Date(now.getTime() + minutes * 60_000);
    bot.clock.now = () => moment;
  }
  later();
  return { bot, member, employee, officer, later };
}
