import { randomUUID } from 'node:crypto';
import {
  SLK_CHANNEL,
  SLK_GROUP,
  SLK_TEAM,
  TENANT,
  TestPerson,
  aForm,
  cardOf,
  findAction,
  referenceIn,
  textOf,
  type Answer,
} from './bot';
import { FakeTeams, type FakeMember } from './fake-teams';

/** One collaboration as its sender knows it: what was sent, and what was confirmed. */
export interface Sent {
  person: TestPerson;
  draft: string;
  messageId: string;
  /** The title that was sent last. */
  title: string;
  /** The reference, once it was confirmed. */
  ref?: string;
  /** The title that was confirmed last. */
  confirmedTitle?: string;
  /** Whether somebody got an answer that says it is received. */
  received?: boolean;
}

/** People who inform, change and receive without a pause, until they are told to stop or the bot is gone. */
export interface Load {
  teams: FakeTeams;
  coordinator: TestPerson;
  sent: Sent[];
  /** Begins with so many people at once; resolves when all of them have stopped. */
  run(url: string, people: number): Promise<void>;
  stop(): void;
  /** Called at each confirmation. */
  onConfirmed: () => void;
  /** Sends what was not confirmed once more, as a person does who got no answer. */
  sendAgain(url: string): Promise<void>;
}

/** A Teams with the City Executive Office's team, and people at work in it. */
export async function makeLoad(): Promise<Load> {
  const teams = await FakeTeams.start();
  const members: FakeMember[] = [];
  teams.addTeam({
    id: SLK_TEAM,
    name: 'Stadsledningskontoret',
    aadGroupId: SLK_GROUP,
    channels: [{ id: SLK_TEAM }, { id: SLK_CHANNEL, name: 'Vänorter', type: 'standard' }],
    members,
  });
  const robin = memberOf(teams, 'Robin Lindqvist');
  members.push(robin);
  let running = false;
  const load: Load = {
    teams,
    coordinator: new TestPerson('', teams, robin),
    sent: [],
    onConfirmed: () => {},
    async run(url, people) {
      running = true;
      await Promise.all(Array.from({ length: people }, (_, number) => work(url, number)));
    },
    stop() {
      running = false;
    },
    async sendAgain(url) {
      for (const sent of load.sent) {
        if (!sent.ref || sent.confirmedTitle !== sent.title) {
          await submit({ ...sent, person: at(url, sent.person) }, sent);
        }
      }
    },
  };

  async function work(url: string, number: number): Promise<void> {
    const person = new TestPerson(url, teams, memberOf(teams, `Medarbetare ${number}`));
    const robinHere = at(url, load.coordinator);
    for (let round = 1; running; round += 1) {
      const sent: Sent = { person, draft: randomUUID(), messageId: formIn(person), title: `Titel ${round}` };
      load.sent.push(sent);
      await submit(sent);
      if (!sent.ref || !running) return;
      if (round % 2 === 0) await submit(Object.assign(sent, { title: `Ny titel ${round}` }));
      if (round % 3 === 0) {
        const answer = await orNothing(
          robinHere.pressesInChannel('collaboration.receive', { ref: sent.ref }),
        );
        if (textOf(answer?.card).includes('Mottagen')) sent.received = true;
      }
    }
  }

  /** The message that holds the form, which the confirmation takes the place of. */
  function formIn(person: TestPerson): string {
    const id = `form-${randomUUID()}`;
    teams.posted.push({ id, conversationId: person.chat, activity: { type: 'message' }, updates: [] });
    return id;
  }

  async function submit(what: Sent, into: Sent = what): Promise<void> {
    const { person, draft, messageId, title } = what;
    const data = { draft, locale: 'sv', another: true, ...aForm, title };
    const answer = await orNothing(person.presses('collaboration.submit', data, messageId));
    // A form that came back is no confirmation.
    if (!answer?.card || findAction(answer.card, 'collaboration.submit')) return;
    if (!textOf(answer.card).includes(title)) return;
    into.ref = referenceIn(answer.card);
    into.confirmedTitle = title;
    load.onConfirmed();
  }

  return load;
}

/** The same person, towards a bot at another address. */
export function at(url: string, { teams, member }: TestPerson): TestPerson {
  return new TestPerson(url, teams, member);
}

/** How often the card of each notification was posted in the channel. */
export function postsIn({ teams }: Load): Map<string, number> {
  const posts = new Map<string, number>();
  for (const message of teams.in(SLK_CHANNEL)) {
    if (!message.activity.attachments?.length) continue;
    const ref = /V-\d{4}-\d{4,}/.exec(textOf(cardOf(message)))?.[0];
    if (ref) posts.set(ref, (posts.get(ref) ?? 0) + 1);
  }
  return posts;
}

function memberOf(teams: FakeTeams, name: string): FakeMember {
  const aadObjectId = randomUUID();
  const member = { id: `29:${aadObjectId}`, aadObjectId, name, userRole: 'user', tenantId: TENANT };
  teams.addPerson(member);
  return member;
}

/** A bot that is gone gives no answer. */
async function orNothing(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
  }
}
