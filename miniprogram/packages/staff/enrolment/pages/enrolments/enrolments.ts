import type { CallOutcome, EnrolmentRow, StaffProgramme } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';
import { workingCampaign } from '../../../../../utils/campaign';
import {
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import { after } from '../../../../../utils/paging';
import { held } from '../../common/standing';
import {
  CALLS,
  enrolmentLines,
  headOf,
  PRIORITIES,
  type EnrolmentLine,
  type ProgrammeHead,
  type Tab,
} from './view';

const PAGES = '/packages/staff/enrolment/pages';

const NONE: Record<Tab, string> = {
  queue: '现在没有人在排队。',
  in: '还没有人报名。',
  all: '还没有人报名。',
};

const GONE = nothingHere('没有找到这个项目', '请回到项目列表再选一次。', '');

type Tapped = WechatMiniprogram.TouchEvent;

/** What a reason is asked for. */
interface Asked {
  step: 'priority' | 'reject';
  enrolmentId: string;
  priority: number;
  title: string;
  meaning: string;
}

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    CALLS,
    isAdmin: false,
    head: null as ProgrammeHead | null,
    tab: 'queue' as Tab,
    lines: [] as EnrolmentLine[],
    none: '',
    /** The row whose steps are shown. */
    open: '',
    asked: null as Asked | null,
  },

  items: [] as EnrolmentRow[],
  programmeId: '',
  programme: undefined as StaffProgramme | undefined,

  onLoad({ programmeId = '' }: { programmeId?: string }) {
    this.programmeId = programmeId;
    void this.reload();
  },

  onShow() {
    if (this.data.state === null) void this.reload();
  },

  async readPage(cursor?: string) {
    const { programmeId } = this;
    const page = { programmeId, ...after(cursor) };
    if (cursor !== undefined) return call('staff', 'enrolment.list', page);
    const [{ admin }, { items }] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'programme.list', { campaignId: workingCampaign() }),
    ]);
    this.programme = items.find((one) => one.programmeId === programmeId);
    this.setData({ isAdmin: admin });
    return this.programme ? call('staff', 'enrolment.list', page) : { items: [] };
  },

  showItems() {
    const { programme } = this;
    if (!programme) {
      this.setData({ state: GONE });
      return;
    }
    const { tab } = this.data;
    const head = headOf(programme, Date.now());
    const sessions = held(programme).length;
    const lines = enrolmentLines(this.items, head, sessions, tab);
    this.setData({ head, lines, none: lines.length === 0 ? NONE[tab] : '', state: null });
  },

  chooseTab({ currentTarget }: Tapped) {
    this.setData({ tab: currentTarget.dataset['tab'] as Tab, open: '' });
    this.showItems();
  },

  toggle({ currentTarget }: Tapped) {
    const enrolmentId = currentTarget.dataset['enrolmentId'] as string;
    this.setData({
      open: this.data.open === enrolmentId ? '' : enrolmentId,
      problem: '',
      done: '',
    });
  },

  /** Takes a step on one enrolment; afterwards the list shows what holds. */
  async step<Payload extends { enrolmentId: string }>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<string>,
  ) {
    const isDone = await this.act(payload, async (input) => {
      const done = await send(input);
      this.setData({ asked: null, open: '' });
      await this.load();
      return done;
    });
    // What was refused may be so because the list has moved on.
    if (!isDone && !this.data.asked) await this.reload();
  },

  promote({ currentTarget }: Tapped) {
    const enrolmentId = currentTarget.dataset['enrolmentId'] as string;
    void this.step({ enrolmentId }, async (input) => {
      const { state } = await call('staff', 'enrolment.promote', input);
      if (state === 'offered') return '名额已发出，保留 24 小时';
      return state === 'enrolled' ? '已报上名' : '不符合条件，先跳过了，原因在名单里';
    });
  },

  telephone({ currentTarget }: Tapped) {
    const { enrolmentId, outcome } = currentTarget.dataset as {
      enrolmentId: string;
      outcome: CallOutcome;
    };
    void this.step({ enrolmentId, outcome }, async (input) => {
      await call('staff', 'enrolment.call', input);
      return outcome === 'reached_yes' ? '记下了，已报上名' : '记下了，接着打下一位';
    });
  },

  async askPriority({ currentTarget }: Tapped) {
    const enrolmentId = currentTarget.dataset['enrolmentId'] as string;
    const itemList = PRIORITIES.map(({ word }) => word);
    const picked = await wx.showActionSheet({ itemList }).catch(() => undefined);
    const chosen = picked && PRIORITIES[picked.tapIndex];
    if (!chosen) return;
    this.ask(enrolmentId, 'priority', chosen.priority, {
      title: `排队顺序：${chosen.word}`,
      meaning: '同一优先级里，先报名的在前。原因会留在记录里。',
    });
  },

  askReject({ currentTarget }: Tapped) {
    this.ask(currentTarget.dataset['enrolmentId'] as string, 'reject', 0, {
      title: '取消报名资格',
      meaning: '名额让给排队的下一位，这个人不能再报这个项目。',
    });
  },

  ask(
    enrolmentId: string,
    step: Asked['step'],
    priority: number,
    { title, meaning }: Pick<Asked, 'title' | 'meaning'>,
  ) {
    const who = this.data.lines.find((line) => line.enrolmentId === enrolmentId)?.who ?? '';
    const asked: Asked = { step, enrolmentId, priority, title: `${who} · ${title}`, meaning };
    this.setData({ asked, problem: '', done: '' });
  },

  closeAsked() {
    this.setData({ asked: null, problem: '' });
  },

  confirmAsked({ detail }: { detail: { reason: string } }) {
    const { asked } = this.data;
    if (!asked) return;
    const { enrolmentId, priority } = asked;
    const { reason } = detail;
    if (asked.step === 'reject') {
      void this.step({ enrolmentId, reason }, async (input) => {
        await call('staff', 'enrolment.reject', input);
        return '已取消资格';
      });
      return;
    }
    void this.step({ enrolmentId, priority, reason }, async (input) => {
      await call('staff', 'enrolment.priority', input);
      return '顺序调整好了';
    });
  },

  takeAlong() {
    void takeList({ list: 'enrolments', programmeId: this.programmeId });
  },

  byRoster() {
    const url = `/packages/staff/family/pages/roster/roster?programmeId=${this.programmeId}`;
    void wx.navigateTo({ url });
  },

  go({ currentTarget }: Tapped) {
    const { page, more = '' } = currentTarget.dataset as { page: string; more?: string };
    void wx.navigateTo({
      url: `${PAGES}/${page}/${page}?programmeId=${this.programmeId}${more}`,
    });
  },
});
