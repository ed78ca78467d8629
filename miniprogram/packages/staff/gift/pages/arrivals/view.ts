import { yuanText } from '@micro-wish/vocabulary';
import { hiddenText } from '../../../common/hidden-rows';
import type { Fen, Output, SheetProblem } from '../../../../../../typings/contract';

/** What a dry run of a 到货表 found, in the words of the page. */
export interface Finding {
  title: string;
  hint: string;
  /** What the button says; '' where nothing can be booked. */
  action: string;
  isClean: boolean;
  problems: SheetProblem[];
  moreProblems: number;
}

type Check = Output<'staff', 'arrival.check'>;

const titleOf = ({ ready, totalFen, known, wrong }: Check): string => {
  const toMend = wrong === 0 ? '' : `${wrong} 行要改`;
  if (ready > 0)
    return [`${ready} 份到货，共 ${yuanText(totalFen)}`, toMend].filter(Boolean).join('；');
  if (toMend !== '') return toMend;
  return known > 0 ? '这张表都登记过了' : '表里没有填了到货的行';
};

export const findingOf = (check: Check): Finding => {
  const { ready, known, waiting, wrong, problemCount, problems, hidden } = check;
  const isClean = problemCount === 0;
  const parts = [
    known === 0 ? '' : `${known} 份以前登记过，会跳过。`,
    hiddenText(hidden),
    waiting === 0 ? '' : `${waiting} 行留空，算还没到。`,
    wrong === 0 ? '' : '请在 Excel 里改好，重新选择文件。',
    ready === 0 ? '' : '现在还没有登记。',
  ];
  return {
    title: titleOf(check),
    hint: parts.join(''),
    action: ready === 0 ? '' : isClean ? `登记 ${ready} 份` : `只登记没有问题的 ${ready} 份`,
    isClean,
    problems,
    moreProblems: problemCount - problems.length,
  };
};

/** How far the booking of a sheet has come. */
export interface Booked {
  cursor: number;
  arrived: number;
  arrivedFen: Fen;
  known: number;
  left: SheetProblem[];
}

export const NOTHING_BOOKED: Booked = {
  cursor: 0,
  arrived: 0,
  arrivedFen: 0 as Fen,
  known: 0,
  left: [],
};

/** The sum after another part was booked. */
export const afterPart = (before: Booked, part: Output<'staff', 'arrival.import'>): Booked => ({
  cursor: part.next ?? part.rows,
  arrived: before.arrived + part.arrived,
  arrivedFen: (before.arrivedFen + part.arrivedFen) as Fen,
  known: before.known + part.known,
  left: [...before.left, ...part.left],
});

const rowsOf = (problems: readonly SheetProblem[]): number =>
  new Set(problems.map(({ row }) => row)).size;

/** What has been done in the end, and how many rows are left over. */
export const bookedText = ({ arrived, arrivedFen, known, left }: Booked): string =>
  [
    arrived === 0
      ? '没有登记新的到货。'
      : `登记了 ${arrived} 份到货，支出 ${yuanText(arrivedFen)}。`,
    known === 0 ? '' : `${known} 份以前登记过。`,
    left.length === 0 ? '' : `还有 ${rowsOf(left)} 行没有登记，改好后再选一次文件。`,
  ].join('');
