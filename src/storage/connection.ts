import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { TableClient, TableServiceClient, type TableServiceClientOptions } from '@azure/data-tables';
import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';
import { makeQueue, type Queue } from './queue';
import { makeTable, type StorageMeter, type Table } from './table';

export interface StorageSettings {
  /** Either a connection string (local, development) or the name of a storage account reached by managed identity. */
  connectionString?: string;
  accountName?: string;
  /** Client id of the user-assigned managed identity; without one the machine's own sign-in is used. */
  managedIdentityClientId?: string;
  /** What tables and queues begin with, so that environments and tests can share one account. */
  prefix: string;
  /** Longest wait for one request, in milliseconds, when the caller brings no deadline of its own. */
  timeoutMs: number;
}

export interface Storage {
  /** As it was opened, for a thread that opens it for itself. */
  settings: StorageSettings;
  register: Table;
  people: Table;
  pacing: Table;
  deliveries: Queue;
  poison: Queue;
  meter: StorageMeter;
  /** Creates tables and queues that are not there yet. Throws StorageUnavailableError. */
  prepare(): Promise<void>;
  /** One cheap read that tells whether storage answers. Throws StorageUnavailableError. */
  ping(signal?: AbortSignal): Promise<void>;
}

// The turn has one deadline with every retry inside it, so retries are few and quick.
const retryOptions = { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 500 };

/** Opens tables and queues; nothing is contacted before `prepare`. */
export function openStorage(settings: StorageSettings): Storage {
  const meter: StorageMeter = { roundTrips: 0, entitiesRead: 0 };
  const options: TableServiceClientOptions = {
    retryOptions,
    allowInsecureConnection: settings.connectionString !== undefined,
    additionalPolicies: [{ policy: countRoundTrips(meter), position: 'perRetry' }],
  };
  const service = tableService(settings, options);
  const queues = queueService(settings);
  const table = (name: string) =>
    makeTable(tableClient(settings, options, `${settings.prefix}${name}`), meter, settings.timeoutMs);
  const queue = (name: string) =>
    makeQueue(queues.getQueueClient(`${settings.prefix}-${name}`), settings.timeoutMs);
  const storage = {
    settings,
    register: table('register'),
    people: table('people'),
    pacing: table('pacing'),
    deliveries: queue('deliveries'),
    poison: queue('deliveries-poison'),
    meter,
  };
  return {
    ...storage,
    async prepare() {
      await Promise.all([
        ...['register', 'people', 'pacing'].map(name => service.createTable(`${settings.prefix}${name}`)),
        storage.deliveries.create(),
        storage.poison.create(),
      ]);
    },
    async ping(signal) {
      await storage.register.get('ping', 'ping', signal);
    },
  };
}

function countRoundTrips(meter: StorageMeter): PipelinePolicy {
  return {
    name: 'countRoundTrips',
    sendRequest(request, next) {
      meter.roundTrips += 1;
      return next(request);
    },
  };
}

function credentialOf(settings: StorageSettings): TokenCredential {
  return settings.managedIdentityClientId
    ? new ManagedIdentityCredential({ clientId: settings.managedIdentityClientId })
    : new DefaultAzureCredential();
}

function tableService(settings: StorageSettings, options: TableServiceClientOptions): TableServiceClient {
  if (settings.connectionString)
    return TableServiceClient.fromConnectionString(settings.connectionString, options);
  return new TableServiceClient(tableUrl(settings), credentialOf(settings), options);
}

function tableClient(
  settings: StorageSettings,
  options: TableServiceClientOptions,
  name: string,
): TableClient {
  if (settings.connectionString)
    return TableClient.fromConnectionString(settings.connectionString, name, options);
  return new TableClient(tableUrl(settings), name, credentialOf(settings), options);
}

function tableUrl(settings: StorageSettings): string {
  return `https://${settings.accountName}.table.core.windows.net`;
}

function queueService(settings: StorageSettings): QueueServiceClient {
  const options = { retryOptions: { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 500 } };
  if (settings.connectionString)
    return QueueServiceClient.fromConnectionString(settings.connectionString, options);
  return new QueueServiceClient(
    `https://${settings.accountName}.queue.core.windows.net`,
    credentialOf(settings),
    options,
  );
}
