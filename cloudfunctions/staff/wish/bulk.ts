import type { WishOutcome, WishState } from '../../../typings/contract';
import { asToldTo, Refusal } from '../../domain/common/refusal';
import { partOf } from '../../shared/part';
import type { Context } from '../../shared/serve';
import { once } from '../../store/common/requests';

/**
 * The same step on many wishes: each in a transaction of its own, done once for this request or
 * refused by itself. A refusal that `ends` is told of all that come after, which are not tried. A
 * call that dies half way is repeated and does the rest.
 * @throws Refusal CONFLICT where the request was begun with something else
 */
export const oneByOne = async <One extends { wishId: string }>(
  context: Context,
  wishes: readonly One[],
  step: (
    context: Context,
    wish: One,
  ) => Promise<{ state: WishState; wordless?: true } | { refused: string }>,
  ends: (refusal: Refusal) => boolean = () => false,
): Promise<{ outcomes: WishOutcome[] }> => {
  const part = (name: string): Context => ({ ...context, request: partOf(context.request, name) });
  await once(part('begun'), () => Promise.resolve({}));
  const outcomes: WishOutcome[] = [];
  let end: Refusal | undefined;
  for (const wish of wishes) {
    const { wishId } = wish;
    try {
      if (end) throw end;
      const done = await step(part(wishId), wish);
      outcomes.push({ wishId, ...done });
    } catch (failure) {
      const error = asToldTo(context.rights, failure);
      if (!(error instanceof Refusal) || error.code === 'UNAVAILABLE') throw error;
      if (ends(error)) end = error;
      outcomes.push({ wishId, refused: error.message });
    }
  }
  return once(context, () => Promise.resolve({ outcomes }));
};
