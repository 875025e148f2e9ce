import { randomUUID } from 'node:crypto';
import { CITY_PARTITION } from '../../src/capabilities';
import { isLoopback, isTeamsHost } from '../../src/teams/guard';
import {
  SLK_CHANNEL,
  TENANT,
  actionData,
  aForm,
  cardOf,
  eventually,
  inputOf,
  referenceIn,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';

const ELSEWHERE = '99999999-9999-4999-8999-999999999999';

type Activity = Record<string, unknown>;

/** Every kind of activity, each of which would do something if it came from a colleague. */
const kinds: [kind: string, make: (person: TestPerson) => Activity][] = [
  ['a message', person => ({ ...person.activity('message'), text: 'english' })],
  ['a press', person => invoke(person, 'adaptiveCard/action', pressOf('welcome.language', { locale: 'en' }))],
  ['a search', person => invoke(person, 'application/search', { dataset: 'units', queryText: 'skola' })],
  [
    'a search from any chat',
    person => invoke(person, 'composeExtension/query', { commandId: 'searchCollaborations' }),
  ],
  [
    'a command on a message',
    person => invoke(person, 'composeExtension/fetchTask', { commandId: 'informFromMessage' }),
  ],
  [
    'a press in a dialog',
    person =>
      invoke(person, 'composeExtension/submitAction', {
        data: { press: { verb: 'welcome.language', data: { locale: 'en' } } },
      }),
  ],
  ['an invoke of an unknown kind', person => invoke(person, 'task/fetch', {})],
  ['an installation', person => ({ ...person.activity('installationUpdate'), action: 'add' })],
  ['a removal', person => ({ ...person.activity('installationUpdate'), action: 'remove' })],
  [
    'an installation in a team',
    person => ({
      ...person.activity('installationUpdate'),
      action: 'add',
      conversation: { id: SLK_CHANNEL, conversationType: 'channel', tenantId: TENANT },
      channelData: { tenant: { id: TENANT }, team: { id: '19:slk-team@thread.tacv2' } },
    }),
  ],
  [
    'a change of members',
    person => ({ ...person.activity('conversationUpdate'), membersAdded: [{ id: person.member.id }] }),
  ],
  ['a reaction', person => ({ ...person.activity('messageReaction'), reactionsAdded: [{ type: 'like' }] })],
  ['something unheard of', person => person.activity('somethingElse')],
];

function invoke(person: TestPerson, name: string, value: object): Activity {
  return { ...person.activity('invoke'), name, value };
}

function pressOf(verb: string, data: object): object {
  return { action: { type: 'Action.Execute', verb, data } };
}

/** Where it does not come from: Teams, the City's tenant, or a person at all. */
const origins: [origin: string, changes: Activity][] = [
  ['another tenant', inTenants(ELSEWHERE, ELSEWHERE)],
  ['a tenant that the channel data does not name', inTenants(TENANT, ELSEWHERE)],
  ['a tenant that the conversation does not name', inTenants(ELSEWHERE, TENANT)],
  ['no tenant', inTenants(undefined, undefined)],
  ['the web', { channelId: 'webchat' }],
  ['the emulator', { channelId: 'emulator' }],
  ['an unnamed channel', { channelId: '' }],
  ['no channel', { channelId: undefined }],
  ['a foreign service', { serviceUrl: 'https://smba.trafficmanager.net.example/emea/' }],
  ['no address', { serviceUrl: 'not an address' }],
  ['nobody', { from: undefined }],
  ['nowhere', { conversation: undefined }],
];

function inTenants(conversation: string | undefined, channelData: string | undefined): Activity {
  return {
    conversation: { id: 'a:somewhere', conversationType: 'personal', tenantId: conversation },
    channelData: channelData ? { tenant: { id: channelData } } : {},
  };
}

/** Who it does not come from: a colleague whom Teams' own roster knows under this id. */
const strangers: [
  stranger: string,
  make: (bot: TestBot) => TestPerson,
  changes?: (kim: TestPerson) => Activity,
][] = [
  ['a guest', bot => bot.person('Gäst', 'guest')],
  ['somebody anonymous', bot => bot.person('Anonym', 'anonymous')],
  ['somebody with a role unheard of', bot => bot.person('Okänd', 'superuser')],
  ['a colleague of another organisation', bot => movedTo(ELSEWHERE, bot.person('Annan'))],
  ['somebody whom the roster does not know', bot => forgotten(bot, bot.person('Borta'))],
  [
    'somebody without an Entra id',
    bot => bot.person('Utan id'),
    kim => fromOf(kim, { aadObjectId: undefined }),
  ],
  [
    "somebody under another's Entra id",
    bot => bot.person('Fel id'),
    kim => fromOf(kim, { aadObjectId: randomUUID() }),
  ],
  [
    'somebody under an id that is none',
    bot => bot.person('Udda'),
    kim => fromOf(kim, { aadObjectId: '../a#?' }),
  ],
  ['somebody without an id in Teams', bot => bot.person('Ingen'), kim => fromOf(kim, { id: '' })],
];

function movedTo(tenantId: string, person: TestPerson): TestPerson {
  person.member.tenantId = tenantId;
  return person;
}

function forgotten(bot: TestBot, person: TestPerson): TestPerson {
  bot.teams.people.delete(person.member.id);
  return person;
}

function fromOf(person: TestPerson, changes: object): Activity {
  return { from: { id: person.member.id, aadObjectId: person.id, name: person.member.name, ...changes } };
}

/** What the bot keeps for itself, whoever asks it anything. */
const WRITTEN_AT_START = ['setting|indexes', 'letters'];

async function rows(bot: TestBot): Promise<unknown[]> {
  const city = await bot.storage.register.range(CITY_PARTITION, '', '\uffff', 100);
  const people = await bot.storage.people.range('people', '', '\uffff', 100);
  return [...city.rows.filter(({ key }) => !WRITTEN_AT_START.includes(key)), ...people.rows];
}

describe('an activity that did not come from Teams for the City', () => {
  let bot: TestBot;
  let kim: TestPerson;

  beforeAll(async () => {
    bot = await startTestBot();
    kim = bot.person('Kim Andersson');
  });
  afterAll(() => bot.teams.stop());

  describe.each(origins)('from %s', (_origin, changes) => {
    it.each(kinds)('is refused as %s', async (_kind, make) => {
      bot.log.length = 0;
      const activity = { ...make(kim), ...changes };
      const response = await kim.sends(activity);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(activity.type === 'invoke' ? EMPTY_ANSWER : '');
      expect(bot.teams.calls).toEqual([]);
      expect(bot.log.map(({ level }) => level).filter(level => level !== 'debug')).toEqual(['warn']);
    });
  });

  it('has left nothing behind', async () => {
    await bot.app.stop();
    expect(await rows(bot)).toEqual([]);
    expect(bot.teams.calls).toEqual([]);
  });
});

const EMPTY_ANSWER = JSON.stringify({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: '',
});

describe('somebody who is no colleague', () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot();
  });
  afterAll(() => bot.teams.stop());

  describe.each(strangers)('%s', (_stranger, make, changes) => {
    it.each(kinds)('is refused with %s', async (_kind, makeActivity) => {
      const person = make(bot);
      const response = await person.sends({ ...makeActivity(person), ...changes?.(person) });
      expect(response.status).toBe(200);
      expect(bot.log.filter(({ level }) => level === 'error')).toEqual([]);
      const said = bot.teams.in(person.chat).map(({ activity }) => activity.text);
      expect(said.filter(text => !text?.startsWith(GUEST_SENTENCE))).toEqual([]);
    });
  });

  it('is told so where the reason is being a guest', async () => {
    const guest = bot.person('Gäst', 'guest');
    const [said] = await guest.says('informera');
    expect(said?.activity.text).toContain(GUEST_SENTENCE);
    const answer = await guest.presses('collaboration.open');
    expect(answer.notice).toContain(GUEST_SENTENCE);
  });

  it('has left nothing behind', async () => {
    await bot.app.stop();
    expect(await rows(bot)).toEqual([]);
    expect(bot.teams.posted.filter(({ activity }) => activity.attachments)).toEqual([]);
  });
});

