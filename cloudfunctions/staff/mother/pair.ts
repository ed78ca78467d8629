import type { Input } from '../../../typings/contract';
import { noteOf } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import { isOwnChild } from '../../domain/family/own-child';
import type { Mother } from '../../domain/mother/mother';
import {
  assignPair,
  endPair,
  isUnderWay,
  propose,
  requireOversight,
  resumePair,
  startPair,
  suspendPair,
  type Pair,
} from '../../domain/mother/pair';
import { newId } from '../../shared/identity';
import * as calls from '../../calls/pair';
import type { Context, Handlers } from '../../shared/serve';
import { keyAt } from '../../store/common/page-keys';
import { once, type Work } from '../../store/common/requests';
import { motherIn, rulesIn } from '../../store/mother/mothers';
import { childIn, pairIn, requireNoOtherLead, savePair } from '../../store/mother/pairs';
import { roleOf } from '../wish/wish-file';
import type { ChildRecord } from '../../domain/family/records';
import { requireArea, requireDistrict } from '../common/area';

/** The way down to where a child lives. */
const pathOf = async (work: Work, { communityId }: ChildRecord) => {
  const area = await work.get('areas', communityId);
  return { path: area?.path ?? [], campaignIds: area?.campaignIds ?? [] };
};

/**
 * Who looks after a pair by a grant: staff of the area, no admin by that alone, and neither the
 * mother nor a guardian of the child.
 * @throws Refusal NOT_FOUND, FAILED_PRECONDITION
 */
const overseerBy = async (
  work: Work,
  grantId: string,
  { areaPath, mother, child }: { areaPath: readonly string[]; mother: Mother; child: ChildRecord },
): Promise<string> => {
  const grant = await work.get('grants', grantId);
  if (!grant) return refuse('NOT_FOUND', '没有找到这位工作人员的授权。');
  if (grant.kind !== 'staff' || grant.endedAt !== null || !areaPath.includes(grant.areaId)) {
    return refuse('FAILED_PRECONDITION', '督导和副督导要是负责这个区域、在任的工作人员。');
  }
  const { personId } = grant;
  if (personId === mother.personId) {
    refuse('FAILED_PRECONDITION', '不能督导自己的陪伴，请换一位工作人员。');
  }
  if (isOwnChild(child, personId)) {
    refuse('FAILED_PRECONDITION', '不能督导自己孩子的陪伴，请换一位工作人员。');
  }
  return personId;
};

/** Two persons look after a pair. @throws Refusal */
const overseersBy = async (
  work: Work,
  grants: { supervisorGrantId: string; deputyGrantId: string },
  of: Parameters<typeof overseerBy>[2],
): Promise<Pick<Pair, 'supervisorGrantId' | 'deputyGrantId' | 'supervisorId' | 'deputyId'>> => {
  const supervisorId = await overseerBy(work, grants.supervisorGrantId, of);
  const deputyId = await overseerBy(work, grants.deputyGrantId, of);
  if (supervisorId === deputyId) {
    refuse('FAILED_PRECONDITION', '督导和副督导要是两个人。');
  }
  const { supervisorGrantId, deputyGrantId } = grants;
  return { supervisorGrantId, deputyGrantId, supervisorId, deputyId };
};

/** Whether a mother may be proposed for a child now. @throws Refusal */
const requireProposable = async (
  work: Work,
  mother: Mother,
  child: ChildRecord,
  of: { role: Pair['role']; campaignIds: readonly string[]; personId: string },
): Promise<void> => {
  if (mother.personId === of.personId) {
    refuse('PERMISSION_DENIED', '不能为自己提出结对，请由同事办理。');
  }
  if (!of.campaignIds.includes(mother.campaignId)) {
    refuse('FAILED_PRECONDITION', '这个孩子所在的社区不在她参加的活动里。');
  }
  if (mother.state !== 'approved') {
    refuse('FAILED_PRECONDITION', '她现在不在爱心妈妈队伍中，不能结对。');
  }
  if (isOwnChild(child, mother.personId)) {
    refuse('FAILED_PRECONDITION', '不能与自己的孩子结对。');
  }
  const { maxPairs } = await rulesIn(work, mother.campaignId);
  if (of.role === 'lead' && mother.leadPairIds.length >= maxPairs) {
    refuse('FAILED_PRECONDITION', `她已有 ${maxPairs} 次主要陪伴，不能再多。`);
  }
};

