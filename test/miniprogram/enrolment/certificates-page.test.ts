import { pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';

interface CertificatesPage extends AnyPage {
  data: {
    chosen: number;
    learners: { enrolmentId: string; chosen: boolean }[];
    done: string;
  };
  onShow(): void;
  toggle(tap: object): void;
  assess(tap: object): Promise<void>;
}

const enrolment = (enrolmentId: string) => ({
  enrolmentId,
  who: enrolmentId,
  state: 'enrolled',
  attended: ['s-1'],
});

let rows = [enrolment('e-1'), enrolment('e-2')];

const open = pageOf<CertificatesPage>('packages/staff/enrolment/pages/certificates/certificates');

beforeEach(() => {
  rows = [enrolment('e-1'), enrolment('e-2')];
  paper.asked = [];
  paper.answer = ({ action }) => {
    if (action === 'me') return { admin: true, grants: [] };
    if (action === 'enrolment.list') return { items: rows };
    if (action === 'programme.list') {
      return { items: [{ programmeId: 'p-1', title: '', sessions: [{ sessionId: 's-1' }] }] };
    }
    return { items: [] };
  };
});

describe('who is ticked for an assessment or certificate', () => {
  it('stays ticked when the page is come back to, as long as they take part', async () => {
    const page = await open({ programmeId: 'p-1' });
    page.toggle(tapOn({ enrolmentId: 'e-1' }));
    page.toggle(tapOn({ enrolmentId: 'e-2' }));
    page.onShow();
    await settle();
    expect(page.data.chosen).toBe(2);
    rows = [enrolment('e-2')];
    page.onShow();
    await settle();
    expect(page.data).toMatchObject({
      chosen: 1,
      learners: [{ enrolmentId: 'e-2', chosen: true }],
    });
  });

  it('is no longer ticked once assessed', async () => {
    const page = await open({ programmeId: 'p-1' });
    page.toggle(tapOn({ enrolmentId: 'e-1' }));
    await page.assess(tapOn({ passed: true }));
    expect(page.data).toMatchObject({ chosen: 0, done: '1 人的考核记下了' });
  });
});
