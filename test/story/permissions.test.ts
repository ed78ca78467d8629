import type {
  ActionName,
  Caller,
  FunctionName,
  Input,
  ListWanted,
  StaffLevel,
  WhoMayCall,
} from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../support/cloud';
import { arriveAt, fundedWish, handedOver, orderOf } from '../support/gifts';
import { dump, fingerprint } from '../support/fingerprint';
import { FUNCTIONS, everyAction } from '../support/handlers';
import { NO_PACKS, openPackBooks, PLAN, packInputs, type PackBooks } from '../support/pack-books';
import { newMember, send as sendPacks } from '../support/packs';
import { companionOf, type Companion } from '../support/companions';
import { enter } from '../support/paper';
import { joinWithChild, newProgramme, programmeInput } from '../support/programmes';
import {
  campaignId,
  eventId,
  fundId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  type ReadyCard,
  type World,
} from '../support/world';

/** A good input for every action of the contract: one that is missing does not compile. */
type Inputs = { [F in FunctionName]: { [A in ActionName<F>]: Input<F, A> } };

/** What stands in other books, all of the same community. */
interface Books {
  orderId: string;
  stockId: string;
  defectId: string;
  callId: string;
  transferId: string;
  approvalId: string;
  programmeId: string;
  enrolmentId: string;
  packs: PackBooks;
  /** A mother of the family's community, in a pair with the child. */
  companion: Companion;
}

const NO_BOOKS: Books = {
  orderId: '',
  stockId: '',
  defectId: '',
  callId: '',
  transferId: '',
  approvalId: '',
  programmeId: '',
  enrolmentId: '',
  packs: NO_PACKS,
  companion: { motherId: '', pairId: '', recordId: '', outingId: '', referralId: '' },
};

