import { WISH_STATE_WORDS, fullDayText, yuanText } from '@micro-wish/vocabulary';
import { WISH_STATE_TONES, type Tone } from '../../../../../utils/tones';
import type { Fen, LedgerEntry, WishCost } from '../../../../../../typings/contract';
import { entryRows, type EntryRow } from '../../ledger';

/** Where a wish's money came from and went, in words. */
export interface CostView {
  wishNo: string;
  stateWord: string;
  tone: Tone;
  /** One sentence: what was set aside, paid, and given back. */
  sentence: string;
  sources: { entryId: string; donor: string; day: string; amount: string }[];
  rows: EntryRow[];
  steps: CostStep[];
}

export type CostKind = 'topUp' | 'release' | 'refund' | 'invoice';

/** What can be done with a wish's money now. */
export interface CostStep {
  kind: CostKind;
  word: string;
  title: string;
  meaning: string;
  /** The spend that is meant; '' where it is the wish. */
  entryId: string;
  mostFen: Fen;
  mostWords: string;
  /** The invoice number that a correction replaces; absent where there is none. */
  replaces?: string;
}

const sentenceOf = ({ reservedFen, releasedFen, spentFen, openFen }: WishCost): string => {
  if (reservedFen === 0) return '还没有为它预留过钱。';
  const parts = [`一共预留过 ${yuanText(reservedFen)}`];
  if (spentFen > 0) parts.push(`付了 ${yuanText(spentFen)}`);
  if (releasedFen > 0) parts.push(`退回余额 ${yuanText(releasedFen)}`);
  if (openFen > 0) parts.push(`还留着 ${yuanText(openFen)}`);
  return `${parts.join('，')}。`;
};

const NO_LIMIT = 0 as Fen;

const spendSteps = ({ entryId, amountFen, invoiceNo }: LedgerEntry): CostStep[] => [
  {
    kind: 'refund',
    word: '供应商退款',
    title: '供应商退款',
    meaning: `这份礼物付了 ${yuanText(amountFen)}。退一部分是价格更正；全额退回表示礼物也退了，心愿会等新的礼物。`,
    entryId,
    mostFen: amountFen,
    mostWords: '这笔支出最多退',
  },
  {
    kind: 'invoice',
    word: invoiceNo ? '改发票' : '登记发票',
    title: '登记发票',
    meaning: '写下供应商和发票号，核对时会与发票金额比较。',
    entryId,
    mostFen: NO_LIMIT,
    mostWords: '',
    ...(invoiceNo ? { replaces: invoiceNo } : {}),
  },
];

const stepsOf = ({ openFen, entries }: WishCost): CostStep[] => {
  const open = entries.filter(({ type, reversed }) => type === 'spend' && !reversed);
  const ofReserve: CostStep[] = [
    {
      kind: 'topUp',
      word: '追加',
      title: '追加预留',
      meaning: '礼物比预留的贵时追加，不能超过每个心愿的上限。',
      entryId: '',
      mostFen: NO_LIMIT,
      mostWords: '',
    },
    {
      kind: 'release',
      word: '释放',
      title: '释放预留',
      meaning: `还留着 ${yuanText(openFen)}。释放的钱退回可用余额；全部释放后，这个心愿可以重新落实资金。`,
      entryId: '',
      mostFen: openFen,
      mostWords: '最多释放',
    },
  ];
  return [...(openFen > 0 ? ofReserve : []), ...open.flatMap(spendSteps)];
};

export const costView = (cost: WishCost): CostView => ({
  wishNo: cost.wishNo,
  stateWord: WISH_STATE_WORDS[cost.state],
  tone: WISH_STATE_TONES[cost.state],
  sentence: sentenceOf(cost),
  sources: cost.sources.map(({ entryId, donor, at, amountFen }) => ({
    entryId,
    donor,
    day: `${fullDayText(at)}到账`,
    amount: yuanText(amountFen),
  })),
  rows: entryRows(cost.entries),
  steps: stepsOf(cost),
});

/** Supplier and invoice number as typed, or what is missing. */
export const readInvoice = (
  supplier: string,
  invoiceNo: string,
): {
  bill?: { supplier: string; invoiceNo: string };
  supplierProblem: string;
  invoiceProblem: string;
} => {
  const bill = { supplier: supplier.trim(), invoiceNo: invoiceNo.trim() };
  const supplierProblem = bill.supplier === '' ? '请填写供应商' : '';
  const invoiceProblem = bill.invoiceNo === '' ? '请填写发票号' : '';
  const isWhole = supplierProblem === '' && invoiceProblem === '';
  return { ...(isWhole ? { bill } : {}), supplierProblem, invoiceProblem };
};
