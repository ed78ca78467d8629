import { TEXT_LIMITS } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { category, details, id, line, text } from './fields';

/** The words of a wish, as fields of an input. */
export const wishWords = {
  category,
  title: line(TEXT_LIMITS.title),
  details: v.exactOptional(details),
  reason: v.exactOptional(text(TEXT_LIMITS.reason, 0)),
};

/** A draft is on its family's phone alone. */
const listedState = v.picklist(
  [
    'submitted',
    'returned',
    'approved',
    'funded',
    'ready',
    'fulfilled',
    'rejected',
    'withdrawn',
    'expired',
  ],
  '未知的状态',
);

/** Which wishes of a campaign staff look at, as fields of an input. */
export const wishFilter = {
  campaignId: id,
  state: v.exactOptional(listedState),
  /** Only what the caller may decide on now. */
  mine: v.exactOptional(v.literal(true)),
  communityId: v.exactOptional(id),
  category: v.exactOptional(category),
  /** Only words that the moderation check could not pass by itself. */
  flagged: v.exactOptional(v.literal(true)),
  /** Only gifts that lie at this desk, of this event: a desk's id is its own within its event only. */
  stationId: v.exactOptional(id),
  deskEventId: v.exactOptional(id),
  /** Digits of a wish's number, or words of its title; a nickname finds nothing. */
  search: v.exactOptional(text(20)),
};
