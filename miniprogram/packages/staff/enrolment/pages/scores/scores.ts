import { call, openFile } from '../../../../../services/client';
import { partByPart, sheetData, sheetPage } from '../../../common/sheet-page';
import { afterPart, findingOf, NOTHING_NOTED, notedText, type Finding } from './view';

Page({
  ...sheetPage,

  data: { ...sheetData(), finding: null as Finding | null },

  programmeId: '',
  noted: NOTHING_NOTED,

  onLoad({ programmeId = '' }: { programmeId?: string }) {
    this.programmeId = programmeId;
  },

  takeSheet() {
    void this.during('正在准备考核表', async () => {
      const { programmeId } = this;
      const { url, rows } = await call('staff', 'assessment.sheet', { programmeId });
      if (rows === 0) this.setData({ done: '还没有人参加，不用填表。' });
      else await openFile(url, 'xlsx');
    });
  },

  async check(fileId: string) {
    const { programmeId } = this;
    this.noted = NOTHING_NOTED;
    return findingOf(await call('staff', 'assessment.check', { programmeId, fileId }));
  },

  note() {
    void this.during('正在登记', async () => {
      const { programmeId, fileId } = this;
      await partByPart(
        this,
        { programmeId, fileId, cursor: this.noted.cursor },
        (input) => call('staff', 'assessment.import', input),
        (part) => (this.noted = afterPart(this.noted, part)),
      );
      this.tellTaken(notedText(this.noted), this.noted.left);
    });
  },

  marked(fileId: string) {
    return call('staff', 'assessment.marked', { programmeId: this.programmeId, fileId });
  },
});
