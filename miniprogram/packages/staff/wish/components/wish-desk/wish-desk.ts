import type { Fen } from '../../../../../../typings/contract';
import type { ArrivedGift } from '../../../common/arrived-gift';
import type { Decision } from '../review-panel/decision';
import type { DeskAct, DeskData } from './desk';

/**
 * A child's file and what may be done with it: the purpose is asked for first.
 * Event `act` with what the reader does.
 */
Component({
  properties: {
    desk: { type: Object, value: {} as DeskData },
    /** There is little room: one column. */
    narrow: { type: Boolean, value: false },
    /** Another file waits behind this one. */
    hasNext: { type: Boolean, value: false },
  },
  methods: {
    tell(act: DeskAct) {
      this.triggerEvent('act', act);
    },
    open({ detail }: { detail: { purpose: string } }) {
      this.tell({ type: 'open', purpose: detail.purpose });
    },
    review({ detail }: { detail: Decision }) {
      this.tell({ type: 'review', decision: detail });
    },
    fund({ detail }: { detail: { amountFen: Fen } }) {
      this.tell({ type: 'fund', amount: detail });
    },
    arrive({ detail }: { detail: ArrivedGift }) {
      this.tell({ type: 'arrive', gift: detail });
    },
    topUp({ detail }: { detail: { amountFen: Fen; reason: string } }) {
      this.tell({ type: 'topUp', money: detail });
    },
    askTopUp() {
      this.tell({ type: 'askTopUp' });
    },
    closeTopUp() {
      this.tell({ type: 'closeTopUp' });
    },
    shelve() {
      this.tell({ type: 'shelve' });
    },
    reportDefect() {
      this.tell({ type: 'reportDefect' });
    },
    openGuardians() {
      this.tell({ type: 'guardians' });
    },
    correct() {
      this.tell({ type: 'correct' });
    },
    withdrawConsent() {
      this.tell({ type: 'withdrawConsent' });
    },
    compare({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.tell({ type: 'compare', wishId: currentTarget.dataset['wishId'] as string });
    },
    undo() {
      this.tell({ type: 'undo' });
    },
    retry() {
      this.tell({ type: 'retry' });
    },
    reopen() {
      this.tell({ type: 'reopen' });
    },
    next() {
      this.tell({ type: 'next' });
    },
    back() {
      this.tell({ type: 'back' });
    },
  },
});
