import { noteOf } from '../../domain/common/audit';
import type { DefectRow } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { settleDefect, type Defect } from '../../domain/gift/defect';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { useOne } from '../../domain/gift/stock';
import type { Wish } from '../../domain/wish/wish';
import * as calls from '../../calls/gift';
import type { Context, Handlers } from '../../shared/serve';
import { defectsPage, reportDefect, wishesOfDefects } from '../../store/gift/defects';
import { once, type Work } from '../../store/common/requests';
import { changeLot } from '../../store/gift/stock';
import { requireUsable } from './stock';
import { logDecision } from '../wish/child-log';
import { requireArea } from '../common/area';

const rowOf = (defect: Defect, wish: Wish | undefined): DefectRow => ({
  defectId: defect._id,
  wishId: defect.wishId,
  wishNo: wish?.wishNo ?? '',
  alias: wish?.alias ?? '',
  communityName: wish?.communityName ?? '',
  title: wish?.title ?? '',
  reason: defect.reason,
  reportedBy: defect.reportedBy,
  at: defect.at,
  ...(defect.settled ? { outcome: defect.settled.outcome, words: defect.settled.words } : {}),
});

/** Takes the piece that replaces a defective one from stock; it was paid for already. */
const takeReplacement = async (
  work: Work,
  { personId, now, rights }: Context,
  { campaignId, wishId }: Defect,
  stockId: string | undefined,
): Promise<string> => {
  if (stockId === undefined) return refuse('INVALID_ARGUMENT', '请选择用库存里的哪一件更换。');
  await changeLot(work, stockId, (lot) => {
    requireUsable(rights, lot);
    if (lot.campaignId !== campaignId) refuse('FAILED_PRECONDITION', '这份库存属于另一个活动。');
    return useOne(lot, { wishId, as: 'replacement', at: now, by: personId });
  });
  return stockId;
};

/** 报修: gifts that turned out defective after they were handed over. */
export const defectHandlers: Pick<
  Handlers<'staff'>,
  'gift.defect' | 'defect.list' | 'defect.settle'
> = {
  'gift.defect': {
    who: 'staff',
    input: calls.giftDefect,
    run: (context, { wishId, reason }) =>
      once(context, async (work) => {
        const report = { reason, reportedBy: 'staff', by: context.personId } as const;
        const defectId = await reportDefect(work, wishId, report, context.now, (wish) => {
          requireArea(context.rights, wish);
        });
        const wish = await work.get('wishes', wishId);
        if (wish) await logDecision(work, context, wish, '代家长报修');
        return { defectId };
      }),
  },
  'defect.list': {
    who: 'staff',
    input: calls.defectList,
    run: async ({ rights }, { campaignId, state, cursor }) => {
      const areaIds = rights.admin ? 'all' : rights.grants.map(({ areaId }) => areaId);
      const { defects, next } = await defectsPage({ campaignId, state, areaIds }, cursor);
      const wishes = await wishesOfDefects(defects);
      const items = defects.map((defect) => rowOf(defect, wishes.get(defect.wishId)));
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'defect.settle': {
    who: 'staff',
    input: calls.defectSettle,
    run: (context, { defectId, outcome, words, stockId }) =>
      once(context, async (work) => {
        const { personId: by, now: at, rights } = context;
        const defect = await work.get('defects', defectId);
        if (!defect) return refuseAbsent('没有找到这条报修。');
        requireArea(rights, defect);
        const wish = await work.get('wishes', defect.wishId);
        if (wish && isOwnChild(wish, by)) {
          refuse('PERMISSION_DENIED', '不能处理自己孩子的报修，请由同事办理。');
        }
        if (outcome !== 'replaced' && stockId !== undefined) {
          refuse('INVALID_ARGUMENT', '只有更换时才用库存。');
        }
        const settled = settleDefect(defect, { at, by, outcome, words, stockId: null });
        const taken =
          outcome === 'replaced' ? await takeReplacement(work, context, defect, stockId) : null;
        await work.put('defects', {
          ...settled,
          settled: settled.settled && { ...settled.settled, stockId: taken },
        });
        if (wish) await logDecision(work, context, wish, '处理报修');
        const note = taken === null ? noteOf(outcome) : noteOf(outcome, { id: taken });
        await work.audit({ action: 'defect.settle', subject: defectId, note });
        return { state: 'settled' as const };
      }),
  },
};
