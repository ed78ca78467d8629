import { failing, pageOf, paper, type AnyPage } from '../paper-page';

interface HomePage extends AnyPage {
  data: Record<string, unknown> & { state: { kind: string } | null };
  showCode(): Promise<void>;
}

const open = pageOf<HomePage>('packages/helper/pages/home/home');

test('somebody who is no mother is told where the code of her own does not come', async () => {
  paper.answer = () => {
    throw failing;
  };
  const page = await open();
  await page.showCode();
  expect(paper.told).toEqual(['出了点问题。请稍后再试；一直不行请联系社区工作人员。']);
});
