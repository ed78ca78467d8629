import type { Card, CardCode } from '../domain/card/card';
import { CARRIERS, deriveCode, hashCode, type Carrier } from '../domain/card/code';
import { cardKey } from './identity';

/** The codes of one issue of a card, derived with the current key, as the store keeps them. */
export const codesOf = (cardId: string, issueNo: number): { keyNo: number; codes: CardCode[] } => {
  const { key, keyNo } = cardKey();
  const codes = CARRIERS.map((carrier) => ({
    hash: hashCode(deriveCode(key, { cardId, issueNo }, carrier)),
    issueNo,
    carrier,
  }));
  return { keyNo, codes };
};

/** The code itself, derived anew with the key that it was made with. */
export const codeOf = (
  card: Pick<Card, '_id' | 'issueNo'> & { keyNo?: number },
  carrier: Carrier,
): string =>
  deriveCode(cardKey(card.keyNo).key, { cardId: card._id, issueNo: card.issueNo }, carrier);