/** Nobody decides on her own companionship or her own child's. @throws Refusal PERMISSION_DENIED */
const requireOthers = async (
  work: Work,
  { motherId, childId }: Pair,
  { personId }: Context,
): Promise<void> => {
  const mother = await work.get('mothers', motherId);
  const child = await work.get('children', childId);
  if (mother?.personId === personId || (child && isOwnChild(child, personId))) {
    refuse('PERMISSION_DENIED', '不能办理自己或自己孩子的陪伴，请由同事办理。');
  }
};

const logDecision = (
  work: Work,
  { personId, rights, now }: Context,
  childId: string,
  purpose: string,
  openingId: string,
): Promise<void> =>
  work.put('accessLog', {
    _id: openingId,
    childId,
    wishId: '',
    by: personId,
    role: roleOf(rights),
    purpose,
    at: now,
  });

type Step = 'pair.suspend' | 'pair.resume' | 'pair.end';

/** A step of a pair that is under way, by those who look after it. */
const move =
  (
    action: Step,
    next: (pair: Pair, context: Context, reason: string, work: Work) => Promise<Pair> | Pair,
  ) =>
  (context: Context, { pairId, reason }: Input<'staff', Step>) =>
    once(context, async (work) => {
      const before = await pairIn(work, pairId);
      requireOversight(before, context.rights, { deputy: true, admin: true });
      await requireOthers(work, before, context);
      const pair = await next(before, context, reason, work);
      await savePair(work, before, pair, context);
      await work.audit({ action, subject: pairId });
      return { state: pair.state };
    });

/** The family still agrees: touches that guardian, so that no withdrawal goes through beside it. */
const requireFamily = async (work: Work, child: ChildRecord): Promise<void> => {
  for (const guardianId of child.guardianIds) {
    const guardian = await work.get('guardians', guardianId);
    if (!guardian?.consent.scopes.includes('pairing')) continue;
    await work.put('guardians', { ...guardian, version: guardian.version + 1 });
    return;
  }
  refuse('FAILED_PRECONDITION', '家庭没有同意「爱心妈妈结对」，不能开始。');
};

export const pairHandlers: Pick<
  Handlers<'staff'>,
  | 'pair.propose'
  | 'pair.start'
  | 'pair.suspend'
  | 'pair.resume'
  | 'pair.end'
  | 'pair.handover'
  | 'pair.assign'
