import { dayText } from '@micro-wish/vocabulary';
import type { ComplaintTopic, FamilyComplaint } from '../../typings/contract';
import { isLive, nameOfState } from '../domain/card/card';
import { dueAt } from '../domain/complaint/complaint';
import { refuse } from '../domain/common/refusal';
import type { Wish } from '../domain/wish/wish';
import { newId } from '../shared/identity';
import * as calls from '../calls/complaint';
import { nothing } from '../calls/fields';
import type { Handlers } from '../shared/serve';
import { childrenOf } from '../store/family/children';
import { complaintsAbout, complaintsOf } from '../store/complaint/complaints';
import { read } from '../store/common/database';
import { once, type Work } from '../store/common/requests';
import { wishNumbers } from '../store/wish/wishes';

/** What a family wrote and was answered, the newest first. */
export const complaintsFor = async (personId: string): Promise<FamilyComplaint[]> => {
  const complaints = await complaintsOf(personId);
  const numbers = await wishNumbers(complaints.flatMap(({ wishId }) => wishId ?? []));
  return complaints.map(({ _id, topic, words, at, state, wishId, answer }) => ({
    complaintId: _id,
    topic,
    words,
    at,
    state,
    dueAt: dueAt(at),
    ...(wishId ? { wishNo: numbers.get(wishId) ?? '' } : {}),
    ...(answer ? { answer: { words: answer.words, at: answer.at } } : {}),
  }));
};

/** The own wish that a complaint is about. @throws Refusal */
const requireOwnWish = (wish: Wish | null, personId: string, topic: ComplaintTopic): void => {
  if (!wish?.guardianIds.includes(personId)) refuse('NOT_FOUND', '没有找到这个心愿。');
  else if (topic === 'appeal' && wish.state !== 'rejected') {
    refuse('FAILED_PRECONDITION', '只有没有通过的心愿才需要申诉，别的意见请换一个主题。');
  }
};

/**
 * One request at a time for a card that can still bring its gift. The child is written: of two that
 * ask side by side, the later one is tried again and finds the earlier.
 * @throws Refusal FAILED_PRECONDITION
 */
const requireReissuable = async (work: Work, wish: Wish | null): Promise<void> => {
  if (!wish?.cardId) return refuse('FAILED_PRECONDITION', '这个心愿还没有兑换卡，不用补发。');
  const card = await work.get('cards', wish.cardId);
  if (!card || !isLive(card)) {
    const state = card ? `现在是「${nameOfState(card)}」` : '已经不在';
    return refuse('FAILED_PRECONDITION', `这张卡${state}，不能补发。`);
  }
  const child = await work.get('children', wish.childId);
  if (child) await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
  const waiting = (await complaintsAbout(wish._id)).find(
    ({ topic, state }) => topic === 'reissue' && state === 'open',
  );
  if (waiting) {
    refuse('FAILED_PRECONDITION', `${dayText(waiting.at)}已经申请过补发，工作人员正在处理。`);
  }
};

/** Where the family lives, by the child that the complaint is about or the first one it has. */
const areaOf = async (personId: string, wish: Wish | null): Promise<string[]> => {
  if (wish) return [...wish.areaPath];
  const [child] = await childrenOf(personId);
  return (child && (await read('areas', child.communityId))?.path) ?? [];
};

export const complaintHandlers: Pick<Handlers<'family'>, 'complaint.send' | 'complaint.mine'> = {
  'complaint.send': {
    who: 'guardian',
    input: calls.send,
    run: async (context, { topic, words, wishId = null }) => {
      const { personId, now } = context;
      const wish = wishId === null ? null : await read('wishes', wishId);
      if (wishId !== null) requireOwnWish(wish, personId, topic);
      if ((await context.moderate(words)) === 'risky') {
        refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
      }
      const complaintId = newId('complaint');
      const areaPath = await areaOf(personId, wish);
      return once(context, async (work) => {
        // Nobody writes on behind their own erasure.
        const guardian = await work.get('guardians', personId);
        if (!guardian) return refuse('PERMISSION_DENIED', '请先阅读并同意个人信息处理规则。');
        await work.put('guardians', { ...guardian, version: guardian.version + 1 });
        if (topic === 'reissue') await requireReissuable(work, wish);
        await work.put('complaints', {
          _id: complaintId,
          personId,
          topic,
          words,
          at: now,
          state: 'open',
          wishId,
          areaPath,
          ownerId: null,
          answer: null,
        });
        await work.audit({ action: 'complaint.send', subject: complaintId });
        return { complaintId };
      });
    },
  },
  'complaint.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId }) => ({ items: await complaintsFor(personId) }),
  },
};