const inputsFor = (
  { childId, wishId, cardId, code }: ReadyCard,
  grantId: string,
  complaintId: string,
  {
    orderId,
    stockId,
    defectId,
    callId,
    transferId,
    approvalId,
    programmeId,
    enrolmentId,
    companion,
    packs,
  }: Books,
): Inputs => {
  const { motherId, pairId, recordId, outingId, referralId } = companion;
  const requestId = 'tried-by-somebody';
  const now = Date.now();
  const cardAction = { requestId, cardId, reason: '试一试' };
  const window = { from: now - HOUR, until: now + HOUR };
  const level: StaffLevel = 'community';
  const concern = { requestId, situation: '3', words: '孩子说不敢回家', urgent: true } as const;
  return {
    campaign: {
      get: { campaignId },
      wall: { campaignId },
      consent: { campaignId },
      report: { campaignId },
      code: { campaignId, source: 'poster-sky' },
      visit: { campaignId, source: 'friend' },
      programmes: { campaignId },
      certificate: { number: 'CERT-0000-0000-0001' },
    },
    family: {
      'concern.raise': concern,
      'referral.mine': {},
      'referral.answer': { requestId, referralId: 'referral_none', answer: 'yes' },
      'referral.withdraw': { requestId, referralId: 'referral_none' },
      me: {},
      'consent.grant': { version: '1', scopes: ['review'] },
      'consent.withdraw': {},
      'child.save': {
        requestId,
        childId,
        nickname: '别人',
        birthMonth: '2016-05',
        communityId: 'c-1',
      },
      'wish.submit': { requestId, campaignId, childId, category: 'toy', title: '别人的心愿' },
      'wish.withdraw': { requestId, wishId },
      'wish.mine': {},
      'card.mine': {},
      'card.show': { cardId },
      'card.freeze': cardAction,
      'card.unfreeze': cardAction,
      'access.mine': {},
      'data.export': {},
      'data.erase': { requestId, childId },
      'guardian.invite': { requestId, childId },
      'guardian.join': { requestId, code: 'no-such-code' },
      'guardian.leave': { requestId, childId },
      'guardian.object': { requestId, transferId },
      'complaint.mine': {},
      'complaint.send': { requestId, topic: 'gift', words: '礼物还没有到。', wishId },
      'substitution.answer': { requestId, wishId, no: 1, agree: true },
      'gift.defect': { requestId, wishId, reason: '坏了' },
      'programme.join': { requestId, programmeId, childId, agree: true },
      'programme.mine': {},
      'programme.accept': { requestId, enrolmentId },
      'programme.decline': { requestId, enrolmentId },
      'programme.cancel': { requestId, enrolmentId },
      'programme.feedback': { requestId, enrolmentId, stars: 5 },
      'pass.show': { enrolmentId },
      ...packInputs(packs, childId).family,
      'pair.mine': {},
      'pair.answer': { requestId, pairId, answer: 'yes', childSays: 'yes' },
      'outing.answer': { requestId, outingId, answer: 'yes' },
    },
    staff: {
      me: {},
      'wish.list': { campaignId },
      'wish.counts': { campaignId },
      'wish.open': { wishId, purpose: '看看' },
      'wish.compare': { wishId, otherId: 'another-wish' },
      'wish.review': { requestId, wishId, decision: 'reject', reason: '不行' },
      'entry.save': {
        requestId,
        campaignId,
        child: { nickname: '小芽', birthMonth: '2016-05', communityId: 'c-1' },
        wish: { category: 'toy', title: '一盒积木' },
        consent: {
          formNo: 'A-1',
          signedOn: '2025-05-20',
          keptAt: '一号柜',
          scopes: ['review', 'gift'],
        },
      },
      'entry.again': { requestId, wishId, wish: { category: 'toy', title: '一盒积木' } },
      'entry.withdraw': { requestId, wishId },
      'roster.template': { campaignId },
      'roster.place': {},
      'roster.check': { campaignId, fileId: 'cloud://a/rosters/no-such-roster.xlsx' },
      'roster.marked': { campaignId, fileId: 'cloud://a/rosters/no-such-roster.xlsx' },
      'roster.import': {
        requestId,
        campaignId,
        fileId: 'cloud://a/rosters/no-such-roster.xlsx',
        mode: 'all',
      },
      'roster.list': { campaignId },
      'roster.undo': { requestId, rosterId: 'no-such-roster' },
      'list.export': { wanted: { list: 'ledger', fundId } },
      'call.list': { campaignId },
      'call.mark': { requestId, callId, note: '已告知' },
      'wish.reviewMany': { requestId, wishIds: [wishId], decision: 'approve' },
      'wish.undoReview': { requestId, wishIds: [wishId] },
      'wish.fund': { requestId, wishId, amountFen: 100 as never },
      'wish.fundMany': { requestId, wishes: [{ wishId, amountFen: 100 as never }] },
      'gift.arrive': { requestId, wishId, priceFen: 100 as never, stationId: 'desk-1' },
      'gift.arriveMany': {
        requestId,
        stationId: 'desk-1',
        gifts: [{ wishId, priceFen: 100 as never }],
      },
      'assessment.sheet': { programmeId },
      'assessment.check': { programmeId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'assessment.marked': { programmeId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'assessment.import': {
        requestId,
        programmeId,
        fileId: 'cloud://a/rosters/no-such-arrivals.xlsx',
      },
      'arrival.sheet': { campaignId },
      'arrival.check': { campaignId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'arrival.marked': { campaignId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'arrival.import': {
        requestId,
        campaignId,
        fileId: 'cloud://a/rosters/no-such-arrivals.xlsx',
      },
      'gift.shelve': { requestId, wishId, shelf: 'A-03' },
      'gift.wanted': { campaignId, communityId: 'c-1' },
      'gift.defect': { requestId, wishId, reason: '坏了' },
      'order.save': {
        requestId,
        campaignId,
        supplier: '某店',
        lines: [{ wishId, priceFen: 100 as never }],
      },
      'order.place': { requestId, orderId },
      'order.cancel': { requestId, orderId },
      'order.list': { campaignId },
      'order.open': { orderId },
      'stock.list': { campaignId },
      'stock.add': {
        requestId,
        campaignId,
        title: '跳绳',
        category: 'sport',
        quantity: 1,
        priceFen: 100 as never,
        supplier: '某店',
      },
      'stock.use': { requestId, stockId, wishId, stationId: 'desk-1' },
      'stock.writeOff': { requestId, stockId, count: 1, reason: '坏了' },
      'substitution.propose': {
        requestId,
        wishId,
        title: '别的礼物',
        priceFen: 100 as never,
        reason: '买不到',
      },
      'substitution.cancel': { requestId, wishId, no: 1 },
      'substitution.record': { requestId, wishId, no: 1, agree: true, note: '电话里说好' },
      'defect.list': { campaignId, state: 'open' },
      'defect.settle': { requestId, defectId, outcome: 'repaired', words: '修好了' },
      'fund.donate': { requestId, fundId, donor: '某人', amountFen: 100 as never },
      'fund.ledger': { fundId },
      'fund.refund': { requestId, entryId: 'donate#1', amountFen: 100 as never, reason: '退' },
      'fund.reverse': { requestId, entryId: 'donate#1', reason: '记错了' },
      'fund.rules': { requestId, fundId, dualControlAboveFen: null, reason: '不用了' },
      'fund.check': { fundId },
      'fund.invoice': {
        requestId,
        fundId,
        supplier: '某店',
        invoiceNo: '1',
        totalFen: 100 as never,
      },
      'fund.reconcile': { fundId },
      'fund.donors': { fundId },
      'fund.report': { campaignId, format: 'xlsx' },
      'fund.statement': { campaignId, donor: '灯塔公司' },
      'gift.invoice': { requestId, entryId: 'spend#1', supplier: '某店', invoiceNo: '1' },
      'wish.topUp': { requestId, wishId, amountFen: 100 as never, reason: '涨价' },
      'wish.release': { requestId, wishId, reason: '不需要' },
      'wish.cost': { wishId },
      'approval.list': { fundId, open: true },
      'approval.decide': { requestId, approvalId, decision: 'approve' },
      'approval.withdraw': { requestId, approvalId },
      'campaign.save': {
        requestId,
        campaignId,
        title: '改名',
        place: '别处',
        donor: '某人',
        ...window,
        fundId,
        consentVersion: '2',
        areas: [{ areaId: 'c-1', name: '改名', level }],
      },
      'campaign.list': {},
      'community.list': { campaignId },
      'campaign.open': { campaignId },
      'campaign.close': { requestId, campaignId },
      'campaign.reopen': { requestId, campaignId },
      'consent.publish': {
        requestId,
        campaignId,
        version: '2',
        terms: [{ title: '收集什么', text: '小名。' }],
      },
      'event.save': {
        requestId,
        eventId,
        campaignId,
        title: '改名',
        ...window,
        stations: [{ stationId: 'desk-1', label: '改名' }],
      },
      'event.list': { campaignId },
      'event.progress': { eventId },
      'event.absentees': { eventId },
      'event.cancel': { requestId, eventId, reason: '试一试' },
      'event.rehearse': { requestId, eventId },
      'card.move': { requestId, cardIds: [cardId], eventId, stationId: 'desk-2' },
      'conflict.list': { eventId },
      'conflict.resolve': { requestId, conflictId: `${cardId}.0`, resolution: '收回', note: '好' },
      'grant.endAll': { requestId, eventId },
      'complaint.list': { state: 'open' },
      'complaint.open': { complaintId },
      'complaint.assign': { requestId, complaintId },
      'complaint.answer': { requestId, complaintId, words: '已处理。' },
      'report.fairness': { campaignId },
      'audit.verify': {},
      'audit.list': {},
      'card.issue': { requestId, eventId, wishIds: [wishId] },
      'card.list': { eventId },
      'card.sheet': { eventId, cardIds: [cardId], format: 'csv' },
      'card.freeze': cardAction,
      'card.unfreeze': cardAction,
      'card.reissue': cardAction,
      'card.void': cardAction,
      'grant.scanner': { requestId, openid: 'somebody', eventId, ...window },
      'grant.staff': { requestId, openid: 'somebody', level, areaId: 'c-1' },
      'grant.end': { requestId, grantId },
      'grant.mine': {},
      'grant.resign': { requestId, grantId: 'no-such-grant' },
      'grant.list': {},
      'invite.make': { requestId, offer: { role: 'auditor' } },
      'invite.code': { code: 'no-such-code' },
      'invite.look': { code: 'no-such-code' },
      'invite.accept': { requestId, code: 'no-such-code' },
      'invite.list': {},
      'invite.end': { requestId, inviteId: 'no-such-invite' },
      'guardian.attest': { requestId, wishId, reason: '当面核实过' },
      'guardian.transfer': { requestId, wishId, reason: '当面核实过' },
      'guardian.transfers': { campaignId },
      'programme.save': { ...programmeInput(), requestId },
      'programme.cancel': { requestId, programmeId, reason: '台风' },
      'programme.list': { campaignId },
      'programme.inside': { programmeId, sessionId: 's-1' },
      'programme.assess': { requestId, enrolmentId, passed: true },
      'programme.feedback': { programmeId },
      'enrolment.list': { programmeId },
      'enrolment.promote': { requestId, enrolmentId },
      'enrolment.reject': { requestId, enrolmentId },
      'enrolment.priority': { requestId, enrolmentId, priority: 1, reason: '路远' },
      'enrolment.call': { requestId, enrolmentId, outcome: 'not_reached' },
      'enrolment.walkIn': { requestId, programmeId, childId },
      'certificate.award': { requestId, programmeId, enrolmentIds: [enrolmentId] },
      'certificate.hours': { requestId, motherId, from: '2025-01-01', until: '2025-01-31' },
      'certificate.correct': { requestId, number: 'CERT-0000-0000-0001', name: '欧阳晓海' },
      'certificate.revoke': { requestId, number: 'CERT-0000-0000-0001', reason: '冒领' },
      'certificate.list': { programmeId },
      'mother.decide': { requestId, motherId, decision: 'pause' },
      'mother.proof': { requestId, motherId, proof: 'insurance', on: '2025-01-01' },
      'mother.list': { campaignId },
      'mother.rules': { requestId, campaignId, maxPairs: 1, certificate: false },
      'mother.children': { campaignId, communityId: 'c-1' },
      'mother.match': { campaignId, childId },
      'pair.overseers': { childId },
      'pair.propose': {
        requestId,
        childId,
        motherId,
        role: 'lead',
        supervisorGrantId: grantId,
        deputyGrantId: grantId,
      },
      'pair.start': { requestId, pairId, metOn: '2025-01-01' },
      'pair.suspend': { requestId, pairId, reason: '试一试' },
      'pair.resume': { requestId, pairId, reason: '试一试' },
      'pair.end': { requestId, pairId, reason: '试一试' },
      'pair.handover': { requestId, pairId, motherId, summary: '试一试' },
      'pair.assign': {
        requestId,
        pairId,
        supervisorGrantId: grantId,
        deputyGrantId: grantId,
      },
      'pair.list': { campaignId },
      'pair.open': { pairId, purpose: '看看' },
      'pair.talk': { requestId, pairId, with: 'mother', day: '2025-01-01', note: '都好' },
      'record.confirm': { requestId, recordIds: [recordId] },
      'alert.mine': {},
      'alert.allow': { requestId },
      'concern.raise': concern,
      'grant.safeguarding': { requestId, openid: 'somebody-new' },
      'specialist.save': {
        requestId,
        openid: 'somebody-new',
        name: '林老师',
        profession: 'psychologist',
        contact: '南山心理中心',
        memberUntil: '2090-01-01',
      },
      'specialist.list': {},
      'referral.propose': {
        requestId,
        childId,
        specialistId: 'specialist_none',
        purpose: '聊一聊',
        question: '睡得不好',
      },
      'referral.list': {},
      'record.judge': { requestId, recordId, decision: 'release' },
      'pair.answer': {
        requestId,
        pairId,
        answer: 'no',
        childSays: 'no',
        how: 'phone',
        note: '说了',
      },
      'outing.answer': { requestId, outingId, answer: 'no', how: 'phone', note: '说了' },
      'referral.answer': {
        requestId,
        referralId,
        answer: 'no',
        how: 'paper',
        note: '说了',
      },
      ...packInputs(packs, childId).staff,
    },
    helper: {
      'programme.join': { requestId, programmeId, name: '欧阳小海' },
      'programme.mine': {},
      'programme.accept': { requestId, enrolmentId },
      'programme.decline': { requestId, enrolmentId },
      'programme.cancel': { requestId, enrolmentId },
      'programme.feedback': { requestId, enrolmentId, stars: 5 },
      'pass.show': { enrolmentId },
      'certificate.mine': {},
      'certificate.pdf': { number: 'CERT-0000-0000-0001' },
      ...packInputs(packs, childId).helper,
      'mother.apply': {
        requestId,
        campaignId,
        name: '周小满',
        kind: 'volunteer',
        team: 'neighbor',
        level: 'community',
        communityIds: ['c-1'],
      },
      'mother.me': {},
      'pair.mine': {},
      'record.add': {
        requestId,
        pairId,
        kind: 'call',
        day: '2025-01-01',
        from: '10:00',
        minutes: 30,
        reached: true,
      },
      'record.change': { requestId, recordId, minutes: 20 },
      'record.more': { requestId, recordId, note: '补充' },
      'record.mine': { pairId },
      'outing.plan': {
        requestId,
        pairId,
        place: '图书馆',
        from: now + HOUR,
        until: now + 2 * HOUR,
      },
      'outing.back': { requestId, outingId },
      'hours.mine': {},
      'message.mine': {},
      'data.erase': { requestId },
      'concern.raise': concern,
      'code.mine': {},
      'referral.mine': {},
      'referral.accept': { requestId, referralId: 'referral_none' },
      'referral.refuse': { requestId, referralId: 'referral_none' },
      'referral.note': { requestId, referralId: 'referral_none', words: '第一次见面' },
      'referral.close': { requestId, referralId: 'referral_none' },
    },
    safe: {
      'concern.list': {},
      'concern.open': { concernId: 'concern_none' },
      'concern.name': { requestId, concernId: 'concern_none', grantId },
      'concern.report': { requestId, concernId: 'concern_none', to: 'police', at: now },
      'concern.answer': { requestId, concernId: 'concern_none', words: '已受理' },
      'concern.notReported': { requestId, concernId: 'concern_none', reason: '误会' },
      'pair.suspend': { requestId, pairId },
      'holder.list': {},
      'referral.open': { referralId: 'referral_none' },
    },
    station: {
      'concern.raise': concern,
      me: {},
      open: {
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        deviceLabel: '手机',
        deviceTime: now,
      },
      'card.inspect': { eventId, stationId: 'desk-1', code },
      'card.redeem': {
        nonce: 'tried',
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        code,
        collector: { type: 'child' },
      },
      'card.handOut': { nonce: 'tried-to-hand-out', eventId, code },
      'card.sync': {
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        clockOffsetMs: 0,
        entries: [{ nonce: 'tried-later', code, collector: { type: 'child' }, scannedAt: now }],
      },
      'card.annul': { nonce: 'tried-to-annul', cardId, reason: '试一试', disposition: 'returned' },
      attempts: { eventId },
    },
  };
};

const NO_CARD = { childId: '', wishId: '', cardId: '', code: '' } as ReadyCard;

/** In the order in which they try what is theirs: an admin's acts take rights from others. */
const ROLES = ['nobody', 'stranger', 'guardian', 'volunteer', 'auditor', 'staff', 'admin'] as const;
type Role = (typeof ROLES)[number];

/** Who may call what kind of action at all. */
const ALLOWED: Record<Caller, readonly Role[]> = {
  anyone: ROLES,
  signedIn: ROLES.filter((role) => role !== 'nobody'),
  guardian: ['guardian'],
  volunteer: ['volunteer', 'staff', 'admin'],
  uploader: ['volunteer', 'staff', 'admin'],
  office: ['auditor', 'staff', 'admin'],
  auditor: ['auditor', 'admin'],
  staff: ['staff', 'admin'],
  // By a grant of its own alone: no admin inherits it.
  holder: [],
  staffOrHolder: ['staff', 'admin'],
  admin: ['admin'],
};

/**
 * What becomes of an action on a thing outside the caller's area: it is refused, a list does not hold
 * it, or an action on many says so of this one. `none`: it is about no family's thing. An action that is missing here does not compile.
 */
const ELSEWHERE: {
  [A in ActionName<'staff'>]: WhoMayCall<'staff', A> extends 'staff'
    ? 'refused' | 'hidden' | 'told' | 'none'
    : 'none';
} = {
  me: 'none',
  'wish.list': 'hidden',
  'wish.open': 'refused',
  'wish.counts': 'none',
  'wish.compare': 'refused',
  'wish.review': 'refused',
  'wish.reviewMany': 'told',
  'wish.undoReview': 'told',
  'wish.fund': 'none',
  'wish.fundMany': 'none',
  'wish.topUp': 'refused',
  'wish.release': 'none',
  'wish.cost': 'none',
  'entry.save': 'refused',
  'entry.again': 'refused',
  'entry.withdraw': 'refused',
  'roster.template': 'none',
  // A roster is known to whoever sent it; rows of another area are told as mistakes of theirs.
  'roster.place': 'none',
  'roster.check': 'none',
  'roster.marked': 'none',
  'roster.import': 'none',
  'roster.list': 'hidden',
  'roster.undo': 'none',
  'list.export': 'none',
  'call.list': 'hidden',
  'call.mark': 'refused',
  'gift.arrive': 'refused',
  'gift.arriveMany': 'told',
  // A wish of another area is told as a number that is none.
  'assessment.sheet': 'none',
  'assessment.check': 'none',
  'assessment.marked': 'none',
  'assessment.import': 'none',
  'arrival.sheet': 'none',
  'arrival.marked': 'none',
  'arrival.check': 'none',
  'arrival.import': 'none',
  'gift.shelve': 'refused',
  'gift.wanted': 'refused',
  'gift.defect': 'refused',
  'gift.invoice': 'none',
  'order.save': 'refused',
  'order.place': 'refused',
  'order.cancel': 'refused',
  'order.list': 'hidden',
  'order.open': 'refused',
  'stock.list': 'none',
  'stock.add': 'none',
  'stock.use': 'refused',
  'stock.writeOff': 'refused',
  'substitution.propose': 'refused',
  'substitution.cancel': 'refused',
  'substitution.record': 'refused',
  'defect.list': 'hidden',
  'defect.settle': 'refused',
  'fund.donate': 'none',
  'fund.ledger': 'none',
  'fund.refund': 'none',
  'fund.reverse': 'none',
  'fund.rules': 'none',
  'fund.check': 'none',
  'fund.invoice': 'none',
  'fund.reconcile': 'none',
  'fund.donors': 'none',
  'fund.report': 'none',
  'fund.statement': 'none',
  'approval.list': 'hidden',
  'approval.decide': 'refused',
  'approval.withdraw': 'none',
  'campaign.list': 'none',
  'community.list': 'hidden',
  'campaign.open': 'none',
  'campaign.save': 'none',
  'campaign.close': 'none',
  'campaign.reopen': 'none',
  'consent.publish': 'none',
  'event.save': 'none',
  'event.list': 'none',
  'event.progress': 'none',
  'event.absentees': 'hidden',
  'event.cancel': 'none',
  'event.rehearse': 'none',
  'card.issue': 'refused',
  'card.list': 'hidden',
  'card.sheet': 'refused',
  'card.move': 'refused',
  'card.freeze': 'refused',
  'card.unfreeze': 'refused',
  'card.reissue': 'refused',
  'card.void': 'refused',
  'conflict.list': 'hidden',
  'conflict.resolve': 'refused',
  'grant.scanner': 'none',
  'grant.staff': 'none',
  'grant.list': 'none',
  'grant.end': 'none',
  'grant.mine': 'none',
  'grant.resign': 'none',
  'grant.endAll': 'none',
  'invite.make': 'none',
  'invite.code': 'none',
  'invite.look': 'none',
  'invite.accept': 'none',
  'invite.list': 'none',
  'invite.end': 'none',
  'guardian.attest': 'refused',
  'guardian.transfer': 'refused',
  'guardian.transfers': 'hidden',
  'complaint.list': 'hidden',
  'complaint.open': 'refused',
  'complaint.assign': 'refused',
  'complaint.answer': 'refused',
  'programme.save': 'none',
  'programme.cancel': 'none',
  'programme.list': 'none',
  'programme.inside': 'hidden',
  'programme.assess': 'refused',
  'programme.feedback': 'none',
  'enrolment.list': 'hidden',
  'enrolment.promote': 'refused',
  'enrolment.reject': 'refused',
  'enrolment.priority': 'refused',
  'enrolment.call': 'refused',
  'enrolment.walkIn': 'refused',
  // Refused below the district; to another district an enrolment of this one is none.
  'certificate.award': 'none',
  'certificate.hours': 'refused',
  'certificate.correct': 'none',
  'certificate.revoke': 'none',
  'certificate.list': 'hidden',
  'report.fairness': 'none',
  'audit.verify': 'none',
  'audit.list': 'none',
  'pack.plans': 'none',
  'pack.batches': 'hidden',
  'pack.batch': 'refused',
  'pack.candidates': 'refused',
  'pack.sheet': 'refused',
  'unit.list': 'hidden',
  'pack.plan': 'none',
  'pack.receive': 'none',
  'pack.sums': 'none',
  'unit.save': 'none',
  'pack.send': 'none',
  'pack.assign': 'refused',
  'pack.swap': 'refused',
  'pack.return': 'refused',
  'pack.lose': 'refused',
  'pack.confirmLoss': 'refused',
  'pack.discrepancies': 'refused',
  'pack.settle': 'refused',
  'pack.close': 'refused',
  'grant.unit': 'none',
  'pack.answers': 'hidden',
  'pack.answer': 'refused',
  'mother.decide': 'refused',
  'mother.proof': 'refused',
  'mother.list': 'hidden',
  'mother.rules': 'none',
  'mother.children': 'refused',
  'mother.match': 'refused',
  'pair.overseers': 'refused',
  'pair.propose': 'refused',
  'pair.start': 'refused',
  'pair.suspend': 'refused',
  'pair.resume': 'refused',
  'pair.end': 'refused',
  'pair.handover': 'refused',
  'pair.assign': 'refused',
  'pair.list': 'hidden',
  'pair.open': 'refused',
  'pair.talk': 'refused',
  'record.confirm': 'refused',
  'record.judge': 'refused',
  'pair.answer': 'refused',
  'outing.answer': 'refused',
  'alert.allow': 'none',
  'alert.mine': 'none',
  'concern.raise': 'none',
  'grant.safeguarding': 'none',
  'specialist.save': 'none',
  'specialist.list': 'none',
  'referral.propose': 'refused',
  'referral.list': 'hidden',
  'referral.answer': 'refused',
};

/** Whose each list is to take out: as its action. A list that is missing here does not compile. */
const LISTS: { [L in ListWanted['list']]: [who: Caller, wanted: ListWanted & { list: L }] } = {
  wishes: ['staff', { list: 'wishes', campaignId }],
  calls: ['staff', { list: 'calls', campaignId }],
  cards: ['staff', { list: 'cards', eventId }],
  absentees: ['staff', { list: 'absentees', eventId }],
  attempts: ['staff', { list: 'attempts', eventId }],
  purchase: ['staff', { list: 'purchase', campaignId }],
  orders: ['staff', { list: 'orders', campaignId }],
  stock: ['staff', { list: 'stock', campaignId }],
  mothers: ['staff', { list: 'mothers', campaignId }],
  enrolments: ['staff', { list: 'enrolments', programmeId: 'programme' }],
  packSums: ['staff', { list: 'packSums', planId: PLAN }],
  packBatches: ['staff', { list: 'packBatches', planId: PLAN }],
  packPlaces: ['staff', { list: 'packPlaces', planId: PLAN }],
  packDiscrepancies: ['staff', { list: 'packDiscrepancies', planId: PLAN }],
  packAnswers: ['staff', { list: 'packAnswers', planId: PLAN }],
  defects: ['staff', { list: 'defects', campaignId, state: 'open' }],
  complaints: ['staff', { list: 'complaints', state: 'open' }],
  approvals: ['staff', { list: 'approvals', fundId, open: true }],
  ledger: ['auditor', { list: 'ledger', fundId }],
  audit: ['auditor', { list: 'audit' }],
  people: ['admin', { list: 'people' }],
};

const ACTIONS = everyAction().map(
  ({ title, name, action, who }) => [title, name, action, who] as const,
);

/** Ids that anybody may know. */
const PUBLIC_IDS = ['requestId', 'campaignId', 'communityId', 'programmeId'];

const isPrivateId = (field: string): boolean => field.endsWith('Id') && !PUBLIC_IDS.includes(field);

/** From the contract: one that takes an id of a family is tried with another's. */
const FAMILY_ACTIONS = (Object.keys(FUNCTIONS.family) as ActionName<'family'>[]).filter((action) =>
  Object.keys(inputsFor(NO_CARD, '', '', NO_BOOKS).family[action]).some(isPrivateId),
);

describe('an action that is not theirs', () => {
  let cloud: TestCloud;
  let world: World;
  let inputs: Inputs;
  let books: Books;
  let people: Record<Role, Person>;
  let card: ReadyCard;
  /** Staff of the other levels, each of an area in which the family does not live. */
  let elsewhere: Person[];

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    card = await readyCard(cloud, world, 'owner');
    const { complaintId } = await card.guardian.call('family', 'complaint.send', {
      requestId: 'a-complaint-of-the-owner',
      topic: 'gift',
      words: '礼物还没有到。',
      wishId: card.wishId,
    });
    await world.admin.call('staff', 'campaign.save', {
      ...inputsFor(card, '', complaintId, NO_BOOKS).staff['campaign.save'],
      requestId: 'a-campaign-elsewhere',
      campaignId: 'elsewhere',
      areas: [
        { areaId: 'd-2', name: '西区', level: 'district' },
        { areaId: 's-2', name: '山街', level: 'street', parentId: 'd-2' },
      ],
    });
    elsewhere = await Promise.all(
      (['street', 'district'] as const).map(async (level) => {
        await world.admin.call('staff', 'grant.staff', {
          requestId: `a-grant-elsewhere-${level}`,
          openid: `elsewhere-${level}`,
          level,
          areaId: level === 'street' ? 's-2' : 'd-2',
        });
        return cloud.as(`elsewhere-${level}`);
      }),
    );
    const { guardian } = await newFamily(cloud, 'other-guardian');
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: 'a-grant-to-end',
      openid: 'colleague',
      level: 'community',
      areaId: 'c-2',
    });
    for (const level of ['auditor', 'admin'] as const) {
      await world.admin.call('staff', 'grant.staff', {
        requestId: `a-grant-of-${level}`,
        openid: level === 'admin' ? 'other-admin' : level,
        level,
      });
    }
    books = await openBooks();
    inputs = inputsFor(card, grantId, complaintId, books);
    people = {
      nobody: cloud.as(''),
      stranger: world.stranger,
      guardian,
      volunteer: world.volunteer,
      auditor: cloud.as('auditor'),
      staff: cloud.as('colleague'),
      admin: cloud.as('other-admin'),
    };
  });
  afterAll(() => cloud.end());

  /** A family without WeChat that is to be called: its wish was returned. */
  const openCall = async (): Promise<string> => {
    const { community } = world;
    const { wishId } = await enter(community, 'A-7');
    const returned = { requestId: newRequestId(), wishId, decision: 'return', reason: '写明颜色' };
    await community.call('staff', 'wish.review', returned as Input<'staff', 'wish.review'>);
    await cloud.timer('jobs', Date.now() + HOUR);
    const { items } = await community.call('staff', 'call.list', { campaignId });
    return items[0]?.callId ?? '';
  };

  /** An order, a lot that a withdrawn wish left behind, a defective gift, and a call to make. */
  const openBooks = async (): Promise<Books> => {
    const { community } = world;
    const { wishId } = await fundedWish(cloud, world);
    const { orderId } = await community.call('staff', 'order.save', orderOf([wishId]));
    const left = await fundedWish(cloud, world);
    await arriveAt(world, left.wishId, 15_000);
    const request = { requestId: newRequestId(), wishId: left.wishId };
    await left.guardian.call('family', 'wish.withdraw', request);
    const { items } = await community.call('staff', 'stock.list', { campaignId });
    const broken = await handedOver(cloud, world);
    const { defectId } = await broken.guardian.call('family', 'gift.defect', {
      requestId: newRequestId(),
      wishId: broken.wishId,
      reason: '轮子掉了',
    });
    const programmeId = await newProgramme(world.admin, { programmeId: 'programme' });
    const { enrolmentId } = await joinWithChild(card.guardian, programmeId, card.childId);
    const companion = await companionOf(cloud, world, card);
    const packs = await openPackBooks(cloud, world);
    const callId = await openCall();
    const stockId = items[0]?.stockId ?? '';
    const { approvalId } = await community.call('staff', 'guardian.transfer', {
      requestId: newRequestId(),
      wishId: card.wishId,
      reason: '账号换了',
    });
    const { children } = await card.guardian.call('family', 'me', {});
    const transferId = children[0]?.transfer?.transferId ?? '';
    const asked = { transferId, approvalId };
    return {
      ...asked,
      orderId,
      stockId,
      defectId,
      callId,
      programmeId,
      enrolmentId,
      companion,
      packs,
    };
  };

  const send = (person: Person, name: FunctionName, action: string): Promise<string> => {
    const input = (inputs[name] as Record<string, unknown>)[action];
    return person.refused(name, action as never, input);
  };

  describe.each(ACTIONS)('%s', (_, name, action, who) => {
    const others = ROLES.filter((role) => !ALLOWED[who].includes(role));
    if (others.length === 0) return;
    it.each(others)('is refused to a %s, and nothing changes', async (role) => {
      const before = fingerprint(cloud.dataDir);
      const wanted = role === 'nobody' ? 'UNAUTHENTICATED' : 'PERMISSION_DENIED';
      await expect(send(people[role], name, action)).resolves.toBe(wanted);
      expect(fingerprint(cloud.dataDir)).toBe(before);
    });
  });

  it.each(FAMILY_ACTIONS)(
    "family.%s answers another family's ids as it answers ids that do not exist, and nothing changes",
    async (action) => {
      const input = inputs.family[action] as Record<string, unknown>;
      const ids = Object.keys(input).filter(isPrivateId);
      const before = fingerprint(cloud.dataDir);
      for (const id of ids) {
        const unknown = { ...input, [id]: 'there-is-none' };
        const answer = await people.guardian.send('family', action, input as never);
        expect(answer).toMatchObject({ ok: false, code: 'NOT_FOUND' });
        expect(answer).toEqual(await people.guardian.send('family', action, unknown as never));
      }
      expect(fingerprint(cloud.dataDir)).toBe(before);
    },
  );

  /** Whoever helps with something else: a member of another batch scans as a volunteer does. */
  it.each(['a unit member of another batch', 'a mother'] as const)(
    'every call that is not theirs is refused to %s, and nothing changes',
    async (who) => {
      const { planId, unitId, batchId } = books.packs;
      const isMember = who !== 'a mother';
      const person = isMember
        ? await newMember(cloud, world, await sendPacks(world, planId, unitId, { '7-12': 1 }))
        : cloud.as('companion');
      const before = fingerprint(cloud.dataDir);
      for (const [title, name, action, caller] of ACTIONS) {
        if (ALLOWED[caller].includes(isMember ? 'volunteer' : 'stranger')) continue;
        expect([title, await send(person, name, action)]).toEqual([title, 'PERMISSION_DENIED']);
      }
      const at = { eventId: batchId, stationId: unitId, deviceId: 'd' };
      const { code } = card;
      const scans = { ...at, clockOffsetMs: 0 };
      const theirs: [FunctionName, string, unknown][] = [
        ['helper', 'batch.acknowledge', inputs.helper['batch.acknowledge']],
        ['station', 'card.inspect', { eventId: batchId, stationId: unitId, code }],
        ['station', 'card.redeem', { ...inputs.station['card.redeem'], ...at }],
        ['station', 'card.sync', { ...inputs.station['card.sync'], ...scans }],
      ];
      for (const [name, action, input] of theirs) {
        const told = await person.refused(name, action as never, input);
        expect([action, told]).toEqual([action, 'PERMISSION_DENIED']);
      }
      const { items } = await person.call('helper', 'batch.mine', {});
      expect(items.map((one) => one.batchId)).not.toContain(batchId);
      expect(fingerprint(cloud.dataDir)).toBe(before);
    },
  );

  it('an invitation that nobody made is not found', async () => {
    await expect(send(people.guardian, 'family', 'guardian.join')).resolves.toBe('NOT_FOUND');
  });

  const elsewhereAre = (what: string): ActionName<'staff'>[] =>
    (Object.keys(ELSEWHERE) as ActionName<'staff'>[]).filter(
      (action) => ELSEWHERE[action] === what,
    );

  it.each(elsewhereAre('refused'))(
    'staff.%s outside the own area is refused at each level, and nothing changes',
    async (action) => {
      const before = fingerprint(cloud.dataDir);
      for (const person of [people.staff, ...elsewhere]) {
        await expect(send(person, 'staff', action)).resolves.toBe('PERMISSION_DENIED');
      }
      expect(fingerprint(cloud.dataDir)).toBe(before);
    },
  );

  const PRIVATE_OF_STAFF =
    /^(wishId|cardId|orderId|stockId|defectId|conflictId|callId|complaintId|approvalId|pairId|childId|enrolmentId|batchId|lossId|discrepancyId|motherId|specialistId|referralId|recordId|outingId|wishIds|cardIds|childIds)$/;
  const leadingIds = (action: ActionName<'staff'>): string[] =>
    Object.keys(inputs.staff[action]).filter((field) => PRIVATE_OF_STAFF.test(field));

  it.each(elsewhereAre('refused'))(
    'staff.%s answers an id of another area as it answers one that does not exist',
    async (action) => {
      const input = inputs.staff[action] as Record<string, unknown>;
      for (const id of leadingIds(action)) {
        const none = { ...input, [id]: id.endsWith('s') ? ['there-is-none'] : 'there-is-none' };
        for (const person of [people.staff, ...elsewhere]) {
          const answer = await person.send('staff', action, input as never);
          expect({ id, answer }).toEqual({
            id,
            answer: await person.send('staff', action, none as never),
          });
        }
      }
    },
  );

  it.each(elsewhereAre('told'))(
    'staff.%s outside the own area says so of each, and changes none',
    async (action) => {
      const before = dump(cloud.dataDir, 'wishes');
      for (const person of [people.staff, ...elsewhere]) {
        const told = await person.call('staff', action, inputs.staff[action] as never);
        expect(JSON.stringify(told)).toMatch(/"(refused|problem)":"/);
        expect(JSON.stringify(told)).not.toContain('"state"');
      }
      expect(dump(cloud.dataDir, 'wishes')).toBe(before);
    },
  );

  it.each(elsewhereAre('hidden'))(
    'staff.%s shows nothing from outside the own area, at no level',
    async (action) => {
      for (const person of [people.staff, ...elsewhere]) {
        const shown = await person.call('staff', action, inputs.staff[action] as never);
        const { companion, enrolmentId } = books;
        const { motherId, pairId } = companion;
        const ids = [card.wishId, card.cardId, card.childId, motherId, pairId, enrolmentId];
        for (const id of ids) {
          expect(JSON.stringify(shown)).not.toContain(id);
        }
      }
    },
  );

  it('the lists of staff hold their own area and below, and no more', async () => {
    const { items } = await people.staff.call('staff', 'wish.list', { campaignId });
    expect(items).toEqual([]);
    const own = await world.community.call('staff', 'wish.list', { campaignId });
    expect(own.items).toHaveLength(5);
    const cards = await people.staff.call('staff', 'card.list', { eventId });
    expect(cards.items).toEqual([]);
    for (const action of ['gift.wanted', 'order.list', 'stock.list'] as const) {
      const list = await people.staff.call('staff', action, { campaignId });
      expect(list.items).toEqual([]);
    }
    const open = { campaignId, state: 'open' } as const;
    const defects = await people.staff.call('staff', 'defect.list', open);
    expect(defects.items).toEqual([]);
    await expect(world.community.call('staff', 'defect.list', open)).resolves.toMatchObject({
      items: [{ reason: '轮子掉了' }],
    });
  });

  describe.each(Object.values(LISTS))('to a %s, and as .xlsx %j,', (who, wanted) => {
    const input = { wanted };
    it.each(ROLES.filter((role) => !ALLOWED[who].includes(role)))(
      'is refused to a %s, and nothing changes',
      async (role) => {
        const before = fingerprint(cloud.dataDir);
        const code = role === 'nobody' ? 'UNAUTHENTICATED' : 'PERMISSION_DENIED';
        await expect(people[role].refused('staff', 'list.export', input)).resolves.toBe(code);
        expect(fingerprint(cloud.dataDir)).toBe(before);
      },
    );

    it.each(ROLES.filter((role) => ALLOWED[who].includes(role)))(
      'goes to a %s, on record',
      async (role) => {
        const { rows } = await people[role].call('staff', 'list.export', input);
        // A list of staff holds nothing of another area: all of these are of the family's own.
        // The sums of a plan are of no area.
        if (role === 'staff' && wanted.list !== 'packSums') expect(rows).toBe(0);
        const { items } = await people.admin.call('staff', 'audit.list', { subject: wanted.list });
        expect(items[0]).toMatchObject({ action: 'list.export' });
      },
    );
  });

  it('a guardian sees own wishes and cards only', async () => {
    await expect(people.guardian.call('family', 'wish.mine', {})).resolves.toEqual({ items: [] });
    await expect(people.guardian.call('family', 'card.mine', {})).resolves.toEqual({ items: [] });
  });

  it('reviewing is for a grant of exactly the level: not for an admin, nor for the other level', async () => {
    const review = inputs.staff['wish.review'];
    await expect(world.admin.refused('staff', 'wish.review', review)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  /** What is refused further in is refused in other words than at the door. */
  describe('what is theirs', () => {
    const theirs = ROLES.flatMap((role) =>
      ACTIONS.filter(([, , , who]) => ALLOWED[who].includes(role)).map(
        ([title, name, action]) => [title, role, name, action] as const,
      ),
    );
    const doors = new Map<string, string[]>();
    const wordsTo = async (role: Role, name: FunctionName, action: string): Promise<string> => {
      const input = (inputs[name] as Record<string, unknown>)[action];
      const reply = await people[role].send(name, action as never, input as never);
      return reply.ok ? '' : reply.message;
    };

    beforeAll(async () => {
      for (const [title, name, action, who] of ACTIONS) {
        const others = ROLES.filter((role) => !ALLOWED[who].includes(role));
        doors.set(title, await Promise.all(others.map((role) => wordsTo(role, name, action))));
      }
    });

    it.each(theirs)('%s is not refused at the door to a %s', async (title, role, name, action) => {
      expect(doors.get(title)).not.toContain(await wordsTo(role, name, action));
    });
  });
});
