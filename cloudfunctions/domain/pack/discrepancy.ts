import { PACK_VERSION_WORDS, PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { EpochMs, PackVersion } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { type PackCounts } from './version';
import {
  type Discrepancy,
  type Batch,
  heldOf,
  NONE_DELIVERED,
  reseat,
  withSeats,
  type BatchMove,
  withMove,
  requireOpen,
} from './batch';

/**
 * 签收 by counts. Fewer than were sent opens a discrepancy for each version, more is refused.
 * @throws Refusal FAILED_PRECONDITION
 */
export const acknowledge = (
  batch: Batch,
  counts: PackCounts,
  { now, idOf }: { now: EpochMs; idOf: (version: PackVersion) => string },
): Batch => {
  requireOpen(batch);
  if (batch.state !== 'sent') refuse('FAILED_PRECONDITION', '这个批次已经签收过了。');
  const discrepancies: Discrepancy[] = [];
  for (const version of PACK_VERSIONS) {
    const counted = counts[version] ?? 0;
    const sent = heldOf(batch, version);
    if (counted > sent) {
      refuse(
        'FAILED_PRECONDITION',
        `「${PACK_VERSION_WORDS[version]}」点到 ${counted} 份，发出的是 ${sent} 份，请再点一遍。`,
      );
    }
    if (counted === sent) continue;
    discrepancies.push({
      discrepancyId: idOf(version),
      version,
      missing: sent - counted,
      state: 'open',
      outcome: null,
      note: '',
      lossId: null,
    });
  }
  let next: Batch = { ...batch, state: 'acknowledged', acknowledgedAt: now, discrepancies };
  for (const version of PACK_VERSIONS) next = reseat(next, version, NONE_DELIVERED, now).batch;
  return { ...next, version: batch.version + 1 };
};

const discrepancyIn = (batch: Batch, discrepancyId: string): Discrepancy =>
  batch.discrepancies.find((one) => one.discrepancyId === discrepancyId) ??
  refuse('NOT_FOUND', '没有找到这条差异。');

const withDiscrepancy = (batch: Batch, changed: Discrepancy): Batch => ({
  ...batch,
  discrepancies: batch.discrepancies.map((one) =>
    one.discrepancyId === changed.discrepancyId ? changed : one,
  ),
});

/**
 * Settles a discrepancy: the packs are with the unit after all, or came back to the store, or two
 * people write them off. @throws Refusal FAILED_PRECONDITION
 */
export const settleDiscrepancy = (
  batch: Batch,
  discrepancyId: string,
  { outcome, note, now }: { outcome: 'found' | 'returned' | 'lost'; note: string; now: EpochMs },
): { batch: Batch; version: PackVersion; missing: number } => {
  requireOpen(batch);
  const found = discrepancyIn(batch, discrepancyId);
  if (found.state === 'settled') refuse('FAILED_PRECONDITION', '这条差异已经处理过了。');
  const { version, missing } = found;
  const settled = withDiscrepancy(batch, { ...found, state: 'settled', outcome, note });
  const move: BatchMove = outcome === 'found' ? {} : { [outcome]: missing };
  const moved = withMove(settled, version, move);
  return { batch: reseat(moved, version, NONE_DELIVERED, now).batch, version, missing };
};

/** A discrepancy waits for the second person, or is open again where that person declined. */
export const awaitSecond = (
  batch: Batch,
  discrepancyId: string,
  lossId: string | null,
  note = '',
): Batch => {
  requireOpen(batch);
  const found = discrepancyIn(batch, discrepancyId);
  if (lossId !== null && found.state !== 'open') {
    refuse(
      'FAILED_PRECONDITION',
      found.state === 'settled' ? '这条差异已经处理过了。' : '这条差异正在等第二个人确认。',
    );
  }
  const state = lossId === null ? ('open' as const) : ('waits_for_second' as const);
  return {
    ...withDiscrepancy(batch, { ...found, state, lossId, note }),
    version: batch.version + 1,
  };
};

/**
 * A delivery is annulled and its pack is not with the unit: it is lost, or in the store where the
 * batch is closed. Its card goes to the end of the order, where it waits for another.
 */
export const loseDelivered = (
  batch: Batch,
  version: PackVersion,
  cardId: string,
  { as, now }: { as: 'returned' | 'lost'; now: EpochMs },
): Batch => {
  const { seats } = batch.versions[version];
  const moved = withSeats(withMove(batch, version, { [as]: 1 }), version, [
    ...seats.filter((seat) => seat.cardId !== cardId),
    { cardId, since: null },
  ]);
  const next = reseat(moved, version, NONE_DELIVERED, now).batch;
  return { ...next, takings: batch.takings + 1 };
};
