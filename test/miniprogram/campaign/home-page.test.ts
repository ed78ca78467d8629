import type { WallItem, WishState } from '../../../typings/contract';
import { enterCampaign } from '../../../miniprogram/utils/campaign';
import type { Band } from '../../../miniprogram/pages/home/wall';
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
import { campaign } from '../samples';

interface HomePage extends AnyPage {
  data: Record<string, unknown> & { bands: Band[]; loadingMore: boolean };
  onShow(): void;
  more(): Promise<unknown>;
  chooseLight(event: object): Promise<void>;
}

const openAny = pageOf<HomePage>('pages/home/home');

const open = async (): Promise<HomePage> => {
  const page = await openAny({ campaignId: 'spring' });
  const observer = { relativeToViewport: () => observer, observe: () => undefined };
  return Object.assign(page, {
    createIntersectionObserver: () => ({ ...observer, disconnect: () => undefined }),
  });
};

const wish = (wishNo: string, state: WishState): WallItem => ({
  wishNo,
  state,
  publicText: '',
  category: 'toy',
  ageBand: '7-12',
});

/** The wall of a campaign, a wish a piece; `more` answers for the pieces behind the first. */
const wall =
  (more: (asked: Asked) => unknown) =>
  (asked: Asked): unknown => {
    const { action, input } = asked;
    if (action === 'get') {
      return { ...campaign({ submitted: 90 }), campaignId: input['campaignId'] };
    }
    if (input['cursor'] !== undefined) return more(asked);
    return { items: [wish(`first-of-${String(input['campaignId'])}`, 'submitted')], next: '1' };
  };

const asksForMore = () => paper.asked.filter(({ input }) => input['cursor'] !== undefined).length;

const hanging = ({ data }: HomePage) =>
  data.bands.flatMap(({ lights }) => lights.map(({ wishNo }) => wishNo));

beforeEach(() => {
  enterCampaign('spring');
  paper.asked = [];
  paper.told = [];
  paper.kept.clear();
});

test('more of the wall that does not come is asked for once, and told once', async () => {
  paper.answer = wall(() => {
    throw failing;
  });
  const page = await open();
  await page.chooseLight(tapOn({ state: 'fulfilled' }));
  expect(asksForMore()).toBe(1);
  expect(paper.told).toHaveLength(1);
});

test('a light chosen while more of the wall is on its way is found in it', async () => {
  const piece = later({ items: [wish('second', 'fulfilled')], next: '2' });
  paper.answer = wall(({ input }) =>
    input['cursor'] === '1' ? piece.answer : { items: [wish('third', 'fulfilled')] },
  );
  const page = await open();
  const reading = page.more();
  const chosen = page.chooseLight(tapOn({ state: 'fulfilled' }));
  await settle();
  piece.come();
  await Promise.all([reading, chosen]);
  expect(hanging(page)).toEqual(['second', 'third']);
  expect(asksForMore()).toBe(2);
});

test('what comes late of a campaign that was left does not hang on the wall of the next', async () => {
  const piece = later({ items: [wish('late', 'fulfilled')] });
  paper.answer = wall(() => piece.answer);
  const page = await open();
  const reading = page.more();
  enterCampaign('autumn');
  page.onShow();
  await settle();
  expect(hanging(page)).toEqual(['first-of-autumn']);
  piece.come();
  await reading;
  expect(hanging(page)).toEqual(['first-of-autumn']);
  expect(page.data.loadingMore).toBe(false);
});
