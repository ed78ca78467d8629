import { byIds } from '../../store/common/by-ids';
import type { CallRow } from '../../../typings/contract';
import { isStillNews } from '../../domain/message/notice';
import { refuseAbsent } from '../../domain/common/refusal';
import * as calls from '../../calls/family';
import type { Handlers } from '../../shared/serve';
import { type CallRecord, callsPage } from '../../store/family/calls';
import { getCampaign } from '../../store/campaign/campaigns';
import { logDecision } from '../wish/child-log';
import { once } from '../../store/common/requests';
import { cardsOf, stateWith } from '../../store/wish/wishes';
import { requireArea } from '../common/area';

/** The rows of some calls; what is no news any more, or reaches the family by WeChat now, is left out. */
const rowsOf = async (calls: readonly CallRecord[]): Promise<CallRow[]> => {
  if (calls.length === 0) return [];
  const wishOf = await byIds(
    'wishes',
    calls.map(({ wishId }) => wishId),
  );
  const wishes = [...wishOf.values()];
  const [cards, childOf, guardianOf] = await Promise.all([
    cardsOf(wishes),
    byIds(
      'children',
      wishes.map(({ childId }) => childId),
    ),
    byIds(
      'guardians',
      wishes.flatMap(({ guardianIds }) => guardianIds),
    ),
  ]);
  return calls.flatMap((call) => {
    const wish = wishOf.get(call.wishId);
    const child = wish && childOf.get(wish.childId);
    const form = guardianOf.get(call.personId)?.paper;
    // Of a takeover everybody must hear whom no message reached, whoever else was.
    const isForAll = call.kind === 'transfer' || call.kind === 'guardian';
    if (!wish || !child || child.nickname === '' || !(form ?? isForAll)) return [];
    const state = stateWith(wish, cards);
    const reached =
      !isForAll && wish.guardianIds.some((other) => (guardianOf.get(other)?.openid ?? '') !== '');
    if (
      call.state === 'open' &&
      (reached || !isStillNews(call.kind, { state, proposal: wish.proposal }))
    )
      return [];
    return [
      {
        callId: call._id,
        wishId: wish._id,
        wishNo: wish.wishNo,
        childNo: child.childNo,
        alias: wish.alias,
        communityName: wish.communityName,
        ...(form ? { formNo: form.formNo, keptAt: form.keptAt } : {}),
        kind: call.kind,
        state,
        at: call.at,
        note: call.note,
        ...(call.calledAt === null ? {} : { calledAt: call.calledAt }),
      },
    ];
  });
};

export const callHandlers: Pick<Handlers<'staff'>, 'call.list' | 'call.mark'> = {
  'call.list': {
    who: 'staff',
    input: calls.callList,
    run: async ({ rights }, { campaignId, state = 'open', cursor }) => {
      await getCampaign(campaignId);
      const areaIds = rights.admin ? 'all' : rights.grants.map(({ areaId }) => areaId);
      const { calls, next } = await callsPage({ campaignId, state, areaIds }, cursor);
      return { items: await rowsOf(calls), ...(next === undefined ? {} : { next }) };
    },
  },
  'call.mark': {
    who: 'staff',
    input: calls.callMark,
    run: (context, { callId, note }) =>
      once(context, async (work) => {
        const call = await work.get('calls', callId);
        if (!call) return refuseAbsent('没有找到这个电话，请刷新名单。');
        requireArea(context.rights, call);
        const { personId: by, now: calledAt } = context;
        await work.put('calls', { ...call, state: 'done', note, by, calledAt });
        const wish = await work.get('wishes', call.wishId);
        if (wish) await logDecision(work, context, wish, '打电话告知');
        await work.audit({ action: 'call.mark', subject: call.wishId, note: call.kind });
        return { state: 'done' as const };
      }),
  },
};
