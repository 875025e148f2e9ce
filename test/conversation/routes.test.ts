import { z } from 'zod/v4';
import fc from 'fast-check';
import { makeRouter, press, type Routes, type Saying } from '../../src/conversation/routes';
import type { Place, Reply, Turn } from '../../src/conversation/turn';
import { seedLists } from '../../src/directory/lists';
import { translator } from '../../src/i18n';

const silent = () => Promise.resolve({} satisfies Reply);
const saying = (...phrases: string[]): Saying => ({ phrases, handle: silent });
const routes = (...sayings: Saying[]): Routes => ({ sayings, presses: [] });

const inform = saying('informera', 'informera om samarbete', 'anmäl', 'report');
const show = saying('visa', 'show');
const mine = saying('mina', 'mina samarbeten');
const hello = saying('hej', 'god dag', '?');
const router = makeRouter([routes(inform, show), routes(mine), routes(hello)]);

function found(text: string) {
  const match = router.findSaying(text);
  return match && [match.saying, match.rest];
}

describe('what is written', () => {
  it.each<[string, Saying, string]>([
    ['informera', inform, ''],
    ['Informera', inform, ''],
    ['INFORMERA', inform, ''],
    ['  informera \n', inform, ''],
    ['informera badhus Bergen', inform, 'badhus Bergen'],
    ['informera om samarbete', inform, ''],
    ['informera  om\n samarbete med Åbo', inform, 'med Åbo'],
    ['informera om samarbeten', inform, 'om samarbeten'],
    ['informera om', inform, 'om'],
    ['anmäl', inform, ''],
    ['anmal', inform, ''],
    ['ANMÄL Åbo', inform, 'Åbo'],
    ['anma\u0308l', inform, ''],
    ['anma\u0308l la\u0308gerskola i A\u030Abo', inform, 'lägerskola i Åbo'],
    ['informe\u0301ra', inform, ''],
    ['visa V-2026-0042', show, 'V-2026-0042'],
    ['visa: V-2026-0042.', show, 'V-2026-0042.'],
    ['visa, tack', show, 'tack'],
    ['visa – V-2026-0042', show, 'V-2026-0042'],
    ['mina', mine, ''],
    ['mina samarbeten', mine, ''],
    ['Hej!', hello, ''],
    ['hej, vad kan du?', hello, 'vad kan du?'],
    ['god\u00a0dag', hello, ''],
    ['?', hello, ''],
    ['?hjälp', hello, 'hjälp'],
  ])('"%s" is understood', (text, expected, rest) => expect(found(text)).toEqual([expected, rest]));

  it.each([
    '',
    '   ',
    'informerad',
    'informeraå',
    'informera2',
    'inform',
    'kan du informera',
    'minan',
    'hejsan',
    'goddag',
    '!',
  ])('"%s" is not understood', text => expect(found(text)).toBeUndefined());

  it('keeps what follows as it was written, but for its spaces', () => {
    const rest = fc
      .array(fc.constantFrom(...'aåÄöB1 .,👩é'), { minLength: 1 })
      .map(letters => `x${letters.join('')}`.trim().replace(/\s+/g, ' '));
    fc.assert(
      fc.property(fc.constantFrom('visa ', 'VISA: ', 'visa, '), rest, (phrase, text) => {
        expect(found(`${phrase}${text}`)).toEqual([show, text]);
      }),
    );
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(() => found(text)).not.toThrow();
        expect(() => found(`informera${text}`)).not.toThrow();
      }),
    );
  });
});

