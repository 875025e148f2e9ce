/** Waits a little before another try: those who lost the same race must not meet again at the next one. */
export function jitter(attempt: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.random() * Math.min(10 * attempt, 100)));
}
