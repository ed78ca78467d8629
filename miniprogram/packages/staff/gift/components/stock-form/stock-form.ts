import { CATEGORY_WORDS, yuanText } from '@micro-wish/vocabulary';
import type { Fen, WishCategory } from '../../../../../../typings/contract';
import { NOTHING_TYPED, readPurchase, type Problems, type Typed } from './purchase';

const CATEGORIES = Object.entries(CATEGORY_WORDS).map(([category, word]) => ({ category, word }));

/** Buys in bulk, paid at once from the fund. Event `add` with what `stock.add` is told. */
Component({
  properties: {
    /** A change empties the form. */
    round: { type: Number, value: 0 },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { typed: { ...NOTHING_TYPED }, problems: {} as Problems, CATEGORIES },
  observers: {
    round() {
      this.setData({ typed: { ...NOTHING_TYPED }, problems: {} });
    },
  },
  methods: {
    write({ detail, currentTarget }: WechatMiniprogram.Input) {
      const field = currentTarget.dataset['field'] as keyof Typed;
      this.setData({ [`typed.${field}`]: detail.value, [`problems.${field}`]: '' });
    },
    chooseCategory({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const category = currentTarget.dataset['category'] as WishCategory;
      this.setData({ 'typed.category': category, 'problems.category': '' });
    },
    async add() {
      const { purchase, problems } = readPurchase(this.data.typed);
      this.setData({ problems });
      if (!purchase) return;
      const total = (purchase.quantity * purchase.priceFen) as Fen;
      const { confirm } = await wx.showModal({
        title: `支出 ${yuanText(total)}？`,
        content: `${purchase.title} ${purchase.quantity} 件。入库后马上记为支出，请先核对发票。`,
        confirmText: '入库',
        cancelText: '再看看',
      });
      if (confirm) this.triggerEvent('add', purchase);
    },
  },
});
