import { yuanText } from '@micro-wish/vocabulary';
import type { Fen, FundFigures } from '../../../typings/contract';
import { sharesOf, type Share } from './shares';

const NOTHING = 0 as Fen;
const EMPTY: FundFigures = {
  donatedFen: NOTHING,
  reservedFen: NOTHING,
  spentFen: NOTHING,
  availableFen: NOTHING,
};

/** The fund's published figures: what came in, and what became of it. */
Component({
  properties: {
    figures: { type: Object, value: EMPTY },
  },
  data: { donated: '', shares: [] as Share[] },
  observers: {
    figures(figures: FundFigures) {
      this.setData({ donated: yuanText(figures.donatedFen), shares: sharesOf(figures) });
    },
  },
});
