import type { ComplaintTopic } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { codeOf } from '../../../../utils/call-error';
import { errorCopy, type ErrorCopy } from '../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { LONGEST, OPENINGS, sentRows, TOPICS, wordsProblem, type SentRow } from './view';

const ONLY_FAMILIES: ErrorCopy = {
  title: '还不能在这里提交',
  hint: '许过心愿的家庭可以在这里提交；您也可以直接联系所在社区的妇联工作人员。',
};

Page({
  data: {
    typeClass: typeClass(),
    topics: TOPICS,
    topic: 'privacy' as ComplaintTopic,
    words: '',
    count: `0/${LONGEST}`,
    longest: LONGEST,
    problem: '',
    failure: null as ErrorCopy | null,
    sending: false,
    sent: false,
    /** What stands above the form; a request about one wish has its topic already. */
    opening: OPENINGS.other,
    before: [] as SentRow[],
  },

  wishId: '',
  attempt: undefined as Attempt | undefined,

  onLoad({ wishId = '', topic = 'appeal' }: { wishId?: string; topic?: string }) {
    this.wishId = wishId;
    if (wishId !== '') {
      const about = topic === 'reissue' ? 'reissue' : 'appeal';
      this.setData({ topic: about, opening: OPENINGS[about] });
      this.setWords(OPENINGS[about].words);
    }
    void this.loadBefore();
  },

  /** The page is there to write; what was written before is shown where it can be read. */
  async loadBefore() {
    try {
      this.setData({ before: sentRows((await call('family', 'complaint.mine', {})).items) });
    } catch {
      this.setData({ before: [] });
    }
  },

  chooseTopic({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ topic: currentTarget.dataset['topic'] as ComplaintTopic });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setWords(detail.value);
  },

  setWords(words: string) {
    this.setData({ words, problem: '', count: `${Array.from(words).length}/${LONGEST}` });
  },

  async send() {
    const { topic, sending } = this.data;
    const words = this.data.words.trim();
    const problem = wordsProblem(words);
    this.setData({ problem, failure: null });
    if (problem !== '' || sending) return;
    this.setData({ sending: true });
    const asked = askForMessages(topic === 'reissue' ? ['answered', 'reissued'] : ['answered']);
    const { wishId } = this;
    const payload = { topic, words, ...(wishId === '' ? {} : { wishId }) };
    this.attempt = attemptFor(payload, this.attempt);
    try {
      await asked;
      await call('family', 'complaint.send', { ...payload, requestId: this.attempt.requestId });
      this.setData({ sent: true });
    } catch (error) {
      const isStranger = codeOf(error) === 'PERMISSION_DENIED';
      this.setData({ failure: isStranger ? ONLY_FAMILIES : errorCopy(error) });
    }
    this.setData({ sending: false });
  },

  back() {
    void wx.navigateBack();
  },
});
