import { typeClass } from '../../../../utils/type-size';

Page({
  data: { typeClass: typeClass(), wishId: '', opened: false },

  onLoad({ wishId = '' }: { wishId?: string }) {
    this.setData({ wishId, opened: true });
  },

  /** The list that this page was opened from reads itself anew. */
  changed({ detail }: { detail: { wishId: string } }) {
    this.getOpenerEventChannel().emit?.('changed', detail);
  },

  back() {
    void wx.navigateBack({
      fail: () => wx.redirectTo({ url: '/packages/staff/pages/queue/queue' }),
    });
  },
});
