import { DAY_MS, MINUTE_MS } from './calendar';

/** Longest texts that people write about a child and a wish, in characters. */
export const TEXT_LIMITS = {
  nickname: 20,
  title: 20,
  details: 60,
  size: 20,
  colour: 20,
  model: 30,
  reason: 200,
} as const;

/** How long a review can be taken back by its reviewer. */
export const REVIEW_UNDO_MS = 10 * MINUTE_MS;

/** How long a volunteer can take back a redemption, from when the server learned of it. */
export const OWN_ANNULMENT_MS = 15 * MINUTE_MS;

/** How long an answer to a family may take. */
export const ANSWER_MS = 7 * DAY_MS;

/** The largest single amount, in 分: ¥100,000,000. */
export const MAX_FEN = 10_000_000_000;

/** Control characters and lone surrogates are never part of what people write. */
export const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;
