import type { WishDetails } from '../../../../typings/contract';

/** 尺码 36 · 颜色 蓝 · 型号 X1, or the free text; '' where nothing was said. */
export const detailsText = (details: WishDetails | undefined): string => {
  if (details === undefined || typeof details === 'string') return details ?? '';
  const { size, colour, model } = details;
  const parts: [string, string | undefined][] = [
    ['尺码', size],
    ['颜色', colour],
    ['型号', model],
  ];
  return parts
    .filter(([, value]) => value)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
};
