import { dayText } from '@micro-wish/vocabulary';
import type { ConcernSituation } from '../../../../../typings/contract';
import { HOTLINES } from '../../../../config';
import { call } from '../../../../services/client';
import { codeOf } from '../../../../utils/call-error';
import { errorCopy, type ErrorCopy } from '../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { aboutOf, concernProblem, LONGEST, raisedFrom, SITUATIONS, type RaisedFrom } from './view';

const OFFLINE: ErrorCopy = {
  title: '现在没有网络，没有送出',
  hint: '请不要等：情况紧急先打上面的电话。这里写的不会存在手机上，请先别离开这一页。',
};

/** 强制报告: the way to help now stands first; the report replaces no call. Nothing is kept here. */
Page({
  data: {
    typeClass: typeClass(),
    hotlines: HOTLINES,
    situations: SITUATIONS,
    situation: '' as ConcernSituation | '',
    words: '',
    count: `0/${LONGEST}`,
    longest: LONGEST,
    urgent: false,
    problem: '',
    failure: null as ErrorCopy | null,
    sending: false,
    /** The day it was received; '' before. */
    received: '',
  },

  from: 'helper' as RaisedFrom,
  about: {} as ReturnType<typeof aboutOf>,
  attempt: undefined as Attempt | undefined,

  onLoad({
    from,
    ...about
  }: {
    from?: string;
    pairId?: string;
    cardId?: string;
    childId?: string;
  }) {
    this.from = raisedFrom(from);
    this.about = aboutOf(about);
  },

  dial({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void wx.makePhoneCall({ phoneNumber: currentTarget.dataset['number'] as string });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const situation = currentTarget.dataset['situation'] as ConcernSituation;
    this.setData({ situation, problem: '' });
  },

  write({ detail }: WechatMiniprogram.Input) {
    const words = detail.value;
    this.setData({ words, problem: '', count: `${Array.from(words).length}/${LONGEST}` });
  },

  toggleUrgent() {
    this.setData({ urgent: !this.data.urgent });
  },

  async send() {
    const { situation, urgent, sending } = this.data;
    const words = this.data.words.trim();
    const problem = concernProblem(situation, words);
    this.setData({ problem, failure: null });
    if (problem !== '' || situation === '' || sending) return;
    this.setData({ sending: true });
    const payload = { ...this.about, situation, words, urgent };
    this.attempt = attemptFor(payload, this.attempt);
    const input = { ...payload, requestId: this.attempt.requestId };
    try {
      const { at } = await call(this.from, 'concern.raise', input);
      this.setData({ received: dayText(at), words: '', situation: '' });
    } catch (error) {
      this.setData({ failure: codeOf(error) === 'OFFLINE' ? OFFLINE : errorCopy(error) });
    }
    this.setData({ sending: false });
  },

  back() {
    void wx.navigateBack();
  },
});
