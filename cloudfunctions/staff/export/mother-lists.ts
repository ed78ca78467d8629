import {
  MOTHER_KIND_WORDS,
  MOTHER_LEVEL_WORDS,
  MOTHER_STATE_WORDS,
  MOTHER_TEAM_WORDS,
  PROOF_WORDS,
} from '@micro-wish/vocabulary';
import type { Context } from '../../shared/serve';
import { motherHandlers } from '../mother/mother';
import { columns, from, rowsOf, type List, type Wanted } from './list-columns';

/** 爱心妈妈 of the caller's areas, with what is missing and what runs out. */
export const mothers = (context: Context, { campaignId }: Wanted<'mothers'>): List => ({
  who: motherHandlers['mother.list'].who,
  title: '爱心妈妈',
  columns: columns(
    ['姓名', 12],
    ['身份', 18],
    ['队伍', 12],
    ['级别', 8],
    ['状态', 10],
    ['可以见面', 10],
    ['可以通话', 10],
    ['还缺', 26],
    ['最早到期', 14],
    ['主要陪伴', 10],
    ['特长', 30],
  ),
  page: async (cursor) =>
    rowsOf(
      await motherHandlers['mother.list'].run(context, { campaignId, ...from(cursor) }),
      (mother) => [
        mother.name,
        MOTHER_KIND_WORDS[mother.kind],
        MOTHER_TEAM_WORDS[mother.team],
        MOTHER_LEVEL_WORDS[mother.level],
        MOTHER_STATE_WORDS[mother.state],
        mother.mayVisit ? '是' : '否',
        mother.mayCall ? '是' : '否',
        mother.missing.map((proof) => PROOF_WORDS[proof]).join('、'),
        mother.runsOutOn ?? null,
        mother.leads,
        mother.skills.join('、'),
      ],
    ),
});
