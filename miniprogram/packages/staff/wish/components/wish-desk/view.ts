import {
  AGE_BAND_WORDS,
  CATEGORY_WORDS,
  STAFF_LEVEL_WORDS,
  WISH_STATE_WORDS,
  timeText,
  yuanText,
} from '@micro-wish/vocabulary';
import { WISH_STATE_TONES, type Tone } from '../../../../../utils/tones';
import type {
  ComparedWish,
  EpochMs,
  EventView,
  Fen,
  Likeness,
  ReviewDecision,
  StaffLevel,
  StaffMe,
  StaffWishFile,
  TimelineEntry,
  WishDetails,
  WishState,
} from '../../../../../../typings/contract';
import { deskLabel } from '../../../common/desks';

/** A line of the file: what it is, and what it says. */
export interface Fact {
  label: string;
  text: string;
}

/** A child's file, as the page shows it. */
export interface FileView {
  wishNo: string;
  title: string;
  state: WishState;
  stateWord: string;
  tone: Tone;
  flagged: boolean;
  ownChild: boolean;
  facts: Fact[];
  /** A family with a form on paper: staff act for it. */
  paper: { mayCorrect: boolean } | null;
  similar: SimilarRow[];
  /** Likely duplicates in other areas, in words; '' for none. */
  elsewhere: string;
  /** The caller made the latest review and may still take it back. */
  undoable: boolean;
}

/** A likely duplicate: what it is, and why it is thought so. */
export interface SimilarRow {
  wishId: string;
  title: string;
  about: string;
  because: string;
}

/** One line of a comparison, and whether both sides say the same. */
export interface ComparedLine {
  label: string;
  own: string;
  other: string;
  same: boolean;
}

/** What the caller may do with this wish now. */
export type Task = 'review' | 'take-back' | 'fund' | 'arrive';

const DETAIL_WORDS = { size: '尺码', colour: '颜色', model: '型号' } as const;

const detailFacts = (details: WishDetails | undefined): Fact[] => {
  if (details === undefined) return [];
  if (typeof details === 'string') return [{ label: '要求', text: details }];
  const { size, colour, model } = details;
  return [
    { label: DETAIL_WORDS.size, text: size ?? '' },
    { label: DETAIL_WORDS.colour, text: colour ?? '' },
    { label: DETAIL_WORDS.model, text: model ?? '' },
  ].filter(({ text }) => text !== '');
};

const moneyFact = (label: string, fen: Fen | undefined): Fact[] =>
  fen === undefined ? [] : [{ label, text: yuanText(fen) }];

const deskFact = (
  { stationId, deskEventId }: StaffWishFile,
  events: readonly EventView[],
): Fact[] => textFact('领取点', deskLabel(events, stationId, deskEventId));

const textFact = (label: string, text: string | undefined): Fact[] =>
  text ? [{ label, text }] : [];

const formFact = (form: StaffWishFile['form']): Fact[] =>
  form
    ? [
        {
          label: '纸质同意书',
          text: `${form.formNo}，${form.signedOn} 签，存放处：${form.keptAt}`,
        },
        { label: '录入', text: form.enteredByMe ? '由你代填，审核会注明' : '由工作人员代填' },
      ]
    : [];

