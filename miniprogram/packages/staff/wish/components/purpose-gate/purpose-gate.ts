const PURPOSES = ['审核', '联系配送', '核对信息', '处理投诉'];

/** Longest purpose, in characters. */
const PURPOSE_MAX = 100;

/** Asks why a child's file is opened; it is written into the log. Event `open` with `{purpose}`. */
Component({
  properties: {
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
    /** The purpose of the last opening: it is often the same again. */
    last: { type: String, value: '' },
  },
  observers: {
    last(purpose: string) {
      if (purpose !== '' && this.data.purpose === '') this.setData({ purpose });
    },
  },
  data: { purposes: PURPOSES, purpose: '', missing: false, PURPOSE_MAX },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ purpose: currentTarget.dataset['purpose'] as string, missing: false });
    },
    write({ detail }: { detail: { value: string } }) {
      this.setData({ purpose: detail.value, missing: false });
    },
    open() {
      const purpose = this.data.purpose.trim();
      this.setData({ missing: purpose === '' });
      if (purpose !== '') this.triggerEvent('open', { purpose });
    },
  },
});
