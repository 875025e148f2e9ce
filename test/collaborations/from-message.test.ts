import fc from 'fast-check';
import { draftFromMessage } from '../../src/collaborations/from-message';
import { LONGEST } from '../../src/collaborations/form';
import { seedLists } from '../../src/directory/lists';
import type { Person } from '../../src/directory/people';
import { SENDER, TODAY } from '../support/contents';

const kim: Person = { id: SENDER, tenantId: 't', name: 'Kim', remembered: { unitId: 'kultur' } };
const draft = (text: string) => draftFromMessage(seedLists, text, kim, TODAY);

describe('a draft from a message', () => {
  it('has its first line as the title, the rest as the purpose, and the cities and unit that it names', () =>
    expect(draft('Lägerskola i Åbo vecka 37\nKlass 9 åker med tåg.\nBergen kommer också.')).toMatchObject({
      title: 'Lägerskola i Åbo vecka 37',
      purpose: 'Klass 9 åker med tåg.\nBergen kommer också.',
      cities: 'bergen,abo',
      unitId: 'grundskola',
    }));

  it('has the usual unit where the message names none', () =>
    expect(draft('Vi ses i Aarhus')).toMatchObject({ unitId: 'kultur', cities: 'aarhus', purpose: '' }));

  it('is empty where the message is', () => expect(draft(' \n ')).toMatchObject({ title: '', purpose: '' }));

  it('keeps the whole of a first line that is too long for a title', () => {
    const line = 'ord '.repeat(100).trim();
    const { title, purpose } = draft(`${line}\nmer`);
    expect(title).toMatch(/ord…$/);
    expect(purpose).toBe(`${line}\nmer`);
  });

  it('never has more than the form takes, and never half a character', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ord ', 'x'.repeat(70), '👩‍🏫', '\n', 'Åbo ', '  '), { maxLength: 400 }),
        parts => {
          const { title, purpose } = draft(parts.join(''));
          expect(title.length).toBeLessThanOrEqual(LONGEST.title!);
          expect(purpose.length).toBeLessThanOrEqual(LONGEST.purpose!);
          expect(title + purpose).not.toMatch(/\p{Surrogate}/u);
          expect(title).not.toMatch(/\n|^\s|\s$/);
        },
      ),
    ));
});
