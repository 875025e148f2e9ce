import { delegationCard } from '../../src/presidium/delegation-card';
import {
  emptyValues,
  fieldKinds,
  fieldNames,
  fieldsOf,
  formNames,
  type Errors,
  type Values,
} from '../../src/presidium/form';
import { presidiumForm, type FormTarget } from '../../src/presidium/form-card';
import { lessonsCard } from '../../src/presidium/lessons-card';
import type { Lessons } from '../../src/presidium/lessons';
import type { Version } from '../../src/presidium/model';
import type { Opened } from '../../src/presidium/service';
import { takePartCard } from '../../src/presidium/take-part-card';
import type { TakingPart } from '../../src/presidium/taking-part';
import { newJob } from '../../src/delivery/job';
import { unreachableReasons, type Person } from '../../src/directory/people';
import type { Locale } from '../../src/i18n';
import { meetingById } from '../../src/meetings/standing';
import { makeLists } from '../../src/directory/lists';
import { askJob } from '../../src/presidium/deliveries';
import type { CardCase } from '../support/every-card';
import { OFFICER, reader } from '../support/contents';
import { aDelegate, aDelegation, known, MEETING, personId, TODAY } from './support';

const AT = '2026-11-23T09:00:00.000Z';
const NAME = 'Maria-Christina Andersson-Bergström af Ugglas von Hohenstaufen-Württemberg';
const readerIn = (locale: Locale) => reader(locale, known);
const meeting = meetingById(makeLists(known), MEETING)!;
const held = meetingById(makeLists(known), '2017')!;

const values = ['yes', 'no', 'unsure', undefined] as const;
const delegates = Array.from({ length: 40 }, (_, index) => {
  const value = values[index % values.length];
  return aDelegate({
    personId: personId(index),
    function: 'F'.repeat(120),
    substitute: 'E'.repeat(120),
    decidedOn: '2026-11-20',
    ...(value && { answer: { value, at: AT, by: index % 3 ? personId(index) : OFFICER } }),
  });
});
const full = aDelegation({ delegates, answerBy: '2027-03-15' });
const people = new Map<string, Person>([
  [OFFICER, { id: OFFICER, tenantId: 't', name: 'Robin Lindqvist' }],
  ...delegates.map(({ personId: id }, index): [string, Person] => {
    const reason = unreachableReasons[index % unreachableReasons.length]!;
    const unreachable = index % 2 ? { unreachable: { reason, since: AT } } : {};
    return [id, { id, tenantId: 't', name: `${NAME} ${index}`, ...unreachable }];
  }),
]);
const history: Version[] = Array.from({ length: 13 }, (_, index) => ({
  version: 13 - index,
  delegation: aDelegation({ delegates: index % 2 ? delegates : delegates.slice(0, 20) }),
  by: OFFICER,
  at: AT,
}));
const states = ['waiting', 'sent', 'failed', 'held'] as const;
const asked = new Map(
  delegates.slice(0, 30).map(({ personId: id }, index) => {
    const job = newJob(askJob(MEETING, 2027, id, 1), AT);
    const posted = { conversationId: 'c', activityId: 'a', serviceUrl: 'https://x' };
    return [id, { ...job, state: states[index % 4]!, ...(index % 4 === 1 && { posted }) }];
  }),
);
const kept: Opened = { access: 'keeper', meeting, delegation: full, version: 13, people, history, asked };
const empty: Opened = { ...kept, delegation: aDelegation(), version: 0, history: [], asked: new Map() };

const delegations: [string, Opened, number?][] = [
  ['of forty, as its keeper sees it', kept],
  ['of forty, in the middle', kept, 10],
  ['as a member sees it', { ...kept, access: 'member', history: [], asked: new Map() }],
  ['with nobody in it', empty],
  ['with nobody in it, as a member sees it', { ...empty, access: 'member' }],
  ['to a meeting that has been held', { ...kept, meeting: held }],
];

