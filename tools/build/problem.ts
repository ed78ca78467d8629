/** One thing a check found: where, and what to do, in a sentence. */
export interface Problem {
  /** Path relative to the project. */
  file: string;
  /** Counted from 1; absent where the whole file is meant. */
  line?: number;
  message: string;
}

/** `file:line message`, as editors and terminals make it a link. */
export const describeProblem = ({ file, line, message }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`} ${message}`;
