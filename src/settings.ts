import { publishedPacing } from './delivery/pacing';

/** What is the same in every environment. Times are in milliseconds unless they say otherwise. */
export const productionSettings = {
  storageTimeoutMs: 10_000,
  /** Below which domains Teams keeps files, and prepares places for them: people's OneDrive is in SharePoint. */
  uploadDomains: ['sharepoint.com'],
  app: {
    rosterTimeoutMs: 3_000,
    sendTimeoutMs: 15_000,
    memberCacheMs: 5 * 60_000,
    settingsCacheMs: 30_000,
    fileLinkMs: 10 * 60_000,
    uploadTimeoutMs: 60_000,
    downloadTimeoutMs: 60_000,
    imports: { leaseMs: 30_000, lookEveryMs: 10 * 60_000, progressMs: 3_000 },
    /** A hundred thousand collaborations take one minute. */
    reportTimeLimitMs: 4 * 60_000,
    pacing: publishedPacing,
    engine: {
      concurrency: 16,
      idleMs: 1_000,
      hiddenSeconds: 60,
      sweepAfterMs: 5 * 60_000,
      clockEveryMs: 60_000,
      sweepEveryMs: 60_000,
      spacingSeconds: 8,
    },
    worker: {
      retry: { maxAttempts: 8, firstWaitMs: 1_000, longestWaitMs: 5 * 60_000 },
      takenMs: 30_000,
      patienceMs: 2_000,
      maxHandedOut: 50,
    },
  },
} as const;
