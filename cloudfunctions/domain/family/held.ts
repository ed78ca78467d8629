/** Why something that is stored of a family is not in its export. */
const STAFF = '办理人的编号，是工作人员自己的信息';
const OTHERS = '监护人与其他人的编号，只在系统内部使用';
const INNER = '系统内部的排序、计数、去重与版本，不另含您家的信息';
const OPENS = '由兑换码等算出，给出去就会失去保护';
const BOOKS = '公开账目的内部连接，金额与去向已在心愿里给出';
const OVERSIGHT = '督导的工作记录，可能涉及他人；可向督导查询';
const IN_PAIRS = '在结对一节给出；内容审核未通过的不外传';
const IN_CONSENT = '在同意一节给出';

/** What of a stored document a family is given, and why not the rest. A path holds all below it. */
export interface Held {
  told: readonly string[];
  withheld: Readonly<Record<string, string>>;
}

const because = (reason: string, ...paths: string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, reason]));

/**
 * Every field that is stored of a family, by collection: the one list that the export is made from.
 * A test goes through all that a family with everything has, and finds each field in it.
 */
export const HELD = {
  guardians: {
    told: ['openid', 'paper', 'idleSince', 'familyPacks'],
    withheld: {
      ...because(IN_CONSENT, 'consent', 'consentHistory'),
      ...because(INNER, '_id', 'version', 'signature'),
    },
  },
  children: {
    told: [
      ...['_id', 'childNo', 'alias', 'nickname', 'nicknameFlagged', 'birthMonth', 'communityId'],
      ...['wishIds', 'packs', 'transfer', 'savedAt'],
    ],
    withheld: {
      ...because(OTHERS, 'guardianIds', 'formerGuardianIds', 'guardianUntil'),
      ...because(INNER, 'twinKey', 'version', 'leadPairId'),
    },
  },
  wishes: {
    told: [
      ...['_id', 'wishNo', 'campaignId', 'childId', 'areaPath', 'communityId', 'communityName'],
      ...['alias', 'ageBand', 'category', 'title', 'details', 'reason', 'publicTextAllowed'],
      ...['publicText', 'flagged', 'state', 'level', 'priceFen', 'reservedFen', 'stationId'],
      ...['deskEventId', 'gift', 'formerGift', 'proposal', 'cardId', 'onWall', 'submittedAt'],
      ...['updatedAt', 'timeline.at', 'timeline.state', 'timeline.event', 'timeline.reason'],
    ],
    withheld: {
      ...because(STAFF, 'timeline.by', 'paper', 'lastReview'),
      ...because(OTHERS, 'guardianIds', 'formerGuardianIds'),
      ...because(BOOKS, 'fundId', 'orderId', 'fundings', 'adjustments'),
      ...because(INNER, 'wallKey', 'wallPlace', 'proposals', 'defects', 'interrupted'),
    },
  },
  cards: {
    told: [
      ...['_id', 'cardNo', 'kind', 'state', 'stateBefore', 'approved', 'issueNo', 'generation'],
      ...['campaignId', 'eventId', 'wishId', 'areaPath', 'alias', 'ageBand', 'gift', 'ready'],
      ...['stationId', 'issuedAt', 'printed', 'updatedAt', 'pack', 'pass'],
      ...['eventId', 'generation', 'at', 'receivedAt', 'stationId', 'deviceId', 'collector'].map(
        (field) => `redemptions.${field}`,
      ),
      ...['redemptions.carrier', 'redemptions.status', 'redemptions.direction'],
      ...['redemptions.forced.reason', 'redemptions.annulled.at', 'redemptions.annulled.reason'],
      ...['redemptions.annulled.disposition', 'redemptions.resolved.at'],
      ...['redemptions.resolved.resolution', 'redemptions.resolved.note'],
      ...['history.at', 'history.event', 'history.reason'],
    ],
    withheld: {
      ...because(STAFF, 'redemptions.by', 'redemptions.annulled.by', 'redemptions.resolved.by'),
      ...because(STAFF, 'history.by', 'redemptions.forced', 'redemptions.annulled'),
      ...because(STAFF, 'redemptions.resolved', 'redemptions.since', 'held'),
      ...because(OTHERS, 'guardianIds', 'formerGuardianIds'),
      ...because(OPENS, 'keyNo', 'codes', 'codeHashes', 'nonces'),
      ...because(OPENS, 'redemptions.nonce', 'redemptions.payload'),
      ...because(INNER, 'conflictEventIds', 'past', 'version', 'giftId'),
    },
  },
  defects: {
    told: [
      ...['_id', 'wishId', 'campaignId', 'reason', 'reportedBy', 'at', 'state'],
      ...['settled.at', 'settled.outcome', 'settled.words', 'updatedAt'],
    ],
    withheld: {
      ...because(STAFF, 'by', 'settled', 'settled.by'),
      ...because(INNER, 'areaPath', 'key', 'settled.stockId'),
    },
  },
  complaints: {
    told: ['_id', 'topic', 'words', 'at', 'state', 'wishId', 'answer.words', 'answer.at'],
    withheld: {
      ...because(STAFF, 'ownerId', 'answer.by'),
      ...because(INNER, 'personId', 'areaPath', 'updatedAt', 'answer'),
    },
  },
  calls: {
    told: ['_id', 'wishId', 'campaignId', 'kind', 'at', 'state', 'note', 'calledAt'],
    withheld: { ...because(STAFF, 'by'), ...because(INNER, 'personId', 'areaPath', 'key') },
  },
  notices: {
    told: ['box', 'kind', 'at', 'wishId'],
    withheld: because(INNER, '_id', 'personId', 'pairId', 'motherId', 'alertId', 'waits'),
  },
  transfers: {
    told: ['_id', 'childId', 'wishId', 'reason', 'at', 'until', 'endsAt', 'state'],
    withheld: {
      ...because(STAFF, 'by', 'approvedBy', 'approvalId'),
      ...because(OTHERS, 'joinedBy'),
      ...because(INNER, 'campaignId', 'areaPath', 'dueAt', 'key'),
    },
  },
  packAnswers: {
    told: ['_id', 'planId', 'childId', 'answer', 'note', 'at', 'state', 'words', 'answeredAt'],
    withheld: { ...because(STAFF, 'answeredBy'), ...because(INNER, 'areaPath', 'key') },
  },
  enrolments: {
    told: [
      ...['_id', 'programmeId', 'campaignId', 'childId', 'who', 'feedback', 'certificateNo'],
      ...['calls.at', 'calls.outcome', 'calls.reason', 'notes.at', 'notes.event', 'notes.reason'],
      ...['assessment.passed', 'assessment.score', 'assessment.at', 'updatedAt'],
    ],
    withheld: {
      ...because(STAFF, 'calls.by', 'notes.by', 'assessment', 'assessment.by'),
      ...because(INNER, 'subjectId', 'personId', 'areaPath', 'roster', 'version'),
    },
  },
  pairs: {
    told: [
      ...['_id', 'campaignId', 'childId', 'role', 'purpose', 'until', 'state', 'live', 'summary'],
      ...['consent.at', 'consent.childSays', 'startedOn', 'reachedOn', 'faceOn', 'next'],
      'talks',
    ],
    withheld: {
      ...because(STAFF, 'supervisorGrantId', 'deputyGrantId', 'supervisorId', 'deputyId'),
      ...because(OVERSIGHT, 'history'),
      ...because(OTHERS, 'motherId', 'consent.by', 'consent'),
      ...because(INNER, 'areaPath', 'replaces', 'key', 'clocksFrom', 'alerted', 'silentKey'),
      ...because(INNER, 'faceKey', 'talkKey', 'alertOn', 'lastOn', 'letGo'),
    },
  },
  companionRecords: {
    told: ['_id', 'pairId', 'childId', 'kind', 'day', 'from', 'minutes', 'reached', 'next', 'at'],
    withheld: {
      ...because(IN_PAIRS, 'note', 'held', 'keptBack', 'additions'),
      ...because(STAFF, 'confirmed'),
      ...because(OTHERS, 'motherId'),
      ...because(INNER, 'key'),
    },
  },
  outings: {
    told: [
      ...['_id', 'pairId', 'childId', 'place', 'from', 'until', 'state', 'plannedAt'],
      ...['answeredAt', 'backAt'],
    ],
    withheld: { ...because(OTHERS, 'motherId'), ...because(INNER, 'alertAt') },
  },
  referrals: {
    told: [
      '_id',
      'childId',
      'purpose',
      'question',
      'reason',
      'at',
      'state',
      'consentedAt',
      'endedAt',
    ],
    withheld: {
      ...because(STAFF, 'by', 'toId', 'specialistId'),
      ...because(INNER, 'areaPath', 'lapsesAt', 'key'),
    },
  },
} as const satisfies Record<string, Held>;

