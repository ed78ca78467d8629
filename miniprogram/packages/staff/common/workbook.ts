/** A workbook of the person's choice: its name, and where it is on the phone. */
export interface ChosenWorkbook {
  name: string;
  path: string;
  /** Why it is not taken; '' where it is. */
  problem: string;
}

/** Lets the person choose a workbook; nothing where the choice was left. */
export const chooseWorkbook = async (): Promise<ChosenWorkbook | undefined> => {
  const chosen = await wx
    .chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx'] })
    .catch(() => undefined);
  const file = chosen?.tempFiles[0];
  if (!file) return undefined;
  const problem = /\.xlsx$/i.test(file.name)
    ? ''
    : '请选择 .xlsx 文件；别的格式请在 Excel 里另存为 .xlsx。';
  return { name: file.name, path: file.path, problem };
};
