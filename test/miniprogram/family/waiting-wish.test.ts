import { EMPTY_FORM } from '../../../miniprogram/wish/form';
import { letWait, waitingWishes } from '../../../miniprogram/wish/outbox';
import { pageOf, paper, settle, tapOn, type AnyPage, type Asked } from '../paper-page';
import { campaign } from '../samples';

interface FormPage extends AnyPage {
  data: Record<string, unknown> & { form: typeof EMPTY_FORM };
  write(event: object): void;
  submit(): Promise<void>;
}

const open = pageOf<FormPage>('pages/wish-form/wish-form');

const child = {
  childId: 'child-1',
  nickname: '小满',
  birthMonth: '2017-03',
  communityId: 'c-01',
};

const form = { ...EMPTY_FORM, childId: 'child-1', category: 'toy' as const, title: '积木' };

const consent = { consentId: 'x', version: '2025-06', scopes: ['review', 'gift'] };

const period = { from: Date.now() - 1000, until: Date.now() + 1_000_000 };

const answer = ({ action, input }: Asked): unknown => {
  if (action === 'me') return { children: [child], consent };
  if (action === 'wish.mine') return { items: [] };
  if (action === 'get') return { ...campaign(), period, campaignId: input['campaignId'] as string };
  if (action === 'consent') return { terms: [] };
  return { wishId: 'wish-1' };
};

const openWaiting = async (): Promise<FormPage> => {
  const [waiting] = await waitingWishes();
  return open({ waitingId: waiting?.id });
};

beforeEach(async () => {
  paper.asked = [];
  paper.kept.clear();
  paper.answer = answer;
  await letWait({ form }, { campaignId: 'autumn-2025', consentVersion: undefined });
});

test('a wish that waits is changed in the campaign that it was made for', async () => {
  const other = 'wish-draft:autumn-2025';
  paper.kept.set(other, { value: { form: EMPTY_FORM }, keptAt: 0 });
  const page = await openWaiting();
  expect(page.data.form.title).toBe('积木');
  await page.submit();
  const of = (action: string) => paper.asked.find((asked) => asked.action === action)?.input;
  expect(of('get')).toMatchObject({ campaignId: 'autumn-2025' });
  expect(of('wish.submit')).toMatchObject({ campaignId: 'autumn-2025' });
  expect(await waitingWishes()).toEqual([]);
  expect(paper.kept.has(other)).toBe(true);
});

test('what was changed in a wish that waits is there when it is opened again', async () => {
  const page = await openWaiting();
  page.write({ ...tapOn({ field: 'title' }), detail: { value: '大积木' } });
  await settle();
  const again = await openWaiting();
  expect(again.data.form.title).toBe('大积木');
});

test('a phone without room for a draft still sends the wish', async () => {
  const { setStorage } = wx;
  const page = await openWaiting();
  const full = () => Promise.reject(new Error('setStorage:fail exceed storage max size'));
  Object.assign(wx, { setStorage: full });
  try {
    page.write({ ...tapOn({ field: 'title' }), detail: { value: '大积木' } });
    await settle();
    expect(page.data.form.title).toBe('大积木');
    await page.submit();
    expect(page.data).toMatchObject({ step: 'done', sending: false, failure: null });
  } finally {
    Object.assign(wx, { setStorage });
  }
});
