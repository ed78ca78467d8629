// Runs one bundled function in a thread of its own, one call at a time: the SDK reads who is
// calling from `process.env` at call time, and two calls in one thread would mix identities up.
'use strict';
const { parentPort } = require('node:worker_threads');
const { loadBundle } = require('./bundle.cjs');
const { carryTo, countTrips, startCounting } = require('./carrier.cjs');
const { followClock } = require('./worker-clock.cjs');

let main;

/** Begins with a function, or anew: nothing is left of what another one kept in memory. */
const load = ({ file, environment, clock, cloud }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment, { TZ: 'UTC' });
  followClock(clock);
  carryTo(cloud);
  ({ main } = loadBundle(file));
  // The platform counts a call's time from here: loading is not part of it.
  parentPort.postMessage('loaded');
};

const MAX_RESULT_BYTES = 1024 * 1024;

const resultOf = async (event, context) => {
  const result = await main(event, context);
  const text = JSON.stringify(result === undefined ? null : result);
  if (Buffer.byteLength(text) > MAX_RESULT_BYTES) {
    return { errCode: -604001, errMsg: 'function result is larger than 1 MB' };
  }
  return { text };
};

const answer = async ({ eventText, environment, context }) => {
  Object.assign(process.env, environment);
  startCounting();
  try {
    const result = await resultOf(JSON.parse(eventText), context);
    parentPort.postMessage({ ...result, trips: countTrips() });
  } catch (error) {
    const message = error && error.stack ? error.stack : String(error);
    console.error(message);
    parentPort.postMessage({ errCode: -504002, errMsg: 'functions execute fail: see the log' });
  }
};

parentPort.on('message', (message) => {
  if (message.load) load(message.load);
  else void answer(message);
});
