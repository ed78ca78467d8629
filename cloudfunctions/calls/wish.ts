import * as v from 'valibot';
import type {
  Action,
  ComparedWish,
  FamilyWish,
  Page,
  StaffWishCounts,
  StaffWishFile,
  StaffWishRow,
  WishOutcome,
  WishState,
} from '../../typings/contract';
import type * as exporting from './export';
import { id, limit, line, requestId, text, wishIds, type nothing, type ofCampaign } from './fields';
import { wishFilter, wishWords } from './wish-fields';

export const submit = v.strictObject({ requestId, campaignId: id, childId: id, ...wishWords });

export const withdraw = v.strictObject({ requestId, wishId: id });

export const list = v.strictObject({
  ...wishFilter,
  cursor: v.exactOptional(id),
  limit: v.exactOptional(limit),
});

export const open = v.strictObject({ wishId: id, purpose: text(100) });

export const compare = v.strictObject({ wishId: id, otherId: id });

export const decision = v.picklist(['approve', 'return', 'reject'], '请选择同意、退回或不通过');

export const review = v.strictObject({
  requestId,
  wishId: id,
  decision,
  reason: v.exactOptional(text(200)),
  publicText: v.exactOptional(line(100, 0)),
  /**
   * The reviewer answers for what `publicText` may lead to the child by (school, class, address …):
   * without it such a text is CONTENT_REJECTED.
   */
  publicTextChecked: v.exactOptional(v.literal(true)),
});

export const reviewMany = v.strictObject({
  requestId,
  wishIds,
  decision,
  reason: v.exactOptional(text(200)),
  /** An approval takes the suggested public text, where it leads to no child by anything. */
  suggestedText: v.exactOptional(v.literal(true)),
});

export const undoReview = v.strictObject({ requestId, wishIds });

export interface FamilyWishActions {
  'wish.submit': Action<'guardian', typeof submit, { wishId: string; state: WishState }>;
  'wish.withdraw': Action<'guardian', typeof withdraw, { state: WishState }>;
  'wish.mine': Action<'guardian', typeof nothing, { items: FamilyWish[] }>;
}

export interface StaffWishActions {
  'wish.list': Action<
    'staff',
    typeof list,
    /** Oldest first. A page may be empty though more follow. */
    Page<StaffWishRow>
  >;
  /**
   * A list as .xlsx, with exactly the rows that the caller sees on the screen. A long one comes in
   * several files: `next` is where the following one begins.
   */
  'list.export': Action<
    'office',
    typeof exporting.list,
    { fileId: string; url: string; rows: number; next?: string }
  >;
  'wish.counts': Action<'staff', typeof ofCampaign, StaffWishCounts>;
  /** Opens a child's file; the opening is logged with its purpose. */
  'wish.open': Action<'staff', typeof open, StaffWishFile>;
  /** Puts a likely duplicate beside a wish; it is logged as an opening of both files. */
  'wish.compare': Action<'staff', typeof compare, { sides: [ComparedWish, ComparedWish] }>;
  'wish.review': Action<'staff', typeof review, { state: WishState }>;
  /** One decision on up to 20 wishes that wait: each is decided or refused by itself. */
  'wish.reviewMany': Action<'staff', typeof reviewMany, { outcomes: WishOutcome[] }>;
  /** Takes back up to 20 reviews of the caller's own, each within ten minutes. */
  'wish.undoReview': Action<'staff', typeof undoReview, { outcomes: WishOutcome[] }>;
}
