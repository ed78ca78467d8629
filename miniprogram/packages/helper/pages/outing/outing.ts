import { dayWord } from '@micro-wish/vocabulary';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { loadingData, loadingPage } from '../../../../utils/loading-page';
import { dayBounds, problemOf, timesOf, tomorrow } from './view';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    alias: '',
    place: '',
    day: '',
    dayWord: '',
    from: '10:00',
    until: '11:30',
    bounds: { first: '', last: '' },
    sent: false,
  },

  pairId: '',

  onLoad({ pairId = '', alias = '' }: { pairId?: string; alias?: string }) {
    this.pairId = pairId;
    const now = Date.now();
    const { day, word } = tomorrow(now);
    this.setData({
      alias: decodeURIComponent(alias),
      day,
      dayWord: word,
      bounds: dayBounds(now),
      state: null,
    });
  },

  async load() {
    // Nothing to read: the page is there to plan.
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ place: detail.value, problem: '' });
  },

  setDay({ detail }: { detail: { value: string } }) {
    this.setData({ day: detail.value, dayWord: dayWord(detail.value), problem: '' });
  },

  setTime({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const field = currentTarget.dataset['field'] as string;
    this.setData({ [field]: detail.value, problem: '' });
  },

  async plan() {
    const { place, day, from, until } = this.data;
    const times = timesOf(day, from, until);
    const problem = problemOf({ place, ...times }, Date.now());
    this.setData({ problem });
    if (problem !== '') return;
    const asked = askForMessages(['answered']);
    const payload = { pairId: this.pairId, place: place.trim(), ...times };
    const isSent = await this.act(payload, async (input) => {
      await asked;
      await call('helper', 'outing.plan', input);
      return '';
    });
    if (isSent) this.setData({ sent: true });
  },

  back() {
    void wx.navigateBack();
  },
});
