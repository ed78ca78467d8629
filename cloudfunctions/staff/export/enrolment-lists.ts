import {
  AGE_BAND_WORDS,
  ASSESSED_WORDS,
  CALL_OUTCOME_WORDS,
  ENROLMENT_STATE_WORDS,
  PASSED_WORDS,
} from '@micro-wish/vocabulary';
import type { EnrolmentRow } from '../../../typings/contract';
import type { Context } from '../../shared/serve';
import { enrolmentHandlers } from '../enrolment/enrolment';
import {
  columns,
  from,
  rowsOf,
  time,
  type List,
  type ListValue,
  type Wanted,
} from './list-columns';

const assessmentText = ({ assessment }: EnrolmentRow): string => {
  if (!assessment) return '';
  return ASSESSED_WORDS[assessment.passed ? 'passed' : 'failed'];
};

const rowOf = (row: EnrolmentRow): ListValue[] => {
  const call = row.calls.at(-1);
  return [
    row.who,
    ENROLMENT_STATE_WORDS[row.state],
    row.place ?? null,
    row.priority,
    time(row.joinedAt),
    row.ageBand === undefined ? '' : AGE_BAND_WORDS[row.ageBand],
    row.communityName ?? '',
    row.passed === undefined ? '' : PASSED_WORDS[row.passed],
    call === undefined ? '' : CALL_OUTCOME_WORDS[call.outcome],
    row.form?.formNo ?? '',
    row.attended.length,
    row.flagged ? '是' : '',
    assessmentText(row),
    row.assessment?.score ?? null,
    row.certificateNumber ?? '',
  ];
};

/** Who joined a programme, within the caller's areas: a child by its alias. */
export const enrolments = (context: Context, { programmeId }: Wanted<'enrolments'>): List => ({
  who: enrolmentHandlers['enrolment.list'].who,
  title: '报名名单',
  columns: columns(
    ['姓名或代称', 16],
    ['状态', 10],
    ['排队位置', 10],
    ['优先级', 8],
    ['报名时间', 18],
    ['年龄段', 10],
    ['社区', 14],
    ['先跳过的原因', 20],
    ['最近一次电话', 16],
    ['纸表编号', 14],
    ['到场次数', 10],
    ['到场时不在名单', 14],
    ['考核', 10],
    ['分数', 8],
    ['证书编号', 24],
  ),
  page: async (cursor) =>
    rowsOf(
      await enrolmentHandlers['enrolment.list'].run(context, { programmeId, ...from(cursor) }),
      rowOf,
    ),
});
