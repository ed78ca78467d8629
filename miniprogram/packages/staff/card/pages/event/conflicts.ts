import { COLLECTOR_WORDS, timeText } from '@micro-wish/vocabulary';
import type {
  CardChangeKind,
  ConflictView,
  EpochMs,
  EventProgress,
  HandOver,
  HeldCause,
} from '../../../../../../typings/contract';

/** One hand-over of a gift, in words. */
export interface HandOverRow {
  note: string;
  desk: string;
  about: string;
  /** The one that counts. */
  counts: boolean;
}

export interface ConflictRow {
  conflictId: string;
  kind: ConflictView['kind'];
  gift: string;
  about: string;
  isOpen: boolean;
  sides: HandOverRow[];
  /** What staff should know before they decide. */
  facts: string[];
  /** How it can end; `value` is what is sent. */
  choices: { value: string; label: string }[];
  settled: string;
}

const CHANGES: Record<CardChangeKind, string> = {
  moved_event: '卡移到了另一场活动',
  moved_desk: '礼物移到了另一个核销点',
  frozen: '卡被冻结',
  reissued: '卡已补发',
  void: '卡已作废',
  withdrawn: '家长撤回了心愿',
  unapproved: '审核通过被收回',
  gift_gone: '礼物登记为没有收回',
  event_moved: '活动改了时间',
};

const STOCK: Record<NonNullable<ConflictView['stock']>, string> = {
  taken_out: '转入库存的礼物已从库存扣回。',
  gone: '礼物转入库存后已给了别人，请核对实物。',
};

const CAUSES: Record<HeldCause, string> = {
  grant_ended: '上传前，这位志愿者的授权已经结束。',
  outside_grant: '发放时间不在这位志愿者的授权时间内。',
  future: '设备记的发放时间比上传还晚，时钟不准。',
  before_issue: '设备记的发放时间比制卡还早，时钟不准。',
};

const own = (label: string) => ({ value: label, label });

const CHOICES: Record<ConflictView['kind'], ConflictRow['choices']> = {
  double: ['已收回多发的一份', '家长留下了，记作损耗', '实际只发了一份'].map(own),
  changed: ['已核实，礼物确实已发', '已和家长、志愿者说明', '实物和库存已核对'].map(own),
  held: [
    { value: 'accept', label: '接受，算已领取' },
    { value: 'refuse', label: '不接受' },
  ],
};

const sideOf = (
  { at, stationLabel, deviceId, collector }: HandOver,
  note: string,
  counts: boolean,
): HandOverRow => ({
  note,
  desk: stationLabel,
  about: `${timeText(at)} · ${COLLECTOR_WORDS[collector]}领取 · 设备 ${deviceId.slice(-4)}`,
  counts,
});

const sidesOf = ({ kind, effective, other }: ConflictView): HandOverRow[] => {
  if (kind === 'changed') return [sideOf(other, '离线时已发，算数', true)];
  const second = sideOf(other, kind === 'held' ? '离线时已发，还不算数' : '又发了一次', false);
  return effective ? [sideOf(effective, '先发，算数', true), second] : [second];
};

const factsOf = ({ changes = [], stock, cause, receivedAt }: ConflictView): string[] => [
  ...(cause ? [CAUSES[cause]] : []),
  ...changes.map(({ kind, at }) => `${timeText(at)} ${CHANGES[kind]}`),
  ...(receivedAt === undefined ? [] : [`${timeText(receivedAt)} 才上传`]),
  ...(stock ? [STOCK[stock]] : []),
];

const settledText = ({ kind, state, resolvedAt, resolution = '', note }: ConflictView): string => {
  if (state === 'open') return '';
  const said = CHOICES[kind].find(({ value }) => value === resolution)?.label ?? resolution;
  return [resolvedAt === undefined ? '' : timeText(resolvedAt), said, note]
    .filter(Boolean)
    .join(' · ');
};

/** The open ones first, and what waits for a decision before what is only to be known. */
export const conflictRows = (conflicts: readonly ConflictView[]): ConflictRow[] => {
  const rank = ({ state, kind }: ConflictView): number =>
    (state === 'resolved' ? 2 : 0) + (kind === 'held' ? 0 : 1);
  return [...conflicts]
    .sort((a, b) => rank(a) - rank(b))
    .map((conflict) => ({
      conflictId: conflict.conflictId,
      kind: conflict.kind,
      gift: conflict.gift,
      about: `${conflict.alias} · ${conflict.cardNo}`,
      isOpen: conflict.state === 'open',
      sides: sidesOf(conflict),
      facts: factsOf(conflict),
      choices: CHOICES[conflict.kind],
      settled: settledText(conflict),
    }));
};

/** Before grants end: what the devices had not uploaded when they were last heard of. */
export const endingText = (
  devices: readonly Pick<EventProgress['devices'][number], 'label' | 'waiting' | 'lastSeenAt'>[],
): string => {
  const waiting = devices.filter((device) => device.waiting > 0);
  const told = waiting.map(
    ({
      label,
      waiting: count,
      lastSeenAt,
    }: {
      label: string;
      waiting: number;
      lastSeenAt: EpochMs;
    }) => `${label}：${timeText(lastSeenAt)} 还有 ${count} 条没上传。`,
  );
  return [
    '对方马上不能再核销。',
    ...(told.length === 0 ? ['最后一次联系时，设备上都没有等待上传的扫码。'] : told),
    '之后上传的会等你们确认。',
  ].join('\n');
};
