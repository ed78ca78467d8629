import type { EnrolmentRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { after, everyItem } from '../../../../../utils/paging';
import {
  feedbackText,
  insideLines,
  sessionLines,
  sessionNow,
  wordLines,
  type SessionLine,
} from './view';

const GONE = nothingHere('没有找到这个项目', '请回到项目列表再选一次。', '');

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    title: '',
    sessions: [] as SessionLine[],
    /** The session with doors whose list is shown; '' where none has any. */
    sessionId: '',
    inside: [] as ReturnType<typeof insideLines>,
    feedback: '',
    words: [] as ReturnType<typeof wordLines>,
  },

  programmeId: '',

  onLoad({ programmeId = '' }: { programmeId?: string }) {
    this.programmeId = programmeId;
    void this.reload();
  },

  async load() {
    const { programmeId } = this;
    const [{ items }, rows, feedback] = await Promise.all([
      call('staff', 'programme.list', { campaignId: workingCampaign() }),
      everyItem<EnrolmentRow>((cursor) =>
        call('staff', 'enrolment.list', {
          programmeId,
          ...after(cursor),
        }),
      ),
      call('staff', 'programme.feedback', { programmeId }),
    ]);
    const programme = items.find((one) => one.programmeId === programmeId);
    if (!programme) {
      this.setData({ state: GONE });
      return;
    }
    const now = Date.now();
    const sessionId = this.data.sessionId || sessionNow(programme, now);
    this.setData({
      title: programme.title,
      sessions: sessionLines(programme, rows, now),
      sessionId,
      feedback: feedbackText(feedback),
      words: wordLines(feedback.items),
    });
    if (sessionId !== '') await this.readInside();
    this.setData({ state: null });
  },

  async readInside() {
    const { sessionId } = this.data;
    const { items } = await call('staff', 'programme.inside', {
      programmeId: this.programmeId,
      sessionId,
    });
    if (sessionId === this.data.sessionId) this.setData({ inside: insideLines(items) });
  },

  async choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { sessionId } = currentTarget.dataset as { sessionId: string };
    const session = this.data.sessions.find((one) => one.sessionId === sessionId);
    if (!session?.inOut || session.cancelled) return;
    this.setData({ sessionId, problem: '', inside: [] });
    try {
      await this.readInside();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },
});
