import { formatCode } from '@micro-wish/vocabulary';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { campaignHere } from '../../../../utils/campaign';
import { errorLine } from '../../../../utils/errors';
import { loadingData, loadingPage, nothingHere } from '../../../../utils/loading-page';
import { mineRows, openRows, type MineRow, type OpenRow } from './view';

const NOTHING = nothingHere('还没有项目', '有新的项目时，这里能看到时间、地点和名额。');

const STARS = [
  '5 颗星：很满意',
  '4 颗星：满意',
  '3 颗星：一般',
  '2 颗星：不太满意',
  '1 颗星：不满意',
];

type Event = WechatMiniprogram.TouchEvent;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    mine: [] as MineRow[],
    open: [] as OpenRow[],
    /** The enrolment whose pass is shown. */
    shown: '',
    /** A phone that has a calendar which may be written to; a PC has none. */
    hasCalendar: wx.canIUse('addPhoneCalendar'),
    code: '',
    codeText: '',
  },

  children: [] as { childId: string; nickname: string }[],

  onShareAppMessage() {
    return {
      title: '关爱项目和培训，看看有没有适合的',
      path: '/packages/family/pages/programmes/programmes',
    };
  },

  async load() {
    const now = Date.now();
    const [catalogue, me] = await Promise.all([
      call('campaign', 'programmes', { campaignId: campaignHere() }),
      call('family', 'me', {}).catch(() => null),
    ]);
    this.children = me?.children ?? [];
    const names = new Map(this.children.map(({ childId, nickname }) => [childId, nickname]));
    const [own, family] = await Promise.all([
      me ? call('helper', 'programme.mine', {}) : { items: [] },
      me?.consent ? call('family', 'programme.mine', {}) : { items: [] },
    ]);
    const mine = [
      ...mineRows(family.items, 'family', names, now),
      ...mineRows(own.items, 'helper', names, now),
    ];
    const open = openRows(catalogue.items, now);
    this.setData({ mine, open, state: mine.length + open.length === 0 ? NOTHING : null });
  },

  /** The child who is meant: asked for where there are several. */
  async pickChild(): Promise<string | undefined> {
    const { children } = this;
    if (children.length === 0) {
      this.setData({ problem: '请先在「许愿」里登记孩子，再来报名。' });
      return undefined;
    }
    if (children.length === 1) return children[0]?.childId;
    const picked = await wx
      .showActionSheet({ itemList: children.slice(0, 6).map(({ nickname }) => nickname) })
      .catch(() => undefined);
    return picked && children[picked.tapIndex]?.childId;
  },

  async join({ currentTarget }: Event) {
    const { programmeId, child } = currentTarget.dataset as { programmeId: string; child: boolean };
    // A place that comes free is told; asked in the tap itself.
    await askForMessages(['answered']);
    if (child) {
      const childId = await this.pickChild();
      if (childId === undefined) return;
      const { confirm } = await wx.showModal({
        title: '确认报名',
        content: '报名后，工作人员和现场志愿者会看到孩子的代称和年龄段，用来安排名额和签到。',
        confirmText: '同意报名',
      });
      if (!confirm) return;
      await this.act({ programmeId, childId, agree: true as const }, async (input) => {
        const joined = await call('family', 'programme.join', input);
        await this.reload();
        return joined.state === 'enrolled' ? '报名成功' : `已排队，第 ${joined.place ?? 1} 位`;
      });
      return;
    }
    const { confirm, content } = await wx.showModal({
      title: '请填写姓名',
      editable: true,
      placeholderText: '只给工作人员看，并写在证书上',
      confirmText: '报名',
    });
    const name = confirm ? content.trim() : '';
    if (name === '') return;
    await this.act({ programmeId, name }, async (input) => {
      const joined = await call('helper', 'programme.join', input);
      await this.reload();
      return joined.state === 'enrolled' ? '报名成功' : `已排队，第 ${joined.place ?? 1} 位`;
    });
  },

  async step({ currentTarget }: Event) {
    const { enrolmentId, side, action } = currentTarget.dataset as Pick<
      MineRow,
      'enrolmentId' | 'side'
    > & { action: 'accept' | 'decline' | 'cancel' };
    if (action !== 'accept') {
      const { confirm } = await wx.showModal({
        title: action === 'cancel' ? '取消这次报名？' : '放弃这个名额？',
        content: '名额会让给排队的下一位，再报名要重新排队。',
      });
      if (!confirm) return;
    }
    await this.act({ enrolmentId }, async (input) => {
      if (side === 'family') await call('family', `programme.${action}`, input);
      else await call('helper', `programme.${action}`, input);
      await this.reload();
      return action === 'accept' ? '名额已确认' : '已取消';
    });
  },

  async showPass({ currentTarget }: Event) {
    const { enrolmentId, side } = currentTarget.dataset as Pick<MineRow, 'enrolmentId' | 'side'>;
    if (this.data.shown === enrolmentId) {
      this.setData({ shown: '', code: '', codeText: '' });
      return;
    }
    this.setData({ problem: '', done: '' });
    try {
      const { code } =
        side === 'family'
          ? await call('family', 'pass.show', { enrolmentId })
          : await call('helper', 'pass.show', { enrolmentId });
      this.setData({ shown: enrolmentId, code, codeText: formatCode(code) });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  async feedback({ currentTarget }: Event) {
    const { enrolmentId, side } = currentTarget.dataset as Pick<MineRow, 'enrolmentId' | 'side'>;
    const picked = await wx.showActionSheet({ itemList: STARS }).catch(() => undefined);
    if (!picked) return;
    const { confirm, content } = await wx.showModal({
      title: '想说的话',
      editable: true,
      placeholderText: '可以不写，只给工作人员看',
      confirmText: '提交',
    });
    if (!confirm) return;
    const words = content.trim();
    const payload = {
      enrolmentId,
      stars: 5 - picked.tapIndex,
      ...(words === '' ? {} : { words }),
    };
    await this.act(payload, async (input) => {
      if (side === 'family') await call('family', 'programme.feedback', input);
      else await call('helper', 'programme.feedback', input);
      await this.reload();
      return '谢谢您的评价';
    });
  },

  /** Puts the next session into the phone's calendar, where the phone lets it. */
  async remind({ currentTarget }: Event) {
    const { enrolmentId } = currentTarget.dataset as Pick<MineRow, 'enrolmentId'>;
    const row = this.data.mine.find((one) => one.enrolmentId === enrolmentId);
    if (!row?.next) return;
    const { title, place, from, until } = row.next;
    try {
      await wx.addPhoneCalendar({
        title: `${row.title} · ${title}`,
        location: place,
        startTime: Math.floor(from / 1000),
        endTime: String(Math.floor(until / 1000)),
        alarm: true,
        alarmOffset: 3600,
      });
      this.setData({ done: '已写进手机日历', problem: '' });
    } catch {
      this.setData({ problem: '没有写进日历，请在手机设置里允许使用日历。' });
    }
  },

  verify() {
    void wx.navigateTo({ url: '/packages/family/pages/certificate/certificate' });
  },
});
