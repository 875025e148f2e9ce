// Runs on any Node, however old, so that an old one gets a sentence instead of a syntax error.
'use strict';

var parts = process.versions.node.split('.').map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    'Node ' +
      process.versions.node +
      ' is too old: install Node 20.19 or newer from https://nodejs.org and try again.',
  );
  process.exit(1);
}

try {
  require.resolve('tsx/cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  console.error('The packages are not installed. Run: npm ci');
  process.exit(1);
}

require('tsx/cjs');
require('./start.ts');
