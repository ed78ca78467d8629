/** The usual ends of a conflict, up to 40 characters each. */
const RESOLUTIONS = ['已收回多发的一份', '家长留下了，记作损耗', '实际只发了一份'];

/** Longest note, in characters. */
const LONGEST_NOTE = 200;

/**
 * A gift that two desks handed out, with both of them named, and what staff did about it.
 * Event `resolve` with `{ conflictId, resolution, note }`.
 */
Component({
  properties: {
    /** A `ConflictRow` of the event page. */
    conflict: { type: Object, value: { second: {} } as Record<string, unknown> },
    busy: { type: Boolean, value: false },
  },
  data: { RESOLUTIONS, LONGEST_NOTE, resolution: '', note: '', missing: '' },
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