export type HeldCollection = keyof typeof HELD;

/** Collections in which a family stands, and that are given in another way, or not at all. */
export const HELD_ELSEWHERE: Readonly<Record<string, string>> = {
  accessLog: '在“谁看过”一节逐条给出',
  consentTexts: IN_CONSENT,
  certificates: '在证书一节给出',
  messages: '在消息一节给出',
  programmes: '活动对所有人公开；您家的名额在报名一节给出',
  events: '领取活动对所有人公开；您家的卡在卡片一节给出',
  agendas: INNER,
  aliases: '化名在孩子一节给出',
  requests: '重复提交时给出同样回答的记录，三十天后删除',
  sheets: '短时保存的打印文件，一小时后删除',
  audit: '只有编号的操作记录，用来证明没有被篡改',
  auditChain: '只有编号的操作记录，用来证明没有被篡改',
  fundEntries: BOOKS,
  approvals: BOOKS,
  orders: BOOKS,
  stock: BOOKS,
  invoices: BOOKS,
  invites: '邀请码只存暗码，用过或过期即删除',
  inviteTries: '输错邀请码的次数，一天后删除',
  rosters: '名单文件短时保存，登记的内容在孩子与心愿里给出',
  talks: OVERSIGHT,
  alerts: STAFF,
  referralNotes: '专家的专业记录，加密保存，只供专家与保护专员',
  concerns: '法律要求保密的强制报告，不能告诉任何人是否存在',
};

const covers = (paths: readonly string[], path: string): boolean =>
  paths.some((one) => path === one || path.startsWith(`${one}.`));

/** Of a document what its family is given: the told fields alone. */
export const toldOf = (value: unknown, told: readonly string[], path = ''): unknown => {
  if (path !== '' && covers(told, path)) return value;
  if (Array.isArray(value)) return value.map((item) => toldOf(item, told, path));
  if (value === null || typeof value !== 'object') return undefined;
  const fields = Object.entries(value).flatMap(([name, inner]) => {
    const given = toldOf(inner, told, path === '' ? name : `${path}.${name}`);
    return given === undefined ? [] : [[name, given] as const];
  });
  return path !== '' && fields.length === 0 ? undefined : Object.fromEntries(fields);
};