const GUEST_SENTENCE = 'Appen är till för anställda';

describe("while Teams' roster cannot be read", () => {
  let bot: TestBot;
  let robin: TestPerson;

  beforeAll(async () => {
    bot = await startTestBot({ settings: { memberCacheMs: 0 } });
    robin = bot.coordinator('Robin Lindqvist');
    await bot.bindChannel(robin);
  });
  beforeEach(() => {
    bot.teams.fault = () => undefined;
  });
  afterAll(() => bot.stop());

  function closeRoster(): void {
    bot.teams.fault = ({ path }) =>
      path.includes('members') ? { status: 503, body: { error: { code: 'ServiceError' } } } : undefined;
  }

  function answerCard(answer: Answer): Record<string, unknown> {
    if (!answer.card) throw new Error(`no card: ${JSON.stringify(answer.raw)}`);
    return answer.card;
  }

  it('refuses a person who has not been let in before, with a sentence and a code', async () => {
    closeRoster();
    const stranger = bot.person('Ny');
    const [said] = await stranger.says('informera');
    const incident = bot.log.findLast(({ level }) => level === 'error')?.fields.incident as string;
    expect(said?.activity.text).toContain(incident);
    expect(said?.activity.attachments).toBeUndefined();
    const answer = await stranger.presses('collaboration.open');
    expect(answer.notice).toMatch(/\b[A-Z2-9]{5}\b/);
    expect(bot.teams.in(stranger.chat)).toHaveLength(1);
  });

  it('serves a person who has been, and takes what was typed', async () => {
    const kim = bot.person('Kim Andersson');
    const form = await kim.opensForm();
    await eventually(
      'Kim is known',
      async () => (await bot.storage.people.get('people', kim.id)) !== undefined,
    );
    closeRoster();
    const wrong = await kim.presses(
      'collaboration.submit',
      { ...form.data, ...aForm, when: 'nångång' },
      form.messageId,
    );
    expect(inputOf(answerCard(wrong), 'title')?.value).toBe(aForm.title);
    const done = await kim.presses('collaboration.submit', { ...form.data, ...aForm }, form.messageId);
    expect(textOf(answerCard(done))).toContain('Tack!');
    const [list] = await kim.says('mina');
    expect(textOf(cardOf(list!))).toContain(referenceIn(done.card));
  });

  it("refuses a coordinator's presses, and nothing is changed by them", async () => {
    const kim = bot.person('Kim Andersson');
    const ref = referenceIn((await kim.informs()).card);
    const card = await eventually('a card in the channel', () =>
      bot.teams.in(SLK_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );
    await robin.says('mina');
    await eventually(
      'Robin is known',
      async () => (await bot.storage.people.get('people', robin.id)) !== undefined,
    );
    closeRoster();
    const data = actionData(cardOf(card), 'collaboration.receive');
    const answer = await robin.pressesInChannel('collaboration.receive', data, card.id);
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toContain('kan inte kontrollera din behörighet');
    for (const text of ['utskick', 'kanal']) {
      const [said] = await robin.says(text);
      expect(said?.activity.text).toContain('kan inte kontrollera din behörighet');
    }
    bot.teams.fault = () => undefined;
    const [shown] = await kim.says(`visa ${ref}`);
    expect(textOf(cardOf(shown!))).not.toContain('Mottagen');
  });
});

describe('an address of Teams', () => {
  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://smba.trafficmanager.net/teams/', true],
    ['https://SMBA.trafficmanager.net/amer', true],
    ['https://smba.infra.gcc.teams.microsoft.com/teams/', true],
    ['https://europe.botframework.com/', true],
    ['http://smba.trafficmanager.net/emea/', false],
    ['https://smba.trafficmanager.net:8443/emea/', false],
    ['https://evil.trafficmanager.net/emea/', false],
    ['https://evil.trafficmanager.net.evil.com/', false],
    ['https://smba.trafficmanager.net.evil.com/', false],
    ['https://evilsmba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net@evil.com/', false],
    ['https://evil.com/?smba.trafficmanager.net', false],
    ['https://evil.com#smba.trafficmanager.net', false],
    ['https://evilteams.microsoft.com/', false],
    ['https://microsoft.com/', false],
    ['https://127.0.0.1/', false],
    ['ftp://smba.trafficmanager.net/', false],
  ])('is %s: %p', (url, expected) => {
    expect(isTeamsHost(new URL(url))).toBe(expected);
  });

  it.each([
    ['http://localhost:56150/_connector', true],
    ['http://127.0.0.1:1/', true],
    ['http://[::1]:1/', true],
    ['http://localhost.evil.com/', false],
    ['http://127.0.0.1.evil.com/', false],
    ['http://0.0.0.0/', false],
  ])('played on this machine is %s: %p', (url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected);
  });
});
