import { refuse } from '../../domain/common/refusal';
import { canonical, sha256 } from '../../shared/identity';
import type { Bill } from '../../store/money/funds';

export const invoiceIdOf = (fundId: string, from: string, number: string): string =>
  `invoice-${sha256(canonical([fundId, from, number])).slice(0, 32)}`;

/**
 * What a spend says of its paper; a supplier alone is noted, and waits for an invoice.
 * @throws Refusal INVALID_ARGUMENT for an invoice of nobody
 */
export const billOf = (
  fundId: string,
  paper: { supplier?: string | undefined; invoiceNo?: string | undefined },
): Bill | undefined => {
  const { supplier: from = '', invoiceNo: number = '' } = paper;
  if (from === '') {
    return number === '' ? undefined : refuse('INVALID_ARGUMENT', '填了发票号，也请填供应商');
  }
  const invoiceId = number === '' ? null : invoiceIdOf(fundId, from, number);
  return { invoiceId, supplier: from, invoiceNo: number };
};
