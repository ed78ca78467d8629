import { readEach, sumsOf } from './sums';

/** Asks for the sum that each of many wishes gets. Events: `confirm` with `{amountFen}`, `close`. */
Component({
  properties: {
    show: { type: Boolean, value: false },
    count: { type: Number, value: 0 },
    capFen: { type: Number, value: 0 },
    availableFen: { type: Number, value: 0 },
  },
  data: { typed: '', problem: '', sums: { total: '', left: '', short: false } },
  observers: {
    show(show: boolean) {
      if (show) this.write('');
    },
  },
  methods: {
    type({ detail }: { detail: { value: string } }) {
      this.write(detail.value);
    },
    write(typed: string) {
      this.setData({ typed, problem: '', sums: sumsOf(this.data, typed) });
    },
    confirm() {
      const { fen, problem } = readEach(this.data, this.data.typed);
      this.setData({ problem });
      if (fen !== undefined) this.triggerEvent('confirm', { amountFen: fen });
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
