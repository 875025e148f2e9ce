import fc from 'fast-check';
import { contentSchema, sameContent, type Content } from '../../src/register/model';
import {
  emptyValues,
  firstFields,
  formFields,
  formValuesSchema,
  readForm,
  toFormValues,
  type FormErrors,
  type FormField,
  type FormValues,
} from '../../src/collaborations/form';
import { LOCALES, translator } from '../../src/i18n';
import { aContent, contents, reader, TODAY } from '../support/contents';

const t = translator('sv');

/** The five required parts as a person would give them. */
const filled: FormValues = {
  ...emptyValues,
  unitId: 'kultur',
  cities: 'bergen',
  title: 'Lägerskola om hållbara hav',
  category: 'elevutbyte',
  when: 'vecka 37 2027',
};

function read(parts: Partial<FormValues>, before?: Content, who = reader('sv')) {
  return readForm({ ...filled, ...parts }, { reader: who, today: TODAY, before });
}
function errorsOf(parts: Partial<FormValues>, before?: Content): FormErrors {
  const result = read(parts, before);
  return 'errors' in result ? result.errors : {};
}
function contentOf(parts: Partial<FormValues>, before?: Content): Content {
  const result = read(parts, before);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.content;
}

describe('the form', () => {
  it('takes five parts for enough, and leaves out what was not given', () =>
    expect(contentOf({})).toEqual(aContent()));

  it('takes all of its parts', () =>
    expect(
      contentOf({
        participatingUnits: 'slk,idrott',
        workplace: 'Fjällskolan',
        otherParticipants: 'Flensburg',
        direction: 'vi-reser',
        area: 'skola',
        participants: '24 elever',
        funding: 'eu-erasmus',
        purpose: 'Lära\nav varandra',
        climateNote: 'Tåg',
        links: 'https://a.se\nhttps://b.se/x?y=1',
        contactFunction: 'Rektor',
      }),
    ).toEqual(
      aContent({
        participatingUnits: ['idrott', 'slk'],
        workplace: 'Fjällskolan',
        otherParticipants: 'Flensburg',
        direction: 'vi-reser',
        area: 'skola',
        participants: '24 elever',
        funding: 'eu-erasmus',
        purpose: 'Lära\nav varandra',
        climateNote: 'Tåg',
        links: ['https://a.se', 'https://b.se/x?y=1'],
        contactFunction: 'Rektor',
      }),
    ));

  it('asks for five parts first', () =>
    expect(firstFields).toEqual(['unitId', 'cities', 'title', 'category', 'when']));

  it('has an input for every part of the content, and three for who submitted it', () => {
    const submitter = ['submitterFunction', 'submitterUnit', 'receivedOn'];
    const others = Object.keys(contentSchema.shape).filter(field => field !== 'submittedBy');
    expect([...formFields].sort()).toEqual([...others, ...submitter].sort());
  });

  it('cuts space around what was typed', () =>
    expect(contentOf({ title: '  Ett \n', workplace: '   ', unitId: ' kultur ' })).toEqual(
      aContent({ title: 'Ett' }),
    ));

  it('knows the cities in the order in which people see them, whatever the order of the presses', () =>
    expect(contentOf({ cities: 'abo, bergen,aarhus' }).cities).toEqual(['aarhus', 'bergen', 'abo']));
});

