import { clockText, periodText, timeText } from '@micro-wish/vocabulary';
import type {
  EpochMs,
  RejectReason,
  ScanRejected,
  ScanVerdict,
  Station,
} from '../../../../../typings/contract';
import type { OfflineCard } from '../../offline/manifest';
import { DEED_WORDS, inWordsOf, type Scanned } from './scanned-words';

/**
 * Green: hand it over. Amber-green: hand it over, the server is still to be told. Amber: wait,
 * somebody can help. Red: do not hand it over.
 */
export type VerdictTone = 'go' | 'held' | 'wait' | 'stop';

/** What fills the screen after a scan, readable at arm's length. */
export interface Verdict {
  tone: VerdictTone;
  /** Two to six characters, the largest thing on the screen. */
  word: string;
  /** One sentence: what to do. */
  sentence: string;
  /** What the sentence rests on: a time, a desk; '' where there is nothing more to say. */
  detail: string;
  gift: string;
  category: string;
  alias: string;
  cardNo: string;
  /** The button that sends the same scan again; '' where that would change nothing. */
  retry: string;
  /** Staff may let it pass with a written reason. */
  forceable: boolean;
}

type Copy = Pick<Verdict, 'tone' | 'word' | 'sentence'> & {
  detail?: (rejected: ScanRejected, desks: readonly Station[], deed: string) => string;
};

const deskName = (stationId: string, desks: readonly Station[]): string =>
  desks.find((desk) => desk.stationId === stationId)?.label ?? '其他核销点';

/** A missing reason does not compile. Plain 你, one sentence, what to do next. */
const COPY: Record<RejectReason, Copy> = {
  malformed: {
    tone: 'wait',
    word: '没读出卡码',
    sentence: '请对准卡上的二维码再扫一次，或照着卡输入。',
  },
  not_found: {
    tone: 'stop',
    word: '没有这张卡',
    sentence: '这个码没有发出过，请不要发放，请家长到服务台。',
  },
  nonce_conflict: {
    tone: 'wait',
    word: '请重新扫',
    sentence: '这次扫码和上一次混在一起了，请重新扫这张卡。',
  },
  annulled: {
    tone: 'wait',
    word: '核销已撤销',
    sentence: '上一次核销被撤销了，请重新扫这张卡。',
  },
  wrong_event: {
    tone: 'stop',
    word: '不是本场',
    sentence: '这张卡属于另一场活动，请不要发放。',
    detail: ({ event }) =>
      event ? `${event.title} · ${periodText(event.from, event.until)} · ${event.place}` : '',
  },
  own_child: {
    tone: 'wait',
    word: '请换人核销',
    sentence: '这是你自己孩子的卡，请另一位志愿者来扫。',
  },
  already_redeemed: {
    tone: 'stop',
    word: '已经领过',
    sentence: '这张卡的礼物已经领走，请不要再发。',
    detail: ({ first }, desks, deed) =>
      first ? `${timeText(first.at)} 在「${deskName(first.stationId, desks)}」${deed}` : '',
  },
  void: {
    tone: 'stop',
    word: '卡已作废',
    sentence: '这张卡不能再用，请家长到服务台。',
  },
  blocked: {
    tone: 'wait',
    word: '卡已冻结',
    sentence: '请先不要发放，请家长到服务台解冻。',
  },
  revoked: {
    tone: 'stop',
    word: '旧卡失效',
    sentence: '这张卡已经补发过，请用新卡领取。',
  },
  unapproved: {
    tone: 'wait',
    word: '心愿在复核',
    sentence: '请先不要发放，请家长到服务台。',
  },
  not_ready: {
    tone: 'wait',
    word: '礼物未到',
    sentence: '礼物还没有送到，请家长到服务台登记。',
  },
  too_early: {
    tone: 'wait',
    word: '还没开始',
    sentence: '还没到领取时间，请稍后再扫这张卡。',
    detail: ({ window }) => (window ? `${timeText(window.from)} 开始` : ''),
  },
  too_late: {
    tone: 'stop',
    word: '已经结束',
    sentence: '领取时间已过，请家长到服务台。',
    detail: ({ window }) => (window ? `${timeText(window.until)} 已结束` : ''),
  },
  wrong_station: {
    tone: 'wait',
    word: '不在这里',
    sentence: '礼物在另一个核销点，请带家长过去。',
    detail: ({ station }) => (station ? `请到「${station.label}」` : ''),
  },
  incomplete: {
    tone: 'wait',
    word: '选领取人',
    sentence: '请先选好谁来领取，再确认发放。',
  },
};

/** What staff may let pass. */
const FORCEABLE: readonly RejectReason[] = ['revoked', 'too_early', 'too_late', 'wrong_station'];

const factsOf = ({ gift, alias, cardNo }: ScanVerdict) => ({
  gift: gift?.title ?? '',
  category: gift?.category ?? '',
  alias: alias ?? '',
  cardNo: cardNo ?? '',
});

