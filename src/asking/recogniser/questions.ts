/** What people ask about the sister-city meetings (S2, S3), in the order in which they are suggested. */
export const questions = [
  'nextMeeting',
  'host',
  'ourTurn',
  'planning',
  'theme',
  'delegation',
  'programme',
  'daysLeft',
  'confirmed',
  'venue',
  'lastMeeting',
  'order',
  'documents',
  'takePart',
] as const;
export type Question = (typeof questions)[number];