describe('what needs mending', () => {
  it('comes all at once when nothing was filled in', () => {
    expect(read(emptyValues)).toEqual({
      errors: {
        unitId: t('collaborations:error.unitId'),
        cities: t('collaborations:error.cities'),
        title: t('collaborations:error.title'),
        category: t('collaborations:error.choice'),
        when: t('collaborations:error.when', {
          a: '15–19 september 2027',
          b: 'vecka 37 2027',
          c: 'hösten 2027',
        }),
      },
    });
  });

  it('comes all at once when everything is wrong', () => {
    const long = 'x'.repeat(5000);
    const wrong = Object.fromEntries(formFields.map(field => [field, `${field}${long}`])) as FormValues;
    expect(Object.keys(errorsOf(wrong)).sort()).toEqual([...formFields].sort());
  });

  it.each<[FormField, string]>([
    ['unitId', ''],
    ['unitId', 'nobody'],
    ['unitId', 'Kulturförvaltningen'],
    ['unitId', 'kultur,idrott'],
    ['cities', ''],
    ['cities', ','],
    ['cities', 'goteborg'],
    ['cities', 'bergen,oslo'],
    ['title', ''],
    ['title', '   '],
    ['title', '!? …'],
    ['category', ''],
    ['category', 'Kulturutbyte'],
    ['when', ''],
    ['when', 'snart'],
    ['when', '30 februari 2027'],
    ['participatingUnits', 'idrott,nobody'],
    ['direction', 'hem'],
    ['area', 'rymden'],
    ['funding', 'lotto'],
    ['links', 'www.goteborg.se'],
    ['links', 'https://a.se\njavascript:alert(1)'],
    ['links', 'https://'],
    ['links', 'ftp://a.se'],
  ])('%s cannot be "%s": only that is told', (field, value) =>
    expect(Object.keys(errorsOf({ [field]: value }))).toEqual([field]),
  );

  it.each<[FormField, number]>([
    ['title', 200],
    ['contactFunction', 200],
    ['workplace', 200],
    ['otherParticipants', 500],
    ['participants', 200],
    ['purpose', 2000],
    ['climateNote', 1000],
  ])('%s may have %i characters, an emoji being one, and not one more', (field, max) => {
    expect(errorsOf({ [field]: 'å'.repeat(max) })).toEqual({});
    expect(errorsOf({ [field]: `å${'👩'.repeat(max - 1)}` })).toEqual({});
    const length = max + 1;
    expect(errorsOf({ [field]: 'å'.repeat(length) })).toEqual({
      [field]: t('collaborations:error.tooLong', { max, length }),
    });
  });

  it('links may have 2 000 characters together', () => {
    const link = (length: number) => `https://a.se/${'x'.repeat(length - 'https://a.se/'.length)}`;
    expect(errorsOf({ links: link(2000) })).toEqual({});
    expect(errorsOf({ links: link(2001) })).toEqual({
      links: t('collaborations:error.tooLong', { max: 2000, length: 2001 }),
    });
  });

  it('is told in the person’s language, in words without a key or a gap', () => {
    for (const locale of LOCALES) {
      const result = read(
        { ...emptyValues, links: 'x', area: 'x', purpose: 'x'.repeat(2001) },
        undefined,
        reader(locale),
      );
      const texts = Object.values('errors' in result ? result.errors : {});
      expect(texts).toHaveLength(8);
      for (const text of texts) expect(text).not.toMatch(/\{\{|error\.|collaborations:/);
    }
  });
});

describe('units', () => {
  it('one’s own is not also a participating one', () =>
    expect(contentOf({ participatingUnits: 'kultur,idrott' }).participatingUnits).toEqual(['idrott']));

  it('each takes part once', () =>
    expect(contentOf({ participatingUnits: 'idrott,slk,idrott' }).participatingUnits).toEqual([
      'idrott',
      'slk',
    ]));
});

describe('a content put back into the form', () => {
  it.each(LOCALES)('is read again as the same content, in %s', locale => {
    fc.assert(
      fc.property(contents, fc.constantFrom(TODAY, '2031-05-01', '2024-02-29'), (content, today) => {
        const values = formValuesSchema.parse(toFormValues(content, locale));
        const result = readForm(values, { reader: reader(locale), today, before: content });
        expect(result).toEqual({ content });
        expect(sameContent('content' in result ? result.content : aContent(), content)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is read again after the person has changed language in between', () => {
    fc.assert(
      fc.property(contents, content => {
        expect(read(toFormValues(content, 'en'), content, reader('sv'))).toEqual({ content });
      }),
    );
  });
});

describe('what comes from Teams', () => {
  it('lacks an input that was left empty', () => expect(formValuesSchema.parse({})).toEqual(emptyValues));

  it.each([
    ['a number', { title: 7 }],
    ['a list', { cities: ['bergen'] }],
    ['null', { when: null }],
    ['more than anyone would type', { purpose: 'x'.repeat(20_001) }],
  ])('is refused when an input is %s', (_, values) =>
    expect(formValuesSchema.safeParse(values).success).toBe(false),
  );

  it('never makes the form throw, and what is accepted can be stored and read again', () => {
    const anything = fc.record(
      Object.fromEntries(
        formFields.map(field => [field, fc.oneof(fc.constant(filled[field]), fc.string({ unit: 'binary' }))]),
      ),
    );
    fc.assert(
      fc.property(anything, values => {
        const result = read(values);
        if ('errors' in result) return expect(Object.keys(result.errors)).not.toHaveLength(0);
        expect(contentSchema.parse(JSON.parse(JSON.stringify(result.content)))).toEqual(result.content);
      }),
    );
  });
});
