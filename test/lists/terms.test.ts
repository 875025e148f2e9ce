import { makeLists, seedLists } from '../../src/directory/lists';
import { deedOf, readDeed } from '../../src/lists/deeds';
import { emptyValues, type Values } from '../../src/lists/fields';
import { TODAY } from '../support/contents';

function close(id: string, lists = seedLists) {
  const values: Values = { ...emptyValues, lastDay: TODAY };
  const term = lists.categories.find(candidate => candidate.id === id);
  return readDeed(
    deedOf('categories', 'close')!,
    term,
    values,
    { reader: { locale: 'sv', lists }, today: TODAY },
    '',
  );
}

describe('a category', () => {
  it('ends with its last day', () => expect(close('natverk')).toMatchObject({ after: { validTo: TODAY } }));

  it('that is the last one to choose does not end', () => {
    const others = seedLists.categories.filter(({ id }) => id !== 'annat');
    const lists = makeLists({ categories: others.map(term => ({ ...term, validTo: TODAY })) });
    expect(close('annat', lists)).toHaveProperty('errors.lastDay', 'minst en måste finnas kvar att välja');
  });
});
