import {
  narrowingData,
  narrowingDown,
} from '../../../miniprogram/packages/staff/wish/pages/queue/narrowing';

const pageWith = (narrowing: object) => {
  const sent: object[] = [];
  const page = {
    ...narrowingDown,
    data: { ...narrowingData(), narrowing: { ...narrowingData().narrowing, ...narrowing } },
    setData: (change: object) => sent.push(change),
    begin: () => undefined,
  };
  return { page, sent };
};

describe('a tab whose gifts lie at no desk', () => {
  it('lets a chosen desk go, and keeps what was looked for', () => {
    const { page, sent } = pageWith({ search: '书包', stationId: 'desk-1', deskEventId: 'fair' });
    page.forgetDesk();
    expect(sent).toMatchObject([
      { narrowing: { search: '书包', stationId: '', deskEventId: '' }, narrowed: true, deskAt: 0 },
    ]);
  });

  it('sets nothing anew where none was chosen: a word half typed would be gone', () => {
    const { page, sent } = pageWith({});
    page.forgetDesk();
    expect(sent).toEqual([]);
  });
});
