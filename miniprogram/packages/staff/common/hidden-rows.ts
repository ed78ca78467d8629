/** What is said of rows that Excel does not show; '' where there are none. */
export const hiddenText = (hidden: number): string =>
  hidden === 0 ? '' : `有 ${hidden} 行在 Excel 里是隐藏的，也会读；不要的请删掉。`;
