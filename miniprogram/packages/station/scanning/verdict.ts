import type {
  GiftOnCard,
  RejectReason,
  ScanRejected,
  ScanVerdict,
  Station,
  WishCategory,
} from '../../../../typings/contract';
import type { CallErrorCode } from '../../../utils/call-error';
import { periodText, timeText } from '../../../utils/time';

/** Hand it over, wait and do something first, or do not hand it over. */
export type Signal = 'go' | 'wait' | 'stop';

/** What fills the screen after a scan. */
export interface VerdictView {
  signal: Signal;
  /** The verdict in a few words, readable at arm's length. */
  title: string;
  /** One sentence: what to do now. */
  sentence: string;
  gift: string;
  giftDetail: string;
  category: WishCategory;
  cardNo: string;
  alias: string;
  /** The same nonce may be sent again: nobody knows yet what became of it. */
  retry: boolean;
}

/** The places that a sentence may name. */
export interface Surroundings {
  stations: readonly Station[];
}

interface Copy {
  signal: Signal;
  title: string;
  sentence: (verdict: ScanRejected, around: Surroundings) => string;
}

const says = (sentence: string) => () => sentence;

const labelOf = (stationId: string, { stations }: Surroundings): string =>
  stations.find((station) => station.stationId === stationId)?.label ?? stationId;

const firstTime: Copy['sentence'] = ({ first }, around) =>
  first
    ? `${timeText(first.at)} 在${labelOf(first.stationId, around)}领过了，请不要再发。`
    : '这张卡的礼物已经领过了，请不要再发。';

const window: Copy['sentence'] = ({ window: open }) =>
  open ? `领取时间是 ${periodText(open.from, open.until)}。` : '不在领取时间内。';

/** Words for every reason; a reason without words does not compile. */
const COPY: Record<RejectReason, Copy> = {
  malformed: {
    signal: 'wait',
    title: '没有读出卡码',
    sentence: says('请再扫一次，或照着卡片输入卡码。'),
  },
  not_found: {
    signal: 'stop',
    title: '没有这张卡',
    sentence: says('请看看是不是心愿兑换卡；还不行就叫工作人员。'),
  },
  nonce_conflict: {
    signal: 'wait',
    title: '这次没有核销',
    sentence: says('两次扫码对不上，请重新扫这张卡。'),
  },
  annulled: {
    signal: 'wait',
    title: '核销已经撤销',
    sentence: says('上一次核销被撤销了，请重新扫这张卡。'),
  },
  wrong_event: {
    signal: 'stop',
    title: '不是这场活动的卡',
    sentence: says('请家长看看卡上的时间和地点。'),
  },
  own_child: {
    signal: 'wait',
    title: '这是你家孩子的卡',
    sentence: says('请旁边的同事来核销。'),
  },
  already_redeemed: { signal: 'stop', title: '已经领过了', sentence: firstTime },
  void: {
    signal: 'stop',
    title: '这张卡已作废',
    sentence: says('请不要发放，叫工作人员来看看。'),
  },
  blocked: {
    signal: 'wait',
    title: '这张卡被冻结了',
    sentence: says('请家长在手机上解冻，或叫工作人员。'),
  },
  revoked: {
    signal: 'stop',
    title: '这是旧卡',
    sentence: says('已经补发过新卡，请家长出示新卡。'),
  },
  unapproved: {
    signal: 'wait',
    title: '心愿还在审核',
    sentence: says('请先不要发放，叫工作人员来看看。'),
  },
  not_ready: {
    signal: 'wait',
    title: '礼物还没到',
    sentence: says('请家长等通知再来领取。'),
  },
  too_early: { signal: 'wait', title: '还没到时间', sentence: window },
  too_late: {
    signal: 'wait',
    title: '领取时间已过',
    sentence: (verdict, around) => `${window(verdict, around)}请叫工作人员。`,
  },
  wrong_station: {
    signal: 'wait',
    title: '礼物在别的核销点',
    sentence: ({ station }) =>
      station ? `请带孩子去「${station.label}」领取。` : '请叫工作人员看看礼物在哪里。',
  },
  incomplete: {
    signal: 'wait',
    title: '还没选领取人',
    sentence: says('请选好谁来领取，再确认发放。'),
  },
};

/** `黑色 · 36 码` of details in either shape. */
export const detailText = (details: GiftOnCard['details']): string => {
  if (details === undefined) return '';
  if (typeof details === 'string') return details;
  return [details.colour, details.size, details.model].filter(Boolean).join(' · ');
};

const facts = ({ gift, cardNo = '', alias = '' }: Partial<ScanVerdict>) => ({
  gift: gift?.title ?? '',
  giftDetail: detailText(gift?.details),
  category: gift?.category ?? 'other',
  cardNo,
  alias,
});

/** The screen for what the desk was answered. */
export const verdictView = (verdict: ScanVerdict, around: Surroundings): VerdictView => {
  if (verdict.status === 'accepted') {
    return {
      signal: 'go',
      title: '请发放礼物',
      sentence: '已核销，请把礼物交给孩子。',
      ...facts(verdict),
      retry: false,
    };
  }
  const { signal, title, sentence } = COPY[verdict.reason];
  return {
    signal,
    title,
    sentence: sentence(verdict, around),
    ...facts(verdict),
    retry: false,
  };
};

/** Failures after which nobody knows whether the call was carried out. */
const UNDECIDED: readonly CallErrorCode[] = ['OFFLINE', 'UNAVAILABLE', 'INTERNAL', 'RATE_LIMITED'];

/** Whether the same nonce has to be sent again to learn what happened. */
export const isUndecided = (code: CallErrorCode): boolean => UNDECIDED.includes(code);

/** The screen when no verdict came: never a success, and the gift stays on the desk. */
export const failureView = (
  { code, title, hint }: { code: CallErrorCode; title: string; hint: string },
  card: { gift: GiftOnCard; cardNo: string; alias: string } | undefined,
): VerdictView => ({
  signal: 'wait',
  title: code === 'OFFLINE' ? '没有网络，没有核销' : `${title}，没有核销`,
  sentence: isUndecided(code) ? '先不要发礼物。点「重试」，不会重复核销。' : hint,
  ...facts(card ?? {}),
  retry: isUndecided(code),
});
