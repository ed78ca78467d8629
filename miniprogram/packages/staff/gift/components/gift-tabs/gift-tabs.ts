const TABS = [
  { name: 'purchase', word: '采购' },
  { name: 'orders', word: '订单' },
  { name: 'gifts', word: '到货' },
  { name: 'stock', word: '库存' },
  { name: 'defects', word: '报修' },
];

/** The way of a gift, from the purchase list to what broke; each tab is a page of its own. */
Component({
  properties: {
    /** The page that is open. */
    current: { type: String, value: '' },
  },
  data: { TABS },
  methods: {
    go({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const name = currentTarget.dataset['name'] as string;
      if (name === this.data.current) return;
      void wx.redirectTo({ url: `/packages/staff/pages/${name}/${name}` });
    },
  },
});
