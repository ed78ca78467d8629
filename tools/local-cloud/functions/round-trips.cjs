// Counts what one call asks of the database, as the function itself sees it: a round is a stretch
// in which at least one database request is under way, so requests side by side are one round.
'use strict';
const { subscribe } = require('node:diagnostics_channel');

/** The local cloud marks the answers of its database with this header. */
const SERVICE = 'x-cloud-service';

/** @type {{ from: number; to: number; isDatabase: boolean }[]} */
let trips = [];
let moment = 0;
/** @type {WeakMap<object, { from: number; to: number; isDatabase: boolean }>} */
const underWay = new WeakMap();

const now = () => (moment += 1);

subscribe('http.client.request.start', ({ request }) => {
  const trip = { from: now(), to: Infinity, isDatabase: false };
  trips.push(trip);
  underWay.set(request, trip);
});

// Published once the head of an answer is there; the caller goes on at its end.
subscribe('http.client.response.finish', ({ request, response }) => {
  const trip = underWay.get(request);
  if (!trip) return;
  trip.isDatabase = response.headers[SERVICE] === 'database';
  response.once('end', () => {
    trip.to = now();
  });
});

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
