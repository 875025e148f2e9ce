import type { Reply, Turn } from '../../src/conversation/turn';
import { makeLists } from '../../src/directory/lists';
import { evaluationRoutes } from '../../src/evaluation/routes';
import type { EvaluationRouteParts } from '../../src/evaluation/turns';
import { translator } from '../../src/i18n';
import { StorageUnavailableError } from '../../src/storage/errors';
import { textOf } from '../support/bot';
import { valuesIn } from '../support/keeping';
import { HELD, hostedIn2025 } from './history';

const down = () => Promise.reject(new StorageUnavailableError('storage did not answer'));
const reported: unknown[] = [];

/** The routes while storage does not answer, but for who is an officer and how the evaluation stood a moment ago. */
function pressedWhileDown(verb: string, data: object, service: object = {}): Promise<Reply | 'invalid'> {
  const conversation = { id: 'a:1', serviceUrl: 'https://x', tenantId: 't' };
  const id = '00000000-0000-4000-8000-000000000001';
  const turn: Turn<unknown> = {
    actor: { id, tenantId: 't', name: 'Kim' },
    person: { id, tenantId: 't', name: 'Kim' },
    locale: 'sv',
    t: translator('sv'),
    lists: makeLists(hostedIn2025),
    place: { kind: 'personal', conversation },
    now: new Date('2026-11-24T09:00:00.000Z'),
    signal: AbortSignal.timeout(4_000),
    messageId: 'card',
    data,
  };
  const report = (error: unknown) => `K${reported.push(error)}`;
  const parts = { answering: { read: down, open: down }, service, report } as unknown as EvaluationRouteParts;
  const press = evaluationRoutes(parts).presses.find(one => one.verb === verb)!;
  return press.run(turn);
}

const typed = { purpose: '4', learned: 'Mycket, och mer än så', goesOn: 'change' };

it.each([true, false])(
  'an answer that could not be kept comes back as it was typed, with names: %s',
  async named => {
    const told = { meeting: HELD, named, closes: '2026-12-15', asksUnit: named, unit: 'kultur' };
    const reply = await pressedWhileDown('evaluation.answer', { ...told, ...typed });
    if (reply === 'invalid') throw new Error('the press was refused');
    expect(valuesIn(reply.become?.card)).toMatchObject({ ...typed, ...(named && { unit: 'kultur' }) });
    const text = textOf(reply.become?.card);
    expect(text).toContain(`Felkod K${reported.length}`);
    expect(text).toContain('15 december 2026');
    expect(text.includes('utan ditt namn och utan tid')).toBe(!named);
    expect(reply.keep).toBe('nobody');
  },
);

it.each([
  ['evaluation.start', { closesOn: '2026-12-15', names: 'anonymous', units: 'kultur', purpose: 'Syftet' }],
  ['evaluation.end', { reason: 'Rapporten är gjord' }],
] as const)('%s gives back what was typed', async (verb, values) => {
  const meeting = { kind: 'meeting', year: 2025, host: 'goteborg', turn: 'goteborg', status: 'held' };
  const opened = { meeting, meetingId: HELD, asked: [], answers: [], answered: 0, unreached: [], report: {} };
  const service = { open: () => Promise.resolve(opened), start: down, end: down };
  const reply = await pressedWhileDown(verb, { meeting: HELD, ...values }, service);
  if (reply === 'invalid') throw new Error('the press was refused');
  expect(valuesIn(reply.become?.card)).toMatchObject(values);
  expect(textOf(reply.become?.card)).toContain('Det är osäkert om det sparades');
});
