import { formFields } from '../../src/collaborations/form';
import { changeKinds, statuses } from '../../src/register/model';
import { isTextKey, joinWords, LOCALES, translator, type TextKey } from '../../src/i18n';
import { en, sv } from '../../src/i18n/texts';

type Tree = { [key: string]: string | Tree };

/** Every text of a language by its full key: "when:season.autumn". */
function textsOf(language: Tree): Map<string, string> {
  return new Map(
    Object.entries(language).flatMap(([namespace, tree]) =>
      leaves(tree as Tree).map(([path, text]) => [`${namespace}:${path}`, text] as const),
    ),
  );
}
function leaves(tree: Tree): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[key, value] as [string, string]]
      : leaves(value).map(([path, text]) => [`${key}.${path}`, text] as [string, string]),
  );
}
function params(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(match => match[1]!))].sort();
}

const swedish = textsOf(sv);
const english = textsOf(en);
const all = [...swedish, ...english];
const plurals = /_(zero|one|two|few|many|other)$/;

describe('the texts', () => {
  it('have the same keys in both languages', () =>
    expect([...english.keys()].sort()).toEqual([...swedish.keys()].sort()));

  it.each([...swedish.keys()])('%s says the same things in both languages', key => {
    // "One" need not say the number: a language may write the word for it.
    const said = (texts: Map<string, string>) =>
      params(texts.get(key) ?? '').filter(name => !(key.endsWith('_one') && name === 'count'));
    expect(said(english)).toEqual(said(swedish));
  });

  it('are never empty, and have no space at their ends', () => {
    const wrong = all.filter(([, text]) => text === '' || text !== text.trim());
    expect(wrong).toEqual([]);
  });

  it('have well-formed places for what is put in', () => {
    const wrong = all.filter(
      ([, text]) =>
        /[{}]/.test(text.replace(/\{\{\w+\}\}/g, '')) || text.includes('${') || /\$t\(/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('are not markup', () => {
    const wrong = all.filter(([, text]) => /<\/?[a-z]|\]\(|\*\*|__/i.test(text));
    expect(wrong).toEqual([]);
  });

  it('have both forms of a plural, no other but for nothing at all, and say the number in the second', () => {
    for (const texts of [swedish, english]) {
      const counted = [...texts.keys()].filter(key => plurals.test(key));
      expect(counted.filter(key => !/_(zero|one|other)$/.test(key))).toEqual([]);
      for (const stem of new Set(counted.map(key => key.replace(plurals, '')))) {
        expect([stem, texts.has(`${stem}_one`), texts.has(`${stem}_other`), texts.has(stem)]).toEqual([
          stem,
          true,
          true,
          false,
        ]);
        expect(params(texts.get(`${stem}_other`)!)).toContain('count');
      }
    }
  });

  it('use the words that people should see', () => {
    const wrong = [...swedish].filter(([, text]) =>
      /\b(kvittera|kvitto|godkänn\w*|dra tillbaka|driftstatus|mina meddelanden|samordnare på)\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('write abbreviations out', () => {
    // A case number begins with the City's own abbreviation.
    const wrong = [...swedish].filter(([, text]) => /\b(SLK|KF|KS)\b(?!-\d{4})/.test(text));
    expect(wrong).toEqual([]);
  });

  it('in English are not left in Swedish', () => {
    const wrong = [...english].filter(
      ([key, text]) =>
        /\b(och|att|inte|är|för|från|stadsledningskontoret)\b/i.test(text) && text === swedish.get(key),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a key that is put together in the code', () => {
  const fields = formFields.flatMap(field => [`field.${field}`, `name.${field}`]);
  it.each(
    [
      ...fields,
      ...statuses.flatMap(status => [`status.${status}`, `sender.next.${status}`]),
      ...changeKinds.map(kind => `change.${kind}`),
    ].map(key => `collaborations:${key}`),
  )('%s has a text', key => expect(isTextKey(key)).toBe(true));
});

describe('a translator', () => {
  it.each(LOCALES)('in %s gives every text with what is put into it', locale => {
    const t = translator(locale);
    for (const [key, text] of locale === 'sv' ? swedish : english) {
      const count = key.endsWith('_zero') ? 0 : key.endsWith('_one') ? 1 : 2;
      const filled = Object.fromEntries(params(text).map(name => [name, `«${name}»`]));
      const expected = text.replace(/\{\{(\w+)\}\}/g, (_, name) =>
        name === 'count' ? String(count) : `«${name}»`,
      );
      expect(t(key.replace(plurals, '') as TextKey, { ...filled, count })).toBe(expected);
    }
  });

  it('chooses the form of a plural by the number', () => {
    const t = translator('sv');
    expect(t('collaborations:form.errors', { count: 1 })).toBe(sv.collaborations.form.errors_one);
    expect(t('collaborations:form.errors', { count: 3 })).toBe('3 uppgifter behöver rättas:');
    expect(t('collaborations:form.errors', { count: 0 })).toBe('0 uppgifter behöver rättas:');
  });

  it('puts in what people wrote to the letter', () => {
    const text = '<b>{{who}} $t(common:and) & "du" ${x}';
    expect(translator('sv')('collaborations:channel.raced', { who: text, what: 'x' })).toContain(text);
  });
});

describe('joined words', () => {
  it.each([
    ['sv', ['Aarhus'], 'Aarhus'],
    ['sv', ['Aarhus', 'Bergen'], 'Aarhus och Bergen'],
    ['sv', ['Aarhus', 'Bergen', 'Åbo'], 'Aarhus, Bergen och Åbo'],
    ['en', ['Aarhus', 'Turku'], 'Aarhus and Turku'],
    ['sv', [], ''],
  ] as const)('in %s: %j', (locale, words, text) => expect(joinWords(locale, words)).toBe(text));
});
