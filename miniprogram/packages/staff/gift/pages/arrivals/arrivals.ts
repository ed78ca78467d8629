import type { EventView, SheetProblem } from '../../../../../../typings/contract';
import { uploadRoster } from '../../../../../services/uploads';
import { call, openFile } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { during } from '../../../common/with-busy';
import { eventsToCome } from '../../../common/desks';
import { percentOf } from '../../../common/progress';
import { chooseWorkbook } from '../../../common/workbook';
import {
  afterPart,
  bookedText,
  findingOf,
  NOTHING_BOOKED,
  type Booked,
  type Finding,
} from './view';

/** Problems that are shown at once. */
const SHOWN = 100;

Page({
  data: {
    typeClass: typeClass(),
    fileName: '',
    finding: null as Finding | null,
    /** What is under way, in words; '' for nothing. */
    busy: '',
    percent: 0,
    progress: '',
    /** A booking was cut off: it goes on where it stopped. */
    cutOff: false,
    problem: '',
    done: '',
    /** Rows that were not booked, once the others are. */
    left: [] as SheetProblem[],
    moreLeft: 0,
    /** The events to come, where there are several: each has a sheet of its own. */
    events: [] as EventView[],
    eventId: '',
  },

  fileId: '',
  booked: NOTHING_BOOKED,
  attempt: undefined as Attempt | undefined,

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
    void during(this, '正在准备到货表', async () => {
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

  async choose() {
    const file = await chooseWorkbook();
    if (!file) return;
    this.setData({ fileName: file.name, finding: null, cutOff: false, left: [], moreLeft: 0 });
    this.setData({ problem: file.problem, done: '' });
    this.booked = NOTHING_BOOKED;
    if (file.problem !== '') return;
    await during(this, '正在检查', async () => {
      this.fileId = await uploadRoster(file.path);
      const check = await call('staff', 'arrival.check', {
        campaignId: workingCampaign(),
        fileId: this.fileId,
      });
      this.setData({ finding: findingOf(check) });
    });
  },

  /** Books part after part; one that was cut off goes on with the same request. */
  book() {
    void during(this, '正在登记', async () => {
      this.setData({ cutOff: true });
      let isDone = false;
      while (!isDone) {
        const payload = {
          campaignId: workingCampaign(),
          fileId: this.fileId,
          cursor: this.booked.cursor,
        };
        const attempt = attemptFor(payload, this.attempt);
        this.attempt = attempt;
        const part = await call('staff', 'arrival.import', {
          ...payload,
          requestId: attempt.requestId,
        });
        const booked: Booked = afterPart(this.booked, part);
        this.booked = booked;
        isDone = part.next === undefined;
        this.setData({
          percent: percentOf(booked.cursor, part.rows),
          progress: `${booked.cursor} / ${part.rows} 行`,
        });
      }
      this.showDone();
    });
  },

  /** The sheet with its faults marked in the cells. */
  takeMarked() {
    void during(this, '正在标出错误', async () =>
      openFile(
        (
          await call('staff', 'arrival.marked', {
            campaignId: workingCampaign(),
            fileId: this.fileId,
          })
        ).url,
        'xlsx',
      ),
    );
  },

  showDone() {
    const { left } = this.booked;
    this.setData({
      done: bookedText(this.booked),
      left: left.slice(0, SHOWN),
      moreLeft: Math.max(0, left.length - SHOWN),
      finding: null,
      fileName: '',
      cutOff: false,
    });
  },
});
