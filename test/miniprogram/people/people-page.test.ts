import { failing, later, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';

interface PeoplePage extends AnyPage {
  data: {
    rows: { grantId: string }[];
    isListed: boolean;
    busy: boolean;
    problem: string;
    formProblem: string;
    code: string;
  };
  chooseFilter(tap: object): void;
  end(tap: object): Promise<void>;
  make(event: object): Promise<void>;
}

const grant = (grantId: string) => ({
  grantId,
  person: 'p_8f3a2c1b',
  role: 'admin',
  grantedAt: 0,
  grantedBy: 'p_1',
  state: 'active',
  mine: false,
});

const usual = ({ action, input }: { action: string; input: Record<string, unknown> }): unknown => {
  if (action === 'grant.list') {
    return { items: [grant(`grant of ${String(input['role'] ?? 'all')}`)] };
  }
  if (action === 'invite.make') return { code: 'ABCDE', expiresAt: 0 };
  if (action === 'invite.code') return { image: '', type: 'image/png' };
  return { items: [] };
};

const open = pageOf<PeoplePage>('packages/staff/people/pages/people/people');

const asked = (action: string) =>
  paper.asked.filter((one) => one.action === action).map(({ input }) => input);

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

describe('the people', () => {
  it('are those of the filter that is chosen, or nobody', async () => {
    const page = await open();
    const [everybody] = page.data.rows;
    const late = later(undefined);
    paper.answer = async (one) => {
      if (one.action === 'grant.list') {
        await late.answer;
        throw failing;
      }
      return usual(one);
    };
    page.chooseFilter(tapOn({ filter: 'staff' }));
    await settle();
    paper.answer = usual;
    page.chooseFilter(tapOn({ filter: 'all' }));
    await settle();
    late.come();
    await settle();
    expect(page.data).toMatchObject({ isListed: true, rows: [everybody], problem: '' });
    paper.answer = () => {
      throw failing;
    };
    page.chooseFilter(tapOn({ filter: 'staff' }));
    await settle();
    expect(page.data.isListed).toBe(false);
    expect(page.data.problem).toMatch('出了点问题');
  });

  it('lose a grant once, however often it is tapped or sent', async () => {
    const page = await open();
    paper.answer = (one) => {
      if (one.action === 'grant.end') throw failing;
      return usual(one);
    };
    const tap = tapOn({ grantId: 'g-1', who: '工作人员', role: '管理员' });
    await Promise.all([page.end(tap), page.end(tap)]);
    expect(asked('grant.end')).toHaveLength(1);
    expect(page.data.problem).toMatch('出了点问题');
    paper.answer = usual;
    await page.end(tap);
    const [first, again] = asked('grant.end');
    expect(again).toEqual(first);
    expect(page.data.problem).toBe('');
  });

  it('are told in the form why they were not invited', async () => {
    const page = await open();
    const offer = { detail: { offer: { role: 'admin' }, label: '', inviter: '' } };
    paper.answer = (one) => {
      if (one.action === 'invite.make') throw failing;
      return usual(one);
    };
    await page.make(offer);
    expect(page.data.formProblem).toMatch('出了点问题');
    expect(page.data.problem).toBe('');
    paper.answer = usual;
    await page.make(offer);
    expect(page.data).toMatchObject({ code: 'ABCDE', formProblem: '' });
    await page.make(offer);
    const [first, again, another] = asked('invite.make');
    expect(again).toEqual(first);
    expect(another?.['requestId']).not.toBe(first?.['requestId']);
  });
});
