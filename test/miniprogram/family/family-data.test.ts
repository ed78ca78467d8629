import type { FamilyData } from '../../../typings/contract';
import { offWords } from '../../../miniprogram/packages/family/pages/consent/view';
import { wordsProblem } from '../../../miniprogram/packages/family/pages/complaint/view';
import { machineFile, readableFile } from '../../../miniprogram/packages/family/pages/data/export';
import { dataView, eraseWords } from '../../../miniprogram/packages/family/pages/data/view';
import { linksFor } from '../../../miniprogram/pages/my/view';
import { detailQuestions } from '../../../miniprogram/pages/wish-form/view';
import { EMPTY_FORM, withCategory } from '../../../miniprogram/wish/form';
import { campaign, card, JUNE_1, wish } from '../samples';

const held: FamilyData = {
  exportedAt: JUNE_1,
  consent: {
    consentId: 'consent-1',
    version: '2025-06',
    scopes: ['review', 'gift'],
    grantedAt: JUNE_1,
    history: [{ at: JUNE_1, event: 'granted', version: '2025-06', scopes: ['review', 'gift'] }],
    texts: [],
  },
  children: [
    {
      childId: 'child-1',
      childNo: 'N1',
      nickname: '小满',
      alias: '晨星 12',
      birthMonth: '2017-03',
      communityId: 'c-01',
    },
  ],
  wishes: [wish()],
  cards: [card()],
  access: [{ role: 'district', purpose: '审核', at: JUNE_1 }],
  messages: [{ at: JUNE_1, kind: 'ready', wishNo: 'W00000001' }],
  pairs: [],
  complaints: [
    {
      complaintId: 'complaint-1',
      at: JUNE_1,
      topic: 'gift',
      words: '颜色不对',
      state: 'open',
      dueAt: JUNE_1,
    },
  ],
  enrolments: [],
  certificates: [],
  packs: [],
  held: {},
};

describe('my data', () => {
  it('tells all that is held in words', () => {
    expect(dataView(held, campaign().communities)).toMatchObject({
      children: [
        {
          nickname: '小满',
          about: '2017年3月生 · 海棠社区 · 代号 晨星 12',
          wishes: [{ title: '一辆自行车', stateWord: '审核中' }],
        },
      ],
      access: [{ title: '区妇联 · 审核', when: '6月1日 10:30' }],
      consents: [{ title: '同意：审核心愿、准备和发放礼物' }],
      messages: [{ title: '礼物已到领取点' }],
      complaints: [{ title: '礼物：颜色不对' }],
      companions: [],
    });
  });

  it('is taken along as a text for people, and whole for programs', () => {
    const child = wish({
      reason: '想骑车上学',
      details: { colour: '蓝色' },
      timeline: [{ at: JUNE_1, state: 'returned', event: 'returned', reason: '请写尺寸' }],
    });
    const { name, text } = readableFile({ ...held, wishes: [child] }, campaign().communities);
    expect(name).toBe('我的数据-20250601.txt');
    for (const words of ['小满', '一辆自行车', '想骑车上学', '蓝色', '退回修改：请写尺寸']) {
      expect(text).toContain(words);
    }
    for (const words of ['区妇联 · 审核', 'K00000001', '颜色不对', '礼物已到领取点', '同意：']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/child-1|wish-1|card-1|consent-1|undefined|null/);
    expect(JSON.parse(machineFile(held).text)).toEqual(held);
  });

  it('says before deleting what goes and what stays', () => {
    expect(eraseWords('小满').title).toBe('删除「小满」的数据');
    for (const nickname of [undefined, '小满']) {
      const words = eraseWords(nickname).lines.join('');
      expect(words).toContain('账目和办理记录按规定保留');
      expect(words).toContain('不能恢复');
    }
  });
});

test('switching a consent off says what it does', () => {
  expect(offWords('photo').content).toContain('审核和礼物不受影响');
  expect(offWords('gift').content).toContain('心愿会一起撤回');
});

test('a complaint needs words, and not too many', () => {
  expect(wordsProblem('  ')).not.toBe('');
  expect(wordsProblem('排队太久')).toBe('');
  expect(wordsProblem('很'.repeat(501))).not.toBe('');
});

test('only families have the doors to their rights, everybody that to the rules', () => {
  const nobody = { isHolder: false, isSpecialist: false, hasReferrals: false };
  const urls = (
    who: { hasWork: boolean; isFamily: boolean } & Partial<Record<keyof typeof nobody, boolean>>,
  ) =>
    linksFor({ ...nobody, ...who }, '/packages/family/pages/consent/consent').map(({ url }) => url);
  expect(urls({ hasWork: false, isFamily: false })).toEqual([
    '/packages/family/pages/programmes/programmes',
    '/packages/family/pages/join/join',
    '/packages/helper/pages/home/home',
    '/packages/family/pages/privacy/privacy',
  ]);
  expect(urls({ hasWork: false, isFamily: true })).toContain('/packages/family/pages/data/data');
  expect(urls({ hasWork: true, isFamily: false })).toContain('/packages/work/pages/work/work');
  expect(urls({ hasWork: true, isFamily: false })).toContain(
    '/packages/safe/pages/concern/concern?from=helper',
  );
  expect(urls({ hasWork: false, isFamily: false, isHolder: true })).toContain(
    '/packages/safe/pages/concerns/concerns',
  );
  expect(urls({ hasWork: false, isFamily: false, isSpecialist: true })).toEqual(
    expect.arrayContaining([
      '/packages/helper/pages/referrals/referrals',
      '/packages/safe/pages/concern/concern?from=helper',
    ]),
  );
  expect(urls({ hasWork: false, isFamily: true, hasReferrals: true })).toContain(
    '/packages/family/pages/referral/referral',
  );
});

test('size, colour and model are asked only where they matter', () => {
  const asked = (form: object) =>
    detailQuestions({ ...EMPTY_FORM, ...form }).map(({ field }) => field);
  expect(asked({})).toEqual([]);
  expect(asked({ category: 'clothing' })).toEqual(['size', 'colour']);
  expect(asked({ category: 'study' })).toEqual(['model']);
  expect(asked({ category: 'study', size: '大' })).toEqual(['size', 'model']);
  expect(withCategory('study')).toEqual({ category: 'study', size: '', colour: '' });
});
