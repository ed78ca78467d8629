import type { WishOutcome } from '../../../../../../typings/contract';
import { newRequestId } from '../../../../../utils/request-id';
import { chunksOf } from '../../../common/chunks';

/** So many wishes go in one call: it is answered soon, and progress can be shown. */
const AT_ONCE = 10;

/** A step on many wishes, under way: the calls that are still to be made, each with its id. */
export interface Batch {
  waiting: { requestId: string; wishIds: string[] }[];
  outcomes: WishOutcome[];
  total: number;
}

export const newBatch = (wishIds: readonly string[]): Batch => ({
  waiting: chunksOf(wishIds, AT_ONCE).map((part) => ({ requestId: newRequestId(), wishIds: part })),
  outcomes: [],
  total: wishIds.length,
});

/**
 * Makes the calls of a batch one after another. Where one fails, the batch stands as it is: run
 * again, it goes on with the same call, which the server does once.
 */
export const runBatch = async (
  batch: Batch,
  send: (part: { requestId: string; wishIds: string[] }) => Promise<WishOutcome[]>,
  progress: (done: number) => void,
): Promise<void> => {
  for (let [part] = batch.waiting; part; [part] = batch.waiting) {
    progress(batch.outcomes.length);
    batch.outcomes.push(...(await send(part)));
    batch.waiting.shift();
  }
};

/** Those wishes of a batch that were decided. */
export const doneOf = ({ outcomes }: Batch): string[] =>
  outcomes.flatMap((outcome) => ('state' in outcome ? outcome.wishId : []));

/** Why some were not decided, each reason once with how many it holds for. */
export const refusalsOf = ({ outcomes }: Batch): string[] => {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    if ('refused' in outcome) counts.set(outcome.refused, (counts.get(outcome.refused) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count} 个没有办成：${words}`);
};

/** Of what was approved, how many stand on the wall without words though their families allow it. */
export const wordlessText = ({ outcomes }: Batch): string => {
  const count = outcomes.filter((outcome) => 'state' in outcome && outcome.wordless).length;
  return count === 0 ? '' : `，其中 ${count} 个没有公开文字，可以打开档案补写`;
};
