import { CallError } from '../../../miniprogram/utils/call-error';
import {
  birthMonthRange,
  childProblems,
  consentProblems,
  EMPTY_FORM,
  formOfWish,
  lengthProblems,
  returnReasonOf,
  wishPayload,
  wishProblems,
  type Form,
} from '../../../miniprogram/wish/form';
import {
  savedChildOf,
  submitDraft,
  type Draft,
  type SubmissionCalls,
} from '../../../miniprogram/wish/submission';
import {
  childChoices,
  progressOf,
  stepsFor,
  summaryOf,
} from '../../../miniprogram/pages/wish-form/view';
import { monthOnWheels, monthWheels } from '../../../miniprogram/components/child-fields/months';
import { consentStands } from '../../../miniprogram/wish/consent-terms';
import { campaign, JUNE_1, wish } from '../samples';

const FILLED: Form = {
  ...EMPTY_FORM,
  agreed: true,
  nickname: ' 小满 ',
  birthMonth: '2017-03',
  communityId: 'c-01',
  category: 'sport',
  title: '一辆自行车',
  size: '20 寸',
};

describe('the form', () => {
  it('has nothing ticked beforehand', () => {
    expect(EMPTY_FORM.agreed).toBe(false);
    expect(EMPTY_FORM.extras).toEqual([]);
    expect(consentProblems(EMPTY_FORM)).toHaveProperty('agreed');
  });

  it('asks for a child born and under 18', () => {
    expect(birthMonthRange(JUNE_1)).toEqual({
      start: '2007-07',
      end: '2025-06',
    });
    expect(birthMonthRange(Date.UTC(2025, 11, 5)).start).toBe('2008-01');
    expect(childProblems({ ...FILLED, birthMonth: '2007-06' }, JUNE_1)).toHaveProperty(
      'birthMonth',
    );
    expect(childProblems(FILLED, JUNE_1)).toEqual({});
  });

  it('asks nothing about a child that is known', () => {
    expect(childProblems({ ...EMPTY_FORM, childId: 'child-1' }, JUNE_1)).toEqual({});
  });

  it('counts characters as people do', () => {
    expect(wishProblems({ ...FILLED, title: '🎈'.repeat(20) })).toEqual({});
    expect(wishProblems({ ...FILLED, title: '🎈'.repeat(21) })).toHaveProperty('title');
  });

  it('sends only what was filled in, trimmed', () => {
    expect(wishPayload(FILLED, 'nanshan-2025', 'child-1')).toEqual({
      campaignId: 'nanshan-2025',
      childId: 'child-1',
      category: 'sport',
      title: '一辆自行车',
      details: { size: '20 寸' },
    });
  });

  it('takes a returned wish up where it was, with the last reason', () => {
    const returned = wish({
      state: 'returned',
      details: '蓝色的',
      timeline: [
        { at: 1, state: 'submitted', event: 'submitted' },
        { at: 2, state: 'returned', event: 'returned', reason: '请写明尺寸' },
      ],
    });
    expect(formOfWish(returned, undefined)).toMatchObject({
      childId: 'child-1',
      model: '蓝色的',
    });
    expect(returnReasonOf(returned)).toBe('请写明尺寸');
  });
});

describe('the steps', () => {
  it('leave out consent that stands; what was returned is shown first, then its child', () => {
    const fresh = stepsFor({ consent: true, returned: false });
    expect(fresh).toEqual(['consent', 'child', 'wish', 'check']);
    expect(stepsFor({ consent: false, returned: true })).toEqual(['wish', 'child', 'check']);
  });

  it('say what is too long while it is written, and cut nothing', () => {
    const long = { ...FILLED, title: '一'.repeat(23) };
    expect(lengthProblems(long)).toEqual({ title: '最多 20 个字，请再删 3 个字。' });
    expect(wishProblems(long)).toEqual(lengthProblems(long));
  });

  it('a month of birth is turned to, never taken as the wheels stand', () => {
    const range = birthMonthRange(JUNE_1);
    const { columns, value } = monthWheels(range, '');
    expect(monthOnWheels(range, value)).toBe('');
    expect([monthOnWheels(range, [9, 0]), monthOnWheels(range, [0, 3])]).toEqual(['', '']);
    expect([columns[0][9], columns[1][3]]).toEqual(['2017年', '3月']);
    expect(monthOnWheels(range, [9, 3])).toBe('2017-03');
    expect(monthWheels(range, '2017-03').value).toEqual([9, 3]);
  });

  it('a consent to an older version, or without a needed scope, does not stand', () => {
    const consent = { consentId: 'x', version: '2025-06', grantedAt: 0 };
    expect(consentStands({ ...consent, scopes: ['review', 'gift'] }, campaign())).toBe(true);
    expect(consentStands({ ...consent, scopes: ['review'] }, campaign())).toBe(false);
    expect(
      consentStands({ ...consent, version: '2024-06', scopes: ['review', 'gift'] }, campaign()),
    ).toBe(false);
    expect(consentStands(undefined, campaign())).toBe(false);
  });

  it('say where one is', () => {
    expect(progressOf(['wish', 'check'], 'check')).toEqual({
      label: '核对并提交',
      place: '第 2 步，共 2 步',
      bars: [
        { step: 'wish', on: true },
        { step: 'check', on: true },
      ],
    });
  });

  it('show before sending what will be sent', () => {
    expect(summaryOf(FILLED, [], campaign().communities)).toEqual([
      { label: '孩子', value: '小满' },
      { label: '出生年月', value: '2017年3月' },
      { label: '社区', value: '海棠社区' },
      { label: '类别', value: '运动' },
      { label: '心愿', value: '一辆自行车' },
      { label: '要求', value: '尺寸 20 寸' },
    ]);
  });

  it('a child with a wish under way cannot be chosen; one whose wish ended can', () => {
    const child = {
      childId: 'child-1',
      childNo: 'N1',
      nickname: '小满',
      alias: '晨星 12',
      birthMonth: '2017-03',
      communityId: 'c-01',
    };
    expect(childChoices([child], [wish()], campaign())[0]?.taken).toBe(true);
    expect(childChoices([child], [wish({ state: 'withdrawn' })], campaign())[0]).toMatchObject({
      taken: false,
      about: '2017年3月 · 海棠社区',
    });
  });
});

