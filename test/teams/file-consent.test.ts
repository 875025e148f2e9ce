import { randomUUID } from 'node:crypto';
import { makeBackground, type Background } from '../../src/conversation/background';
import { makeReport } from '../../src/conversation/report';
import type { AskToSave, Reply, Turn } from '../../src/conversation/turn';
import { seedLists } from '../../src/directory/lists';
import { makePeople } from '../../src/directory/people';
import type { Asker, FileToSend, FileWanted } from '../../src/files/file';
import { close, listen, makeServer } from '../../src/http/server';
import { makeAnonymousIdentity, TeamsAdapter } from '../../src/teams/adapter';
import { makeBot } from '../../src/teams/bot';
import { makeFileConsent } from '../../src/teams/file-consent';
import { isLoopback, makeGuard } from '../../src/teams/guard';
import { makeRoster } from '../../src/teams/roster';
import { makeSender } from '../../src/teams/sender';
import type { Fields } from '../../src/telemetry/logger';
import { TENANT, TestPerson, type Answer, type LogLine } from '../support/bot';
import { FakeTeams, type PostedActivity } from '../support/fake-teams';
import { quietEvents } from '../support/quiet-events';
import { noUploads } from '../support/no-uploads';
import { openTestStorage } from '../support/storage';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

const asked: AskToSave = {
  name: 'vanortsmote-2027.ics',
  bytesEstimate: 900,
  description: 'Mötet i Göteborg 2027',
  what: { kind: 'meeting', id: '2027' },
};
const calendar: FileToSend = {
  name: 'vanortsmote-2027.ics',
  contentType: 'text/calendar',
  bytes: Buffer.from('BEGIN:VCALENDAR å'),
};

let teams: FakeTeams;
let url: string;
let background: Background;
let stop: () => Promise<void>;
const log: LogLine[] = [];
let made: [FileWanted, Asker][];
let make: () => Promise<FileToSend | undefined>;
let kim: TestPerson;

beforeAll(async () => {
  teams = await FakeTeams.start();
  const storage = await openTestStorage();
  const adapter = new TeamsAdapter(makeAnonymousIdentity());
  const keep =
    (level: string) =>
    (message: string, fields: Fields = {}) => {
      log.push({ level, message, fields });
    };
  const logger = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  const report = makeReport(logger);
  const now = () => new Date();
  background = makeBackground(logger);
  const answers = (_turn: Turn): Promise<Reply> => Promise.resolve({ askToSave: asked });
  const bot = makeBot({
    guard: makeGuard(
      makeRoster(adapter, 1_000),
      { allowedTenants: [TENANT], allowsServiceUrl: isLoopback, memberCacheMs: 0 },
      now,
      logger,
    ),
    dispatch: { said: answers, pressed: answers, attached: answers },
    people: makePeople(storage.people, now, 0),
    lists: () => Promise.resolve(seedLists),
    events: quietEvents,
    fileConsent: makeFileConsent({
      makeFile: (what, asker) => {
        made.push([what, asker]);
        return make();
      },
      sender: makeSender(adapter, 1_000),
      settings: { allowsUploadUrl: isLoopback, uploadTimeoutMs: 5_000 },
      report,
      log: logger,
    }),
    downloads: { allowsUploadUrl: isLoopback, downloadTimeoutMs: 5_000 },
    background,
    report,
    log: logger,
    now,
    turnDeadlineMs: 4_000,
  });
  const server = makeServer({
    report,
    ready: () => Promise.resolve(true),
    stalled: () => false,
    health: () => ({}),
    uploads: noUploads,
    files: { find: () => Promise.resolve('gone'), make: () => Promise.resolve(undefined) },
    async receive(authorization, activity) {
      const answer = await adapter.receive(authorization, activity, bot);
      return answer ? { status: answer.status, body: answer.body as unknown } : { status: 200 };
    },
  });
  url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  stop = () => close(server);
});
beforeEach(() => {
  made = [];
  log.length = 0;
  teams.uploads.length = 0;
  teams.fault = () => undefined;
  make = () => Promise.resolve(calendar);
  kim = person('Kim Andersson');
});
afterAll(async () => {
  await stop();
  await background.settled();
  await teams.stop();
});

function person(name: string, userRole = 'user'): TestPerson {
  const aadObjectId = randomUUID();
  const member = { id: `29:${aadObjectId}`, aadObjectId, name, userRole, tenantId: TENANT };
  teams.addPerson(member);
  return new TestPerson(url, teams, member);
}

async function consentCard(who = kim): Promise<PostedActivity> {
  const messages = await who.says('kalender');
  return messages.at(-1)!;
}

function attachmentOf({ activity }: PostedActivity): Record<string, unknown> {
  expect(activity.attachments).toHaveLength(1);
  return activity.attachments![0]!;
}