/** The file in words; `events` are the campaign's. */
export const fileView = (file: StaffWishFile, events: readonly EventView[]): FileView => ({
  wishNo: file.wishNo,
  title: file.title,
  state: file.state,
  stateWord: stateWordOf(file),
  tone: WISH_STATE_TONES[file.state],
  flagged: file.flagged,
  ownChild: file.ownChild,
  facts: [
    { label: '孩子', text: [file.childNickname, file.childNo].filter(Boolean).join(' · ') },
    { label: '代号', text: file.alias },
    { label: '年龄段', text: AGE_BAND_WORDS[file.ageBand] },
    { label: '社区', text: file.communityName },
    { label: '类别', text: CATEGORY_WORDS[file.category] },
    ...detailFacts(file.details),
    ...textFact('想要的原因', file.reason),
    ...textFact('公开文字', file.publicText),
    ...formFact(file.form),
    { label: '提交时间', text: submittedText(file.submittedAt) },
    ...moneyFact('已预留', file.reservedFen),
    ...moneyFact('礼物价格', file.priceFen),
    ...deskFact(file, events),
    ...textFact('兑换卡', file.cardNo),
  ].filter(({ text }) => text !== ''),
  paper: file.form ? { mayCorrect: file.state === 'returned' } : null,
  similar: file.similar.map(({ wishId, wishNo, title, communityName, state, because }) => ({
    wishId,
    title,
    about: `${wishNo} · ${communityName} · ${WISH_STATE_WORDS[state]}`,
    because: because.map((reason) => LIKENESS_WORDS[reason]).join('，'),
  })),
  elsewhere:
    file.similarElsewhere === 0
      ? ''
      : '别的区域可能有同一个孩子的心愿，请区里比对。那一家能看到这次提醒。',
  undoable: file.undoableUntil !== undefined,
});

const LIKENESS_WORDS: Record<Likeness, string> = {
  twin: '出生年月和小名相近',
  guardian: '同一位监护人',
  title: '同一社区，名称相近',
};

const MASKED = '不在你的区域，不显示';

const sideLines = (side: ComparedWish): Fact[] => [
  { label: '编号', text: side.wishNo },
  { label: '小名', text: side.childNickname ?? MASKED },
  { label: '代号', text: side.alias },
  { label: '出生年月', text: side.birthMonth },
  { label: '年龄段', text: AGE_BAND_WORDS[side.ageBand] },
  { label: '社区', text: side.communityName },
  { label: '心愿', text: side.title },
  { label: '类别', text: CATEGORY_WORDS[side.category] },
  { label: '状态', text: WISH_STATE_WORDS[side.state] },
  { label: '提交', text: timeText(side.submittedAt) },
];

/** Two wishes side by side, line by line. */
export const comparedLines = (sides: readonly [ComparedWish, ComparedWish]): ComparedLine[] => {
  const [own, other] = sides.map(sideLines);
  return (own ?? []).map(({ label, text }, place) => {
    const beside = other?.[place]?.text ?? '';
    return { label, own: text, other: beside, same: text === beside && text !== '' };
  });
};

const submittedText = (at: EpochMs): string => timeText(at);

const stateWordOf = ({ state, level }: StaffWishFile): string =>
  state === 'submitted' && level !== undefined
    ? `等待${STAFF_LEVEL_WORDS[level]}审核`
    : WISH_STATE_WORDS[state];

/** The file as it stands after a step: the words of its new state. */
export const movedOn = (file: FileView, state: WishState): FileView => ({
  ...file,
  state,
  stateWord: WISH_STATE_WORDS[state],
  tone: WISH_STATE_TONES[state],
  undoable: false,
});

const isApproved = (state: WishState): boolean =>
  state === 'approved' || state === 'funded' || state === 'ready';

/** The level that an approval in the timeline came from. */
const APPROVED_BY: Partial<Record<TimelineEntry['event'], StaffLevel>> = {
  community_approved: 'community',
  street_approved: 'street',
  district_approved: 'district',
};

/** Nobody acts for an own child, but that a gift of it has arrived may be recorded by colleagues. */
export const tasksFor = (file: StaffWishFile, me: StaffMe): Task[] => {
  if (file.ownChild) return [];
  const approvals = file.timeline.flatMap(({ event }) => APPROVED_BY[event] ?? []);
  const lastLevel = approvals.pop();
  const reviewsLast = me.grants.some(({ level }) => level === lastLevel);
  // After a redemption was annulled without its gift, a funded wish has nothing in hand.
  const hasReserve = file.reservedFen !== undefined;
  const needsMoney = file.state === 'approved' || (file.state === 'funded' && !hasReserve);
  return [
    ...(file.mine ? (['review'] as const) : []),
    ...(me.admin && needsMoney ? (['fund'] as const) : []),
    ...(file.state === 'funded' && hasReserve ? (['arrive'] as const) : []),
    ...(reviewsLast && isApproved(file.state) ? (['take-back'] as const) : []),
  ];
};

