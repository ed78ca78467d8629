/** Parts of a whole in percent, for bars; a part that exists is never thinner than 1 %. */
export const percentOf = (part: number, whole: number): number =>
  whole <= 0 || part <= 0 ? 0 : Math.max(1, Math.round((part / whole) * 100));
