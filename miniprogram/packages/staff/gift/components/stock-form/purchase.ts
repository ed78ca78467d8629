import type { Fen, WishCategory } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';

/** A purchase in bulk, as typed. */
export interface Typed {
  title: string;
  category: WishCategory | '';
  quantity: string;
  price: string;
  supplier: string;
  invoiceNo: string;
  shelf: string;
}

export const NOTHING_TYPED: Typed = {
  title: '',
  category: '',
  quantity: '',
  price: '',
  supplier: '',
  invoiceNo: '',
  shelf: '',
};

/** What `stock.add` is told of the thing itself. */
export interface Purchase {
  title: string;
  category: WishCategory;
  quantity: number;
  priceFen: Fen;
  supplier: string;
  invoiceNo?: string;
  shelf?: string;
}

export type Problems = Partial<Record<keyof Typed, string>>;

const PIECES_MAX = 1000;

const readPieces = (typed: string): number | undefined => {
  const pieces = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  return pieces >= 1 && pieces <= PIECES_MAX ? pieces : undefined;
};

/** What may be bought, or what is wrong with it. */
export const readPurchase = (typed: Typed): { purchase?: Purchase; problems: Problems } => {
  const title = typed.title.trim();
  const supplier = typed.supplier.trim();
  const quantity = readPieces(typed.quantity);
  const { fen, problem } = readAmount(typed.price);
  const problems: Problems = {
    ...(title === '' ? { title: '请填写名称' } : {}),
    ...(typed.category === '' ? { category: '请选择类别' } : {}),
    ...(quantity === undefined ? { quantity: `请填写 1 到 ${PIECES_MAX} 的件数` } : {}),
    ...(fen === undefined ? { price: problem } : {}),
    ...(supplier === '' ? { supplier: '请填写店家' } : {}),
  };
  if (quantity === undefined || fen === undefined || typed.category === '') return { problems };
  if (title === '' || supplier === '') return { problems };
  const { category } = typed;
  const invoiceNo = typed.invoiceNo.trim();
  const shelf = typed.shelf.trim();
  return {
    purchase: {
      title,
      category,
      quantity,
      priceFen: fen,
      supplier,
      ...(invoiceNo === '' ? {} : { invoiceNo }),
      ...(shelf === '' ? {} : { shelf }),
    },
    problems,
  };
};
