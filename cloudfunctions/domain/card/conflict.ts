import type { EpochMs } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import type { Card, EventPlan, HeldScan, Redemption, Resolution } from './card';
import { eventAt } from './card-history';
import { MOMENT_TOLERANCE_MS, redeemBy, type Decision } from './upload';

/** What staff settle about a card: each of its redemptions and held uploads may give some. */
export type Conflict =
  | { kind: 'double' | 'changed'; nonce: string; scan: Redemption; resolved: Resolution | null }
  | { kind: 'held'; nonce: string; scan: HeldScan; resolved: Resolution | null };

type Conflicting = Pick<Card, 'redemptions' | 'held'>;

/** 冲突 of a card, settled ones too. */
export const conflictsOf = ({ redemptions, held }: Conflicting): Conflict[] => [
  ...redemptions.flatMap((scan): Conflict[] => {
    const { nonce, status, since, resolved } = scan;
    return [
      ...(status === 'superseded' ? [{ kind: 'double' as const, nonce, scan, resolved }] : []),
      ...(since ? [{ kind: 'changed' as const, nonce, scan, resolved: since.resolved }] : []),
    ];
  }),
  ...held.map((scan): Conflict => ({
    kind: 'held',
    nonce: scan.nonce,
    scan,
    resolved: scan.resolved,
  })),
];

export const openConflicts = (card: Conflicting): number =>
  conflictsOf(card).filter(({ resolved }) => resolved === null).length;

/** Writes down how a conflict was settled; what follows from it is decided elsewhere. */
export const settleConflict = (
  card: Card,
  { kind, nonce }: Pick<Conflict, 'kind' | 'nonce'>,
  resolved: Resolution,
): Pick<Card, 'redemptions' | 'held'> => {
  const isMeant = (one: { nonce: string }): boolean => one.nonce === nonce;
  if (kind === 'held') {
    const held = card.held.map((one) => (isMeant(one) ? { ...one, resolved } : one));
    return { redemptions: card.redemptions, held };
  }
  const redemptions = card.redemptions.map((one): Redemption => {
    if (!isMeant(one)) return one;
    if (kind === 'double') return one.status === 'superseded' ? { ...one, resolved } : one;
    return one.since ? { ...one, since: { ...one.since, resolved } } : one;
  });
  return { redemptions, held: card.held };
};

/** The moment that staff believe: as the device had it, or at the latest when the server learned of it. */
const believed = ({ at, receivedAt }: HeldScan, issuedAt: EpochMs): EpochMs =>
  at < issuedAt - MOMENT_TOLERANCE_MS ? receivedAt : Math.min(Math.max(at, issuedAt), receivedAt);

const WHY_NOT: Partial<Record<string, string>> = {
  wrong_event: '那时这张卡不属于这场领取活动',
  own_child: '这是扫码人自己孩子的卡',
  void: '那时这张卡已经作废',
  blocked: '那时这张卡是冻结的',
  unapproved: '那时心愿没有通过审核',
  not_ready: '那时礼物还没有到',
  incomplete: '没有记下是谁领取的',
};

/**
 * Staff believe a held upload: it is judged by its own moment as any other, and passes what staff
 * may pass at a desk. @throws Refusal FAILED_PRECONDITION where it was wrong at that moment
 */
export const acceptHeld = (
  card: Card,
  held: HeldScan,
  event: EventPlan,
  reason: string,
): Decision => {
  const at = believed(held, card.issuedAt);
  const scan = {
    event,
    stationId: held.stationId,
    personId: held.by,
    codeHash: held.codeHash,
    at,
    receivedAt: held.receivedAt,
    collector: held.collector ?? undefined,
    force: true,
    direction: held.direction ?? ('in' as const),
    handedOut: true,
  };
  const { nonce, payload, deviceId } = held;
  const decision = redeemBy(card, eventAt(event, at), scan, { nonce, payload, deviceId, reason });
  if (decision.outcome.status === 'rejected') {
    const why = WHY_NOT[decision.outcome.verdict.reason] ?? '那时这张卡不能核销';
    refuse('FAILED_PRECONDITION', `${why}，只能选择不接受。`);
  }
  return decision;
};
