import type {
  CampaignView,
  EventView,
  Fen,
  FamilyCard,
  FamilyWish,
  StaffWishFile,
  StaffWishRow,
  WishState,
} from '../../typings/contract';

/** 2025-06-01 10:30 in Shanghai. */
export const JUNE_1 = Date.UTC(2025, 5, 1, 2, 30);

const fen = (amount: number): Fen => amount as Fen;

export const campaign = (counts: Partial<Record<WishState, number>> = {}): CampaignView => ({
  campaignId: 'nanshan-2025',
  title: '点亮微心愿',
  period: { from: JUNE_1, until: JUNE_1 + 86_400_000 },
  closed: false,
  place: '青少年活动中心',
  donor: '一家爱心企业',
  counts: {
    draft: 0,
    submitted: 0,
    returned: 0,
    approved: 0,
    funded: 0,
    ready: 0,
    fulfilled: 0,
    rejected: 0,
    withdrawn: 0,
    expired: 0,
    ...counts,
  },
  fund: {
    donatedFen: fen(10_000_000),
    reservedFen: fen(1_000_000),
    spentFen: fen(2_500_050),
    availableFen: fen(6_499_950),
  },
  communities: [{ communityId: 'c-01', name: '海棠社区' }],
  fundId: 'fund-2025',
  reviewLevels: ['community', 'district'],
  consentVersion: '2025-06',
  maxWishesPerChild: 1,
  capFen: fen(200_000),
});

export const wish = (change: Partial<FamilyWish> = {}): FamilyWish => ({
  wishId: 'wish-1',
  wishNo: 'W00000001',
  campaignId: 'nanshan-2025',
  campaignTitle: '点亮微心愿',
  consentVersion: '2025-06',
  childId: 'child-1',
  childNickname: '小满',
  category: 'sport',
  title: '一辆自行车',
  state: 'submitted',
  timeline: [{ at: JUNE_1, state: 'submitted', event: 'submitted' }],
  updatedAt: JUNE_1,
  ...change,
});

export const card = (change: Partial<FamilyCard> = {}): FamilyCard => ({
  cardId: 'card-1',
  cardNo: 'K00000001',
  state: 'issued',
  wishId: 'wish-1',
  alias: '晨星 12',
  gift: '一辆自行车',
  category: 'sport',
  event: {
    title: '六一领取',
    from: JUNE_1,
    until: JUNE_1 + 6 * 3_600_000,
    place: '青少年活动中心',
  },
  stationLabel: '1 号台',
  ready: true,
  ...change,
});

export const row = (change: Partial<StaffWishRow> = {}): StaffWishRow => ({
  wishId: 'wish-1',
  wishNo: 'W00000001',
  alias: '晨星 12',
  ageBand: '7-12',
  communityId: 'c-01',
  communityName: '海棠社区',
  category: 'sport',
  title: '一双跑鞋',
  state: 'submitted',
  level: 'community',
  mine: true,
  flagged: false,
  submittedAt: JUNE_1,
  ...change,
});

export const file = (change: Partial<StaffWishFile> = {}): StaffWishFile => ({
  ...row(),
  campaignId: 'nanshan-2025',
  childNickname: '小满',
  childNo: 'C00000001',
  publicText: '',
  publicTextAllowed: true,
  ownChild: false,
  timeline: [],
  suggestion: { text: '', parts: [] },
  similar: [],
  similarElsewhere: 0,
  ...change,
});

/** Two desks, and an event that has them. */
export const stations = [
  { stationId: 'desk-1', label: '1 号台' },
  { stationId: 'desk-2', label: '2 号台' },
];

export const event: EventView = {
  eventId: 'event-1',
  campaignId: 'nanshan-2025',
  title: '六一领取',
  place: '活动中心',
  from: JUNE_1,
  until: JUNE_1 + 6 * 3_600_000,
  stations,
};
