import type { Fen } from '../../typings/contract';

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** 分 as yuan: `12,345.60 元`, whole yuan without decimals: `100,000 元`. */
export const yuanText = (fen: Fen): string => {
  const cents = Math.abs(fen) % 100;
  const whole = grouped(Math.floor(Math.abs(fen) / 100));
  const decimals = cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`;
  return `${fen < 0 ? '-' : ''}${whole}${decimals} 元`;
};

/**
 * What a person typed as yuan, exactly, in 分; undefined where it is no amount above zero. Commas
 * stand between thousands alone: `12,5` is no amount, and never 125.
 */
export const fenFromYuan = (typed: string): Fen | undefined => {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/^¥\s*|\s*元$/g, '');
  const match = /^(\d{1,8}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const whole = Number((match[1] ?? '').replace(/,/g, ''));
  const fen = whole * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return fen > 0 ? (fen as Fen) : undefined;
};

/** Parts of a whole in percent, for bars; a part that exists is never thinner than 1 %. */
export const percentOf = (part: number, whole: number): number =>
  whole <= 0 || part <= 0 ? 0 : Math.max(1, Math.round((part / whole) * 100));
