import { pageOf, paper, Refused, tapOn, type AnyPage } from '../paper-page';

interface ConcernPage extends AnyPage {
  data: {
    hotlines: { number: string; label: string }[];
    situations: { situation: string }[];
    failure: { title: string; hint: string } | null;
    problem: string;
    received: string;
    words: string;
  };
  choose(tap: object): void;
  write(event: object): void;
  send(): Promise<void>;
  dial(tap: object): void;
}

const open = pageOf<ConcernPage>('packages/safe/pages/concern/concern');

const written = async (): Promise<ConcernPage> => {
  const page = await open({ from: 'helper', pairId: 'pair-1' });
  page.choose(tapOn({ situation: '4' }));
  page.write({ detail: { value: '手臂上有旧伤' } });
  return page;
};

beforeEach(() => {
  paper.asked = [];
  paper.kept.clear();
  paper.answer = () => ({ received: true, at: Date.parse('2025-06-01T10:00:00+08:00') });
});

it('begins with the numbers to call, 110 first, and asks the nine situations', async () => {
  const dialled: string[] = [];
  const phone = (globalThis as unknown as { wx: object }).wx;
  Object.assign(phone, {
    makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => {
      dialled.push(phoneNumber);
      return Promise.resolve();
    },
  });
  const { hotlines, situations } = (await open()).data;
  expect(hotlines[0]?.number).toBe('110');
  expect(situations.map(({ situation }) => situation)).toEqual([
    ...['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    'other',
  ]);
  const page = await open();
  page.dial(tapOn({ number: '110' }));
  expect(dialled).toEqual(['110']);
  expect(paper.asked).toEqual([]);
});

it('is sent about what it was opened on, and says received and the day', async () => {
  const page = await written();
  await page.send();
  expect(paper.asked).toMatchObject([
    {
      name: 'helper',
      action: 'concern.raise',
      input: { about: { pairId: 'pair-1' }, situation: '4', words: '手臂上有旧伤', urgent: false },
    },
  ]);
  expect(page.data).toMatchObject({ received: expect.stringContaining('6月1日'), words: '' });
});

it('without a network it says so, keeps nothing on the phone, and goes out once when sent again', async () => {
  paper.answer = () => {
    throw new Error('request:fail');
  };
  const page = await written();
  await page.send();
  expect(page.data.failure?.title).toContain('没有网络');
  expect(page.data.failure?.hint).toContain('电话');
  expect(page.data.hotlines[0]?.number).toBe('110');
  expect(page.data).toMatchObject({ received: '', words: '手臂上有旧伤' });
  expect([...paper.kept.values()]).toEqual([]);
  paper.answer = () => ({ received: true, at: 0 });
  await page.send();
  expect(page.data).toMatchObject({ failure: null, words: '' });
  const [first, second] = paper.asked.map(({ input }) => input['requestId']);
  expect(second).toBe(first);
  expect([...paper.kept.values()]).toEqual([]);
});

it('that did not arrive says so, and one left empty asks for words', async () => {
  paper.answer = () => {
    throw new Refused('UNAVAILABLE', '没有送达。情况紧急请立即拨打 110，再回来重试。');
  };
  const page = await written();
  await page.send();
  expect(page.data.failure).not.toBeNull();
  expect(page.data.received).toBe('');
  const empty = await open();
  await empty.send();
  expect(empty.data.problem).not.toBe('');
});
