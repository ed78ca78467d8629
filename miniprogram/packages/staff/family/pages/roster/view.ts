import { timeText } from '@micro-wish/vocabulary';
import { hiddenText } from '../../../common/hidden-rows';
import type { Output, SheetProblem, RosterView } from '../../../../../../typings/contract';

/** What differs on the page between rosters of wishes, packs and enrolments. */
export interface RosterWords {
  fill: string;
  enter: string;
  only: string;
  unit: string;
  entered: string;
  then: string;
  undo: string;
  unless: string;
}

export const WISH_ROSTER: RosterWords = {
  fill: '用模板填写，最多 5000 行。社区、类别可以从列表里选。',
  enter: '录入',
  only: '只录入没有问题的',
  unit: '家',
  entered: '录入了',
  then: '，等待社区审核。',
  undo: '会删除这次录入的',
  unless: '已经有人办理的，不能撤销。',
};

export const PACK_ROSTER: RosterWords = {
  fill: '没有微信的孩子，凭纸质同意书分配。一个孩子一行，社区和交接地点从列表里选。以前录入过的孩子，写一样的小名和同意书编号。',
  enter: '分配',
  only: '只分配没有问题的',
  unit: '个孩子',
  entered: '已分配',
  then: '，可以打印交接单了。',
  undo: '会收回这次分配的',
  unless: '已经送到的，不能撤销。',
};

export const ENROLMENT_ROSTER: RosterWords = {
  fill: '一人一行，按行的先后占名额，满了就排队。孩子凭纸质同意书报名，登记过的写社区和代号就行；成人写姓名或称呼。',
  enter: '报名',
  only: '只给没有问题的报名',
  unit: '人',
  entered: '已报名',
  then: '，在名单里可以看到谁有名额、谁在排队。',
  undo: '会取消这次报名的',
  unless: '有人已经到场的，不能撤销。',
};

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

export const rosterRows = (items: readonly RosterView[], unit: string): RosterRow[] =>
  items.map(({ rosterId, state, at, rows, entered, fileId, ...more }) => ({
    rosterId,
    title: `${timeText(at)} · ${STATE_WORDS[state]}`,
    about: [
      more.fileName ?? '',
      [
        `${more.sheetRows ?? rows} 行`,
        `录入 ${entered} ${unit}`,
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
