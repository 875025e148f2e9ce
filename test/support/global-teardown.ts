import './global-setup';

/** Lets the Azurite of the test run end in order. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.testAzurite?.stop();
}
