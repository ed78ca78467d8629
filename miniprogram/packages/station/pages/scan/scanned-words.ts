import type { Direction, RejectReason, Station } from '../../../../../typings/contract';
import type { Verdict } from './verdict';

/** What a code stands for: a gift, a care pack, or a visit, in or out. */
export type Scanned = 'gift' | 'pack' | Direction;

/** What is scanned there, and which way it goes: a desk hands out gifts, or packs. */
export const whatIsScanned = (
  stations: readonly Station[],
  { stationId, direction }: { stationId: string; direction?: Direction },
): Scanned => {
  if (direction) return direction;
  const desk = stations.find((station) => station.stationId === stationId);
  return desk?.kind === 'pack' ? 'pack' : 'gift';
};

/** What was done with it. */
export const DEED_WORDS: Record<Scanned, string> = {
  gift: '领取',
  pack: '送到',
  in: '签到',
  out: '签离',
};

/**
 * What a scan came to: the server's answer; `held` on this device; without an answer; not written
 * down; not on the list that was taken along.
 */
export type Outcome = RejectReason | 'accepted' | 'held' | 'unanswered' | 'unkept' | 'unlisted';

type Said = Partial<Pick<Verdict, 'word' | 'sentence' | 'detail' | 'forceable'>>;

const PACK: Partial<Record<Outcome, Said>> = {
  accepted: { word: '送到了', sentence: '请把暖心包交到孩子或家人手里。' },
  held: { word: '送到了', sentence: '请把暖心包交到手里，联网后自动上传。' },
  already_redeemed: { word: '已经送过', sentence: '这份暖心包已经送到，请不要再给。' },
  malformed: { word: '没读出码', sentence: '请对准领取码再扫一次，或照着码输入。' },
  not_found: { word: '没有这个码', sentence: '这个码没有发出过，请先不要给，联系社区工作人员。' },
  nonce_conflict: { sentence: '这次扫码和上一次混在一起了，请重新扫这个码。' },
  annulled: { word: '已经撤销', sentence: '上一次送到被撤销了，请重新扫这个码。' },
  wrong_event: { word: '不是这一批', sentence: '这份暖心包不在你们这一批，请不要给。' },
  own_child: { sentence: '这是你自己孩子的暖心包，请另一位同伴来扫。' },
  void: { word: '已经取消', sentence: '这份暖心包换过或取消了，请联系社区工作人员。' },
  blocked: { word: '码已冻结', sentence: '请先不要给，请家长联系社区工作人员解冻。' },
  revoked: { word: '旧码失效', sentence: '请家长打开「孩子的暖心包」，出示新的领取码。' },
  not_ready: { word: '还没有包', sentence: '这份暖心包还没有到你们这里，请先不要给。' },
  too_early: { sentence: '还没到送包的时间，请稍后再扫。' },
  too_late: { sentence: '送包的时间已过，请联系社区工作人员。' },
  wrong_station: { sentence: '这份暖心包不在这里，请联系社区工作人员。' },
  incomplete: { word: '选收包人', sentence: '请先选好谁来收包。' },
  unanswered: { sentence: '还没有记上，请先不要给，点重试。', detail: '重试不会记两次' },
  unkept: { sentence: '这台设备存不下记录，请先不要给，换一台设备再扫。' },
  unlisted: { sentence: '名单里没有这份暖心包，请等有网络时再试或联系社区工作人员。' },
};

const PASS: Partial<Record<Outcome, Said>> = {
  malformed: { word: '没读出码', sentence: '请对准入场码再扫一次，或照着码输入。' },
  not_found: { word: '没有这个码', sentence: '这个码没有发出过，请到服务台。' },
  nonce_conflict: { sentence: '这次扫码和上一次混在一起了，请重新扫这个码。' },
  annulled: { word: '扫码已撤销', sentence: '上一次扫码被撤销了，请重新扫这个码。' },
  wrong_event: { word: '不是本项目', sentence: '这个码属于另一个项目，请到服务台。' },
  own_child: { sentence: '这是你自己孩子的码，请另一位志愿者来扫。' },
  void: { word: '不在名单', sentence: '这个报名已经取消，请到服务台。' },
  blocked: { word: '码已冻结', sentence: '请到服务台解冻。' },
  revoked: { word: '旧码失效', sentence: '请打开「项目与培训」，出示新的入场码。' },
  too_early: { word: '还没开门', sentence: '还没到签到时间，请稍后再扫。' },
  too_late: { word: '已经结束', sentence: '签到时间已过，请到服务台。' },
  wrong_station: { word: '不用签离', sentence: '这一场不接送，签到就可以了。' },
  incomplete: { word: '选接送人', sentence: '请先选好谁来接送。' },
  unanswered: { sentence: '还没有记上，请点重试。', detail: '重试不会记两次' },
  unkept: { sentence: '这台设备存不下记录，请换一台设备再扫。' },
  unlisted: { sentence: '名单里没有这个码，请等有网络时再试或到服务台。' },
};

const WAYS: Record<Direction, Partial<Record<Outcome, Said>>> = {
  in: {
    accepted: { word: '签到成功', sentence: '请进，祝今天过得开心。' },
    held: { word: '可以进', sentence: '已记在这台设备上，联网后自动上传。' },
    already_redeemed: { word: '已经签到', sentence: '这一场签过到了，不用再扫。' },
  },
  out: {
    accepted: { word: '签离成功', sentence: '请把孩子交给来接的人。' },
    held: { word: '可以走', sentence: '请把孩子交给来接的人，联网后自动上传。' },
    already_redeemed: { word: '已经签离', sentence: '这一场签离过了，请看看是不是扫错了。' },
  },
};

/** A verdict on a gift, in the words of what was scanned. */
export const inWordsOf = (scanned: Scanned, outcome: Outcome, verdict: Verdict): Verdict => {
  if (scanned === 'gift') return verdict;
  if (scanned === 'pack') return { ...verdict, ...PACK[outcome] };
  // Nobody forces a door: staff take walk-ins.
  return { ...verdict, ...PASS[outcome], ...WAYS[scanned][outcome], forceable: false };
};
