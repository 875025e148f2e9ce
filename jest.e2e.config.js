const base = { ...require('./jest.config.js') };
// The journey starts a storage of its own.
delete base.globalSetup;
delete base.globalTeardown;

/** The browser journey: one long story in order, on a trial that it starts itself, so one worker and a long time limit. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