/** Why there is nothing to do here now. */
export const idleText = (file: StaffWishFile): string => {
  if (file.ownChild) return '这是你自己孩子的心愿，请由同事办理。';
  if (file.state === 'submitted' && file.level !== undefined) {
    return `现在轮到${STAFF_LEVEL_WORDS[file.level]}审核，你可以先查看。`;
  }
  const TEXT: Partial<Record<WishState, string>> = {
    returned: '等待家长修改后再次提交。',
    approved: '等待管理员落实资金。',
    ready: '礼物已到，等待孩子凭卡领取。',
    fulfilled: '心愿已经实现。',
  };
  return TEXT[file.state] ?? '这个心愿已经结束，不需要办理。';
};

/** What a finished step says, and what may still be changed. */
export interface Outcome {
  title: string;
  text: string;
  /** How to put it right, where that can be done. */
  undo: string;
  /** The step can be taken back from here. */
  undoable: boolean;
}

const UNDO_HINT = '审错了可以在 10 分钟内撤销；过后才会通知家长。';

/** After a review. */
export const reviewOutcome = (
  decision: ReviewDecision,
  state: WishState,
  undoable: boolean,
): Outcome => {
  const end = { undo: undoable ? UNDO_HINT : '', undoable };
  if (decision === 'return') {
    return { title: '已退回修改', text: '家长会看到你写的理由，改好后会再次提交。', ...end };
  }
  if (decision === 'reject') {
    return { title: '已不予通过', text: '家长会看到你写的理由，可以重新许愿。', ...end };
  }
  return state === 'approved'
    ? { title: '审核完成', text: '心愿已经点亮，接下来由管理员落实资金。', ...end }
    : { title: '初审通过', text: '接下来由上一级审核。', ...end };
};

/** After a review was taken back. */
export const takenBackOutcome: Outcome = {
  title: '已登记撤回',
  text: '资料已删除，心愿已撤回。',
  undo: '',
  undoable: false,
};

export const undoneOutcome: Outcome = {
  title: '已撤销',
  text: '心愿回到审核前的样子，两步都留在记录里。',
  undo: '',
  undoable: false,
};

/** After money was reserved. */
export const fundOutcome = (amountFen: Fen, availableFen: Fen, waits: boolean): Outcome =>
  waits
    ? {
        title: `已申请预留 ${yuanText(amountFen)}`,
        text: '加上你今天办的，超过了双人复核额度，要等另一位管理员批准。',
        undo: '不想办了，可以在「待批事项」里撤回。',
        undoable: false,
      }
    : {
        title: `已预留 ${yuanText(amountFen)}`,
        text: `可用余额还有 ${yuanText(availableFen)}。买好礼物后登记到货。`,
        undo: '撤回通过时，预留的钱会自动退回余额。',
        undoable: false,
      };

/** After a top-up was asked for, or booked where the caller may. */
export const topUpOutcome = (amountFen: Fen, waits: boolean): Outcome => ({
  title: waits ? `已申请追加 ${yuanText(amountFen)}` : `已追加 ${yuanText(amountFen)}`,
  text: waits ? '管理员批准后，再登记到货。' : '现在可以按新的预留登记到货。',
  undo: waits ? '批准前，可以在「待批事项」里撤回。' : '',
  undoable: false,
});

/** After the gift came: what the price left of the reserve goes back. */
export const arrivalOutcome = (priceFen: Fen, reservedFen: Fen | undefined): Outcome => {
  const rest = (reservedFen ?? priceFen) - priceFen;
  return {
    title: '已登记到货',
    text:
      rest > 0
        ? `支出 ${yuanText(priceFen)}，多预留的 ${yuanText(rest as Fen)} 已退回余额。`
        : `支出 ${yuanText(priceFen)}。`,
    undo: '',
    undoable: false,
  };
};
