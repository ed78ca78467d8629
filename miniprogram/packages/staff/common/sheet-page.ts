import type { SheetProblem } from '../../../../typings/contract';
import { openFile } from '../../../services/client';
import { uploadRoster } from '../../../services/uploads';
import { errorLine } from '../../../utils/errors';
import { percentOf } from '../../../utils/percent';
import type { Attempt } from '../../../utils/request-id';
import { typeClass } from '../../../utils/type-size';
import { takeStep, type TakesSteps } from './send-once';
import { chooseWorkbook } from './workbook';

/** Problems that are shown at once. */
const SHOWN = 100;

/** The data that `sheetPage` works with, beside the page's own `finding` of a dry run. */
export const sheetData = () => ({
  typeClass: typeClass(),
  fileName: '',
  busy: false,
  /** What is under way, in words. */
  underWay: '',
  percent: 0,
  progress: '',
  /** Taking the rows in was cut off: it goes on where it stopped. */
  cutOff: false,
  /** Rows that were not taken in, once the others are. */
  left: [] as SheetProblem[],
  moreLeft: 0,
  problem: '',
  done: '',
});

interface SheetPage {
  data: { busy: boolean; fileName: string };
  fileId: string;
  setData(change: object): void;
  during(underWay: string, work: () => Promise<void>): Promise<void>;
  openSheet(underWay: string, make: () => Promise<{ url: string }>): void;
  check(fileId: string): Promise<object>;
  marked(fileId: string): Promise<{ url: string }>;
}

/**
 * A page that takes in an Excel sheet: chosen, tried without effect by the page's `check`, which
 * answers its finding, and taken in part by part; `marked` makes the sheet with its faults marked.
 */
export const sheetPage = {
  fileId: '',
  attempt: undefined as Attempt | undefined,

  /** Does one thing at a time, and says what went wrong with it. */
  async during(this: SheetPage, underWay: string, work: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true, underWay, problem: '', done: '' });
    try {
      await work();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false, underWay: '', progress: '' });
  },

  async choose(this: SheetPage) {
    const file = await chooseWorkbook();
    if (!file) return;
    this.setData({ fileName: file.name, finding: null, cutOff: false, left: [], moreLeft: 0 });
    this.setData({ problem: file.problem, done: '' });
    if (file.problem !== '') return;
    await this.during('正在检查', async () => {
      this.fileId = await uploadRoster(file.path);
      this.setData({ finding: await this.check(this.fileId) });
    });
  },

  openSheet(this: SheetPage, underWay: string, make: () => Promise<{ url: string }>) {
    void this.during(underWay, async () => openFile((await make()).url, 'xlsx'));
  },

  takeMarked(this: SheetPage) {
    this.openSheet('正在标出错误', () => this.marked(this.fileId));
  },

  /** All is taken in but what is left: `more` are there beside the listed. */
  tellTaken(this: SheetPage, done: string, left: readonly SheetProblem[], more = 0) {
    this.setData({
      done,
      left: left.slice(0, SHOWN),
      moreLeft: Math.max(0, left.length - SHOWN) + more,
      finding: null,
      fileName: '',
      cutOff: false,
    });
  },
};

/** What comes of one part of a sheet: `next` is where the following one begins. */
interface SheetPart {
  rows: number;
  next?: number;
}

/** Takes rows in part after part; one that was cut off goes on with the same request. */
export const partByPart = async <Payload extends { cursor: number }, Part extends SheetPart>(
  page: TakesSteps & Pick<SheetPage, 'setData'>,
  payload: Payload,
  send: (input: Payload & { requestId: string }) => Promise<Part>,
  took: (part: Part) => void,
): Promise<void> => {
  page.setData({ cutOff: true });
  for (let cursor: number | undefined = payload.cursor; cursor !== undefined;) {
    const part: Part = await takeStep(page, { ...payload, cursor }, send);
    took(part);
    cursor = part.next;
    const at = cursor ?? part.rows;
    page.setData({ percent: percentOf(at, part.rows), progress: `${at} / ${part.rows} 行` });
  }
};