/** Calls that note what they were given, and a storage of one draft. */
const playing = (fail: { submitWish?: () => never } = {}) => {
  const made: [string, unknown][] = [];
  const kept: { draft?: Draft } = {};
  const calls: SubmissionCalls = {
    grantConsent: async (consent) => void made.push(['consent', consent]),
    saveChild: async (child) => {
      made.push(['child', child]);
      return { childId: 'child-9' };
    },
    submitWish: async (input) => {
      made.push(['wish', input]);
      fail.submitWish?.();
      return { wishId: 'wish-9' };
    },
  };
  const context = {
    campaignId: 'nanshan-2025',
    consentVersion: '2025-06' as string | undefined,
    keepDraft: async (draft: Draft) => {
      kept.draft = JSON.parse(JSON.stringify(draft)) as Draft;
    },
  };
  return { made, kept, calls, context };
};

describe('submitting', () => {
  it('consents first, then saves the child, then submits the wish', async () => {
    const { made, calls, context } = playing();
    await submitDraft({ form: { ...FILLED, extras: ['photo'] } }, calls, context);
    expect(made.map(([name]) => name)).toEqual(['consent', 'child', 'wish']);
    expect(made[0]?.[1]).toMatchObject({
      version: '2025-06',
      scopes: ['review', 'gift', 'photo'],
      campaignId: 'nanshan-2025',
    });
    expect(made[2]?.[1]).toMatchObject({ childId: 'child-9', title: '一辆自行车' });
  });

  it('asks for no consent where one stands', async () => {
    const { made, calls, context } = playing();
    await submitDraft({ form: FILLED }, calls, { ...context, consentVersion: undefined });
    expect(made.map(([name]) => name)).toEqual(['child', 'wish']);
  });

  it('after a broken network repeats only the open request, under the same id', async () => {
    const broken = playing({
      submitWish: () => {
        throw new CallError('OFFLINE', '');
      },
    });
    await expect(submitDraft({ form: FILLED }, broken.calls, broken.context)).rejects.toMatchObject(
      { code: 'OFFLINE' },
    );
    const again = playing();
    await submitDraft(broken.kept.draft ?? { form: FILLED }, again.calls, again.context);
    expect(again.made).toEqual([broken.made[2]]);
  });

  it('a child corrected after a refusal is the same child, saved again', async () => {
    const refused = playing({
      submitWish: () => {
        throw new CallError('CONTENT_REJECTED', '');
      },
    });
    await expect(submitDraft({ form: FILLED }, refused.calls, refused.context)).rejects.toThrow();
    const draft = refused.kept.draft ?? { form: FILLED };
    const again = playing();
    await submitDraft(
      { ...draft, form: { ...draft.form, nickname: '小雪' } },
      again.calls,
      again.context,
    );
    expect(again.made[0]).toMatchObject(['child', { childId: 'child-9', nickname: '小雪' }]);
  });

  it('a returned wish writes its child again only where that was corrected', async () => {
    const child = {
      childId: 'child-1',
      childNo: 'N1',
      nickname: '小满',
      alias: '晨星',
      birthMonth: '2017-03',
      communityId: 'c-01',
    };
    const form = formOfWish(wish({ state: 'returned' }), child);
    const draft = { form, savedChild: savedChildOf('child-1', form) };
    const same = playing();
    await submitDraft(draft, same.calls, { ...same.context, consentVersion: undefined });
    expect(same.made).toMatchObject([['wish', { childId: 'child-1' }]]);
    const corrected = playing();
    await submitDraft({ ...draft, form: { ...form, birthMonth: '2016-03' } }, corrected.calls, {
      ...corrected.context,
      consentVersion: undefined,
    });
    expect(corrected.made[0]).toMatchObject([
      'child',
      { childId: 'child-1', birthMonth: '2016-03', communityId: 'c-01' },
    ]);
  });

  it('a wish changed after a refusal is another request', async () => {
    const refused = playing({
      submitWish: () => {
        throw new CallError('CONTENT_REJECTED', '');
      },
    });
    await expect(submitDraft({ form: FILLED }, refused.calls, refused.context)).rejects.toThrow();
    const draft = refused.kept.draft ?? { form: FILLED };
    const again = playing();
    await submitDraft(
      { ...draft, form: { ...draft.form, title: '一根跳绳' } },
      again.calls,
      again.context,
    );
    const idOf = (call: [string, unknown] | undefined) =>
      (call?.[1] as { requestId: string }).requestId;
    expect(again.made).toHaveLength(1);
    expect(idOf(again.made[0])).not.toBe(idOf(refused.made[2]));
  });
});