/** The screen for what the server answered. `desks` are those of the event, to name them. */
export const verdictOf = (
  answer: ScanVerdict,
  desks: readonly Station[],
  scanned: Scanned = 'gift',
): Verdict => {
  if (answer.status === 'accepted') {
    return inWordsOf(scanned, 'accepted', {
      tone: 'go',
      word: '可以发放',
      sentence: '核销成功，请把礼物交给孩子。',
      detail: `${clockText(answer.redeemedAt)} 核销`,
      retry: '',
      forceable: false,
      ...factsOf(answer),
    });
  }
  const { detail, ...copy } = COPY[answer.reason];
  return inWordsOf(scanned, answer.reason, {
    ...copy,
    detail: detail?.(answer, desks, DEED_WORDS[scanned]) ?? '',
    retry: '',
    forceable: FORCEABLE.includes(answer.reason),
    ...factsOf(answer),
  });
};

/** What is known of a card before it is answered. */
export type KnownFacts = Pick<Verdict, 'gift' | 'category' | 'alias' | 'cardNo'>;

const pick = ({ gift, category, alias, cardNo }: KnownFacts): KnownFacts => ({
  gift,
  category,
  alias,
  cardNo,
});

/**
 * The screen for a scan whose answer is not known: the network was gone, or the service failed.
 * It may have been redeemed; sent again with the same nonce it is answered, never done twice.
 */
export const noAnswer = (offline: boolean, facts: KnownFacts, scanned: Scanned = 'gift'): Verdict =>
  inWordsOf(scanned, 'unanswered', {
    ...pick(facts),
    tone: 'wait',
    word: offline ? '没有网络' : '没有结果',
    sentence: '还没有核销成功，请先不要发放，点重试。',
    detail: '重试不会重复核销',
    retry: '重试',
    forceable: false,
  });

/** The screen for a scan that the server would not judge at all: no grant, no such desk. */
export const notAllowed = (why: string, facts: KnownFacts): Verdict => ({
  ...pick(facts),
  tone: 'stop',
  word: '不能核销',
  sentence: why,
  detail: '没有核销，请找工作人员',
  retry: '',
  forceable: false,
});

/** The short word of a refusal, for lists. */
export const refusalWord = (reason: RejectReason): string => COPY[reason].word;

const cardFacts = (card: OfflineCard | undefined): KnownFacts => ({
  gift: card?.gift.title ?? '',
  category: card?.gift.category ?? '',
  alias: card?.alias ?? '',
  cardNo: card?.cardNo ?? '',
});

/** The screen for a gift that may go though no server was asked. Never called 已核销. */
export const heldVerdict = (facts: KnownFacts, scanned: Scanned = 'gift'): Verdict =>
  inWordsOf(scanned, 'held', {
    ...pick(facts),
    tone: 'held',
    word: '可以发放',
    sentence: '请把礼物交给孩子，联网后自动上传。',
    detail: '待同步，已记在这台设备上',
    retry: '',
    forceable: false,
  });

/** The screen for a card that the list refuses while there is no network. */
export const refusedOffline = (
  { reason, card }: { reason: RejectReason; card?: OfflineCard },
  list: { at: EpochMs; window: { from: EpochMs; until: EpochMs } },
  desks: readonly Station[],
  scanned: Scanned = 'gift',
): Verdict => {
  const { tone, word, sentence, detail } = COPY[reason];
  const station = desks.find(({ stationId }) => stationId === card?.stationId);
  const answer: ScanRejected = {
    status: 'rejected',
    reason,
    window: list.window,
    ...(station ? { station } : {}),
  };
  // What the list does not know may be known to the server.
  const unknown = reason === 'not_found';
  return inWordsOf(scanned, unknown ? 'unlisted' : reason, {
    ...cardFacts(card),
    tone: unknown ? 'wait' : tone,
    word: unknown ? '名单里没有' : word,
    sentence: unknown ? '名单里没有这张卡，请等有网络时再试或叫工作人员。' : sentence,
    detail: [detail?.(answer, desks, DEED_WORDS[scanned]), `离线判断，名单 ${clockText(list.at)}`]
      .filter(Boolean)
      .join(' · '),
    retry: '',
    forceable: false,
  });
};

/** The screen for a card whose gift this device has handed over and not reported yet. */
export const alreadyHeld = (card: OfflineCard | undefined, scanned: Scanned = 'gift'): Verdict =>
  inWordsOf(scanned, 'already_redeemed', {
    ...cardFacts(card),
    tone: 'stop',
    word: '已经领过',
    sentence: '这台设备刚发过这份礼物，请不要再发。',
    detail: '待同步，联网后自动上传',
    retry: '',
    forceable: false,
  });

/** The screen where the device cannot write the scan down: without a record no gift may go. */
export const notKept = (facts: KnownFacts, scanned: Scanned = 'gift'): Verdict =>
  inWordsOf(scanned, 'unkept', {
    ...pick(facts),
    tone: 'wait',
    word: '没有记下',
    sentence: '这台设备存不下记录，请先不要发放，换一台设备再扫。',
    detail: '',
    retry: '重试',
    forceable: false,
  });
