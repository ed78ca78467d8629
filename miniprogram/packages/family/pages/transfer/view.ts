import { timeText } from '@micro-wish/vocabulary';
import type { ChildView } from '../../../../../typings/contract';

/** A takeover that somebody asked for, as the child's guardian reads it. */
export interface TransferCard {
  transferId: string;
  nickname: string;
  until: string;
}

export const transferCards = (children: readonly ChildView[]): TransferCard[] =>
  children.flatMap(({ nickname, transfer }) =>
    transfer
      ? [{ transferId: transfer.transferId, nickname, until: timeText(transfer.until) }]
      : [],
  );
