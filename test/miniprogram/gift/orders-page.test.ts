import { failing, later, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';

interface OrdersPage extends AnyPage {
  data: {
    orderId: string;
    orders: { orderId: string }[];
    current: { orderId: string } | null;
    state: object | null;
    problem: string;
    done: string;
  };
  choose(tap: object): Promise<void>;
  place(): Promise<void>;
}

const order = (orderId: string) => ({
  orderId,
  supplier: '海边文具',
  note: '',
  state: 'draft',
  at: 0,
  lines: [],
  totalFen: 0,
  arrived: 0,
  cancelled: 0,
});

const usual = ({ action, input }: { action: string; input: Record<string, unknown> }): unknown => {
  if (action === 'order.list') return { items: [order('o-1'), order('o-2')] };
  if (action === 'order.open') return order(String(input['orderId']));
  return { items: [] };
};

const open = pageOf<OrdersPage>('packages/staff/gift/pages/orders/orders');

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

describe('orders', () => {
  it.each([false, true])('show the one that was chosen last', async (fails) => {
    const page = await open();
    const late = later(undefined);
    paper.answer = async (asked) => {
      if (asked.input['orderId'] !== 'o-2') return usual(asked);
      await late.answer;
      if (fails) throw failing;
      return usual(asked);
    };
    void page.choose(tapOn({ orderId: 'o-2' }));
    await page.choose(tapOn({ orderId: 'o-1' }));
    late.come();
    await settle();
    expect(page.data).toMatchObject({ orderId: 'o-1', problem: '', current: { orderId: 'o-1' } });
  });

  it('stand though the one that was placed cannot be read again', async () => {
    const page = await open();
    paper.answer = (asked) => {
      if (asked.action === 'order.open') throw failing;
      return usual(asked);
    };
    await page.place();
    expect(page.data).toMatchObject({
      state: null,
      done: '已记为下单',
      current: { orderId: 'o-1' },
    });
    expect(page.data.problem).toMatch('出了点问题');
  });
});
