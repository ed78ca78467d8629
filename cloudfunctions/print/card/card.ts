/**
 * What a printed card says, and what its list and its slip say of it. It names no child: the alias
 * is all that it knows of one.
 */
export interface PrintedCard {
  cardNo: string;
  /** The paper carrier's 16 characters. */
  code: string;
  /** What its QR says: the code, behind the campaign's link prefix where there is one. */
  qr: string;
  gift: string;
  alias: string;
  /** 领取台, once the gift lies there. */
  desk?: string;
  /** '' for a card of a rehearsal. */
  community: string;
  /** Of a family that signed on paper; it stands on the community's slip alone. */
  formNo?: string;
  /** 演练: a card of a rehearsal, which is no voucher for anything. */
  practice: boolean;
}

/** What all cards of one event say. */
export interface Occasion {
  campaign: string;
  place: string;
  /** As people read it: 6月1日 10:30–17:00. */
  time: string;
}
