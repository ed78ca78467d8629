import { failing, pageOf, paper, tapOn, type AnyPage } from '../paper-page';

interface ReferralsPage extends AnyPage {
  data: { answering: string; problem: string; done: string; lines: { takesBack: boolean }[] };
  openAnswer(tap: object): void;
  saveWithdrawal(event: object): Promise<void>;
}

const row = {
  referralId: 'r-1',
  childId: 'child',
  alias: '小海豚',
  purpose: '聊聊睡眠',
  question: '夜里睡不好',
  at: 0,
  state: 'accepted',
  onPaper: true,
  specialist: { specialistId: 's-1', name: '林老师', profession: 'psychologist' },
};

const open = pageOf<ReferralsPage>('packages/staff/referral/pages/referrals/referrals');

const usual = ({ action }: { action: string }): unknown =>
  action === 'referral.list' ? { items: [row] } : { state: 'withdrawn' };

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

it('the consent of a family on paper is taken back, with who said so', async () => {
  const page = await open();
  expect(page.data.lines).toMatchObject([{ takesBack: true }]);
  page.openAnswer(tapOn({ referralId: 'r-1' }));
  const said = { detail: { how: 'phone', note: '奶奶今天在电话里' } };
  paper.answer = () => {
    throw failing;
  };
  await page.saveWithdrawal(said);
  expect(page.data).toMatchObject({ answering: 'r-1' });
  expect(page.data.problem).toMatch('出了点问题');
  paper.answer = usual;
  await page.saveWithdrawal(said);
  expect(page.data).toMatchObject({ answering: '', problem: '' });
  expect(page.data.done).toMatch('专家从现在起看不到了');
  const [failed, done] = paper.asked.filter(({ action }) => action === 'referral.answer');
  expect(done).toEqual(failed);
  expect(done?.input).toMatchObject({
    referralId: 'r-1',
    answer: 'withdraw',
    how: 'phone',
    note: '奶奶今天在电话里',
  });
});
