import type { Fen } from '../typings/contract/common';

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** 分 as yuan: `12,345.60 元`, whole yuan without decimals: `100,000 元`. */
export const yuanText = (fen: Fen): string => {
  const cents = Math.abs(fen) % 100;
  const whole = grouped(Math.floor(Math.abs(fen) / 100));
  const decimals = cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`;
  return `${fen < 0 ? '-' : ''}${whole}${decimals} 元`;
};

/** Yuan with two decimals and no separators, for sentences: `1234.50`. */
export const plainYuan = (fen: Fen): string => (fen / 100).toFixed(2);

/** Digits with or without commas between thousands, and at most two decimals. */
const AMOUNT = /^(\d{1,8}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/;

/**
 * What a person or a sheet gave as yuan, exactly, in 分; `undefined` where it is no amount above
 * zero. A comma stands between thousands only: `12,5` is refused, never read as 125. Full-width
 * digits are plain ones; `¥` before and `元` after the digits are dropped.
 */
export const fenFromYuan = (typed: string): Fen | undefined => {
  const bare = typed
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');
  const match = AMOUNT.exec(bare);
  if (!match) return undefined;
  const [, whole = '', decimals = ''] = match;
  const fen = Number(whole.replace(/,/g, '')) * 100 + Number(decimals.padEnd(2, '0'));
  return fen > 0 ? (fen as Fen) : undefined;
};
