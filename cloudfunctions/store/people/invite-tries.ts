import { HOUR_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { refuse, Refusal } from '../../domain/common/refusal';
import { command, insert, updateWhere } from '../common/database';

/** Codes that one person tried and that opened nothing, within an hour; `_id` is the pseudonym. */
export interface InviteTriesRecord {
  _id: string;
  since: EpochMs;
  count: number;
}

const MOST_WRONG = 20;

/** Counts a try before the code is looked at: of many at one moment no more go through. */
const countTry = async (personId: string, now: EpochMs): Promise<void> => {
  const _id = personId;
  const began = now - HOUR_MS;
  const oneMore = (): Promise<boolean> =>
    updateWhere(
      'inviteTries',
      { _id, since: command.gt(began), count: command.lt(MOST_WRONG) },
      { count: command.inc(1) },
    );
  const first = { since: now, count: 1 };
  const isCounted =
    (await oneMore()) ||
    (await updateWhere('inviteTries', { _id, since: command.lte(began) }, first)) ||
    (await insert('inviteTries', { _id, ...first })) ||
    // Another first one came at the same moment.
    (await oneMore());
  if (!isCounted) {
    refuse('RATE_LIMITED', '邀请码输错太多次了。请过一小时再试，或请对方重新发一个邀请。');
  }
};

/**
 * Looks at a code that somebody types. Who guesses is stopped after some wrong ones; a right one
 * counts for nothing.
 * @throws Refusal RATE_LIMITED, and what `look` throws
 */
export const tryingCode = async <Found>(
  { personId, now }: { personId: string; now: EpochMs },
  look: () => Promise<Found>,
): Promise<Found> => {
  await countTry(personId, now);
  const giveBack = () =>
    updateWhere('inviteTries', { _id: personId, count: command.gt(0) }, { count: command.inc(-1) });
  try {
    const found = await look();
    await giveBack();
    return found;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'NOT_FOUND')) await giveBack();
    throw error;
  }
};
