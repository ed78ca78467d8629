import type { Fen } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';

/** The wish whose gift cannot be had, as the purchase list shows it. */
interface Line {
  wishId: string;
  reservedFen: number;
  proposed: string;
}

const NO_PROBLEMS = { titleProblem: '', priceProblem: '', reasonProblem: '', noteProblem: '' };

/**
 * 替换: proposes another thing, or shows the one that waits for its answer. Events: `propose` with
 * `{title, details, priceFen, reason}`, `takeback`, `record` with `{agree, note}` (a family by
 * phone), `close`.
 */
Component({
  properties: {
    line: { type: Object, value: {} as Line },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { title: '', details: '', typed: '', reason: '', note: '', ...NO_PROBLEMS },
  observers: {
    'line.wishId'() {
      this.setData({ title: '', details: '', typed: '', reason: '', note: '', ...NO_PROBLEMS });
    },
  },
  methods: {
    write({ detail, currentTarget }: WechatMiniprogram.Input) {
      const field = currentTarget.dataset['field'] as 'title' | 'details' | 'typed' | 'reason';
      this.setData({ [field]: detail.value, ...NO_PROBLEMS });
    },
    propose() {
      const { title, details, typed, reason, line } = this.data;
      const { fen, problem } = readAmount(typed, [
        { fen: line.reservedFen as Fen, says: '超过了预留金额' },
      ]);
      const titleProblem = title.trim() === '' ? '请填写换成什么' : '';
      const reasonProblem = reason.trim() === '' ? '请写明原因，家长会看到' : '';
      this.setData({ titleProblem, reasonProblem, priceProblem: problem });
      if (fen === undefined || titleProblem !== '' || reasonProblem !== '') return;
      const words = { title: title.trim(), details: details.trim(), reason: reason.trim() };
      this.triggerEvent('propose', { ...words, priceFen: fen });
    },
    record({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const note = this.data.note.trim();
      const noteProblem = note === '' ? '请写明和谁通的话' : '';
      this.setData({ noteProblem });
      const agree = currentTarget.dataset['agree'] as boolean;
      if (noteProblem === '') this.triggerEvent('record', { agree, note });
    },
    takeBack() {
      this.triggerEvent('takeback');
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
