// Loads a bundled function with the code that V8 has made of it before: compiling three megabytes
// takes most of the time in which an instance starts.
'use strict';
const { createHash, randomBytes } = require('node:crypto');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');
const { requireFor } = require('./carrier.cjs');

const HASH_BYTES = 32;

/** What is kept beside the bundle: its hash, and then V8's code, which V8 checks itself. */
const keptCode = (file, hash) => {
  try {
    const kept = readFileSync(file);
    return kept.subarray(0, HASH_BYTES).equals(hash) ? kept.subarray(HASH_BYTES) : undefined;
  } catch {
    return undefined;
  }
};

/** Keeps code whole or not at all; where it can't be kept, the next instance compiles again. */
const keep = (file, content) => {
  const making = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(making, content);
    renameSync(making, file);
  } catch {
    // A folder that cannot be written to is no reason not to run.
  }
};

/** Runs a bundle as a module of its own; answers what it exports. */
const run = (file, script) => {
  const bundle = new Module(file);
  bundle.filename = file;
  bundle.paths = Module._nodeModulePaths(dirname(file));
  const begin = script.runInThisContext();
  begin.call(bundle.exports, bundle.exports, requireFor(file), bundle, file, dirname(file));
  return bundle.exports;
};

/** What this thread compiled last, should the same be loaded again. */
let compiled = { file: '', hash: Buffer.alloc(0), script: undefined };

/** @param {string} file a CommonJS bundle; answers what it exports */
exports.loadBundle = (file) => {
  const source = readFileSync(file);
  const hash = createHash('sha256').update(process.version).update(source).digest();
  if (compiled.file === file && compiled.hash.equals(hash)) return run(file, compiled.script);
  const codeFile = `${file}.code`;
  const cachedData = keptCode(codeFile, hash);
  const script = new Script(Module.wrap(source.toString('utf8')), { filename: file, cachedData });
  const exported = run(file, script);
  compiled = { file, hash, script };
  if (cachedData === undefined || script.cachedDataRejected) {
    keep(codeFile, Buffer.concat([hash, script.createCachedData()]));
  }
  return exported;
};
