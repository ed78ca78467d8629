// Lets a function's thread live by the cloud's clock: `Date.now()`, `new Date()` and `Date()` add
// the offset that the cloud keeps in shared memory. Every other use of Date is the engine's own.
'use strict';

const Machine = Date;
const machineNow = Machine.now;

/** @param {SharedArrayBuffer} shared one 64-bit integer: milliseconds ahead of the machine */
exports.followClock = (shared) => {
  const offset = new BigInt64Array(shared);
  const now = () => machineNow() + Number(Atomics.load(offset, 0));
  const Moved = new Proxy(Machine, {
    construct: (target, args, asked) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, asked),
    apply: () => new Machine(now()).toString(),
  });
  Machine.now = now;
  Machine.prototype.constructor = Moved;
  globalThis.Date = Moved;
};
