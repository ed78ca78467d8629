import type {
  CollectorType,
  GiftOnCard,
  ScanAccepted,
  WishCategory,
} from '../../../../../typings/contract';
import { AGE_BAND_WORDS, COLLECTOR_WORDS } from '../../../../utils/words';
import type { Pending } from '../../scanning/pending';
import { detailText } from '../../scanning/verdict';

/** A card that may be redeemed, shown before the gift is handed over. */
export interface CardView {
  gift: string;
  giftDetail: string;
  category: WishCategory;
  alias: string;
  ageBand: string;
  cardNo: string;
}

export const cardView = ({ gift, alias, ageBand, cardNo }: ScanAccepted): CardView => ({
  gift: gift.title,
  giftDetail: detailText(gift.details),
  category: gift.category,
  alias,
  ageBand: AGE_BAND_WORDS[ageBand],
  cardNo,
});

export interface CollectorChoice {
  type: CollectorType;
  word: string;
}

const COLLECTORS: readonly CollectorType[] = [
  'child',
  'guardian',
  'loveMother',
  'teacher',
  'socialWorker',
];

/** Who may take the gift, the likeliest first. */
export const collectorChoices = (): CollectorChoice[] =>
  COLLECTORS.map((type) => ({ type, word: COLLECTOR_WORDS[type] }));

/** A redemption without an answer, in the list of those to retry. */
export interface PendingRow {
  nonce: string;
  text: string;
}

export const pendingRows = (list: readonly Pending[]): PendingRow[] =>
  list.map(({ nonce, card }) => ({ nonce, text: `${card.gift.title} · ${card.cardNo}` }));

/** What a pending redemption shows on a screen without a verdict. */
export const cardOf = ({
  gift,
  cardNo,
  alias,
}: ScanAccepted): { gift: GiftOnCard; cardNo: string; alias: string } => ({ gift, cardNo, alias });
