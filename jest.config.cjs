const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/build.ts',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Two even on two cores: much of a browser test is waiting.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Slow machines are no failure; what hangs is.
  testTimeout: 120_000,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
