import type { Disposition, EpochMs, SyncResult } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { errorLine } from '../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import type { Keeper } from '../../offline/offline-station';
import type { Undoable } from './redeem-flow';

/** The last hand-over of this device, and taking it back. */
export class LastHandOver {
  private attempt: Attempt | undefined;
  current: Undoable | undefined;

  constructor(private readonly keeper: Keeper) {}

  /** What the server says of an upload: it knows of the hand-over now, or staff look at it. */
  learn(results: readonly SyncResult[], now: EpochMs): void {
    const { current } = this;
    const answer = results.find(({ nonce }) => nonce === current?.nonce);
    if (!current || !answer || current.cardId !== '') return;
    const isTheirs = answer.status === 'accepted' && answer.cardId !== undefined;
    // The quarter of an hour runs from when the server learned of it.
    this.current = isTheirs ? { ...current, cardId: answer.cardId ?? '', at: now } : undefined;
  }

  /** Takes it back; answers why not, '' where it is. Sent again after a failure it is the same call. */
  async takeBack(reason: string, disposition: Disposition | ''): Promise<string> {
    const { current } = this;
    if (!current) return '这次核销已经交给工作人员，请他们撤销。';
    try {
      if (current.cardId === '') {
        const waiting = await this.keeper.takeBackWaiting(current.nonce);
        if (waiting === 'sending') return '正在上传，请过几秒再撤销。';
        if (waiting === 'unknown') return '已经上传，请过几秒再撤销。';
      } else {
        await this.annul(current, reason, disposition);
      }
      this.current = undefined;
      return '';
    } catch (error) {
      return errorLine(error);
    }
  }

  private async annul(
    scan: Undoable,
    reason: string,
    disposition: Disposition | '',
  ): Promise<void> {
    const { cardId, at } = scan;
    const request = { cardId, reason, ...(disposition === '' ? {} : { disposition }) };
    this.attempt = attemptFor({ ...request, at }, this.attempt);
    await call('station', 'card.annul', { nonce: this.attempt.requestId, ...request });
    await this.keeper.takenBack(scan);
  }
}
