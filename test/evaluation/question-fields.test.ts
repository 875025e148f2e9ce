import fc from 'fast-check';
import { questionFields, readAnswers, valuesOf } from '../../src/evaluation/question-fields';
import { answersSchema, questions, type Answers } from '../../src/meetings/evaluation';

const scale = fc.option(fc.constantFrom(1, 2, 3, 4, 5), { nil: undefined });
const text = fc.option(
  fc.string({ maxLength: 1_000, unit: 'grapheme' }).map(said => said.trim().slice(0, 1_000).trim()),
  { nil: undefined },
);

const anyAnswers = fc
  .record({
    purpose: scale,
    learned: text,
    willUse: text,
    benefited: text,
    worth: scale,
    climate: scale,
    inPerson: scale,
    goesOn: fc.option(fc.constantFrom('continue', 'change', 'end'), { nil: undefined }),
    more: text,
  })
  .map(given => Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Answers);

it('what is answered comes back into the form, and out of it again', () => {
  fc.assert(
    fc.property(anyAnswers, answers => {
      const values = valuesOf(answers);
      const shown = Object.fromEntries(
        questionFields('sv', values, {}).map(({ name, value }) => [name, value]),
      );
      const read = readAnswers('sv', shown);
      if (Object.keys(answers).length === 0) expect(read).toMatchObject({ trouble: expect.any(String) });
      else {
        expect(read).toEqual({ answers });
        expect(answersSchema.parse(answers)).toEqual(answers);
      }
    }),
  );
});

it('a choice can be taken back', () => {
  expect(readAnswers('sv', { purpose: 'none', worth: '3' })).toEqual({ answers: { worth: 3 } });
});

it.each([
  ['purpose', '6'],
  ['purpose', '4.5'],
  ['goesOn', 'perhaps'],
  ['learned', 'x'.repeat(1_001)],
])('%s cannot be %s', (id, value) => {
  const read = readAnswers('en', { [id]: value });
  expect('errors' in read && read.errors).toHaveProperty(id);
});

it('every question has its field, with the line on secrecy where one writes', () => {
  const fields = questionFields('sv', {}, {});
  expect(fields.map(({ name }) => name)).toEqual(questions.map(({ id }) => id));
  for (const { kind, placeholder } of fields)
    if (kind === 'lines') expect(placeholder).toMatch(/^Skriv inget om enskilda personer/);
});
