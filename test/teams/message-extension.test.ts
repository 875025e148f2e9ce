import { randomUUID } from 'node:crypto';
import { productionSettings } from '../../src/settings';
import {
  SLK_CHANNEL,
  TENANT,
  aForm,
  cardOf,
  eventually,
  inputOf,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import {
  CHAT,
  actionsIn,
  contentOf,
  invoke,
  met,
  opens,
  searches,
  submits,
  type Json,
  type Listed,
  type Task,
} from '../support/extension';
import { readRegister, stored } from '../support/register';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';

const ELSEWHERE = '99999999-9999-4999-8999-999999999999';

describe('from any chat', () => {
  let bot: TestBot;
  let kim: TestPerson;
  let ref: string;

  beforeAll(async () => {
    bot = await startTestBot({ settings: { memberCacheMs: productionSettings.app.memberCacheMs } });
    const robin = bot.coordinator('Robin Lindqvist');
    await bot.bindChannel(robin);
    kim = await met(bot, bot.person('Kim Andersson'));
    ref = referenceIn(
      (
        await kim.informs({
          title: 'Lägerskola om <b>hav</b>',
          purpose: 'Hemligt syfte',
          workplace: 'Fjällskolan',
        })
      ).card,
    );
  });
  beforeEach(() => {
    bot.log.length = 0;
    bot.teams.fault = () => undefined;
  });
  afterAll(() => bot.stop());

  describe('a search', () => {
    it('gives cards to send on, each with what anyone may read', async () => {
      const { type, attachments } = await searches(kim, 'bergen lägerskola');
      expect(type).toBe('result');
      expect(attachments).toHaveLength(1);
      const { contentType, content, preview } = attachments![0]!;
      expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
      expect(textOf(content)).toContain(ref);
      expect(textOf(content)).toContain('Grundskoleförvaltningen');
      expect(JSON.stringify(attachments)).not.toMatch(/Hemligt|Fjällskolan|Kim|Action\./);
      expect(preview.contentType).toBe('application/vnd.microsoft.card.thumbnail');
      expect(preview.content.title).toBe('Lägerskola om <b>hav</b>');
      expect(preview.content.subtitle).toBe(
        'Grundskoleförvaltningen · Bergen · vecka 37 2027 (13–19 september)',
      );
    });

    it('gives those that began last before anything is typed', async () => {
      expect((await searches(kim, undefined)).attachments).toHaveLength(1);
      expect((await searches(kim, '')).attachments).toHaveLength(1);
    });

    it.each(['hemligt', 'fjällskolan', "' or 1 eq 1", '%', '🎻', 'x'.repeat(5_000)])(
      'says in a sentence that there is nothing: "%s"',
      async text => {
        const { type, text: said } = await searches(kim, text);
        expect({ type, said }).toEqual({
          type: 'message',
          said: expect.stringContaining('Jag hittade inget'),
        });
      },
    );

    it("is in the person's own language, also in a channel", async () => {
      const lee = await met(bot, bot.person('Lee Holm'), 'en');
      const inChannel = {
        conversation: { id: `${SLK_CHANNEL};messageid=1`, conversationType: 'channel', tenantId: TENANT },
      };
      const value = { commandId: 'searchCollaborations', parameters: [{ name: 'query', value: 'bergen' }] };
      const { composeExtension } = await invoke(lee, 'composeExtension/query', value, inChannel);
      expect(textOf((composeExtension as Listed).attachments![0]!.content)).toContain(
        'Collaboration with Bergen',
      );
    });

    it('comes in pages, and ends', async () => {
      expect(
        (await searches(kim, 'bergen', { queryOptions: { skip: 0, count: 25 } })).attachments,
      ).toHaveLength(1);
      expect((await searches(kim, 'bergen', { queryOptions: { skip: 25, count: 25 } })).attachments).toEqual(
        [],
      );
      expect(
        (await searches(kim, 'bergen', { queryOptions: { skip: 1e9, count: 1e9 } })).attachments,
      ).toEqual([]);
    });

    it.each([
      ['no value', undefined],
      ['another command', { commandId: 'constructor' }],
      ['a command of the other kind', { commandId: 'informFromMessage' }],
      ['a query that is no text', { commandId: 'searchCollaborations', parameters: 'bergen' }],
      ['pages that are none', { commandId: 'searchCollaborations', queryOptions: { skip: -1 } }],
    ])('is refused in a sentence with %s', async (_what, value) => {
      const { composeExtension } = await invoke(kim, 'composeExtension/query', value);
      expect(composeExtension).toMatchObject({
        type: 'message',
        text: expect.stringContaining('Hittar inte'),
      });
    });
  });

  describe('informing of what a message tells', () => {
    /** Nothing else takes place then. */
    const elsewhen = { ...aForm, when: '2033' };
    const html = '<p>Lägerskola i Åbo <at id="0">Kim</at></p><p>Klass 9 &amp; lärare</p>';

    it('opens the form with the message as its draft', async () => {
      const task = await opens(kim, html);
      expect(task.type).toBe('continue');
      const card = contentOf(task);
      expect(inputOf(card, 'title')?.value).toBe('Lägerskola i Åbo');
      expect(inputOf(card, 'purpose')?.value).toBe('Klass 9 & lärare');
      expect(inputOf(card, 'cities')?.value).toBe('abo');
      expect(inputOf(card, 'unitId')?.value).toBe('grundskola');
      expect(actionsIn(card).map(({ type }) => type)).not.toContain('Action.Execute');
    });

    it('takes plain text to the letter', async () => {
      const card = contentOf(await opens(kim, '<b>Möte</b> i Bergen', 'text'));
      expect(inputOf(card, 'title')?.value).toBe('<b>Möte</b> i Bergen');
    });

    it('is sent from the dialog, with a confirmation there and a card in the channel', async () => {
      const form = await opens(kim, html);
      const wrong = await submits(kim, form, 'collaboration.submit', { ...aForm, when: 'nångång' });
      expect(inputOf(contentOf(wrong), 'title')?.value).toBe(aForm.title);
      const done = await submits(kim, wrong, 'collaboration.submit', { ...elsewhen, purpose: 'Klass 9' });
      expect(textOf(contentOf(done))).toContain('Tack!');
      const sent = referenceIn(contentOf(done));
      expect(stored(await readRegister(bot.storage), sent)).toMatchObject({
        createdBy: kim.id,
        content: { purpose: 'Klass 9' },
      });
      await eventually('a card in the channel', () =>
        bot.teams.in(SLK_CHANNEL).find(message => textOf(cardOf(message)).includes(sent)),
      );
      // The same press again, as Teams repeats it, stores nothing anew.
      const again = await submits(kim, wrong, 'collaboration.submit', { ...elsewhen, purpose: 'Klass 9' });
      expect(referenceIn(contentOf(again))).toBe(sent);
      expect(bot.teams.in(CHAT)).toEqual([]);
    });

    it('can be put aside, and be changed right after', async () => {
      const form = await opens(kim, html);
      expect(textOf(contentOf(await submits(kim, form, 'collaboration.cancel')))).toContain(
        'Inget är skickat',
      );
      const done = await submits(kim, form, 'collaboration.submit', {
        ...aForm,
        title: 'Att ändra',
        when: '2031',
      });
      const edit = await submits(kim, done, 'collaboration.openEdit');
      expect(inputOf(contentOf(edit), 'title')?.value).toBe('Att ändra');
      const edited = await submits(kim, edit, 'collaboration.edit', {
        ...aForm,
        title: 'Ändrad',
        when: '2031',
      });
      expect(textOf(contentOf(edited))).toContain('Ändrad');
    });

    it.each([
      ['composeExtension/fetchTask', { commandId: 'searchCollaborations' }],
      ['composeExtension/fetchTask', null],
      ['composeExtension/submitAction', { data: { press: { verb: 'collaboration.receive', data: {} } } }],
      ['composeExtension/submitAction', { data: { press: { verb: '__proto__', data: {} } } }],
      ['composeExtension/submitAction', { data: 'submit' }],
    ])('is refused in a sentence: %s %j', async (name, value) => {
      const { task } = await invoke(kim, name, value);
      const said = (task as Task).value;
      expect(task).toMatchObject({ type: 'message' });
      expect(said).toContain('Hittar inte');
    });

    it("does not let anyone but an officer do an officer's work", async () => {
      const lee = await met(bot, bot.person('Lee Holm'));
      const value = { data: { press: { verb: 'collaboration.receive', data: { ref } } } };
      const { task } = await invoke(lee, 'composeExtension/submitAction', value);
      expect(task).toEqual({ type: 'message', value: expect.stringContaining(`Hittar inte ${ref}`) });
    });
  });

  describe('a field of a form in a dialog', () => {
    it('offers units while somebody types', async () => {
      const value = { dataset: 'units', queryText: 'skola' };
      const { value: found } = await invoke(kim, 'application/search', value);
      expect((found as { results: Json[] }).results[0]).toMatchObject({ value: 'grundskola' });
    });
  });

  /** Each of the three ways in, and where its sentence stands. */
  const ways: [name: string, value: object, sentence: (body: Json) => unknown][] = [
    [
      'composeExtension/query',
      { commandId: 'searchCollaborations' },
      body => (body.composeExtension as Listed | undefined)?.text,
    ],
    [
      'composeExtension/fetchTask',
      { commandId: 'informFromMessage', messagePayload: { body: { content: 'Hej' } } },
      body => (body.task as Task | undefined)?.value,
    ],
    [
      'composeExtension/submitAction',
      { data: { press: { verb: 'collaboration.cancel', data: {} } } },
      body => (body.task as Task | undefined)?.value,
    ],
  ];

  describe.each(ways)('%s', (name, value, sentence) => {
    const asks = async (person: TestPerson, overrides: object = {}) =>
      sentence(await invoke(person, name, value, overrides));

    it('asks somebody whom the bot has not met to open it in their own chat', async () => {
      expect(await asks(bot.person('Ny'))).toContain('Jag känner inte igen dig ännu');
    });

    it('gives a guest nothing', async () => {
      expect(await asks(bot.person('Gäst', 'guest'))).toContain('Jag känner inte igen dig ännu');
      const turned = await met(bot, bot.person('Blev gäst'));
      turned.member.userRole = 'guest';
      expect(await asks(turned)).toContain('Appen är till för anställda');
    });

    it('gives somebody of another organisation nothing', async () => {
      const moved = await met(bot, bot.person('Flyttad'));
      moved.member.tenantId = ELSEWHERE;
      expect(await asks(moved)).toContain('Appen är till för anställda');
      const channelData = { tenant: { id: ELSEWHERE } };
      expect(await asks(kim, { channelData })).toBeUndefined();
    });

    it('tells somebody who is gone, or is another than they say, nothing', async () => {
      const gone = await met(bot, bot.person('Borta'));
      bot.teams.people.delete(gone.member.id);
      expect(await asks(gone)).toBe('');
      const lee = await met(bot, bot.person('Lee Holm'));
      expect(await asks(lee, { from: { id: lee.member.id, aadObjectId: kim.id } })).toBe('');
      expect(await asks(lee, { from: { id: lee.member.id } })).toBe('');
      expect(await asks(lee, { from: { id: lee.member.id, aadObjectId: randomUUID() } })).not.toContain(
        'Samarbete',
      );
    });

    it('asks for the person in their own chat, and never in the one where they are', async () => {
      const lee = await met(bot, bot.person('Lee Holm'));
      bot.teams.calls.length = 0;
      await asks(lee);
      const asked = bot.teams.calls.map(({ path }) => path).filter(path => path.includes('/members/'));
      expect(asked).toEqual([`/v3/conversations/${lee.chat}/members/${lee.member.id}`]);
    });

    it("serves somebody it has met while Teams' roster cannot be read", async () => {
      const lee = await met(bot, bot.person('Lee Holm'));
      bot.teams.fault = ({ path }) => (path.includes('members') ? { status: 503 } : undefined);
      expect(String(await asks(lee))).not.toContain('kontrollera');
    });
  });
});

describe('while storage is down', () => {
  let proxy: StorageProxy;
  let bot: TestBot;
  let kim: TestPerson;

  beforeAll(async () => {
    proxy = await startStorageProxy();
    const memberCacheMs = productionSettings.app.memberCacheMs;
    bot = await startTestBot({ connectionString: proxy.connectionString, settings: { memberCacheMs } });
    kim = await met(bot, bot.person('Kim Andersson'));
  });
  afterEach(() => proxy.mend());
  afterAll(async () => {
    await bot.stop();
    await proxy.stop();
  });

  it('a form that is open in a dialog comes back with all that was typed', async () => {
    const form = await opens(kim, '<p>Lägerskola</p>');
    proxy.fault = () => ({ status: 503 });
    const back = await submits(kim, form, 'collaboration.submit', { ...aForm, purpose: 'Allt som skrevs' });
    expect(textOf(contentOf(back))).toContain('Det gick inte att spara just nu.');
    expect(inputOf(contentOf(back), 'purpose')?.value).toBe('Allt som skrevs');
    proxy.mend();
    const done = await submits(kim, back, 'collaboration.submit', { ...aForm, purpose: 'Allt som skrevs' });
    expect(textOf(contentOf(done))).toContain('Tack!');
  });

  it('a search says so in a sentence, with a code', async () => {
    proxy.fault = () => ({ status: 503 });
    const { type, text } = await searches(kim, 'bergen');
    expect({ type, text }).toEqual({
      type: 'message',
      text: expect.stringMatching(/lagringen.*Felkod: [A-Z2-9]{5}/),
    });
  });

  it('somebody whose own chat cannot be looked up is asked to try again, and not taken for a stranger', async () => {
    const lee = bot.person('Lee Holm');
    proxy.fault = () => ({ status: 503 });
    expect((await searches(lee, 'bergen')).text).toContain('Jag kan inte kontrollera ditt konto just nu.');
  });
});
