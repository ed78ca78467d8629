import {
  fenFromYuan,
  monthAt,
  monthText,
  periodText,
  timeText,
  yuanText,
} from '@micro-wish/vocabulary';
import { percentOf } from '../../../miniprogram/utils/percent';
import type { Fen } from '../../../typings/contract';
import { CallError } from '../../../miniprogram/utils/call-error';
import { errorCopy, errorLine, errorState } from '../../../miniprogram/utils/errors';
import { attemptFor, newRequestId } from '../../../miniprogram/utils/request-id';
import { JUNE_1 } from '../samples';

describe('time', () => {
  it('speaks Shanghai time wherever the device is', () => {
    expect(timeText(JUNE_1)).toBe('6月1日 10:30');
    expect(monthAt(Date.UTC(2025, 11, 31, 16))).toBe('2026-01');
  });

  it('names the day once within a day', () => {
    expect(periodText(JUNE_1, JUNE_1 + 3_600_000)).toBe('6月1日 10:30–11:30');
    expect(periodText(JUNE_1, JUNE_1 + 86_400_000)).toBe('6月1日 10:30 – 6月2日 10:30');
  });

  it('reads a month without a leading zero', () => {
    expect(monthText('2018-05')).toBe('2018年5月');
  });
});

describe('money', () => {
  it.each([
    [10_000_000, '100,000 元'],
    [123_456_05, '123,456.05 元'],
    [1, '0.01 元'],
    [0, '0 元'],
    [-250, '-2.50 元'],
  ])('%i 分 is %s', (amount, words) => {
    expect(yuanText(amount as Fen)).toBe(words);
  });

  it.each([
    ['199', 19_900],
    ['0.1', 10],
    ['1,234.56', 123_456],
    [' 19.90 ', 1990],
    ['１，２３４', 123_400],
    ['¥12.5', 1250],
    ['12.50元', 1250],
  ])('%s yuan typed is exact', (typed, amount) => {
    expect(fenFromYuan(typed)).toBe(amount);
  });

  it.each([
    '',
    '0',
    '0.00',
    '-1',
    '1.234',
    '1e3',
    '一百',
    '12345678901',
    '12,5',
    '1,23',
    '1,2345',
    '12,',
    '1,234,5',
    '1 2',
  ])('%j is no amount', (typed) => {
    expect(fenFromYuan(typed)).toBeUndefined();
  });

  it('never hides a part that exists', () => {
    expect(percentOf(1, 1_000_000)).toBe(1);
    expect(percentOf(0, 100)).toBe(0);
    expect(percentOf(5, 0)).toBe(0);
  });
});

describe('error copy', () => {
  it('keeps the general words where the server says nothing for people', () => {
    expect(errorCopy(new CallError('INVALID_ARGUMENT', 'nickname：不能为空')).hint).toBe(
      '请检查填写的内容后再提交。',
    );
  });

  it('lets the server say why a thing cannot be done now', () => {
    const error = new CallError('FAILED_PRECONDITION', '每个孩子最多 1 个心愿。');
    expect(errorLine(error)).toBe('现在不能这样做。每个孩子最多 1 个心愿。');
  });

  it('lets the server say what is wrong with words, but not with a field of the contract', () => {
    const words = '礼物名称里有孩子的小名。';
    expect(errorCopy(new CallError('INVALID_ARGUMENT', words)).hint).toBe(words);
    expect(errorCopy(new CallError('CONTENT_REJECTED', words)).hint).toBe(words);
    expect(errorCopy(new CallError('INVALID_ARGUMENT', 'details.size：不能为空')).hint).toBe(
      '请检查填写的内容后再提交。',
    );
  });

  it('gives a number to report with an unknown error', () => {
    expect(errorCopy(new CallError('INTERNAL', '', 'abcdef0123456789')).hint).toContain(
      '编号 abcdef01',
    );
  });

  it('tells offline, denied and other failures apart', () => {
    expect(errorState(new CallError('OFFLINE', '')).kind).toBe('offline');
    expect(errorState(new CallError('PERMISSION_DENIED', '')).kind).toBe('denied');
    expect(errorState(new TypeError('a slip')).kind).toBe('error');
  });
});

describe('request ids', () => {
  it('are short, printable and never the same twice', () => {
    const ids = Array.from({ length: 1000 }, newRequestId);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => /^[\x21-\x7e]{8,64}$/.test(id))).toBe(true);
  });

  it('a repeated request keeps its id; a changed one gets another', () => {
    const first = attemptFor({ title: '书包' });
    expect(attemptFor({ title: '书包' }, first)).toBe(first);
    expect(attemptFor({ title: '跳绳' }, first).requestId).not.toBe(first.requestId);
  });
});