function uploadInfo(id = 'upload1', changes: object = {}): object {
  return {
    name: asked.name,
    contentUrl: 'https://goteborg-my.sharepoint.com/personal/kim/Documents/Applications/vanortsmote-2027.ics',
    uploadUrl: teams.uploadUrl(id),
    uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C8C',
    fileType: 'ics',
    etag: '123',
    ...changes,
  };
}

function answers(value: object, on?: PostedActivity, overrides: object = {}): Promise<Answer> {
  const replyTo = on && { replyToId: on.id };
  return kim.invokes({
    ...kim.activity('invoke'),
    name: 'fileConsent/invoke',
    value: { type: 'fileUpload', ...value },
    ...replyTo,
    ...overrides,
  });
}

function accepts(on?: PostedActivity, info = uploadInfo(), context: unknown = asked.what): Promise<Answer> {
  return answers({ action: 'accept', context, uploadInfo: info }, on);
}

/** All that stands in Kim's chat, as text or by the kind of its card. */
function chat(): string[] {
  return teams.in(kim.chat).map(({ activity }) => activity.text ?? activity.attachments![0]!.contentType);
}

describe('a file that somebody may want to save', () => {
  it('is offered as Teams asks it, with nothing in it but which file it is', async () => {
    const card = await consentCard();
    const context = { kind: 'meeting', id: '2027' };
    expect(attachmentOf(card)).toEqual({
      contentType: CONSENT,
      name: asked.name,
      content: {
        description: asked.description,
        sizeInBytes: 900,
        acceptContext: context,
        declineContext: context,
      },
    });
    expect(card.activity.summary).toBe(asked.name);
    expect(made).toEqual([]);
  });

  it('is offered by a press too', async () => {
    const { notice } = await kim.presses('meeting.calendar', {}, 'card');
    expect(notice).toBe('Se nedan.');
    expect(chat()).toEqual([CONSENT]);
  });

  it('is not offered in a channel', async () => {
    expect(await kim.saysInChannel('kalender')).toEqual([]);
    expect(log.map(({ message }) => message)).toContain('a file was not offered outside the own chat');
  });
});

describe('somebody who lets the file be saved', () => {
  it('finds it in OneDrive, and the question has become the file', async () => {
    const card = await consentCard();
    const { status, raw } = await accepts(card);
    expect([status, raw]).toEqual([200, {}]);
    await background.settled();
    expect(teams.uploads).toHaveLength(1);
    expect(teams.uploads[0]!.bytes).toEqual(calendar.bytes);
    expect(attachmentOf(card)).toEqual({
      contentType: INFO,
      name: asked.name,
      contentUrl: expect.stringMatching(/^https:\/\/goteborg-my\.sharepoint\.com\//),
      content: { uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C8C', fileType: 'ics' },
    });
    expect(chat()).toEqual([INFO]);
    expect(made).toEqual([[asked.what, { actorId: kim.id, locale: 'sv' }]]);
  });

  it('has the answer before the file is made', async () => {
    let go = () => {};
    make = () => new Promise(resolve => (go = () => resolve(calendar)));
    const card = await consentCard();
    expect((await accepts(card)).status).toBe(200);
    expect(chat()).toEqual([CONSENT]);
    go();
    await background.settled();
    expect(chat()).toEqual([INFO]);
  });

  it('sees the file once, however often they press at once', async () => {
    let go = () => {};
    const pressed = new Promise<void>(resolve => (go = resolve));
    make = () => pressed.then(() => calendar);
    const card = await consentCard();
    const infos = ['a', 'b', 'c'].map(id => uploadInfo(id));
    await Promise.all(infos.map(info => accepts(card, info)));
    go();
    await background.settled();
    expect(teams.uploads).toHaveLength(1);
    await accepts(card, uploadInfo('d'));
    await background.settled();
    expect(chat()).toEqual([INFO]);
  });

  it('sees it all the same when the question is not there any more', async () => {
    const gone = { ...(await consentCard()), id: 'gone' };
    await accepts(gone);
    await background.settled();
    expect(chat()).toEqual([CONSENT, INFO]);
  });

  it('sees it where Teams does not tell which question it was', async () => {
    await accepts();
    await background.settled();
    expect(chat()).toEqual([INFO]);
  });

  it('does not see it twice where Teams leaves open whether the question became the file', async () => {
    const card = await consentCard();
    teams.fault = ({ method, path }) =>
      method === 'PUT' && path.startsWith('/v3/') ? { status: 502, afterwards: true } : undefined;
    await accepts(card);
    await background.settled();
    expect(chat()).toEqual([INFO]);
  });

  it('is asked again whether they may have it', async () => {
    make = () => Promise.resolve(undefined);
    await accepts(await consentCard());
    await background.settled();
    expect(teams.uploads).toEqual([]);
    expect(chat()).toEqual(['Hittar inte filen, eller så saknar du behörighet.']);
  });
});

describe('a file that could not be saved', () => {
  it.each([
    ['OneDrive refuses it', () => ({ status: 507 })],
    ['the line is cut', () => ({ cut: true })],
    ['it leads elsewhere', () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })],
  ])('is told of in a plain sentence with a code, and can be tried again: %s', async (_what, fault) => {
    const card = await consentCard();
    teams.fault = ({ path }) => (path.startsWith('/upload/') ? fault() : undefined);
    await accepts(card);
    await background.settled();
    const incident = log.find(({ message }) => message === 'a turn failed')!.fields.incident as string;
    const [, sentence] = chat();
    expect(chat()).toHaveLength(2);
    expect(sentence).toContain('Försök igen');
    expect(sentence).toContain(`Felkod: ${incident}`);
    expect(attachmentOf(card).contentType).toBe(CONSENT);

    teams.fault = () => undefined;
    await accepts(card, uploadInfo('again'));
    await background.settled();
    expect(teams.uploads.map(({ id }) => id)).toEqual(['again']);
    expect(attachmentOf(card).contentType).toBe(INFO);
  });

  it('is told of when it could not be made, and nothing of why', async () => {
    make = () => Promise.reject(new Error('AccountKey=secret'));
    await accepts(await consentCard());
    await background.settled();
    expect(chat()[1]).toContain('Felkod');
    expect(chat()[1]).not.toContain('secret');
  });

  it('goes nowhere but to OneDrive', async () => {
    await accepts(await consentCard(), uploadInfo('x', { uploadUrl: 'https://evil.example/upload' }));
    await background.settled();
    expect(chat()[1]).toContain('Felkod');
  });

  it('leaves no address in the log', async () => {
    teams.fault = ({ path }) => (path.startsWith('/upload/') ? { status: 500 } : undefined);
    await accepts(await consentCard());
    await background.settled();
    const texts = log.map(({ message, fields }) => {
      const { error, ...rest } = fields as { error?: Error };
      return `${message} ${error?.stack} ${String(error?.cause)} ${JSON.stringify(rest)}`;
    });
    expect(texts.join('\n')).not.toContain('tempauth');
  });
});

