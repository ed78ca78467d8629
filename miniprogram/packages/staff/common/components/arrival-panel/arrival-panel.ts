import { yuanText } from '@micro-wish/vocabulary';
import type { EventView, Fen } from '../../../../../../typings/contract';
import { readAmount } from '../../amounts';
import type { ArrivedGift } from '../../arrived-gift';
import { NO_DESK, type ChosenDesk } from '../../desks';

/**
 * Records that a gift has come. Event `arrive` with an `ArrivedGift`.
 * Desk, supplier and invoice stay from one gift to the next; price and shelf start empty.
 */
Component({
  properties: {
    /** Whose gift it is: a change empties the price. */
    wishId: { type: String, value: '' },
    reservedFen: { type: Number, value: 0 },
    events: { type: Array, value: [] as EventView[] },
    /** The event of the gift's card; '' for none. */
    cardEventId: { type: String, value: '' },
    /** Label of the button. */
    action: { type: String, value: '登记到货' },
    busy: { type: Boolean, value: false },
  },
  data: {
    typed: '',
    desk: NO_DESK,
    shelf: '',
    supplier: '',
    invoiceNo: '',
    /** Supplier and invoice are asked for. */
    asksMore: false,
    priceProblem: '',
    deskProblem: '',
    hint: '',
  },
  observers: {
    wishId() {
      this.setData({ typed: '', shelf: '', priceProblem: '' });
    },
    reservedFen(reservedFen: number) {
      this.setData({ hint: `预留 ${yuanText(reservedFen as Fen)}，用不完的会退回余额` });
    },
  },
  methods: {
    type({ detail }: { detail: { value: string } }) {
      this.setData({ typed: detail.value, priceProblem: '' });
    },
    write({ detail, currentTarget }: WechatMiniprogram.Input) {
      const field = currentTarget.dataset['field'] as 'shelf' | 'supplier' | 'invoiceNo';
      this.setData({ [field]: detail.value });
    },
    askMore() {
      this.setData({ asksMore: true });
    },
    chooseDesk({ detail }: { detail: ChosenDesk }) {
      this.setData({ desk: detail, deskProblem: '' });
    },
    arrive() {
      const { typed, desk, reservedFen } = this.data;
      const { fen, problem } = readAmount(typed, [
        { fen: reservedFen as Fen, says: '超过了预留金额' },
      ]);
      const deskProblem = desk.stationId === '' ? '请选择礼物放在哪个领取点' : '';
      this.setData({ priceProblem: problem, deskProblem });
      if (fen !== undefined && deskProblem === '') {
        const shelf = this.data.shelf.trim();
        const supplier = this.data.supplier.trim();
        const invoiceNo = this.data.invoiceNo.trim();
        const gift: ArrivedGift = {
          priceFen: fen,
          ...desk,
          ...(shelf === '' ? {} : { shelf }),
          ...(supplier === '' ? {} : { supplier }),
          ...(invoiceNo === '' ? {} : { invoiceNo }),
        };
        this.triggerEvent('arrive', gift);
      }
    },
  },
});
