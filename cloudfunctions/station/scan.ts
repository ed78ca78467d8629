import type { Input, ScanVerdict } from '../../typings/contract';
import type { Card, EventPlan } from '../domain/card/card';
import { factsOf, judge } from '../domain/card/scan';
import { refuse } from '../domain/common/refusal';
import * as calls from '../calls/station';
import { countFailedScan, limitScans } from '../shared/rate-limit';
import { loading, type Context, type Handlers } from '../shared/serve';
import { findCardByCode } from '../store/card/cards';
import { read } from '../store/common/database';
import { requireForce, requireScanner } from './scanner-access';
import { codeHashOf, findForScan, payloadOf, settle, verdictOf } from './settle';

/** What redeem would answer, changing nothing; the collector is not asked for yet. */
const look = (
  context: Context,
  sent: Input<'station', 'card.inspect'>,
  event: EventPlan | null,
  card: Card | undefined,
): ScanVerdict => {
  const opened = requireScanner(context, sent, event, card);
  const codeHash = codeHashOf(sent.code);
  if (codeHash === undefined) return { status: 'rejected', reason: 'malformed' };
  if (!card) return { status: 'rejected', reason: 'not_found' };
  const judgement = judge(card, {
    event: opened,
    stationId: sent.stationId,
    personId: context.personId,
    codeHash,
    at: context.now,
    receivedAt: context.now,
    collector: 'not asked',
    force: false,
    direction: sent.direction ?? 'in',
    handedOut: false,
  });
  return judgement.status === 'rejected'
    ? judgement.verdict
    : { status: 'accepted', ...factsOf(card), redeemedAt: context.now };
};

/** A card of another event says which: its day and place are where the family should go. */
const namingEvent = async (verdict: ScanVerdict, card: Card | undefined): Promise<ScanVerdict> => {
  if (verdict.status !== 'rejected' || verdict.reason !== 'wrong_event' || !card) return verdict;
  const event = await read('events', card.eventId);
  if (!event) return verdict;
  const { title, from, until, place } = event;
  return { ...verdict, event: { title, from, until, place } };
};

/** A scan that failed counts: whoever tries codes is stopped before long. */
const counted = async (
  { personId, now }: Context,
  judged: Promise<ScanVerdict>,
): Promise<ScanVerdict> => {
  const verdict = await judged;
  if (verdict.status === 'rejected') countFailedScan(personId, now);
  return verdict;
};

export const scanHandlers: Pick<Handlers<'station'>, 'card.inspect' | 'card.redeem'> = {
  'card.inspect': loading({
    who: 'volunteer',
    input: calls.inspect,
    load: (sent) => {
      const codeHash = codeHashOf(sent.code);
      return Promise.all([
        read('events', sent.eventId),
        codeHash === undefined ? undefined : findCardByCode(codeHash),
      ]);
    },
    run: (context, sent, [event, card]) => {
      limitScans(context.personId, context.now);
      return counted(context, namingEvent(look(context, sent, event, card), card));
    },
  }),
  /**
   * Two rounds to the database: one that reads the caller's grants and all that the scan is
   * judged on side by side, and one that changes the card.
   */
  'card.redeem': loading({
    who: 'volunteer',
    input: calls.redeem,
    load: (sent) => Promise.all([read('events', sent.eventId), findForScan(sent)]),
    async run(context, sent, [event, found]) {
      limitScans(context.personId, context.now);
      const { force = false, reason = '' } = sent;
      if (force) requireForce(context, found.card);
      const opened = requireScanner(context, sent, event, found.card);
      if (force && reason === '') refuse('INVALID_ARGUMENT', '特殊放行要写明理由。');
      const { now, personId } = context;
      const payload = payloadOf(sent, 'redeem', [force, reason]);
      const outcome = await settle(sent, payload, found, {
        event: opened,
        personId,
        at: now,
        receivedAt: now,
        handedOut: false,
        direction: sent.direction ?? 'in',
        force,
        reason,
      });
      return counted(context, namingEvent(verdictOf(outcome), found.card));
    },
  }),
};
