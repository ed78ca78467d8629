import type { StaffGrant, StaffRights } from '../../../cloudfunctions/domain/common/access';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import type { Reviewer } from '../../../cloudfunctions/domain/wish/review';
import type { ErrorCode, Fen, StaffLevel } from '../../../typings/contract';

export const NOW = 1_750_000_000_000;

export const fen = (amount: number): Fen => amount as Fen;

/** A wish that has just been submitted. */
export const submitted: Wish = {
  _id: 'wish',
  wishNo: 'W1',
  campaignId: 'spring',
  fundId: 'fund',
  childId: 'child',
  guardianIds: ['family'],
  areaPath: ['d-1', 'c-1'],
  communityId: 'c-1',
  communityName: '海岸社区',
  paper: null,
  alias: '小海豚',
  ageBand: '7-12',
  category: 'sport',
  title: '一双球鞋',
  details: null,
  reason: null,
  publicTextAllowed: true,
  publicText: '',
  flagged: false,
  state: 'submitted',
  level: 0,
  fundings: 0,
  reservedFen: null,
  priceFen: null,
  stationId: null,
  cardId: null,
  orderId: null,
  gift: null,
  proposal: null,
  onWall: true,
  wallKey: '1',
  submittedAt: 1,
  updatedAt: 1,
  timeline: [{ at: 1, state: 'submitted', event: 'submitted', by: 'family' }],
};

/** A wish with 100 yuan reserved, and no gift yet. */
export const funded: Wish = {
  ...submitted,
  state: 'funded',
  fundings: 1,
  reservedFen: fen(10_000),
};

/** A wish whose gift lies at desk-1. */
export const ready: Wish = {
  ...submitted,
  state: 'ready',
  fundings: 1,
  priceFen: fen(9_000),
  stationId: 'desk-1',
  gift: { supplier: '体育用品店', invoiceNo: 'F-1', shelf: 'A-1', stockId: null },
};

export const staffGrant = (level: StaffGrant['level'], areaId: string): StaffGrant => ({
  _id: `grant-${level}-${areaId}`,
  kind: 'staff',
  personId: level,
  level,
  areaId,
  areaName: areaId,
  grantedAt: 0,
  grantedBy: 'admin',
  endedAt: null,
});

export const rightsOf = (...grants: StaffGrant[]): StaffRights => ({
  admin: false,
  auditor: false,
  grants,
});

export const reviewer = (level: StaffLevel, areaId: string, more: Partial<Reviewer> = {}) => ({
  personId: level,
  rights: rightsOf(staffGrant(level, areaId)),
  ownChild: false,
  now: NOW,
  ...more,
});

/** The code that a rule refuses with; 'allowed' where it does not. */
export const refusal = (act: () => unknown): ErrorCode | 'allowed' => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
