import { timeText } from '@micro-wish/vocabulary';
import { hiddenText } from '../../../common/hidden-rows';
import type { Output, SheetProblem, RosterView } from '../../../../../../typings/contract';

/** What a dry run found, in the words of the page. */
export interface Finding {
  title: string;
  hint: string;
  /** Nothing is wrong. */
  isClean: boolean;
  /** Something can be entered. */
  canEnter: boolean;
  problems: SheetProblem[];
  moreProblems: number;
  warnings: SheetProblem[];
  moreWarnings: number;
  ready: number;
}

export const findingOf = (check: Output<'staff', 'roster.check'>): Finding => {
  const { rows, ready, known, problemCount, problems, warningCount, warnings, hidden } = check;
  const knownText =
    (known === 0 ? '' : `其中 ${known} 行以前录入过，会跳过。`) + hiddenText(hidden);
  return {
    title:
      problemCount === 0
        ? ready === 0
          ? '这份名单都录入过了'
          : `${rows} 行都没有问题`
        : `${problemCount} 处要改`,
    hint:
      problemCount === 0
        ? `${knownText}还没有录入，点下面的按钮开始。`
        : `共 ${rows} 行，可以录入 ${ready} 行。${knownText}请在 Excel 里改好，重新选择文件。`,
    isClean: problemCount === 0,
    canEnter: ready > 0,
    problems,
    moreProblems: problemCount - problems.length,
    warnings,
    moreWarnings: warningCount - warnings.length,
    ready,
  };
};

const STATE_WORDS: Record<RosterView['state'], string> = {
  importing: '没有导完',
  done: '已导入',
  undone: '已撤销',
};

export interface RosterRow {
  rosterId: string;
  title: string;
  about: string;
  canGoOn: boolean;
  /** Its faults can still be taken along. */
  canMark: boolean;
  canUndo: boolean;
}

export const rosterRows = (items: readonly RosterView[]): RosterRow[] =>
  items.map(({ rosterId, state, at, rows, entered, fileId, ...more }) => ({
    rosterId,
    title: `${timeText(at)} · ${STATE_WORDS[state]}`,
    about: [
      more.fileName ?? '',
      [
        `${more.sheetRows ?? rows} 行`,
        `录入 ${entered} 家`,
        ...((more.known ?? 0) > 0 ? [`以前录入过 ${more.known} 行`] : []),
        ...((more.refused ?? 0) > 0 ? [`没有录入 ${more.refused} 行`] : []),
      ].join('，'),
    ]
      .filter(Boolean)
      .join('　'),
    canMark: state !== 'undone' && fileId !== '' && (more.refused ?? 0) > 0,
    canGoOn: state === 'importing' && fileId !== '',
    canUndo: state !== 'undone' && entered > 0,
  }));
