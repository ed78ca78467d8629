import { failing, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';

interface SheetPage extends AnyPage {
  data: {
    fileName: string;
    finding: object | null;
    busy: boolean;
    cutOff: boolean;
    left: { row: number }[];
    moreLeft: number;
    problem: string;
    done: string;
  };
  choose(): Promise<void>;
}

interface ScoresPage extends SheetPage {
  note(): void;
}

interface ArrivalsPage extends SheetPage {
  book(): void;
}

interface RosterPage extends SheetPage {
  enter(tap: object): void;
  goOn(tap: object): void;
}

const problem = (row: number) => ({ row, column: '分数', message: '填 0 到 100' });

const roster = { rosterId: 'r-1', fileId: 'file-of-r-1', mode: 'all', cursor: 20, at: 0 };

const CHECK = { ready: 30, known: 0, waiting: 0, hidden: 0, rows: 31, wrong: 1, totalFen: 0 };

/** Thirty rows in two parts, and one that cannot be taken in. */
const usual = ({ action, input }: { action: string; input: Record<string, unknown> }): unknown => {
  if (action === 'roster.place') return { path: 'rosters/1' };
  if (action === 'roster.list') return { items: [{ ...roster, rows: 30, state: 'importing' }] };
  if (action.endsWith('.check')) {
    return { ...CHECK, problemCount: 1, problems: [problem(7)], warningCount: 0, warnings: [] };
  }
  if (action.endsWith('.import')) {
    const isFirst = input['cursor'] === 0;
    const left = isFirst ? [] : [problem(7)];
    return {
      rows: 30,
      assessed: 15,
      arrived: 15,
      arrivedFen: 0,
      known: 0,
      entered: 15,
      left,
      // The file's own faults are known from its check.
      rejected: [],
      ...(isFirst ? { next: 20 } : {}),
    };
  }
  return { items: [] };
};

const openScores = pageOf<ScoresPage>('packages/staff/enrolment/pages/scores/scores');
const openArrivals = pageOf<ArrivalsPage>('packages/staff/gift/pages/arrivals/arrivals');
const openRoster = pageOf<RosterPage>('packages/staff/family/pages/roster/roster');

const imports = () => paper.asked.filter(({ action }) => action.endsWith('.import'));

const SHEETS: [string, () => Promise<{ page: SheetPage; take: () => void }>, string][] = [
  [
    '考核表',
    async () => {
      const page = await openScores({ programmeId: 'p-1' });
      return { page, take: () => page.note() };
    },
    '登记了 30 人的考核',
  ],
  [
    '到货表',
    async () => {
      const page = await openArrivals();
      return { page, take: () => page.book() };
    },
    '登记了 30 份到货',
  ],
];

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

describe.each(SHEETS)('a %s', (_, open, told) => {
  it('tells what is wrong in it still when the other rows are taken in', async () => {
    const { page, take } = await open();
    await page.choose();
    expect(page.data).toMatchObject({ fileName: '名单.xlsx', finding: { problems: [problem(7)] } });
    take();
    await settle();
    expect(page.data).toMatchObject({
      busy: false,
      finding: null,
      left: [problem(7)],
      moreLeft: 0,
    });
    expect(page.data.done).toMatch(told);
    await page.choose();
    expect(page.data.left).toEqual([]);
  });

  it('that was cut off goes on where it stopped, under the same request', async () => {
    const { page, take } = await open();
    await page.choose();
    paper.answer = (asked) => {
      if (asked.input['cursor'] === 20) throw failing;
      return usual(asked);
    };
    take();
    await settle();
    expect(page.data).toMatchObject({ busy: false, cutOff: true });
    expect(page.data.problem).toMatch('出了点问题');
    paper.answer = usual;
    take();
    await settle();
    expect(page.data).toMatchObject({ cutOff: false, problem: '' });
    expect(page.data.done).toMatch(told);
    const [, cut, again, ...more] = imports();
    expect([again, more]).toEqual([cut, []]);
  });
});

describe('a roster', () => {
  it('tells what was found wrong in it when its good rows are entered', async () => {
    const page = await openRoster();
    await page.choose();
    page.enter(tapOn({ mode: 'good' }));
    await settle();
    expect(page.data).toMatchObject({ left: [problem(7)], done: '录入了 30 家，等待社区审核。' });
  });

  it('that is gone on with says nothing of a file that was chosen meanwhile', async () => {
    const page = await openRoster();
    await page.choose();
    page.goOn(tapOn({ rosterId: 'r-1' }));
    await settle();
    expect(imports()).toMatchObject([{ input: { fileId: 'file-of-r-1', cursor: 20 } }]);
    expect(page.data).toMatchObject({ left: [], done: '录入了 15 家，等待社区审核。' });
  });

  it('stands with what it says though its list cannot be read again', async () => {
    const page = await openRoster();
    await page.choose();
    paper.answer = (asked) => {
      if (asked.action === 'roster.list') throw failing;
      return usual(asked);
    };
    page.enter(tapOn({ mode: 'good' }));
    await settle();
    expect(page.data).toMatchObject({ state: null, left: [problem(7)] });
  });
});
