import { call, openFile } from '../../../../../services/client';
import { uploadRoster } from '../../../../../services/uploads';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { percentOf } from '../../../common/progress';
import { during } from '../../../common/with-busy';
import { chooseWorkbook } from '../../../common/workbook';
import { afterPart, findingOf, NOTHING_NOTED, notedText, type Finding } from './view';

Page({
  data: {
    typeClass: typeClass(),
    fileName: '',
    finding: null as Finding | null,
    /** What is under way, in words; '' for nothing. */
    busy: '',
    percent: 0,
    progress: '',
    problem: '',
    done: '',
  },

  programmeId: '',
  fileId: '',
  noted: NOTHING_NOTED,
  attempt: undefined as Attempt | undefined,

  onLoad({ programmeId = '' }: { programmeId?: string }) {
    this.programmeId = programmeId;
  },

  takeSheet() {
    void during(this, '正在准备考核表', async () => {
      const { programmeId } = this;
      const { url, rows } = await call('staff', 'assessment.sheet', { programmeId });
      if (rows === 0) this.setData({ done: '还没有人参加，不用填表。' });
      else await openFile(url, 'xlsx');
    });
  },

  async choose() {
    const file = await chooseWorkbook();
    if (!file) return;
    this.setData({ fileName: file.name, finding: null, done: '', problem: file.problem });
    this.noted = NOTHING_NOTED;
    if (file.problem !== '') return;
    await during(this, '正在检查', async () => {
      this.fileId = await uploadRoster(file.path);
      const { programmeId, fileId } = this;
      const check = await call('staff', 'assessment.check', { programmeId, fileId });
      this.setData({ finding: findingOf(check) });
    });
  },

  /** Notes part after part; one that was cut off goes on with the same request. */
  note() {
    void during(this, '正在登记', async () => {
      let isDone = false;
      while (!isDone) {
        const { programmeId, fileId } = this;
        const payload = { programmeId, fileId, cursor: this.noted.cursor };
        const attempt = attemptFor(payload, this.attempt);
        this.attempt = attempt;
        const { requestId } = attempt;
        const part = await call('staff', 'assessment.import', { ...payload, requestId });
        this.noted = afterPart(this.noted, part);
        isDone = part.next === undefined;
        this.setData({
          percent: percentOf(this.noted.cursor, part.rows),
          progress: `${this.noted.cursor} / ${part.rows} 行`,
        });
      }
      this.setData({ done: notedText(this.noted), finding: null, fileName: '' });
    });
  },

  /** The sheet with its faults marked in the cells. */
  takeMarked() {
    void during(this, '正在标出错误', async () => {
      const { programmeId, fileId } = this;
      const { url } = await call('staff', 'assessment.marked', { programmeId, fileId });
      await openFile(url, 'xlsx');
    });
  },
});
