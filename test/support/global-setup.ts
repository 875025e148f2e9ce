import type { Azurite } from '../../src/trial/azurite';
import { startTestAzurite } from './azurite';

declare global {
  // jest runs set-up and teardown in one process, and gives them nothing else to share.
  var testAzurite: Azurite | undefined;
}

/** Starts the one Azurite of a whole test run; `openTestStorage` reaches it. */
export default async function globalSetup(): Promise<void> {
  globalThis.testAzurite = await startTestAzurite();
  process.env.TEST_STORAGE = globalThis.testAzurite.connectionString;
}
