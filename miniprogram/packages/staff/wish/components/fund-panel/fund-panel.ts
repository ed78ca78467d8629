import { yuanText } from '@micro-wish/vocabulary';
import type { Fen } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';

/** Reserves money for a wish. Event `fund` with `{amountFen}`. */
Component({
  properties: {
    /** The most that one wish may get, in 分. */
    capFen: { type: Number, value: 0 },
    /** What the fund still has, in 分. */
    availableFen: { type: Number, value: 0 },
    busy: { type: Boolean, value: false },
  },
  data: { typed: '', problem: '', hint: '' },
  observers: {
    'capFen, availableFen'(capFen: number, availableFen: number) {
      this.setData({
        hint: `每个心愿最多 ${yuanText(capFen as Fen)}，可用余额 ${yuanText(availableFen as Fen)}`,
      });
    },
  },
  methods: {
    type({ detail }: { detail: { value: string } }) {
      this.setData({ typed: detail.value, problem: '' });
    },
    fund() {
      const { typed, capFen, availableFen } = this.data;
      const { fen, problem } = readAmount(typed, [
        { fen: capFen as Fen, says: '每个心愿最多' },
        { fen: availableFen as Fen, says: '余额不够，可用余额是' },
      ]);
      if (fen === undefined) this.setData({ problem });
      else this.triggerEvent('fund', { amountFen: fen });
    },
  },
});
