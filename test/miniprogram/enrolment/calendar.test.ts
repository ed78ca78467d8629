import { pageOf, paper, tapOn, type AnyPage } from '../paper-page';

interface ProgrammesPage extends AnyPage {
  remind(tap: object): Promise<void>;
}

const from = Date.now() + 86_400_500;

const enrolment = {
  enrolmentId: 'enrolment-1',
  programmeId: 'programme-1',
  childId: 'child-1',
  title: '周末课堂',
  kind: 'ability',
  state: 'enrolled',
  sessions: [
    { sessionId: 's-0', title: '取消的', place: '', from, until: from + 1, cancelled: true },
    { sessionId: 's-1', title: '第一课', place: '活动室', from, until: from + 7_200_000 },
  ],
  attended: [],
};

const open = pageOf<ProgrammesPage>('packages/family/pages/programmes/programmes');

const tap = tapOn({ enrolmentId: 'enrolment-1' });
const addPhoneCalendar = jest.fn(() => Promise.resolve());

beforeEach(() => {
  Object.assign(wx, { addPhoneCalendar });
  addPhoneCalendar.mockReset().mockResolvedValue(undefined);
  paper.answer = ({ name, action }) => {
    if (action === 'me') return { children: [], consent: {} };
    return { items: name === 'family' && action === 'programme.mine' ? [enrolment] : [] };
  };
});

it('the next session that is held goes into the calendar of the phone, in seconds', async () => {
  const page = await open();
  await page.remind(tap);
  expect(addPhoneCalendar).toHaveBeenCalledWith({
    title: '周末课堂 · 第一课',
    location: '活动室',
    startTime: Math.floor(from / 1000),
    endTime: String(Math.floor(from / 1000) + 7200),
    alarm: true,
    alarmOffset: 3600,
  });
  expect(page.data).toMatchObject({ done: '已写进手机日历', problem: '' });
});

it('where the calendar may not be written to, it says so', async () => {
  addPhoneCalendar.mockRejectedValue(new Error('auth deny'));
  const page = await open();
  await page.remind(tap);
  expect(page.data['problem']).toContain('允许使用日历');
});
