import {
  scopeNow,
  scopeOptions,
  type PrintCounts,
  type PrintScope,
  type ScopeOption,
  type SheetFile,
  type SheetFormat,
} from './choices';

/**
 * Asks which cards are put on paper, and shows the files that were made. Events: `print` with what
 * is wanted, `open` with a file, `say` with a word or a problem.
 */
Component({
  properties: {
    counts: { type: Object, value: { fresh: 0, listed: 0, ticked: 0 } as PrintCounts },
    busy: { type: Boolean, value: false },
    /** Cards put into files and to be put there, while it goes on. */
    printing: {
      type: Object,
      value: null as unknown as { done: number; total: number; percent: number },
    },
    files: { type: Array, value: [] as SheetFile[] },
    /** Lines of them with a character that can't be printed. */
    unprintable: { type: Array, value: [] as string[] },
  },
  data: {
    options: [] as ScopeOption[],
    scope: 'fresh' as PrintScope,
    count: 0,
    covers: true,
  },
  observers: {
    counts(counts: PrintCounts) {
      const { scope, options } = this.data;
      const ticked = options.find((option) => option.scope === 'ticked')?.count ?? 0;
      this.show(scopeNow(counts, { scope, ticked }));
    },
  },
  methods: {
    show(scope: PrintScope) {
      const { counts } = this.data;
      this.setData({ options: scopeOptions(counts), scope, count: counts[scope] });
    },
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.show(currentTarget.dataset['scope'] as PrintScope);
    },
    toggleCovers() {
      this.setData({ covers: !this.data.covers });
    },
    print({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { scope, covers, busy } = this.data;
      const format = currentTarget.dataset['format'] as SheetFormat;
      // A print shop's list always says where and when a card is taken along to.
      if (!busy) this.triggerEvent('print', { scope, format, covers: covers || format === 'csv' });
    },
    fileOf({ currentTarget }: WechatMiniprogram.TouchEvent): SheetFile | undefined {
      return (this.data.files as SheetFile[])[currentTarget.dataset['index'] as number];
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const file = this.fileOf(event);
      if (file) this.triggerEvent('open', { url: file.url });
    },
    async copy(event: WechatMiniprogram.TouchEvent) {
      const file = this.fileOf(event);
      if (!file) return;
      await wx.setClipboardData({ data: file.url });
      this.triggerEvent('say', { problem: '', done: '链接已复制，请在十分钟内用电脑浏览器打开。' });
    },
  },
});
