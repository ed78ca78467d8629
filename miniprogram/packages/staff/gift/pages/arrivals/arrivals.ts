import type { EventView } from '../../../../../../typings/contract';
import { call, openFile } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { eventsToCome } from '../../../common/desks';
import { partByPart, sheetData, sheetPage } from '../../../common/sheet-page';
import { afterPart, bookedText, findingOf, NOTHING_BOOKED, type Finding } from './view';

Page({
  ...sheetPage,

  data: {
    ...sheetData(),
    finding: null as Finding | null,
    /** The events to come, where there are several: each has a sheet of its own. */
    events: [] as EventView[],
    eventId: '',
  },

  booked: NOTHING_BOOKED,

  async onLoad() {
    // Without them the sheet is of all events, and its desks say which.
    const { items } = await call('staff', 'event.list', { campaignId: workingCampaign() }).catch(
      () => ({ items: [] }),
    );
    const events = eventsToCome(items, Date.now());
    const [first] = events;
    if (first && events.length > 1) this.setData({ events, eventId: first.eventId });
  },

  chooseEvent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ eventId: currentTarget.dataset['eventId'] as string });
  },

  takeSheet() {
    void this.during('正在准备到货表', async () => {
      const { url, rows, more } = await call('staff', 'arrival.sheet', {
        campaignId: workingCampaign(),
        ...(this.data.eventId === '' ? {} : { eventId: this.data.eventId }),
      });
      if (rows === 0) {
        this.setData({ done: '没有在路上的礼物，不用填表。' });
        return;
      }
      await openFile(url, 'xlsx');
      if (more) this.setData({ done: `这张表是最早的 ${rows} 份，登记后再下载后面的。` });
    });
  },

  async check(fileId: string) {
    this.booked = NOTHING_BOOKED;
    return findingOf(
      await call('staff', 'arrival.check', { campaignId: workingCampaign(), fileId }),
    );
  },

  book() {
    void this.during('正在登记', async () => {
      await partByPart(
        this,
        { campaignId: workingCampaign(), fileId: this.fileId, cursor: this.booked.cursor },
        (input) => call('staff', 'arrival.import', input),
        (part) => (this.booked = afterPart(this.booked, part)),
      );
      this.tellTaken(bookedText(this.booked), this.booked.left);
    });
  },

  marked(fileId: string) {
    return call('staff', 'arrival.marked', { campaignId: workingCampaign(), fileId });
  },
});
