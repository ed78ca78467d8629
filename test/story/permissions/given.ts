import type { ActionName, FunctionName, Input } from '../../../typings/contract';
import type { TestCloud } from '../../support/cloud';
import { companionOf, type Companion } from '../../support/companions';
import { arriveAt, fundedWish, handedOver, orderOf } from '../../support/gifts';
import { openPackBooks, type PackBooks } from '../../support/pack-books';
import { enter } from '../../support/paper';
import { joinWithChild, newProgramme } from '../../support/programmes';
import { campaignId, HOUR, newRequestId, type ReadyCard, type World } from '../../support/world';

export type Inputs = { [F in FunctionName]: { [A in ActionName<F>]: Input<F, A> } };

/** The good inputs of a topic. */
export type TopicInputs = { [F in FunctionName]?: Partial<Inputs[F]> };

/** What stands in other books, all of the community of the family whose card it is. */
interface Books extends Companion {
  orderId: string;
  stockId: string;
  defectId: string;
  callId: string;
  complaintId: string;
  transferId: string;
  approvalId: string;
  programmeId: string;
  enrolmentId: string;
  packs: PackBooks;
}

/** What good inputs are made of. */
export interface Given extends Books, Pick<ReadyCard, 'childId' | 'wishId' | 'cardId' | 'code'> {
  requestId: string;
  now: number;
  /** An hour around now. */
  window: { from: number; until: number };
  /** Of a colleague. */
  grantId: string;
  concernId: string;
}

/** A family without WeChat that is to be called: its wish was returned. */
const openCall = async (cloud: TestCloud, { community }: World): Promise<string> => {
  const { wishId } = await enter(community, 'A-7');
  await community.call('staff', 'wish.review', {
    requestId: newRequestId(),
    wishId,
    decision: 'return',
    reason: '写明颜色',
  });
  await cloud.timer('jobs', Date.now() + HOUR);
  const { items } = await community.call('staff', 'call.list', { campaignId });
  return items[0]?.callId ?? '';
};

/** An order, a lot that a withdrawn wish left behind, a defective gift, a call to make, and more. */
export const openBooks = async (
  cloud: TestCloud,
  world: World,
  card: ReadyCard,
): Promise<Books> => {
  const { community } = world;
  const { complaintId } = await card.guardian.call('family', 'complaint.send', {
    requestId: newRequestId(),
    topic: 'gift',
    words: '礼物还没有到。',
    wishId: card.wishId,
  });
  const { wishId } = await fundedWish(cloud, world);
  const { orderId } = await community.call('staff', 'order.save', orderOf([wishId]));
  const left = await fundedWish(cloud, world);
  await arriveAt(world, left.wishId, 15_000);
  const request = { requestId: newRequestId(), wishId: left.wishId };
  await left.guardian.call('family', 'wish.withdraw', request);
  const { items } = await community.call('staff', 'stock.list', { campaignId });
  const stockId = items[0]?.stockId ?? '';
  const broken = await handedOver(cloud, world);
  const { defectId } = await broken.guardian.call('family', 'gift.defect', {
    requestId: newRequestId(),
    wishId: broken.wishId,
    reason: '轮子掉了',
  });
  const programmeId = await newProgramme(world.admin, { programmeId: 'programme' });
  const { enrolmentId } = await joinWithChild(card.guardian, programmeId, card.childId);
  const companion = await companionOf(cloud, world, card);
  const packs = await openPackBooks(cloud, world);
  const callId = await openCall(cloud, world);
  const { approvalId } = await community.call('staff', 'guardian.transfer', {
    requestId: newRequestId(),
    wishId: card.wishId,
    reason: '账号换了',
  });
  const { children } = await card.guardian.call('family', 'me', {});
  const transferId = children[0]?.transfer?.transferId ?? '';
  return {
    ...companion,
    complaintId,
    orderId,
    stockId,
    defectId,
    callId,
    transferId,
    approvalId,
    programmeId,
    enrolmentId,
    packs,
  };
};
