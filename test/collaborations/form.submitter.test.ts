import {
  emptyValues,
  readForm,
  toFormValues,
  type FormErrors,
  type FormValues,
} from '../../src/collaborations/form';
import { seedLists } from '../../src/directory/lists';
import { unitById } from '../../src/directory/units';
import { translator } from '../../src/i18n';
import type { Content } from '../../src/register/model';
import { aContent, reader, TODAY } from '../support/contents';

const t = translator('sv');
const kultur = unitById(seedLists, 'kultur')!;
const ended = { units: [{ ...kultur, validTo: '2026-11-22' }] };

function read(parts: Partial<FormValues>, before?: Content, changes = {}) {
  const values = { ...emptyValues, ...toFormValues(aContent({ unitId: 'idrott' }), 'sv'), ...parts };
  return readForm(values, { reader: reader('sv', changes), today: TODAY, before });
}

function submitterOf(parts: Partial<FormValues>): Content['submittedBy'] {
  const result = read(parts);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.content.submittedBy;
}

function errorsOf(parts: Partial<FormValues>, before?: Content, changes = {}): FormErrors {
  const result = read(parts, before, changes);
  return 'errors' in result ? result.errors : {};
}

describe('who submitted it', () => {
  it('is nobody else when nothing is said of it', () => expect(submitterOf({})).toBeUndefined());

  it('is a function, a unit and the day on which it reached the City', () =>
    expect(
      submitterOf({ submitterFunction: ' Rektor ', submitterUnit: 'kultur', receivedOn: '2026-11-16' }),
    ).toEqual({ function: 'Rektor', unitId: 'kultur', receivedOn: '2026-11-16' }));

  it('is of the responsible unit and came in today, when only a function is said', () =>
    expect(submitterOf({ submitterFunction: 'Rektor' })).toEqual({
      function: 'Rektor',
      unitId: 'idrott',
      receivedOn: TODAY,
    }));

  it.each([
    ['a unit', { submitterUnit: 'kultur' }],
    ['a day', { receivedOn: TODAY }],
  ])('needs a function when there is %s', (_, parts) =>
    expect(errorsOf(parts)).toEqual({ submitterFunction: t('collaborations:error.submitterFunction') }),
  );

  it.each(['2026-11-24', '2027-01-01', '1945-12-31', '2026-02-30', 'igår', '16/11 2026'])(
    'cannot have come in on "%s"',
    receivedOn =>
      expect(errorsOf({ submitterFunction: 'Rektor', receivedOn })).toEqual({
        receivedOn: t('collaborations:error.receivedOn'),
      }),
  );

  it.each([TODAY, '2026-11-22', '1946-01-01'])('can have come in on %s', receivedOn =>
    expect(errorsOf({ submitterFunction: 'Rektor', receivedOn })).toEqual({}),
  );

  it('cannot be of a unit that is not there', () =>
    expect(errorsOf({ submitterFunction: 'Rektor', submitterUnit: 'nobody' })).toEqual({
      submitterUnit: t('collaborations:error.unitId'),
    }));

  it('can stay of a unit that has ended since', () => {
    const parts = { submitterFunction: 'Rektor', submitterUnit: 'kultur' };
    const submittedBy = { function: 'Rektor', unitId: 'kultur', receivedOn: '2026-11-16' };
    expect(Object.keys(errorsOf(parts, undefined, ended))).toEqual(['submitterUnit']);
    expect(errorsOf(parts, aContent({ unitId: 'idrott', submittedBy }), ended)).toEqual({});
  });

  it('comes back into the form as it was typed', () => {
    const submittedBy = { function: 'Rektor, via e-post', unitId: 'kultur', receivedOn: '2026-11-16' };
    expect(toFormValues(aContent({ submittedBy }), 'sv')).toMatchObject({
      submitterFunction: 'Rektor, via e-post',
      submitterUnit: 'kultur',
      receivedOn: '2026-11-16',
    });
  });

  it('is nobody else any more when the fields are emptied', () => {
    const submittedBy = { function: 'Rektor', unitId: 'kultur', receivedOn: '2026-11-16' };
    const result = read({}, aContent({ unitId: 'idrott', submittedBy }));
    expect('content' in result && result.content.submittedBy).toBeUndefined();
  });
});

describe('the units that take part', () => {
  const ids = seedLists.units.map(({ id }) => id).filter(id => id !== 'idrott');
  const of = (count: number) => ids.slice(0, count);

  it('are twenty at most, which the form says', () => {
    expect(errorsOf({ participatingUnits: of(20).join(',') })).toEqual({});
    expect(errorsOf({ participatingUnits: of(21).join(',') })).toEqual({
      participatingUnits: t('collaborations:error.tooManyUnits', { max: 20, length: 21 }),
    });
  });

  it('may stay more when so many have joined', () => {
    const before = aContent({ unitId: 'idrott', participatingUnits: of(22) });
    expect(errorsOf({ participatingUnits: of(22).join(',') }, before)).toEqual({});
    expect(Object.keys(errorsOf({ participatingUnits: of(23).join(',') }, before))).toEqual([
      'participatingUnits',
    ]);
  });
});
