import type { Fen, GrantRole, ReviewDecision } from '../../../../../../typings/contract';
import { yuanText } from '../../../../../utils/money';
import { ROLE_WORDS, shortPerson } from '../../../common/office-people';

/** What was done, in words; an act without words is shown by its name. */
const ACTION_WORDS: Record<string, string> = {
  'wish.submit': '提交心愿',
  'wish.resubmit': '再次提交心愿',
  'wish.withdraw': '撤回心愿',
  'wish.review': '审核心愿',
  'wish.fund': '预留善款',
  'wish.undoReview': '撤销审核',
  'wish.topUp': '追加善款',
  'wish.release': '释放预留',
  'wish.expire': '心愿到期',
  'entry.save': '代填心愿',
  'entry.again': '代家长修改心愿',
  'entry.withdraw': '登记撤回同意',
  'roster.import': '导入名单',
  'roster.undo': '撤销导入',
  'list.export': '导出列表',
  'call.mark': '登记电话',
  'order.save': '保存订单',
  'order.place': '下单',
  'order.cancel': '取消订单',
  'gift.arrive': '礼物到货',
  'gift.shelve': '礼物上架',
  'gift.invoice': '登记发票号',
  'gift.defect': '报修',
  'defect.settle': '处理报修',
  'stock.add': '采购入库',
  'stock.use': '使用库存',
  'stock.writeOff': '库存报损',
  'substitution.propose': '提议换礼物',
  'substitution.cancel': '撤回换礼物',
  'substitution.answer': '答复换礼物',
  'substitution.record': '代答换礼物',
  'card.issue': '发卡',
  'card.redeem': '核销',
  'card.handOut': '发放兑换卡',
  'card.annul': '撤销核销',
  'card.freeze': '冻结兑换卡',
  'card.unfreeze': '解冻兑换卡',
  'card.reissue': '补发兑换卡',
  'card.void': '作废兑换卡',
  'card.move': '移动兑换卡',
  'card.sheet': '导出兑换卡',
  'conflict.resolve': '处理冲突',
  'fund.donate': '登记到账',
  'fund.refund': '退款',
  'fund.reverse': '冲正',
  'fund.rules': '双人复核额度',
  'fund.invoice': '登记发票金额',
  'fund.report': '生成公示',
  'fund.statement': '生成感谢函',
  'approval.ask': '申请批准',
  'approval.approve': '批准',
  'approval.decline': '不批准',
  'approval.withdraw': '撤回申请',
  'grant.staff': '授权工作人员',
  'grant.scanner': '授权核销员',
  'grant.end': '结束授权',
  'grant.endAll': '结束活动的授权',
  'invite.make': '发出邀请',
  'invite.accept': '接受邀请',
  'invite.end': '收回邀请',
  'campaign.save': '保存活动',
  'campaign.close': '停止征集',
  'campaign.reopen': '恢复征集',
  'consent.publish': '发布同意书',
  'event.save': '安排领取活动',
  'event.cancel': '取消领取活动',
  'event.rehearse': '开始演练',
  'programme.save': '保存项目',
  'programme.cancel': '取消项目或场次',
  'programme.join': '报名项目',
  'programme.accept': '接受名额',
  'programme.decline': '放弃名额',
  'programme.leave': '取消报名',
  'programme.feedback': '评价项目',
  'programme.assess': '考核',
  'enrolment.promote': '递补名额',
  'enrolment.reject': '取消报名资格',
  'enrolment.priority': '调整排队顺序',
  'enrolment.call': '登记电话结果',
  'enrolment.walkIn': '现场登记',
  'certificate.award': '颁发证书',
  'certificate.correct': '更正证书',
  'certificate.revoke': '撤销证书',
  'complaint.send': '提交意见',
  'complaint.assign': '受理意见',
  'complaint.answer': '答复意见',
  'child.save': '登记孩子',
  'data.erase': '删除资料',
  'data.purge': '到期删除资料',
  'data.migrate': '升级数据',
  'guardian.invite': '邀请监护人',
  'guardian.join': '监护人加入',
  'guardian.leave': '监护人退出',
  'guardian.attest': '核实监护人',
  'guardian.transfer': '变更监护人',
};

export const actionWord = (action: string): string => ACTION_WORDS[action] ?? action;

/** What can be filtered by; '' is everything. */
export const ACTION_CHOICES: { action: string; word: string }[] = [
  { action: '', word: '全部操作' },
  ...Object.entries(ACTION_WORDS).map(([action, word]) => ({ action, word })),
];

const DECISION_WORDS: Record<ReviewDecision, string> = {
  approve: '同意',
  return: '退回修改',
  reject: '不通过',
};

const KEPT_WORDS: Record<string, string> = {
  name: '称呼',
  number: '号码',
  contact: '联系方式',
  school: '学校',
  grade: '班级',
  address: '住址',
};

/** What a public text was warned of, and the reviewer answered for. */
const keptWords = (rest: readonly string[]): string => {
  const kept = rest.find((part) => part.startsWith('kept:'))?.slice('kept:'.length) ?? '';
  const kinds = kept.split('+').flatMap((kind) => KEPT_WORDS[kind] ?? []);
  return kinds.length === 0 ? '' : `（公开文字核对过：${kinds.join('、')}）`;
};

/** What else an entry holds, in words where it has any. */
export const noteWords = (action: string, note: string): string => {
  if (note.startsWith('p_')) return `对 ${shortPerson(note)}`;
  const [amount = '', ...rest] = note.split(' ');
  switch (action) {
    case 'wish.review':
      return (
        DECISION_WORDS[amount as ReviewDecision] +
        (rest.includes('own-entry') ? '（自己代填）' : '') +
        keptWords(rest)
      );
    case 'invite.make':
      return ROLE_WORDS[note as GrantRole];
    case 'wish.fund':
    case 'fund.donate':
    case 'gift.arrive':
      return [yuanText(Number(amount) as Fen), ...rest].join(' ');
    default:
      return note;
  }
};
