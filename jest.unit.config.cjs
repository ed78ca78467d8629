const base = require('./jest.config.cjs');
const { unit } = require('./test/parts.json');

/** `npm run test:unit`: what starts no cloud and no browser. @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: unit.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
};
