import { place, type Place } from './place';

const STAFF = 'packages/staff';

/** What is found within the pages of 暖心包: of staff, of helpers and of families. */
export const packPlaces: readonly Place[] = [
  place(
    'packs-discrepancy',
    `${STAFF}/pack/pages/batch/batch?batchId=batch-3`,
    'demo-district',
    '签收差异',
  ),
  {
    ...place(
      'packs-return',
      `${STAFF}/pack/pages/batch/batch?batchId=batch-1`,
      'demo-district',
      /全部 \d+ 份/,
    ),
    reach: (phone) => phone.tap(/^退回 7–12/),
  },
  {
    ...place(
      'packs-unit',
      `${STAFF}/pack/pages/supply/supply?planId=packs-2025`,
      'demo-admin',
      '保存',
    ),
    reach: async (phone) => {
      await phone.tap('登记单位');
      await phone.tap('木棉书店');
    },
  },
  place('helper-count', 'packages/helper/pages/batches/batches', 'demo-member-2', '签收'),
  place(
    'helper-none',
    'packages/helper/pages/batches/batches',
    'demo-guardian-2',
    '现在没有你的批次',
  ),
  {
    ...place(
      'family-pack-code',
      'packages/family/pages/packs/packs',
      'demo-guardian-1',
      '收起领取码',
    ),
    reach: async (phone) => {
      await phone.tap('出示领取码');
      await phone.tapOver('允许');
    },
  },
  place('family-pack-answer', 'packages/family/pages/packs/packs', 'demo-guardian-3', '您说'),
  place(
    'family-no-packs',
    'packages/family/pages/packs/packs',
    'demo-guardian-60',
    '还没有给孩子的暖心包',
  ),
];
