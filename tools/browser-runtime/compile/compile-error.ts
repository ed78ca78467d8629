/** What keeps an app from being compiled, as a sentence that begins with its file and line. */
export class CompileError extends Error {
  constructor(
    /** Path below the project's folder. */
    readonly file: string,
    readonly line: number | undefined,
    readonly reason: string,
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${reason}`);
    this.name = 'CompileError';
  }
}
