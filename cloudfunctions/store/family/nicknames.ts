import { holdsName } from '../../domain/common/fold';
import { refuse } from '../../domain/common/refusal';
import { isLive } from '../../domain/wish/wish';
import { wordsHoldName } from '../../domain/wish/words';
import type { Work } from '../common/requests';
import type { ChildRecord } from '../../domain/family/records';

/**
 * Looks whether a child may be called this from now on, beside what is public or printed already.
 * A nickname that waits for a reviewer makes its open wishes wait as well.
 * @throws Refusal FAILED_PRECONDITION
 */
export const meetNickname = async (
  work: Work,
  child: Pick<ChildRecord, 'wishIds'>,
  nickname: string,
  isFlagged: boolean,
): Promise<void> => {
  for (const wishId of Object.values(child.wishIds).flat()) {
    const wish = await work.get('wishes', wishId);
    if (!wish || !isLive(wish.state)) continue;
    if (holdsName(wish.publicText, nickname)) {
      refuse(
        'FAILED_PRECONDITION',
        '心愿墙上的文字里有这几个字，不能用作小名。请换一个小名，或先联系社区修改公开文字。',
      );
    }
    if (wordsHoldName(wish, nickname)) {
      refuse('FAILED_PRECONDITION', `礼物「${wish.title}」里有这几个字，不能用作小名，请换一个。`);
    }
    if (isFlagged && wish.state === 'submitted' && !wish.flagged) {
      await work.put('wishes', { ...wish, flagged: true });
    }
  }
};
