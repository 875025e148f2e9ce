import { emptyValues, type FormErrors, type FormValues } from '../../src/collaborations/form';
import { formCard } from '../../src/collaborations/form-card';
import type { Locale } from '../../src/i18n';
import { TODAY } from '../support/contents';

function textOfForm(values: Partial<FormValues>, errors: FormErrors = {}, locale: Locale = 'sv'): string {
  const target = { verb: 'collaboration.submit', data: { draft: 'd' } } as const;
  const view = { target, values: { ...emptyValues, ...values }, errors, today: TODAY, typeahead: false };
  return JSON.stringify(formCard(locale, view).card.body);
}

describe('the form', () => {
  it('says what is sent along from under "Fler uppgifter"', () =>
    expect(textOfForm({ contactFunction: 'Rektor', workplace: ' Fjällskolan ', purpose: 'Lära' })).toContain(
      'Redan ifyllt under Fler uppgifter: kontaktens funktion (Rektor), skola eller arbetsplats (Fjällskolan) och syfte.',
    ));

  it('says the same in English', () =>
    expect(textOfForm({ workplace: 'Fjällskolan' }, {}, 'en')).toContain(
      'Already filled in under More details: school or workplace (Fjällskolan).',
    ));

  it.each([
    ['when nothing is', {}, {}],
    ['when only the first fields are', { title: 'Lägerskola', when: '2027' }, {}],
    ['when they can be seen, since one of them needs mending', { links: 'x' }, { links: 'rätta' }],
  ])('does not say that more is filled in %s', (_when, values, errors) =>
    expect(textOfForm(values, errors)).not.toContain('Redan ifyllt'),
  );

  it.each([
    ['a label', { when: 'skriv ett år' }, '⚠ När: skriv ett år'],
    ['a label that asks', { title: 'skriv några ord' }, '⚠ Vad handlar samarbetet om? Skriv några ord'],
  ])('puts an error into %s', (_label, errors, expected) =>
    expect(textOfForm({}, errors)).toContain(`"${expected}"`),
  );
});
