import type { Fen } from '../../../../typings/contract';

/** What is known of a gift as it comes; what was left empty is not there. */
export interface ArrivedGift {
  priceFen: Fen;
  stationId: string;
  /** The event whose desk that is. */
  eventId: string;
  shelf?: string;
  supplier?: string;
  invoiceNo?: string;
}
