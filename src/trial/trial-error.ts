/** Why the trial does not start or cannot go on: one line for a person, which names the problem and its fix. */
export class TrialError extends Error {
  override readonly name = 'TrialError';
}
