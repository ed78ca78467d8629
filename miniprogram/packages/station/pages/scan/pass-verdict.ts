import type { Direction, RejectReason } from '../../../../../typings/contract';
import type { Verdict } from './verdict';

/** 签到 or 签离. */
export const DEED_WORDS: Record<Direction, string> = { in: '签到', out: '签离' };

type Said = Partial<Pick<Verdict, 'word' | 'sentence' | 'forceable'>>;

const DONE: Record<Direction, Said> = {
  in: { word: '签到成功', sentence: '请进，祝今天过得开心。' },
  out: { word: '签离成功', sentence: '请把孩子交给来接的人。' },
};

const HELD: Record<Direction, Said> = {
  in: { word: '可以进', sentence: '已记在这台设备上，联网后自动上传。' },
  out: { word: '可以走', sentence: '请把孩子交给来接的人，联网后自动上传。' },
};

/** What is said of a pass in other words than of a gift. Nobody forces a door: staff take walk-ins. */
const REFUSED: Partial<Record<RejectReason, Said>> = {
  malformed: { sentence: '请对准入场码再扫一次，或照着码输入。' },
  not_found: { word: '没有这个码', sentence: '这个码没有发出过，请到服务台。' },
  wrong_event: { word: '不是本项目', sentence: '这个码属于另一个项目，请到服务台。' },
  own_child: { sentence: '这是你自己孩子的码，请另一位志愿者来扫。' },
  void: { word: '不在名单', sentence: '这个报名已经取消，请到服务台。' },
  blocked: { word: '码已冻结', sentence: '请到服务台解冻。' },
  revoked: { word: '旧码失效', sentence: '请打开「项目与培训」，出示新的入场码。' },
  too_early: { word: '还没开门', sentence: '还没到签到时间，请稍后再扫。' },
  too_late: { word: '已经结束', sentence: '签到时间已过，请到服务台。' },
  wrong_station: { word: '不用签离', sentence: '这一场不接送，签到就可以了。' },
  incomplete: { word: '选接送人', sentence: '请先选好谁来接送。' },
};

const AGAIN: Record<Direction, Said> = {
  in: { word: '已经签到', sentence: '这一场签过到了，不用再扫。' },
  out: { word: '已经签离', sentence: '这一场签离过了，请看看是不是扫错了。' },
};

/** A verdict on a pass, in the words of a door. */
export const atTheDoor = (
  verdict: Verdict,
  outcome: RejectReason | 'accepted' | 'held',
  direction: Direction,
): Verdict => {
  if (outcome === 'accepted') return { ...verdict, ...DONE[direction] };
  if (outcome === 'held') return { ...verdict, ...HELD[direction] };
  const said = outcome === 'already_redeemed' ? AGAIN[direction] : (REFUSED[outcome] ?? {});
  return { ...verdict, ...said, forceable: false };
};
