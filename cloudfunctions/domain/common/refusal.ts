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
