import { makeApp } from './app';
import { ConfigError, readConfig, type Config } from './config';
import { productionSettings } from './settings';
import { openStorage } from './storage/connection';
import { makeIdentity } from './teams/adapter';
import { chatLinkTo } from './teams/chat-link';
import { isTeamsHost } from './teams/guard';
import { isHostBelow } from './teams/upload';
import { makeLogger } from './telemetry/logger';

/** The production entry: everything from the environment, every caller verified. */
async function main(): Promise<void> {
  const config = readConfigOrExit();
  const log = makeLogger(config.logLevel);
  const storage = openStorage({ ...config.storage, timeoutMs: productionSettings.storageTimeoutMs });
  const app = makeApp({
    storage,
    log,
    identity: makeIdentity(config.identity),
    now: () => new Date(),
    settings: {
      ...productionSettings.app,
      port: config.port,
      host: '0.0.0.0',
      allowedTenants: config.allowedTenants,
      slkGroupId: config.slkGroupId,
      turnDeadlineMs: config.turnDeadlineMs,
      allowsServiceUrl: isTeamsHost,
      publicUrl: config.publicUrl,
      chatLink: chatLinkTo(config.identity.appId),
      allowsUploadUrl: isHostBelow(productionSettings.uploadDomains),
      asksToSave: true,
      typeahead: true,
    },
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await app.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  await app.start();
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(
      `The bot does not start:\n${error.problems.map(problem => `- ${problem}\n`).join('')}`,
    );
    process.exit(1);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`The bot does not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
