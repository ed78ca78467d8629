import { NO_ACCOUNT } from '../../../miniprogram/config';
import { pageOf, paper, settle, type AnyPage } from '../paper-page';

interface ConcernsPage extends AnyPage {
  data: Record<string, unknown> & { done: string };
  allow(): Promise<void>;
}

const open = pageOf<ConcernsPage>('packages/safe/pages/concerns/concerns');

it.each([
  ['accept', ['alert.allow'], '微信会告诉你一次'],
  ['reject', [], ''],
])('a holder who answers %s is told of the next concern: %j', async (answer, asked, done) => {
  paper.answer = () => ({ items: [] });
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    getAccountInfoSync: () => ({ miniProgram: { appId: NO_ACCOUNT } }),
    requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
      Promise.resolve(Object.fromEntries(tmplIds.map((id) => [id, answer]))),
  });
  const page = await open();
  paper.asked = [];
  await page.allow();
  await settle();
  expect(paper.asked.map(({ action }) => action).filter((action) => /allow/.test(action))).toEqual(
    asked,
  );
  expect(page.data.done).toContain(done);
});
