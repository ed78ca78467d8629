import { ERASE_WORD } from '../../../miniprogram/packages/family/pages/data/view';
import { letWait } from '../../../miniprogram/wish/outbox';
import { EMPTY_FORM } from '../../../miniprogram/wish/form';
import { failing, pageOf, paper, settle, tapOn, type AnyPage, type Asked } from '../paper-page';
import { campaign } from '../samples';

interface ConsentPage extends AnyPage {
  toggle(event: object): Promise<void>;
  withdrawAll(): Promise<void>;
}

interface DataPage extends AnyPage {
  askErase(event: object): void;
  type(event: object): void;
  erase(): Promise<void>;
  leave(event: object): Promise<void>;
}

const openConsent = pageOf<ConsentPage>('packages/family/pages/consent/consent');
const openData = pageOf<DataPage>('packages/family/pages/data/data');

const consent = {
  consentId: 'consent-1',
  version: '2025-06',
  versions: ['2025-06'],
  current: true,
  scopes: ['review', 'gift', 'publicText'],
  grantedAt: 0,
  history: [],
  texts: [],
};
const child = {
  childId: 'child-1',
  childNo: 'N1',
  nickname: '小满',
  alias: '晨星 12',
  birthMonth: '2017-03',
  communityId: 'c-01',
};
const CHANGES = ['consent.withdraw', 'data.erase', 'guardian.leave'];
const BEFORE = ['home:nanshan-2025', 'wish-draft:nanshan-2025', 'card:card-1', 'my:last'];

/** What the phone still holds of the family as the cloud is asked. */
let heldWhenAsked: string[] | undefined;

const ofTheFamily = (): string[] =>
  [...paper.kept.keys()].filter((key) => !key.startsWith('home:'));

const answer = ({ action }: Asked): unknown => {
  if (CHANGES.includes(action)) {
    heldWhenAsked = ofTheFamily();
    throw failing;
  }
  if (action === 'me') return { children: [child], consent };
  if (action === 'get') return campaign();
  if (action === 'consent') return { terms: [] };
  return {
    exportedAt: 0,
    consent,
    children: [child],
    held: {},
    ...Object.fromEntries(
      ['wishes', 'cards', 'access', 'messages', 'pairs', 'complaints', 'enrolments'].map((name) => [
        name,
        [],
      ]),
    ),
    certificates: [],
    packs: [],
  };
};

beforeEach(async () => {
  heldWhenAsked = undefined;
  paper.asked = [];
  paper.kept.clear();
  paper.answer = answer;
  for (const key of BEFORE) paper.kept.set(key, { value: {}, keptAt: 0 });
  await letWait({ form: EMPTY_FORM }, { campaignId: 'nanshan-2025', consentVersion: undefined });
  expect(ofTheFamily()).toHaveLength(4);
});

/** Each ends with a cloud that fails: the phone has forgotten all the same. */
describe('the phone forgets the family before the cloud is asked', () => {
  it.each<[string, () => Promise<void>]>([
    ['to take all consents back', async () => (await openConsent()).withdrawAll()],
    [
      'to take back one that nothing can be done without',
      async () => (await openConsent()).toggle(tapOn({ scope: 'gift' })),
    ],
    [
      'to delete everything',
      async () => {
        const page = await openData();
        page.askErase(tapOn({}));
        page.type({ detail: { value: ERASE_WORD } });
        await page.erase();
      },
    ],
    [
      'to delete one child',
      async () => {
        const page = await openData();
        page.askErase(tapOn({ childId: 'child-1' }));
        page.type({ detail: { value: ERASE_WORD } });
        await page.erase();
      },
    ],
    [
      'to leave a child to the other guardian',
      async () => (await openData()).leave(tapOn({ childId: 'child-1' })),
    ],
  ])('%s', async (_, act) => {
    await act();
    await settle();
    expect(heldWhenAsked).toEqual([]);
    expect([...paper.kept.keys()]).toContain('home:nanshan-2025');
  });

  it('and keeps everything where an optional one is taken back', async () => {
    await (await openConsent()).toggle(tapOn({ scope: 'publicText' }));
    expect(heldWhenAsked).toHaveLength(4);
  });
});
