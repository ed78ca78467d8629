import type { ErrorCode } from '../../typings/contract';

/** What a call can fail with: the contract's codes, and OFFLINE where no answer came. */
export type CallErrorCode = ErrorCode | 'OFFLINE';

/** A call that did not give its data. `message` is the server's sentence, if it said one. */
export class CallError extends Error {
  constructor(
    readonly code: CallErrorCode,
    message: string,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = 'CallError';
  }
}

/** The code of whatever was thrown; a programming error counts as INTERNAL. */
export const codeOf = (error: unknown): CallErrorCode =>
  error instanceof CallError ? error.code : 'INTERNAL';

/** No answer came: the network is gone, or the cloud is as good as gone. */
export const isNoAnswer = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'OFFLINE' || code === 'UNAVAILABLE';
};

/** Whether trying again later can help. */
export const isPassing = (error: unknown): boolean =>
  isNoAnswer(error) || codeOf(error) === 'RATE_LIMITED';
