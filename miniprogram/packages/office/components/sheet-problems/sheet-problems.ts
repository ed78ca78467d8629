import type { SheetProblem } from '../../../../../typings/contract';

/** What is said of the rows of a sheet, each by row and column as Excel shows them. */
Component({
  properties: {
    problems: { type: Array, value: [] as SheetProblem[] },
    /** How many more there are. */
    more: { type: Number, value: 0 },
  },
});
