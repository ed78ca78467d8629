import { PACK_VERSION_WORDS, PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { EpochMs, PackVersion } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { forEachVersion, refuseShortage } from './version';

/** One version of a plan: what is in a pack, and the store's side of its stock. */
export interface PlanVersion {
  contents: string[];
  /** Raised by each change of the contents before a pack of them left. */
  edition: number;
  /** Came into the store. */
  received: number;
  /** Left it for units. */
  sent: number;
  /** Came back from units. */
  returned: number;
  /** Written off by two people while it was with a unit. */
  lost: number;
}

/** 暖心包计划: what each version holds, and how many packs there are. */
export interface PackPlan {
  _id: string;
  campaignId: string;
  title: string;
  /** The event's day, `YYYY-MM-DD`: ages are those of this day. */
  day: string;
  versions: Record<PackVersion, PlanVersion>;
  /** Raised by every change, so that readers can tell one state from another. */
  version: number;
  at: EpochMs;
}

export type Contents = Record<PackVersion, string[]>;

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, place) => item === b[place]);

export const newPlan = (
  made: Pick<PackPlan, '_id' | 'campaignId' | 'title' | 'day'> & { contents: Contents },
  now: EpochMs,
): PackPlan => {
  const { contents, ...plan } = made;
  const versions = forEachVersion((version) => ({
    contents: contents[version],
    edition: 1,
    received: 0,
    sent: 0,
    returned: 0,
    lost: 0,
  }));
  return { ...plan, versions, version: 1, at: now };
};

/**
 * Changes a plan. The contents of a version are frozen once a pack of it has left the store, and
 * with the first pack of any version the day too: it has decided who gets which.
 * @throws Refusal FAILED_PRECONDITION
 */
export const editPlan = (
  plan: PackPlan,
  to: Pick<PackPlan, 'campaignId' | 'title' | 'day'> & { contents: Contents },
): PackPlan => {
  if (to.campaignId !== plan.campaignId) {
    refuse('FAILED_PRECONDITION', '暖心包计划不能换到另一个活动。');
  }
  const hasLeft = PACK_VERSIONS.some((version) => plan.versions[version].sent > 0);
  if (hasLeft && to.day !== plan.day) {
    refuse('FAILED_PRECONDITION', '已有暖心包发出，活动日期不能再改。');
  }
  const versions = forEachVersion((version) => {
    const before = plan.versions[version];
    const contents = to.contents[version];
    if (sameList(before.contents, contents)) return before;
    if (before.sent > 0) {
      return refuse(
        'FAILED_PRECONDITION',
        `「${PACK_VERSION_WORDS[version]}」已经发出，内容不能再改。`,
      );
    }
    return { ...before, contents, edition: before.edition + 1 };
  });
  return { ...plan, title: to.title, day: to.day, versions, version: plan.version + 1 };
};

export const inStoreOf = ({ received, sent, returned }: PlanVersion): number =>
  received - sent + returned;

/** The store's side of one step: what came, left, came back and was written off. */
export type StockMove = Partial<Pick<PlanVersion, 'received' | 'sent' | 'returned' | 'lost'>>;

/** The plan after a move of one version. @throws Refusal FAILED_PRECONDITION for a shortage */
export const movePlan = (plan: PackPlan, version: PackVersion, move: StockMove): PackPlan => {
  const before = plan.versions[version];
  const after: PlanVersion = {
    ...before,
    received: before.received + (move.received ?? 0),
    sent: before.sent + (move.sent ?? 0),
    returned: before.returned + (move.returned ?? 0),
    lost: before.lost + (move.lost ?? 0),
  };
  if (inStoreOf(after) < 0) refuseShortage(version, move.sent ?? 0, inStoreOf(before));
  return {
    ...plan,
    versions: { ...plan.versions, [version]: after },
    version: plan.version + 1,
  };
};

/** Where the packs of a version are: `received = inStore + withUnits + delivered + lost`. */
export interface PackSums {
  received: number;
  inStore: number;
  withUnits: number;
  delivered: number;
  lost: number;
}

/** The sums of a version, with what its cards say was delivered. */
export const sumsOf = (stock: PlanVersion, delivered: number): PackSums => ({
  received: stock.received,
  inStore: inStoreOf(stock),
  withUnits: stock.sent - stock.returned - stock.lost - delivered,
  delivered,
  lost: stock.lost,
});
