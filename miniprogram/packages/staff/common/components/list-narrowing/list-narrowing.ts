import { isNarrowed, NOT_NARROWED, type ListFilter, type Narrowed } from '../../narrowing';

/** A filter as it is drawn. */
interface Shown extends ListFilter {
  at: number;
  word: string;
}

/**
 * Search and filters above a list. The page holds what it is narrowed down to, and hears by the
 * event `narrow` what it shall be. A value that the list no longer has stays chosen until it is
 * cleared: the list is empty then, and says why.
 */
Component({
  properties: {
    placeholder: { type: String, value: '' },
    filters: { type: Array, value: [] as ListFilter[] },
    narrowed: { type: Object, value: NOT_NARROWED },
  },
  data: { isNarrowed: false, shown: [] as Shown[] },
  observers: {
    'filters, narrowed'() {
      const { chosen } = this.data.narrowed;
      const shown = (this.data.filters as ListFilter[]).map((filter) => {
        const at = Math.max(
          0,
          filter.options.findIndex(({ value }) => value === (chosen[filter.key] ?? '')),
        );
        return { ...filter, at, word: filter.options[at]?.word ?? '' };
      });
      this.setData({ shown, isNarrowed: isNarrowed(this.data.narrowed) });
    },
  },
  methods: {
    narrow(change: Partial<Narrowed>) {
      this.triggerEvent('narrow', { ...this.data.narrowed, ...change });
    },
    search({ detail }: { detail: { value: string } }) {
      const search = detail.value.trim();
      if (search !== this.data.narrowed.search) this.narrow({ search });
    },
    choose({ detail, currentTarget }: WechatMiniprogram.PickerChange) {
      const key = currentTarget.dataset['key'] as string;
      const filter = this.data.shown.find((one) => one.key === key);
      const value = filter?.options[Number(detail.value)]?.value ?? '';
      this.narrow({ chosen: { ...this.data.narrowed.chosen, [key]: value } });
    },
    clear() {
      this.narrow(NOT_NARROWED);
    },
  },
});
