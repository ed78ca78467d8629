import { typeClass } from '../../../../../utils/type-size';
import type { DeskAct } from '../../components/wish-desk/desk';
import { deskChange, EMPTY_DESK } from '../../empty-desk';
import { FileDesk } from '../../file-desk';

Page({
  data: { typeClass: typeClass(), desk: EMPTY_DESK },

  desk: undefined as FileDesk | undefined,

  onLoad({ wishId = '' }: { wishId?: string }) {
    this.desk = new FileDesk(
      (change) => this.setData(deskChange(change)),
      (changedId) => this.changed(changedId),
    );
    this.desk.turnTo(wishId);
  },

  act({ detail }: { detail: DeskAct }) {
    if (detail.type === 'back') this.back();
    else void this.desk?.act(detail);
  },

  /** The list that this page was opened from reads itself anew. */
  changed(wishId: string) {
    this.getOpenerEventChannel().emit?.('changed', { wishId });
  },

  back() {
    void wx.navigateBack({
      fail: () => wx.redirectTo({ url: '/packages/staff/wish/pages/queue/queue' }),
    });
  },
});
