import { timeText, yuanText } from '@micro-wish/vocabulary';
import type { Fen, InvoiceView, LedgerEntry } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';

/** How far a check has come, or how it ended. */
export interface CheckResult {
  text: string;
  tone: 'good' | 'bad';
}

export const checkResult = (checked: number, firstBroken?: string): CheckResult =>
  firstBroken === undefined
    ? { text: `账目无误：${checked} 笔逐笔重算，与余额一致。`, tone: 'good' }
    : {
        text: `前 ${checked} 笔无误，第 ${checked + 1} 笔对不上（${firstBroken}）。请停止记账并联系技术人员。`,
        tone: 'bad',
      };

/** An invoice that does not fit. */
export interface InvoiceRow {
  invoiceId: string;
  supplier: string;
  invoiceNo: string;
  about: string;
}

const differenceText = ({ totalFen, spentFen }: InvoiceView): string => {
  if (totalFen === undefined) return `支出 ${yuanText(spentFen)}，还没有填发票金额`;
  const difference = totalFen - spentFen;
  const words = difference > 0 ? '支出少' : '支出多';
  return `发票 ${yuanText(totalFen)}，支出 ${yuanText(spentFen)}，${words} ${yuanText(Math.abs(difference) as Fen)}`;
};

export const invoiceRows = (invoices: readonly InvoiceView[]): InvoiceRow[] =>
  invoices.map((invoice) => ({
    invoiceId: invoice.invoiceId,
    supplier: invoice.supplier,
    invoiceNo: invoice.invoiceNo,
    about: differenceText(invoice),
  }));

/** A spend that has no invoice. */
export interface BareRow {
  entryId: string;
  wishId: string;
  title: string;
  about: string;
}

export const bareRows = (entries: readonly LedgerEntry[]): BareRow[] =>
  entries.map(({ entryId, wishId = '', wishNo = '', amountFen, at, supplier }) => ({
    entryId,
    wishId,
    title: `心愿 ${wishNo}`,
    about: [yuanText(amountFen), timeText(at), ...(supplier ? [supplier] : [])].join(' · '),
  }));

export const limitText = (limitFen: Fen | null): string =>
  limitFen === null
    ? '现在没有开启，一位管理员就可以记账。'
    : `超过 ${yuanText(limitFen)} 的到账、退款、冲正和追加，要另一位管理员批准。`;

/** An invoice as typed: what may be entered, or what is wrong with it. */
export const readInvoiceTotal = (
  supplier: string,
  invoiceNo: string,
  typed: string,
): {
  invoice?: { supplier: string; invoiceNo: string; totalFen: Fen };
  supplierProblem: string;
  invoiceProblem: string;
  totalProblem: string;
} => {
  const [from, number] = [supplier.trim(), invoiceNo.trim()];
  const { fen, problem } = readAmount(typed);
  const isWhole = from !== '' && number !== '' && fen !== undefined;
  return {
    ...(isWhole ? { invoice: { supplier: from, invoiceNo: number, totalFen: fen } } : {}),
    supplierProblem: from === '' ? '请填写供应商' : '',
    invoiceProblem: number === '' ? '请填写发票号' : '',
    totalProblem: problem,
  };
};
