import * as v from 'valibot';

/** A sheet that was uploaded by the app. */
export const sheetFileId = v.pipe(
  v.string('需要一个文件'),
  v.maxLength(400, '文件编号太长'),
  v.regex(/^cloud:\/\/[\w./-]+\/rosters\/[\w-]{8,64}\.xlsx$/, '请重新上传文件'),
  v.check((given) => !given.includes('..'), '请重新上传文件'),
);

/** Where an import goes on: a row of the sheet. */
export const sheetCursor = v.exactOptional(
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
);
