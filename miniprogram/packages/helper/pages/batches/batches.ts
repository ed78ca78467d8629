import type { UnitBatch } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { errorLine } from '../../../../utils/errors';
import { loadingData, loadingPage, nothingHere, reshownPage } from '../../../../utils/loading-page';
import { keep, recall } from '../../../../utils/storage';
import { batchCard, countsTyped, type BatchCard } from './view';

const NO_BATCH = nothingHere(
  '现在没有你的批次',
  '批次结束或关闭后不再显示。要送新的一批，请联系社区工作人员。',
);

/** The last list, for a day without network. Kept encrypted. */
const LAST_SEEN = 'helper:batches';

Page({
  ...loadingPage,
  ...reshownPage,

  data: {
    ...loadingData(),
    batches: [] as BatchCard[],
    /** Says that the list is not of now; '' where it is. */
    stale: '',
    /** What was typed, by batch and version. */
    typed: {} as Record<string, Record<string, string>>,
  },

  async load() {
    try {
      const { items } = await call('helper', 'batch.mine', {});
      await keep(LAST_SEEN, items satisfies UnitBatch[], true);
      this.show(items, '');
    } catch (error) {
      const seen = await recall<UnitBatch[]>(LAST_SEEN, true);
      if (!seen) throw error;
      this.show(seen.value, `这是上次看到的名单。${errorLine(error)}`);
    }
  },

  show(items: readonly UnitBatch[], stale: string) {
    const batches = items.map(batchCard);
    this.setData({ batches, stale, state: batches.length === 0 ? NO_BATCH : null });
  },

  write({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { batchId, version } = currentTarget.dataset as { batchId: string; version: string };
    const typed = { ...this.data.typed[batchId], [version]: detail.value };
    this.setData({ typed: { ...this.data.typed, [batchId]: typed } });
  },

  async acknowledge({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const batchId = currentTarget.dataset['batchId'] as string;
    const batch = this.data.batches.find((one) => one.batchId === batchId);
    if (!batch) return;
    const counts = countsTyped(batch.fields, this.data.typed[batchId] ?? {});
    const less = batch.fields.filter(({ version, left }) => (counts[version] ?? 0) < left);
    const { confirm } = await wx.showModal({
      title: '按点到的份数签收？',
      content:
        less.length === 0
          ? '份数都对，签收后就可以送了。'
          : `${less.map(({ name }) => name).join('、')}比发出的少，工作人员会来核对。`,
      confirmText: '签收',
    });
    if (!confirm) return;
    await this.act({ batchId, counts }, async (input) => {
      await call('helper', 'batch.acknowledge', input);
      await this.reload();
      return '已签收，可以开始送了';
    });
  },

  /** The one desk scans packs as it scans wishes: with no network too. */
  scan() {
    void wx.navigateTo({ url: '/packages/station/pages/scan/scan' });
  },
});
