import type { WishState } from '../../../typings/contract';
import { brightnessOf, type Brightness } from './brightness';

/** One wish as a small lantern; how brightly it burns says how far the wish has come. */
Component({
  properties: {
    state: { type: String, value: 'submitted' },
    category: { type: String, value: 'other' },
    /** What it hangs on: the evening `sky`, or a page's `paper`. */
    ground: { type: String, value: 'sky' },
    /** It came true just now: the light turns on as it is first seen. */
    kindled: { type: Boolean, value: false },
    /** Its shine comes and goes a little. */
    breathes: { type: Boolean, value: false },
    /** Height in rpx; in a wide window the same share of the grid, in px. */
    size: { type: Number, value: 72 },
  },
  data: { brightness: 'unlit' as Brightness },
  observers: {
    state(state: WishState) {
      this.setData({ brightness: brightnessOf(state) });
    },
  },
});
