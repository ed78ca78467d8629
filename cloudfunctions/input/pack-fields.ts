import * as v from 'valibot';

export const packVersion = v.picklist(['0-6', '7-12', '13-17', 'family'], '请选择一个版本');

/** More packs than these in one step are a slip of the finger. */
const MAX_PACKS = 100_000;

const number = (min: number) =>
  v.pipe(
    v.number('需要份数'),
    v.integer('份数应为整数'),
    v.minValue(min, `至少 ${min} 份`),
    v.maxValue(MAX_PACKS, '份数太多'),
  );

/** Packs of one step: at least one. */
export const packCount = number(1);

const counted = v.exactOptional(number(0));

/** Packs by version; one that is left out is 0. */
export const packCounts = v.strictObject({
  '0-6': counted,
  '7-12': counted,
  '13-17': counted,
  family: counted,
});
