import { after } from '../utils/paging';
import type { ListWanted } from '../../typings/contract';
import { errorLine } from '../utils/errors';
import { call, openFile } from './client';

const takePart = async (wanted: ListWanted, cursor?: string): Promise<string | undefined> => {
  const from = after(cursor);
  const { url, next } = await call('staff', 'list.export', { wanted, ...from });
  await openFile(url, 'xlsx');
  return next;
};

/** Takes a list out as .xlsx and opens it; a long one file by file, as long as the person wants. */
export const takeList = async (wanted: ListWanted): Promise<void> => {
  let cursor: string | undefined;
  try {
    for (;;) {
      void wx.showLoading({ title: '正在导出', mask: true });
      const next = await takePart(wanted, cursor).finally(() => wx.hideLoading());
      if (next === undefined) return;
      const { confirm } = await wx.showModal({
        title: '还有后面的',
        content: '名单较长，分成了几个文件。接着导出下一个？',
        confirmText: '下一个',
        cancelText: '不用了',
      });
      if (!confirm) return;
      cursor = next;
    }
  } catch (error) {
    await wx.showModal({ title: '没有导出', content: errorLine(error), showCancel: false });
  }
};
