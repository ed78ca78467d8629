/** Longest note, in characters. */
const LONGEST_NOTE = 200;

/**
 * What happened at a desk and does not fit what is known: where and when, what came since, and how
 * staff settle it.
 * Event `resolve` with `{ conflictId, resolution, note }`.
 */
Component({
  properties: {
    /** A `ConflictRow` of the event page. */
    conflict: {
      type: Object,
      value: { sides: [], facts: [], choices: [] } as Record<string, unknown>,
    },
    busy: { type: Boolean, value: false },
  },
  data: { LONGEST_NOTE, resolution: '', note: '', missing: '' },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ resolution: currentTarget.dataset['resolution'] as string, missing: '' });
    },
    write({ detail }: WechatMiniprogram.Input) {
      this.setData({ note: detail.value, missing: '' });
    },
    resolve() {
      const { resolution, conflict } = this.data;
      const note = this.data.note.trim();
      if (resolution === '') this.setData({ missing: '请选一个处理结果' });
      else if (note === '') this.setData({ missing: '请写一句说明，会留在记录里' });
      else {
        const conflictId = conflict['conflictId'] as string;
        this.triggerEvent('resolve', { conflictId, resolution, note });
      }
    },
  },
});
