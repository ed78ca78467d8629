import type { ErrorCode } from '../../../typings/contract';

/**
 * A rule said no. `message` is a short Chinese sentence for the person who called: what is wrong
 * and what to do. A refusal is thrown before anything is written, so it changes nothing.
 */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

export const refuse = (code: ErrorCode, message: string): never => {
  throw new Refusal(code, message);
};

/** There is no such thing. Staff who may not see everything are told what `refuseArea` tells them. */
class Absent extends Refusal {
  constructor(message: string) {
    super('NOT_FOUND', message);
  }
}

export const refuseAbsent = (message: string): never => {
  throw new Absent(message);
};

const OUT_OF_REACH = '没有找到，或不在你负责的区域；请刷新后再试。';

/** It belongs to another area: in the same words as where it does not exist. */
export const refuseArea = (): never => refuse('PERMISSION_DENIED', OUT_OF_REACH);

/** What somebody is told who does not see every area: whether a thing is there is not for them. */
export const asToldTo = (rights: { admin: boolean }, error: unknown): unknown =>
  error instanceof Absent && !rights.admin ? new Refusal('PERMISSION_DENIED', OUT_OF_REACH) : error;

/** What is told of one of many that was refused; what passes by itself ends the call. */
export const problemOf = (rights: { admin: boolean }, error: unknown): string => {
  const told = asToldTo(rights, error);
  const isItsOwn =
    told instanceof Refusal && told.code !== 'UNAVAILABLE' && told.code !== 'CONFLICT';
  if (!isItsOwn) throw told;
  return told.message;
};
