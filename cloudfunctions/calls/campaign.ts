import type {
  Action,
  CampaignReport,
  CampaignRow,
  CampaignSettings,
  CampaignView,
  Community,
  ConsentTerm,
  Empty,
  Page,
  WallItem,
} from '../../typings/contract';
import { STAFF_LEVELS } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { POSTERS, SOURCES } from '../domain/campaign/share-source';
import {
  epochMs,
  fen,
  id,
  requestId,
  text,
  type nothing,
  type ofCampaign,
  type pageOfCampaign,
} from './fields';

/** Such as 2025-06. */
const version = text(20);

/** A telephone number as people write it: digits, spaces, hyphens, brackets, a plus. */
const phone = v.pipe(text(24), v.regex(/^\+?[\d][\d ()-]{3,22}$/, '请填写能拨通的电话号码'));

const contact = v.strictObject({ phone, hours: text(40, 0) });

const level = v.picklist(STAFF_LEVELS, '请选择级别');

const reviewLevels = v.pipe(
  v.array(level),
  v.minLength(1, '请至少选择一个审核级别'),
  v.check((given) => new Set(given).size === given.length, '同一个审核级别选了两次'),
);

/** An area of a campaign; a parent stands before its children. */
export const area = v.strictObject({
  areaId: id,
  name: text(30),
  level,
  parentId: v.exactOptional(id),
});

const areas = v.pipe(
  v.array(area),
  v.minLength(1, '请至少填写一个区域'),
  v.maxLength(150, '一个活动最多 150 个区域'),
);

export const code = v.strictObject({
  campaignId: id,
  source: v.picklist(POSTERS, '没有这种海报'),
});

export const visit = v.strictObject({
  campaignId: id,
  source: v.picklist(SOURCES, '没有这种来源'),
});

export const oneCampaign = v.strictObject({ requestId, campaignId: id });

export const campaignSave = v.strictObject({
  requestId,
  campaignId: id,
  /** Refuses to write over another. */
  isNew: v.exactOptional(v.boolean()),
  title: text(40),
  place: text(60),
  donor: text(60),
  from: epochMs,
  until: epochMs,
  fundId: id,
  consentVersion: version,
  reviewLevels: v.exactOptional(reviewLevels),
  capFen: v.exactOptional(fen),
  maxWishesPerChild: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  ),
  areas,
  /** Left out it stays as it was; null takes it away. */
  contact: v.exactOptional(v.nullable(contact)),
});

export const consentPublish = v.strictObject({
  requestId,
  campaignId: id,
  version,
  terms: v.pipe(
    v.array(v.strictObject({ title: text(12), text: text(200) })),
    v.minLength(1, '请至少写一条'),
    v.maxLength(12, '最多 12 条'),
  ),
});

export interface CampaignActions {
  get: Action<'anyone', typeof ofCampaign, CampaignView>;
  wall: Action<'anyone', typeof pageOfCampaign, Page<WallItem>>;
  /** What guardians agree to; no terms where the app's own text is meant. */
  consent: Action<'anyone', typeof ofCampaign, { version: string; terms: ConsentTerm[] }>;
  /** Published figures: counts and sums only. */
  report: Action<'anyone', typeof ofCampaign, CampaignReport>;
  /** The 小程序码 of a poster, base64; its scene is `<campaignId>~<design>`. */
  code: Action<
    'anyone',
    typeof code,
    { image: string; type: 'image/png' | 'image/jpeg'; scene: string }
  >;
  /** Counts one opening by its source; who opened is not known to it. */
  visit: Action<'anyone', typeof visit, Empty>;
}

export interface StaffCampaignActions {
  /** Every campaign, the one that begins last first. */
  'campaign.list': Action<'office', typeof nothing, { items: CampaignRow[] }>;
  /** The communities of a campaign in which the caller works. */
  'community.list': Action<'staff', typeof ofCampaign, { items: Community[] }>;
  /** A campaign with all its settings, to be edited or copied. */
  'campaign.open': Action<'admin', typeof ofCampaign, CampaignSettings>;
  /** Makes a campaign or changes it. */
  'campaign.save': Action<'admin', typeof campaignSave, { campaignId: string }>;
  /** Takes no new wishes; everything else goes on. `campaign.reopen` takes it back. */
  'campaign.close': Action<'admin', typeof oneCampaign, Empty>;
  'campaign.reopen': Action<'admin', typeof oneCampaign, Empty>;
  /** Publishes a consent text; from then on families are asked again. A version has one text. */
  'consent.publish': Action<'admin', typeof consentPublish, { version: string }>;
}
