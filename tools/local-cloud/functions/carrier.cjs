// Carries what the SDK asks of its cloud over a port of this thread instead of a socket: the same
// requests and answers, with no door in between that anybody else could open. Other addresses are
// left to Node. It counts what a call asks of the database: a round is a stretch in which at least
// one request is under way, so requests side by side are one round.
'use strict';
const { EventEmitter } = require('node:events');
const http = require('node:http');
const Module = require('node:module');

let origin = '';
let port;
let lastId = 0;
/** @type {Map<number, CarriedRequest>} */
const underWay = new Map();

let trips = [];
let moment = 0;
const now = () => (moment += 1);

/** An answer as far as the SDK reads one: status, headers, and the body in one piece. */
const responseOf = ({ status, type, body }) => {
  const response = new EventEmitter();
  response.statusCode = status;
  response.headers = { 'content-type': type };
  response.read = () => {
    response.emit('data', Buffer.from(body));
    response.emit('end');
  };
  return response;
};

/** What was written: a text as it is, bytes without what lies beside them in memory. */
const whole = (chunks) =>
  chunks.length === 1 && typeof chunks[0] === 'string'
    ? chunks[0]
    : new Uint8Array(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))));

/** A request as far as the SDK makes one: written, ended, and given up when it takes too long. */
class CarriedRequest extends EventEmitter {
  /** As one over a connection that stands. */
  reusedSocket = true;
  socket = { connecting: false };
  #chunks = [];
  #headers;
  #timer;
  #trip = { from: 0, to: Infinity, isDatabase: false };

  constructor({ headers }, onResponse) {
    super();
    this.#headers = headers;
    this.once('response', onResponse);
  }

  setTimeout(ms) {
    this.#timer = setTimeout(() => this.emit('timeout'), ms);
    this.#timer.unref();
    return this;
  }

  write(chunk) {
    this.#chunks.push(chunk);
    return true;
  }

  end() {
    this.emit('socket', this.socket);
    const id = (lastId += 1);
    underWay.set(id, this);
    this.#trip.from = now();
    trips.push(this.#trip);
    const type = Object.entries(this.#headers).find(([name]) => /^content-type$/i.test(name));
    port.postMessage({ id, type: type ? String(type[1]) : '', body: whole(this.#chunks) });
    return this;
  }

  answer(given) {
    clearTimeout(this.#timer);
    this.#trip.isDatabase = given.service === 'database';
    const response = responseOf(given);
    this.emit('response', response);
    response.read();
    this.#trip.to = now();
  }
}

/** Node's http, but for requests to the cloud. */
const carrying = Object.assign(Object.create(http), {
  request: (url, options, onResponse) =>
    typeof url === 'string' && url.startsWith(origin)
      ? new CarriedRequest(options, onResponse)
      : http.request(url, options, onResponse),
});

/** What a bundle in this file requires. */
exports.requireFor = (file) => {
  const require = Module.createRequire(file);
  return (name) => (name === 'http' || name === 'node:http' ? carrying : require(name));
};

/** Carries what goes to addresses that begin so over this port from now on. */
exports.carryTo = (given) => {
  port?.close();
  ({ origin, port } = given);
  underWay.clear();
  port.on('message', ({ id, ...answer }) => {
    const request = underWay.get(id);
    underWay.delete(id);
    request?.answer(answer);
  });
};

/** Begins to count anew: at the start of a call. */
exports.startCounting = () => {
  trips = [];
};

/** Rounds to the database and requests in them since the start of the call. */
exports.countTrips = () => {
  const requests = trips.filter(({ isDatabase }) => isDatabase);
  let rounds = 0;
  let until = 0;
  for (const { from, to } of requests) {
    if (from > until) rounds += 1;
    until = Math.max(until, to);
  }
  return { rounds, requests: requests.length };
};
