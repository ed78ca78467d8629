import { call, openFile } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { percentOf } from '../../../../../utils/percent';
import type { IssueRow } from '../../components/card-issue/view';
import { chunksOf } from '../../../common/chunks';
import { takeStep, type TakesSteps } from '../../../common/send-once';

/** Cards that one call issues or moves: short enough to answer in time. */
const SIZE = 20;

/** Cards that are being issued: how far it is, and what has gone wrong. */
export interface Issuing {
  progress: { done: number; total: number; percent: number } | null;
  problem: string;
}

export const NOT_ISSUING: Issuing = { progress: null, problem: '' };

/** The page as far as these steps go. */
interface SteppingPage extends TakesSteps {
  data: { eventId: string; busy: boolean; issuing: Issuing; candidates: IssueRow[] };
  setData(change: object): void;
}

/**
 * Issues cards part by part; after a failure the rest stays chosen and the failed part keeps its
 * requestId. @returns how many were issued
 */
export const issueOn = async (
  page: SteppingPage,
  { wishIds, ...place }: { wishIds: string[]; stationId?: string },
): Promise<number> => {
  const { eventId } = page.data;
  const total = wishIds.length;
  let issued = 0;
  page.setData({ busy: true, done: '', problem: '', issuing: NOT_ISSUING });
  let problem = '';
  try {
    for (const part of chunksOf(wishIds, SIZE)) {
      const progress = { done: issued, total, percent: percentOf(issued, total) };
      page.setData({ issuing: { progress, problem } });
      await takeStep(page, { eventId, wishIds: part, ...place }, (request) =>
        call('staff', 'card.issue', request),
      );
      issued += part.length;
      const candidates = page.data.candidates.filter(({ wishId }) => !part.includes(wishId));
      page.setData({ candidates });
    }
  } catch (error) {
    problem = errorLine(error);
  }
  page.setData({ busy: false, issuing: { progress: null, problem } });
  return issued;
};

/** Brings gifts that lie at no desk of the event to one of its own. @returns what went wrong */
export const fetchOn = async (
  page: SteppingPage,
  { cardIds, stationId }: { cardIds: string[]; stationId: string },
): Promise<string> => {
  const { eventId } = page.data;
  page.setData({ busy: true });
  try {
    for (const part of chunksOf(cardIds, SIZE)) {
      await takeStep(page, { eventId, cardIds: part, stationId }, (request) =>
        call('staff', 'card.move', request),
      );
    }
    return '';
  } catch (error) {
    return errorLine(error);
  } finally {
    page.setData({ busy: false });
  }
};

/** Opens a file that was made, with the phone's own viewer. */
export const openSheetOn = async (
  page: Pick<SteppingPage, 'setData'>,
  url: string,
): Promise<void> => {
  void wx.showLoading({ title: '正在打开' });
  try {
    await openFile(url, 'pdf');
  } catch {
    const problem = '没能打开文件，请复制链接后在电脑浏览器里打开。';
    page.setData({ problem, done: '' });
  }
  void wx.hideLoading();
};
