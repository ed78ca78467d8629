import type { RecordKind } from '../../../../../typings/contract';
import { errorLine } from '../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { writeRecord } from '../../outbox';
import { dayBounds, dayLabel, KINDS, LENGTHS, LONGEST_NOTE, startOf } from './view';

/** A record in four taps: kind, length, reached or not, and save. */
Page({
  data: {
    typeClass: typeClass(),
    alias: '',
    kinds: KINDS,
    lengths: LENGTHS,
    longest: LONGEST_NOTE,
    kind: '' as RecordKind | '',
    minutes: 0,
    reached: true,
    day: '',
    dayWord: '',
    from: '',
    note: '',
    next: '',
    nextWord: '',
    bounds: { first: '', today: '', last: '' },
    busy: false,
    problem: '',
    saved: '' as '' | 'sent' | 'waits',
  },

  pairId: '',
  /** The time of day was set by hand, and doesn't follow the length any more. */
  isTimeChosen: false,
  attempt: undefined as Attempt | undefined,

  onLoad({ pairId = '', alias = '' }: { pairId?: string; alias?: string }) {
    this.pairId = pairId;
    const now = Date.now();
    const { day, from } = startOf(now, 60);
    const bounds = dayBounds(now);
    this.setData({
      alias: decodeURIComponent(alias),
      day,
      from,
      dayWord: dayLabel(day, now),
      bounds,
    });
  },

  chooseKind({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ kind: currentTarget.dataset['kind'] as RecordKind, problem: '' });
  },

  chooseMinutes({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const minutes = currentTarget.dataset['minutes'] as number;
    const start = this.isTimeChosen ? {} : { from: startOf(Date.now(), minutes).from };
    this.setData({ minutes, problem: '', ...start });
  },

  chooseReached({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ reached: currentTarget.dataset['reached'] as boolean });
  },

  setDay({ detail }: { detail: { value: string } }) {
    this.setData({ day: detail.value, dayWord: dayLabel(detail.value, Date.now()) });
  },

  setFrom({ detail }: { detail: { value: string } }) {
    this.isTimeChosen = true;
    this.setData({ from: detail.value });
  },

  setNext({ detail }: { detail: { value: string } }) {
    this.setData({ next: detail.value, nextWord: dayLabel(detail.value, Date.now()) });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ note: detail.value });
  },

  async save() {
    const { kind, minutes, reached, day, from, note, next, busy, alias } = this.data;
    if (busy) return;
    const problem = kind === '' ? '请选择怎么陪伴的' : minutes === 0 ? '请选择多长时间' : '';
    this.setData({ problem });
    if (kind === '' || minutes === 0) return;
    const words = note.trim();
    const record = {
      pairId: this.pairId,
      kind,
      day,
      from,
      minutes,
      reached,
      ...(words === '' ? {} : { note: words }),
      ...(next === '' ? {} : { next }),
    };
    this.attempt = attemptFor(record, this.attempt);
    this.setData({ busy: true });
    try {
      this.setData({ saved: await writeRecord(record, alias, this.attempt.requestId) });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  back() {
    void wx.navigateBack();
  },
});