> = {
  'pair.propose': {
    who: 'staff',
    input: calls.propose,
    run: (context, { requestId: _, childId, motherId, ...given }) => {
      const { personId, rights, now } = context;
      const pairId = newId('pair');
      const openingId = newId('access');
      return once(context, async (work) => {
        const child = await childIn(work, childId);
        const { path: areaPath, campaignIds } = await pathOf(work, child);
        requireArea(rights, { areaPath });
        if (isOwnChild(child, personId)) {
          refuse('PERMISSION_DENIED', '不能为自己的孩子办理，请由同事办理。');
        }
        const mother = await motherIn(work, motherId);
        await requireProposable(work, mother, child, { role: given.role, campaignIds, personId });
        const people = await overseersBy(
          work,
          { supervisorGrantId: given.supervisorGrantId, deputyGrantId: given.deputyGrantId },
          { areaPath, mother, child },
        );
        const pair = propose(
          {
            _id: pairId,
            campaignId: mother.campaignId,
            childId,
            motherId,
            role: given.role,
            purpose: given.purpose ?? null,
            until: given.until ?? null,
            ...people,
            areaPath,
            replaces: null,
            summary: null,
            key: keyAt(now, pairId),
          },
          context,
        );
        // Touched, so that erasing the child and proposing can't both go through.
        await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
        await savePair(work, null, pair, context);
        await logDecision(work, context, childId, '提出爱心妈妈结对', openingId);
        await work.audit({ action: 'pair.propose', subject: pairId });
        return { pairId, state: pair.state };
      });
    },
  },
  'pair.start': {
    who: 'staff',
    input: calls.start,
    run: (context, { pairId, metOn }) =>
      once(context, async (work) => {
        const before = await pairIn(work, pairId);
        requireOversight(before, context.rights);
        const pair = startPair(before, metOn, context);
        const child = await childIn(work, before.childId);
        const mother = await motherIn(work, before.motherId);
        if (mother.state !== 'approved') {
          refuse('FAILED_PRECONDITION', '她现在不在爱心妈妈队伍中，不能开始。');
        }
        await overseersBy(work, before, { areaPath: before.areaPath, mother, child });
        await requireFamily(work, child);
        requireNoOtherLead(child, before);
        const old = before.replaces === null ? null : await work.get('pairs', before.replaces);
        if (old?.live) {
          await savePair(work, old, endPair(old, context, { reason: '交接' }), context);
        }
        await savePair(work, before, pair, context);
        await work.audit({ action: 'pair.start', subject: pairId, note: noteOf({ id: metOn }) });
        return { state: pair.state };
      }),
  },
  'pair.suspend': {
    who: 'staff',
    input: calls.step,
    run: move('pair.suspend', suspendPair),
  },
  'pair.resume': {
    who: 'staff',
    input: calls.step,
    run: move('pair.resume', async (pair, context, reason, work) => {
      const mother = await motherIn(work, pair.motherId);
      if (mother.state !== 'approved') {
        refuse('FAILED_PRECONDITION', '她现在不在爱心妈妈队伍中，不能恢复，可以交接给别人。');
      }
      return resumePair(pair, context, reason);
    }),
  },
  'pair.end': {
    who: 'staff',
    input: calls.step,
    run: move('pair.end', (pair, context, reason) => endPair(pair, context, { reason })),
  },
  'pair.handover': {
    who: 'staff',
    input: calls.handover,
    run: (context, { pairId: oldId, motherId, summary }) => {
      const { personId, now } = context;
      const pairId = newId('pair');
      const openingId = newId('access');
      return once(context, async (work) => {
        const old = await pairIn(work, oldId);
        requireOversight(old, context.rights, { admin: true });
        await requireOthers(work, old, context);
        if (!isUnderWay(old.state)) {
          refuse('FAILED_PRECONDITION', '正在陪伴或暂停中的结对才能交接。');
        }
        if (old.motherId === motherId) {
          refuse('FAILED_PRECONDITION', '请选择另一位爱心妈妈。');
        }
        const child = await childIn(work, old.childId);
        const { campaignIds } = await pathOf(work, child);
        const mother = await motherIn(work, motherId);
        const { role, areaPath } = old;
        await requireProposable(work, mother, child, { role, campaignIds, personId });
        const people = await overseersBy(work, old, { areaPath, mother, child });
        const pair = propose(
          {
            _id: pairId,
            campaignId: mother.campaignId,
            childId: old.childId,
            motherId,
            role,
            purpose: old.purpose,
            until: old.until,
            ...people,
            areaPath,
            replaces: oldId,
            summary,
            key: keyAt(now, pairId),
          },
          context,
        );
        await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
        await savePair(work, null, pair, context);
        await logDecision(work, context, old.childId, '提出爱心妈妈交接', openingId);
        await work.audit({ action: 'pair.handover', subject: oldId, note: noteOf({ id: pairId }) });
        return { pairId, state: pair.state };
      });
    },
  },
  'pair.assign': {
    who: 'staff',
    input: calls.assign,
    run: (context, { pairId, supervisorGrantId, deputyGrantId }) =>
      once(context, async (work) => {
        const before = await pairIn(work, pairId);
        const { rights } = context;
        requireDistrict(rights, before, '督导由区级工作人员或管理员安排。');
        await requireOthers(work, before, context);
        const of = {
          areaPath: before.areaPath,
          mother: await motherIn(work, before.motherId),
          child: await childIn(work, before.childId),
        };
        const people = await overseersBy(work, { supervisorGrantId, deputyGrantId }, of);
        const pair = assignPair(before, people, context);
        await savePair(work, before, pair, context);
        await work.audit({ action: 'pair.assign', subject: pairId });
        return { state: pair.state };
      }),
  },
};
