import type { Place, Turn } from '../../src/conversation/turn';
import { seedLists } from '../../src/directory/lists';
import { makeHandFile, type HandingSettings } from '../../src/files/handing';
import type { FileOffers } from '../../src/files/offers';
import { translator } from '../../src/i18n';
import { textOf } from '../support/bot';

const file = {
  name: 'vanortsmote-2027.ics',
  bytesEstimate: 900,
  description: 'Mötet i Göteborg 2027',
  what: { kind: 'meeting', id: '2027' },
};
const settings: HandingSettings = {
  publicUrl: 'https://bot.example',
  fileLinkMs: 10 * 60_000,
  asksToSave: true,
};
const conversation = { id: 'a:kim', serviceUrl: 'https://x', tenantId: 't' };

function turnIn(kind: Exclude<Place['kind'], 'channel'>): Turn<unknown> {
  const actor = { id: 'kim', tenantId: 't', name: 'Kim' };
  return {
    actor,
    person: actor,
    locale: 'sv',
    t: translator('sv'),
    lists: seedLists,
    place: { kind, conversation },
    now: new Date('2026-11-23T09:00:00Z'),
    signal: AbortSignal.timeout(1_000),
    data: undefined,
  };
}

const offered: unknown[] = [];
const offers: FileOffers = {
  offer(make) {
    offered.push(make);
    return Promise.resolve('TOKEN');
  },
  find: () => Promise.resolve('gone'),
};

beforeEach(() => {
  offered.length = 0;
});

describe('a file that is handed to somebody', () => {
  it("goes by a link and by Teams' own question in the own chat", async () => {
    const reply = await makeHandFile(offers, settings)(turnIn('personal'), file);
    expect(reply.askToSave).toEqual(file);
    const [message] = reply.say!;
    const { card } = message as { card: Record<string, unknown> };
    expect(card.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'Hämta filen', url: 'https://bot.example/filer/TOKEN' },
    ]);
    expect(textOf(card)).toContain('Länken gäller i 10 minuter');
    expect(textOf(card)).toContain(file.name);
    expect(offered).toEqual([{ owner: 'kim', locale: 'sv', what: file.what }]);
  });

  it('goes by the question alone where the bot has no address of its own', async () => {
    const hand = makeHandFile(offers, { ...settings, publicUrl: undefined });
    expect(await hand(turnIn('personal'), file)).toEqual({ say: [], askToSave: file });
    expect(offered).toEqual([]);
  });

  it('goes by the link alone where Teams cannot ask', async () => {
    const reply = await makeHandFile(offers, { ...settings, asksToSave: false })(turnIn('personal'), file);
    expect(reply).toEqual({ say: [expect.anything()] });
  });

  it.each(['group', 'dialog'] as const)('goes nowhere outside the own chat: %s', async kind => {
    const reply = await makeHandFile(offers, settings)(turnIn(kind), file);
    expect(reply).toEqual({ notice: expect.stringContaining('i din egen chatt') });
    expect(offered).toEqual([]);
  });
});