describe('what is pressed', () => {
  const schema = z.object({ ref: z.string().regex(/^V-/), more: z.string().default('') });
  const heard: unknown[] = [];
  const handle = (turn: Turn<z.infer<typeof schema>>): Promise<Reply> => {
    heard.push(turn.data);
    return Promise.resolve({ notice: turn.data.ref });
  };
  const anywhere = press({ verb: 'receive', schema, handle });
  const personal = press({ verb: 'answer', schema, personalOnly: true, handle });
  const pressing = makeRouter([
    { sayings: [], presses: [anywhere] },
    { sayings: [], presses: [personal] },
  ]);

  const conversation = { id: 'c', serviceUrl: 'https://s', tenantId: 't' };
  const places = {
    personal: { kind: 'personal', conversation },
    channel: { kind: 'channel', conversation, teamId: 'team', channelId: 'channel' },
    group: { kind: 'group', conversation },
    dialog: { kind: 'dialog', conversation },
  } satisfies Record<Place['kind'], Place>;

  function turn(data: unknown, place: Place['kind'] = 'personal'): Turn<unknown> {
    return {
      actor: { id: 'a', tenantId: 't', name: 'Kim' },
      person: { id: 'a', tenantId: 't', name: 'Kim' },
      locale: 'sv',
      t: translator('sv'),
      lists: seedLists,
      place: places[place],
      now: new Date('2026-11-23T08:00:00Z'),
      signal: AbortSignal.abort(),
      data,
    };
  }

  beforeEach(() => heard.splice(0));

  it('is found by its verb, to the letter', () => {
    expect(pressing.findPress('receive')).toBe(anywhere);
    expect(pressing.findPress('answer')).toBe(personal);
    for (const verb of ['Receive', 'receive ', '', 'constructor', '__proto__', 'toString'])
      expect(pressing.findPress(verb)).toBeUndefined();
  });

  it('reaches its handler with data of the schema only', async () => {
    const reply = await anywhere.run(turn({ ref: 'V-1', role: 'coordinator' }));
    expect(reply).toEqual({ notice: 'V-1' });
    expect(heard).toEqual([{ ref: 'V-1', more: '' }]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'V-1'],
    ['a list', ['V-1']],
    ['no reference', {}],
    ['a reference of another kind', { ref: 'X-1' }],
    ['a reference that is no text', { ref: { $ne: '' } }],
  ])('with %s never reaches its handler', async (_, data) => {
    expect(await anywhere.run(turn(data))).toBe('invalid');
    expect(heard).toEqual([]);
  });

  it.each([
    ['personal', { notice: 'V-1' }],
    ['channel', 'invalid'],
    ['group', 'invalid'],
    ['dialog', { notice: 'V-1' }],
  ] as const)('for where nobody else sees it only, from a %s place', async (place, expected) => {
    expect(await personal.run(turn({ ref: 'V-1' }, place))).toEqual(expected);
    expect(heard).toHaveLength(expected === 'invalid' ? 0 : 1);
  });

  it.each(['personal', 'channel', 'group', 'dialog'] as const)('for anywhere, from a %s place', async place =>
    expect(await anywhere.run(turn({ ref: 'V-1' }, place))).toEqual({ notice: 'V-1' }),
  );

  it('passes on what its handler throws', async () => {
    const failing = press({ verb: 'x', schema, handle: () => Promise.reject(new Error('no')) });
    await expect(failing.run(turn({ ref: 'V-1' }))).rejects.toThrow('no');
  });
});

describe('two capabilities', () => {
  const receive = press({ verb: 'receive', schema: z.object({}), handle: silent });

  it.each<[string, Routes[]]>([
    ['the same phrase', [routes(saying('visa')), routes(saying('show', 'visa'))]],
    ['the same phrase in another spelling', [routes(saying('anmäl')), routes(saying('ANMAL'))]],
    [
      'the same verb',
      [
        { sayings: [], presses: [receive] },
        { sayings: [], presses: [receive] },
      ],
    ],
  ])('cannot claim %s', (_, capabilities) =>
    expect(() => makeRouter(capabilities)).toThrow(/two capabilities/),
  );

  it('may claim phrases of which one begins the other', () =>
    expect(() => makeRouter([routes(saying('visa')), routes(saying('visa alla'))])).not.toThrow());
});