describe('somebody who declines', () => {
  it('sees a short sentence in the place of the question, and nothing is made', async () => {
    const card = await consentCard();
    const { raw } = await answers({ action: 'decline', context: asked.what }, card);
    expect(raw).toEqual({});
    await background.settled();
    expect(chat()).toEqual(['Filen sparades inte. Be om den igen om du ångrar dig.']);
    expect([made, teams.uploads]).toEqual([[], []]);
  });
});

describe('an answer that is none', () => {
  const accept = { action: 'accept', context: asked.what };
  it.each([
    ['no action', () => ({ context: asked.what, uploadInfo: uploadInfo() })],
    ['another action', () => ({ ...accept, action: 'maybe', uploadInfo: uploadInfo() })],
    ['nowhere to put it', () => accept],
    ['no address', () => ({ ...accept, uploadInfo: uploadInfo('x', { uploadUrl: 'upload' }) })],
    [
      'a file on the machine',
      () => ({ ...accept, uploadInfo: uploadInfo('x', { uploadUrl: 'file:///etc/x' }) }),
    ],
    ['a script', () => ({ ...accept, uploadInfo: uploadInfo('x', { contentUrl: 'javascript:alert(1)' }) })],
    ['no file', () => ({ ...accept, context: {}, uploadInfo: uploadInfo() })],
    ['a path', () => ({ ...accept, context: { kind: '../x', id: '1' }, uploadInfo: uploadInfo() })],
    [
      'a long id',
      () => ({ ...accept, context: { kind: 'x', id: 'x'.repeat(201) }, uploadInfo: uploadInfo() }),
    ],
  ] as [string, () => object][])('is refused: %s', async (_what, value) => {
    const { status } = await answers(value(), await consentCard());
    await background.settled();
    expect(status).toBe(200);
    expect([made, teams.uploads]).toEqual([[], []]);
    expect(chat()).toEqual([CONSENT, 'Hittar inte det du söker, eller så saknar du behörighet.']);
  });

  it.each([null, 'accept', 1, []])('is refused: %j', async value => {
    const activity = { ...kim.activity('invoke'), name: 'fileConsent/invoke', value };
    expect((await kim.invokes(activity)).status).toBe(200);
    await background.settled();
    expect([made, teams.uploads]).toEqual([[], []]);
  });

  it('is refused in a channel', async () => {
    const channel = { id: '19:x@thread.tacv2', conversationType: 'channel', tenantId: TENANT };
    const value = { ...accept, uploadInfo: uploadInfo() };
    expect((await answers(value, undefined, { conversation: channel })).status).toBe(200);
    await background.settled();
    expect([made, teams.uploads]).toEqual([[], []]);
  });

  it('comes from a guest, who is told so', async () => {
    kim = person('Gäst', 'guest');
    await accepts();
    await background.settled();
    expect([made, teams.uploads]).toEqual([[], []]);
    expect(chat()).toEqual([expect.stringMatching(/^Appen är till för anställda/)]);
  });
});
