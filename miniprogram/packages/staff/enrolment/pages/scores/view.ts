import type { Output, SheetProblem } from '../../../../../../typings/contract';
import { hiddenText } from '../../../common/hidden-rows';

/** What a dry run of a 考核表 found, in the words of the page. */
export interface Finding {
  title: string;
  hint: string;
  /** What the button says; '' where nothing can be noted. */
  action: string;
  problems: SheetProblem[];
  moreProblems: number;
}

export const findingOf = (check: Output<'staff', 'assessment.check'>): Finding => {
  const { ready, known, waiting, problemCount, problems, hidden } = check;
  const isClean = problemCount === 0;
  const title = [
    ...(ready > 0 ? [`${ready} 人的考核可以登记`] : []),
    ...(isClean ? [] : [`${problemCount} 处要改`]),
  ].join('；');
  return {
    title: title || (known > 0 ? '这张表都登记过了' : '表里没有填了考核的行'),
    hint: [
      known === 0 ? '' : `${known} 人以前登记过，一样的，会跳过。`,
      hiddenText(hidden),
      waiting === 0 ? '' : `${waiting} 行留空，算还没考核。`,
      isClean ? '' : '请在 Excel 里改好，重新选择文件。',
      ready === 0 ? '' : '现在还没有登记。',
    ].join(''),
    action: ready === 0 ? '' : isClean ? `登记 ${ready} 人` : `只登记没有问题的 ${ready} 人`,
    problems,
    moreProblems: problemCount - problems.length,
  };
};

/** How far the noting of a sheet has come. */
export interface Noted {
  cursor: number;
  assessed: number;
  left: SheetProblem[];
}

export const NOTHING_NOTED: Noted = { cursor: 0, assessed: 0, left: [] };

export const afterPart = (before: Noted, part: Output<'staff', 'assessment.import'>): Noted => ({
  cursor: part.next ?? part.rows,
  assessed: before.assessed + part.assessed,
  left: [...before.left, ...part.left],
});

export const notedText = ({ assessed, left }: Noted): string =>
  [
    assessed === 0 ? '没有登记新的考核。' : `登记了 ${assessed} 人的考核。`,
    left.length === 0 ? '' : `还有 ${left.length} 处要改，改好后再选一次文件。`,
  ].join('');
