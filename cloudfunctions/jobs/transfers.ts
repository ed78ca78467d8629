import type { EpochMs } from '../../typings/contract';
import { isLive, reissue, type Card } from '../domain/card/card';
import { standsAsGuardian } from '../domain/family/consent';
import { logAfterTakeover } from '../domain/family/own-child';
import { finishTransfer, transferStep, type Transfer } from '../domain/family/transfer';
import { codesOf } from '../shared/card-codes';
import { changeCard } from '../store/card/cards';
import { transact } from '../store/common/database';
import { along, firstAfter } from '../store/common/job-progress';
import type { Work } from '../store/common/requests';
import { cardIdsOfChild } from '../store/family/cards-of-child';
import { setGuardians } from '../store/family/guardianship';
import { keepTransfer, stopTransfer, tellStaff } from '../store/family/transfers';
import { tellGuardians } from '../store/message/notices';
import { JOBS_PERSON } from './person';

const withNewCodes = (card: Card): Partial<Card> => {
  const { keyNo, codes } = codesOf(card._id, card.issueNo + 1);
  return reissue(codes, keyNo)(card);
};

/** Puts the new guardian in the place of those before; the cards that these hold are void. */
const takeEffect = async (
  work: Work,
  transfer: Transfer,
  joinedBy: string,
  cardIds: readonly string[],
  now: EpochMs,
): Promise<void> => {
  const { _id, childId, wishId } = transfer;
  const child = await work.get('children', childId);
  const guardian = await work.get('guardians', joinedBy);
  if (!child || child.nickname === '' || !guardian || !standsAsGuardian(guardian.consent)) {
    return stopTransfer(work, transfer, 'lapsed', now);
  }
  const guardianUntil = logAfterTakeover(child, [joinedBy], now);
  const by = { personId: JOBS_PERSON, now };
  await setGuardians(work, { ...child, guardianUntil }, [joinedBy], by);
  const act = { by: JOBS_PERSON, now, event: 'card.reissue', reason: '监护人变更' };
  for (const cardId of cardIds) {
    const card = await work.get('cards', cardId);
    if (card && isLive(card)) await changeCard(work, cardId, act, withNewCodes);
  }
  await keepTransfer(work, finishTransfer(transfer));
  const told = [...child.guardianIds, joinedBy];
  await tellGuardians(work, told, { kind: 'transferDone', ref: _id, wishId }, now);
  await tellStaff(work, transfer, 'transferDone', now);
  const entry = { at: now, by: JOBS_PERSON, action: 'guardian.taken', subject: childId } as const;
  await work.put('audit', { ...entry, _id: `guardian.taken#${_id}`, note: '', seq: null });
};

/** Takeovers to which nobody objected take effect, and those that nobody took up end. */
export const followTransfers = async (now: EpochMs): Promise<EpochMs> => {
  for await (const { _id, childId } of along('transfers', 'dueAt', 1, now + 1)) {
    const cardIds = await cardIdsOfChild(childId);
    await transact(async (transaction) => {
      const work = { ...transaction, audit: () => Promise.resolve() };
      const transfer = await transaction.get('transfers', _id);
      if (!transfer) return;
      const step = transferStep(transfer, now);
      if (step === 'takeEffect' && transfer.joinedBy !== null) {
        await takeEffect(work, transfer, transfer.joinedBy, cardIds, now);
      } else if (step === 'lapse') {
        await stopTransfer(work, transfer, 'lapsed', now);
      }
    });
  }
  return firstAfter('transfers', 'dueAt', now);
};
