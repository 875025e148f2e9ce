/** The cards of this capability; each file holds those that change together. */
export * from './hand-over-card';
export * from './officer-card';
export * from './question-card';
export * from './same-card';
export * from './sender-card';
export * from './small-cards';
