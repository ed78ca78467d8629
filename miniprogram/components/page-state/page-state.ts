import { whenBackOnline } from '../../utils/back-online';

/** What a page has instead of content. */
export type PageStateKind = 'loading' | 'empty' | 'error' | 'offline' | 'denied';

const SIGNS: Record<PageStateKind, string> = {
  loading: '',
  empty: '',
  error: 'error',
  offline: 'offline',
  denied: 'denied',
};

/**
 * A whole page without content: skeleton while loading, else what happened and what to do.
 * Event `retry` when its button is tapped (no `action`, no button), and where the network was
 * missing also by itself, as soon as it is back.
 */
Component({
  properties: {
    kind: { type: String, value: 'loading' },
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** Label of the button. */
    action: { type: String, value: '' },
    /** Whose contact stands below words that say to get in touch. */
    campaignId: { type: String, value: '' },
    /** Skeleton cards while loading. */
    rows: { type: Number, value: 3 },
  },
  data: { sign: '', bones: [0, 1, 2] },
  observers: {
    kind(kind: PageStateKind) {
      this.setData({ sign: SIGNS[kind] });
    },
    rows(rows: number) {
      this.setData({ bones: Array.from({ length: rows }, (_, index) => index) });
    },
  },
  lifetimes: {
    attached() {
      const stop = whenBackOnline(() => {
        if (this.data.kind === 'offline') this.triggerEvent('retry');
      });
      Object.assign(this, { stop });
    },
    detached() {
      (this as unknown as { stop?: () => void }).stop?.();
    },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
