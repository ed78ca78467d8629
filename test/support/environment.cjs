// The world of a test file, with what costs to begin and is shared by the files of one process: the
// local cloud's own code, and the threads of clouds that have closed. Each file has its own clouds.
'use strict';
const { join } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

let shared;

const shareClouds = () => {
  if (shared) return shared;
  const { require: load } = require('tsx/cjs/api');
  const tools = join(__dirname, '..', '..', 'tools', 'local-cloud');
  const { startLocalCloud, Threads } = load(join(tools, 'index.ts'), __filename);
  const threads = new Threads(true);
  shared = (options) => startLocalCloud({ threads, ...options });
  return shared;
};

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.startSharedCloud = (options) => shareClouds()(options);
  }
};
