import type { Editor } from '../directory/editors';
import { appointmentDeeds } from './appointments';

/** Who keeps a unit's collaborations in order beside their senders (S6), from a day on. */
export const editorDeeds = appointmentDeeds<'editors', Editor>({
  peopleOf: ({ editors }) => editors,
  withPeople: (entry, editors) => ({ ...entry, editors }),
  fields: [],
  filled: () => ({}),
  read: (_reading, person) => person,
  most: 30,
  texts: {
    tooMany: 'lists:error.tooMany',
    already: 'lists:error.editorAlready',
    gone: 'lists:error.editorGone',
    overlap: 'lists:error.editorOverlap',
  },
});
