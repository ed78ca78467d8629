import { errorLine } from '../../../utils/errors';

/** A page of an import: `busy` is what is under way, in words; '' for nothing. */
interface Importing {
  data: { busy: string };
  setData(change: { busy?: string; problem?: string; done?: string; progress?: string }): void;
}

/** Does one thing of a page at a time, and says what went wrong with it. */
export const during = async (
  page: Importing,
  busy: string,
  work: () => Promise<void>,
): Promise<void> => {
  if (page.data.busy !== '') return;
  page.setData({ busy, problem: '', done: '' });
  try {
    await work();
  } catch (error) {
    page.setData({ problem: errorLine(error) });
  }
  page.setData({ busy: '', progress: '' });
};
