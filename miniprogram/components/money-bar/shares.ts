import { yuanText } from '@micro-wish/vocabulary';
import { percentOf } from '../../utils/percent';
import type { Fen, FundFigures } from '../../../typings/contract';

/** One part of the fund, in words and as a share of what was given. */
export interface Share {
  kind: 'spent' | 'reserved' | 'available';
  label: string;
  amount: string;
  percent: number;
}

/** What became of the money: spent, reserved, still there. */
export const sharesOf = ({
  donatedFen,
  spentFen,
  reservedFen,
  availableFen,
}: FundFigures): Share[] => {
  const share = (kind: Share['kind'], label: string, fen: Fen): Share => ({
    kind,
    label,
    amount: yuanText(fen),
    percent: percentOf(fen, donatedFen),
  });
  return [
    share('spent', '已用于礼物', spentFen),
    share('reserved', '已预留', reservedFen),
    share('available', '可用余额', availableFen),
  ];
};
