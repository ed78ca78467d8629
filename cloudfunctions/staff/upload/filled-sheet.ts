import type { SheetProblem } from '../../../typings/contract';
import { problemOf, refuse } from '../../domain/common/refusal';
import { partOf } from '../../shared/part';
import type { Context } from '../../shared/serve';
import { answerTo, once, type RequestKey } from '../../store/common/requests';
import { dropSheetFile, keepMarked, TOLD, type Sheet } from './uploaded-workbook';

/**
 * What becomes of a row: it is booked, was booked before, or cannot be. It is booked once for a
 * request and for what it is `about`.
 */
export type JudgedRow<Row> = { row: Row; at: number } & (
  | { is: 'ready'; about: string; book(request: RequestKey): Promise<unknown> }
  | { is: 'known'; about: string }
  | { is: 'wrong'; problems: readonly SheetProblem[] }
);

/** A table that was taken along, filled in, and sent: 到货表, 考核表. */
export interface FilledSheet<Row> {
  title: string;
  sheet: Sheet;
  head: { row: number; titles: readonly string[] };
  filled: readonly Row[];
  /** Rows that nobody filled in yet. */
  waiting: number;
  problems: readonly SheetProblem[];
  /** Rows of one call. */
  atOnce: number;
  judge(rows: readonly Row[]): Promise<JudgedRow<Row>[]>;
}

const problemsIn = (judged: readonly JudgedRow<unknown>[]): SheetProblem[] =>
  judged.flatMap((one) => (one.is === 'wrong' ? one.problems : []));

/** A dry run: what a booking of the whole sheet would do now, and why some rows can't be booked. */
export const tryFilled = async <Row>(file: FilledSheet<Row>) => {
  const judged = await file.judge(file.filled);
  const problems = [...file.problems, ...problemsIn(judged)];
  const rows = judged.flatMap(({ is, row }) => (is === 'ready' ? [row] : []));
  const answer = {
    hidden: file.sheet.hidden,
    ready: rows.length,
    known: judged.filter(({ is }) => is === 'known').length,
    waiting: file.waiting,
    problemCount: problems.length,
    problems: problems.slice(0, TOLD),
  };
  return { rows, problems, answer };
};

/** The sheet as it was sent, with what is wrong marked in it. */
export const markFilled = async <Row>(context: Context, file: FilledSheet<Row>) => {
  const { problems } = await tryFilled(file);
  return keepMarked(context, file.title, file.sheet, file.head, problems);
};

/**
 * Books what one row says. Where an earlier try of this request was cut off behind it, the row is
 * booked by this request all the same.
 */
const take = async <Row>(
  context: Context,
  file: FilledSheet<Row>,
  judged: JudgedRow<Row>,
): Promise<JudgedRow<Row> | 'booked'> => {
  if (judged.is === 'wrong') return judged;
  const request = partOf(context.request, judged.about);
  if (judged.is === 'known') return (await answerTo(request)) ? 'booked' : judged;
  try {
    await judged.book(request);
    return 'booked';
  } catch (error) {
    const { row, at } = judged;
    const problem = { row: at, column: '', message: problemOf(context.rights, error) };
    // Somebody else may have booked it meanwhile.
    const [now] = await file.judge([row]);
    return now && now.is !== 'ready' ? now : { row, at, is: 'wrong', problems: [problem] };
  }
};

/**
 * Books the next rows, each once, and passes over those that can't be booked. What must still be
 * mended can be taken along, marked, until the day of the file is over.
 */
export const importFilled = async <Row, Told extends object>(
  context: Context,
  file: FilledSheet<Row>,
  { fileId, cursor = 0 }: { fileId: string; cursor?: number },
  tell: (booked: Row[]) => Told,
) => {
  const rows = file.filled.length;
  if (rows === 0) refuse('FAILED_PRECONDITION', `${file.title}里没有填好的行。`);
  const some = file.filled.slice(cursor, cursor + file.atOnce);
  const booked: Row[] = [];
  const others: JudgedRow<Row>[] = [];
  for (const judged of await file.judge(some)) {
    const outcome = await take(context, file, judged);
    if (outcome === 'booked') booked.push(judged.row);
    else others.push(outcome);
  }
  const next = cursor + some.length;
  const isDone = next >= rows;
  const known = others.filter(({ is }) => is === 'known').length;
  const answer = await once(context, () =>
    Promise.resolve({
      ...tell(booked),
      rows,
      known,
      left: problemsIn(others),
      ...(isDone ? {} : { next }),
    }),
  );
  if (isDone && (await tryFilled(file)).problems.length === 0) await dropSheetFile(fileId);
  return answer;
};
