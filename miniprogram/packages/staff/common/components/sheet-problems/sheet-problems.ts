import type { SheetProblem } from '../../../../../../typings/contract';

/** What is said of the rows of a sheet, each by row and column as Excel shows them. */
Component({
  properties: {
    problems: { type: Array, value: [] as SheetProblem[] },
    /** How many more there are. */
    more: { type: Number, value: 0 },
    /** What is only to be looked at again need not be mended. */
    advice: { type: String, value: '，改好这些再看' },
  },
});
