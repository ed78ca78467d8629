import { CONSENT_SCOPES, isDay, MAX_FEN, TEXT_LIMITS, UNPRINTABLE } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import type { Fen } from '../../typings/contract';
import { oneLine, visible } from '../domain/common/fold';

const textAs = (form: (given: string) => string, max: number, min: number) =>
  v.pipe(
    v.string('需要一段文字'),
    v.maxLength(max * 8 + 64, `最多 ${max} 个字`),
    v.transform(form),
    v.check((given) => !UNPRINTABLE.test(given), '含有不能使用的字符'),
    v.check((given) => Array.from(given).length >= min, '不能为空'),
    v.check((given) => Array.from(given).length <= max, `最多 ${max} 个字`),
    // Somebody's own words: what is told of no action's schema otherwise, and erased with a family.
    v.metadata({ words: true }),
  );

/**
 * Text as people see it: NFC, trimmed, without format and control characters; length in characters.
 */
export const text = (max: number, min = 1) => textAs((given) => visible(given).trim(), max, min);

/** Text of a field of one line: a break in it is a space. */
export const line = (max: number, min = 1) => textAs(oneLine, max, min);

/** An id, nonce or cursor: short, printable ASCII, taken as it is. */
export const id = v.pipe(
  v.string('需要一个编号'),
  v.regex(/^[\x21-\x7e]{1,128}$/, '编号的格式不对'),
);

export const requestId = id;

/** The wishes of one bulk step: 1 to 20, each once. */
export const wishIds = v.pipe(
  v.array(id),
  v.minLength(1, '请至少选一个心愿'),
  v.maxLength(20, '一次最多 20 个心愿'),
  v.check((given) => new Set(given).size === given.length, '同一个心愿选了两次'),
);

export const fen = v.pipe(
  v.number('需要以分为单位的金额'),
  v.integer('金额应为整数分'),
  v.minValue(1, '金额至少 1 分'),
  v.maxValue(MAX_FEN, '金额超出范围'),
  v.transform((amount) => amount as Fen),
);

/** Epoch milliseconds between 2000 and 2100. */
export const epochMs = v.pipe(
  v.number('需要毫秒时间'),
  v.integer('时间应为整数毫秒'),
  v.minValue(946_684_800_000, '时间太早'),
  v.maxValue(4_102_444_800_000, '时间太晚'),
);

/** A moment as a cursor: the last one of the page before. */
export const moment = v.pipe(v.string(), v.regex(/^\d{1,15}$/, '翻页位置不对'));

const degrees = (most: number) =>
  v.pipe(
    v.number('需要经纬度'),
    v.minValue(-most, '经纬度超出范围'),
    v.maxValue(most, '经纬度超出范围'),
  );

/** A point of a map, in degrees. */
export const mapPoint = v.strictObject({
  latitude: degrees(90),
  longitude: degrees(180),
  address: v.exactOptional(text(60)),
});

export const limit = v.pipe(
  v.number('需要一个数字'),
  v.integer('需要整数'),
  v.minValue(1, '至少 1'),
  v.maxValue(100, '最多 100'),
);

export const birthMonth = v.pipe(
  v.string('需要出生年月'),
  v.regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, '出生年月应写成 2018-05 的样子'),
);

export const category = v.picklist(
  ['study', 'clothing', 'sport', 'art', 'toy', 'daily', 'other'],
  '请选择一个类别',
);

/** Free text, or size, colour and model. */
export const details = v.union([
  line(TEXT_LIMITS.details),
  v.strictObject({
    size: v.exactOptional(line(TEXT_LIMITS.size)),
    colour: v.exactOptional(line(TEXT_LIMITS.colour)),
    model: v.exactOptional(line(TEXT_LIMITS.model)),
  }),
]);

/** 纸质同意书 as staff write it down; the day is judged inside. */
export const paperForm = {
  formNo: line(40),
  signedOn: v.pipe(
    v.string('需要签署日期'),
    v.regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2025-05-20'),
  ),
  keptAt: line(40),
};

export const scopes = v.pipe(
  v.array(v.picklist(CONSENT_SCOPES, '未知的同意事项')),
  v.maxLength(5, '同意事项重复'),
  v.check((given) => new Set(given).size === given.length, '同意事项重复'),
);

/** A day `YYYY-MM-DD` of the calendar. */
export const day = v.pipe(v.string('需要日期'), v.check(isDay, '日期应写成 2025-05-20'));

export const nothing = v.strictObject({});

export const ofCampaign = v.strictObject({ campaignId: id });

export const ofProgramme = v.strictObject({ programmeId: id });

export const pageOfCampaign = v.strictObject({
  campaignId: id,
  cursor: v.exactOptional(id),
  limit: v.exactOptional(limit),
});

/** Nothing but which request it is. */
export const requestOnly = v.strictObject({ requestId });
