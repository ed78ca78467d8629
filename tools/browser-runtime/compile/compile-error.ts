/** A mistake in the mini-program: a sentence with the file and, where known, the line. */
export class CompileError extends Error {
  override name = 'CompileError';

  constructor(
    /** Path below the mini-program's root. */
    readonly file: string,
    /** Counted from 1. */
    readonly line: number | undefined,
    readonly sentence: string,
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`} ${sentence}`);
  }
}
