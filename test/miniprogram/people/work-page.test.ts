import {
  failing,
  later,
  pageOf,
  paper,
  settle,
  tapOn,
  type AnyPage,
  type Asked,
} from '../paper-page';

interface WorkPage extends AnyPage {
  data: Record<string, unknown> & { own: unknown[]; doors: unknown[] };
  resign(event: object): Promise<void>;
}

const open = pageOf<WorkPage>('packages/work/pages/work/work');

const own = { items: [{ grantId: 'grant-1', role: 'scanner' }] };

const answer = ({ action }: Asked): unknown => {
  if (action === 'me') return { isVolunteer: true };
  if (action === 'grant.mine') return own;
  return {};
};

beforeEach(() => {
  paper.asked = [];
  paper.answer = answer;
});

test('who one is and what may be given back are asked for at once', async () => {
  const me = later({ isVolunteer: true });
  paper.answer = (asked) => (asked.action === 'me' ? me.answer : answer(asked));
  const page = await open();
  expect(paper.asked.map(({ action }) => action).sort()).toEqual(['grant.mine', 'me']);
  me.come();
  await settle();
  expect(page.data.own).toHaveLength(1);
});

test('a grant given back by two taps is given back once', async () => {
  const page = await open();
  const resigned = later({});
  paper.answer = (asked) => (asked.action === 'grant.resign' ? resigned.answer : answer(asked));
  const taps = [1, 2].map(() => page.resign(tapOn({ grantId: 'grant-1', role: '核销员' })));
  await settle();
  resigned.come();
  await Promise.all(taps);
  expect(paper.asked.filter(({ action }) => action === 'grant.resign')).toHaveLength(1);
});

test('without what may be given back the doors are open all the same', async () => {
  paper.answer = (asked) => {
    if (asked.action === 'grant.mine') throw failing;
    return answer(asked);
  };
  const page = await open();
  await settle();
  expect(page.data).toMatchObject({ state: null, own: [] });
  expect(page.data.doors).not.toHaveLength(0);
});
