import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';
import { readRoster, ROSTER_COLUMNS } from '../../../cloudfunctions/domain/family/roster-sheet';

/** A roster of wishes as people fill it in, on 1 June 2025. */
export const NOW = Date.UTC(2025, 5, 1);
export const COMMUNITIES = [
  { communityId: 'c-1', name: '海岸社区', isMine: true },
  { communityId: 'c-2', name: '山脚社区', isMine: false },
];
export const HEAD = ROSTER_COLUMNS.map(({ title }) => title);

export const GOOD: Record<string, Cell> = {
  孩子小名: '小苗',
  出生年月: '2016-05',
  社区: '海岸社区',
  类别: '学习',
  想要的礼物: '一盏台灯',
  同意书编号: 'HA-1',
  签署日期: '2025-05-20',
  存放处: '二号柜',
  同意心愿审核: '是',
  同意礼物发放: '是',
};

export const read = (...rows: Record<string, Cell>[]) => {
  const cells = rows.map((row) => HEAD.map((title) => row[title] ?? null));
  return readRoster({ cells: [HEAD, ...cells] }, COMMUNITIES, NOW);
};
