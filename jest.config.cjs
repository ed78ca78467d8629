const { availableParallelism } = require('node:os');

// Every page in every look and state takes minutes: `ALL_LOOKS=1 npm test` walks through them too.
const SWEEPS = ['/test/e2e/pages\\.test', '/test/e2e/states\\.test'];

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  globalSetup: '<rootDir>/test/support/before-all.ts',
  globalTeardown: '<rootDir>/test/support/after-all.ts',
  testPathIgnorePatterns: ['/node_modules/', ...(process.env['ALL_LOOKS'] ? [] : SWEEPS)],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Two even on two cores: much of a browser test is waiting.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // What a test file loaded is not all let go: a worker that has grown begins anew.
  workerIdleMemoryLimit: '700MB',
  // Slow machines are no failure; what hangs is.
  testTimeout: 120_000,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