const target: FormTarget = { form: 'add', meeting: MEETING, person: '', seen: 13, draft: personId(0) };
const longest = Object.fromEntries(
  fieldNames.map(name => {
    const kind = fieldKinds[name];
    return [name, 'max' in kind ? 'x'.repeat(kind.max) : ''];
  }),
) as Values;
const errors: Errors = Object.fromEntries(fieldNames.map(name => [name, 'fel '.repeat(10).trim()]));
const colleagues = Array.from({ length: 200 }, (_, index) => ({
  title: `${'N'.repeat(60)} ${index}`,
  value: personId(index),
}));

const taking = (parts: Partial<TakingPart>): TakingPart => ({
  meeting,
  delegation: full,
  standing: 'open',
  delegate: delegates[3]!,
  ...parts,
});
const questions: [string, TakingPart, boolean?][] = [
  ['asked', taking({})],
  ['asked again', taking({}), true],
  ['answered yes', taking({ delegate: delegates[4]! })],
  ['not known yet', taking({ delegate: delegates[2]! })],
  ['answered by the secretary', taking({ delegate: delegates[0]! })],
  ['without a last day', taking({ delegation: aDelegation() })],
  ['no longer in the delegation', taking({ delegate: undefined, standing: 'left' })],
  ['called off', taking({ standing: 'calledOff' })],
  ['over', taking({ standing: 'over' })],
];

const lesson = { by: personId(1), at: AT, text: 'Lärdom. '.repeat(499).trim() };
const learned: Lessons = {
  meeting: held,
  delegation: { ...full, lessons: delegates.map(({ personId: by }) => ({ ...lesson, by })) },
  reads: true,
  leaves: true,
  own: lesson,
};
const lessons: [string, Lessons, number?][] = [
  ['forty', learned],
  ['in the middle', learned, 2],
  ['one’s own', { ...learned, reads: false }],
  ['none', { meeting: held, delegation: aDelegation(), reads: true, leaves: false }],
  ['of one who is in no list any more', { ...learned, delegation: aDelegation({ lessons: [lesson] }) }],
];

export const presidiumCases: readonly CardCase[] = [
  ...delegations.map(([name, opened, from]): CardCase => ({
    name: `the delegation ${name}`,
    template: 'presidium/cards/delegation.json',
    make: locale =>
      delegationCard(readerIn(locale), {
        opened,
        readerId: personId(3),
        today: TODAY,
        notice: from === undefined ? 'x' : '',
        ...(from !== undefined && { from }),
      }),
  })),
  ...formNames.flatMap(form =>
    [true, false].map((fails): CardCase => ({
      name: `the form ${form}, ${fails ? 'with every error' : 'empty'}`,
      template: 'cards/form.json',
      make: locale =>
        presidiumForm(readerIn(locale), {
          target: { ...target, form, person: fieldsOf[form].includes('answer') ? personId(1) : '' },
          meeting,
          values: fails ? longest : emptyValues,
          ...(fails && { errors }),
          ...(form === 'answerFor' && { who: { name: NAME, work: 'F'.repeat(120) } }),
          reach: { asked: 40, unreachable: fails ? 1 : 20 },
          colleagues: fails ? [] : colleagues,
          picker: fails,
        }),
    })),
  ),
  {
    name: 'the form of a delegate, after somebody else was first',
    template: 'cards/form.json',
    make: locale =>
      presidiumForm(readerIn(locale), {
        target: { ...target, form: 'change', person: personId(1) },
        meeting,
        values: longest,
        trouble: button => `${button} …`,
        picker: true,
      }),
  },
  ...questions.map(([name, found, reminder]): CardCase => ({
    name: `"Deltar du?", ${name}`,
    template: 'presidium/cards/take-part.json',
    make: locale =>
      takePartCard(readerIn(locale), { found, people, reminder, notice: name === 'asked' ? 'x' : '' }),
  })),
  ...lessons.map(([name, found, from]): CardCase => ({
    name: `the lessons, ${name}`,
    template: 'presidium/cards/lessons.json',
    make: locale =>
      lessonsCard(readerIn(locale), {
        found,
        readerId: personId(1),
        notice: 'x',
        ...(from !== undefined && { from }),
      }),
  })),
];
