/** Lengths in rpx of a style that is set at run time; the phone's width has 750. */
export const rpxInline = (style: string): string =>
  style.includes('rpx')
    ? style.replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_, length: string) => {
        return `${Number((Number(length) / 7.5).toFixed(5))}cqw`;
      })
    : style;
