import {
  DAY_MS,
  STAFF_LEVEL_WORDS,
  STAFF_LEVELS,
  dayAt,
  endOfDay,
  fenFromYuan,
  startOfDay,
} from '@micro-wish/vocabulary';
import type {
  AreaInput,
  CampaignSettings,
  EpochMs,
  Fen,
  Input,
  StaffLevel,
} from '../../../../../../typings/contract';
import { lastOf } from '../../../../../utils/last';

/** A campaign as the form holds it: days `YYYY-MM-DD`, money in yuan, areas a line each. */
export interface CampaignDraft {
  campaignId: string;
  isNew: boolean;
  title: string;
  place: string;
  donor: string;
  fromDay: string;
  untilDay: string;
  fundId: string;
  consentVersion: string;
  reviewLevels: StaffLevel[];
  cap: string;
  maxWishes: string;
  areas: string;
  /** Whom families reach; '' for nobody. */
  phone: string;
  hours: string;
}

const INDENT = '　';

/** Areas as people write them: one a line, further in where it lies within the one above. */
export const areasText = (areas: readonly AreaInput[]): string => {
  const depths = new Map<string, number>();
  const below = (parentId: string | undefined): AreaInput[] =>
    areas.filter((area) => area.parentId === parentId);
  const lines: string[] = [];
  const write = (area: AreaInput, depth: number): void => {
    depths.set(area.areaId, depth);
    lines.push(
      `${INDENT.repeat(depth)}${STAFF_LEVEL_WORDS[area.level]} ${area.name} ${area.areaId}`,
    );
    for (const child of below(area.areaId)) write(child, depth + 1);
  };
  for (const top of below(undefined)) write(top, 0);
  return lines.join('\n');
};

const LEVEL_OF = new Map(STAFF_LEVELS.map((level) => [STAFF_LEVEL_WORDS[level], level]));

/** Reads the lines again; answers the areas, or the number of the first line that is none. */
export const readAreas = (text: string): { areas: AreaInput[] } | { wrongLine: number } => {
  const areas: AreaInput[] = [];
  /** The last area of each depth. */
  const open: { depth: number; areaId: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const depth = /^[\s\u3000]*/.exec(line)?.[0].length ?? 0;
    const [levelWord = '', name = '', areaId = '', ...rest] = line.trim().split(/[\s\u3000]+/);
    const level = LEVEL_OF.get(levelWord);
    const isGood = level !== undefined && name !== '' && /^[\w-]{1,32}$/.test(areaId);
    if (!isGood || rest.length > 0 || areas.some((area) => area.areaId === areaId)) {
      return { wrongLine: index + 1 };
    }
    while (open.length > 0 && (lastOf(open)?.depth ?? 0) >= depth) open.pop();
    const parentId = lastOf(open)?.areaId;
    areas.push({ areaId, name, level, ...(parentId === undefined ? {} : { parentId }) });
    open.push({ depth, areaId });
  }
  return areas.length === 0 ? { wrongLine: 1 } : { areas };
};

export const draftOf = (campaign: CampaignSettings): CampaignDraft => ({
  campaignId: campaign.campaignId,
  isNew: false,
  title: campaign.title,
  place: campaign.place,
  donor: campaign.donor,
  fromDay: dayAt(campaign.from),
  untilDay: dayAt(campaign.until),
  fundId: campaign.fundId,
  consentVersion: campaign.consentVersion,
  reviewLevels: campaign.reviewLevels,
  cap: String(campaign.capFen / 100),
  maxWishes: String(campaign.maxWishesPerChild),
  areas: areasText(campaign.areas),
  phone: campaign.contact?.phone ?? '',
  hours: campaign.contact?.hours ?? '',
});

/** The next one after a campaign: the same areas and rules, a period of the same length from today. */
export const copyOf = (campaign: CampaignSettings, now: EpochMs): CampaignDraft => ({
  ...draftOf(campaign),
  campaignId: '',
  isNew: true,
  fromDay: dayAt(now),
  untilDay: dayAt(startOfDay(dayAt(now)) + (campaign.until - campaign.from)),
});

export const emptyDraft = (now: EpochMs): CampaignDraft => ({
  campaignId: '',
  isNew: true,
  title: '',
  place: '',
  donor: '',
  fromDay: dayAt(now),
  untilDay: dayAt(now + 30 * DAY_MS),
  fundId: '',
  consentVersion: dayAt(now).slice(0, 7),
  reviewLevels: ['community', 'district'],
  cap: '2000',
  maxWishes: '1',
  areas: '',
  phone: '',
  hours: '',
});

const ID = /^[a-z0-9][a-z0-9-]{2,19}$/;

type Saving = Omit<Input<'staff', 'campaign.save'>, 'requestId'>;

/** What is sent to save it, or what is wrong with it. */
export const campaignInput = (
  draft: CampaignDraft,
): { input: Saving; problem: '' } | { input: undefined; problem: string } => {
  const wrong = (problem: string) => ({ input: undefined, problem });
  const { title, place, donor, fundId, consentVersion, reviewLevels, phone, hours } = draft;
  if (!ID.test(draft.campaignId) && draft.isNew) {
    return wrong('活动编号用 3–20 个小写字母、数字或连字符');
  }
  if ([title, place, donor, fundId].some((field) => field.trim() === '')) {
    return wrong('名称、地点、捐方和基金编号都要填');
  }
  const [from, until] = [startOfDay(draft.fromDay), endOfDay(draft.untilDay)];
  if (from >= until) return wrong('结束日期要不早于开始日期');
  const [first, ...others] = STAFF_LEVELS.filter((level) => reviewLevels.includes(level));
  if (first === undefined) return wrong('请至少选择一级审核');
  const capFen: Fen | undefined = fenFromYuan(draft.cap);
  if (capFen === undefined) return wrong('请填写每个心愿的上限，大于 0');
  const maxWishesPerChild = Number(draft.maxWishes);
  if (!Number.isInteger(maxWishesPerChild) || maxWishesPerChild < 1 || maxWishesPerChild > 10) {
    return wrong('每个孩子的心愿数填 1 到 10');
  }
  const read = readAreas(draft.areas);
  if ('wrongLine' in read)
    return wrong(`区域的第 ${read.wrongLine} 行看不懂：写「级别 名称 编号」`);
  return {
    problem: '',
    input: {
      campaignId: draft.campaignId,
      ...(draft.isNew ? { isNew: true } : {}),
      title: title.trim(),
      place: place.trim(),
      donor: donor.trim(),
      from,
      until,
      fundId: fundId.trim(),
      consentVersion: consentVersion.trim(),
      reviewLevels: [first, ...others],
      capFen,
      maxWishesPerChild,
      areas: read.areas,
      contact: phone.trim() === '' ? null : { phone: phone.trim(), hours: hours.trim() },
    },
  };
};
