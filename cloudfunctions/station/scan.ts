import { MAX_CODE_TEXT } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import type { Input, ScanVerdict } from '../../typings/contract';
import type { Card, EventPlan } from '../domain/card/card';
import { factsOf, judge } from '../domain/card/scan';
import { refuse } from '../domain/common/refusal';
import { canonical } from '../shared/identity';
import { id, text } from '../input/fields';
import { countFailedScan, limitScans } from '../shared/rate-limit';
import { loading, type Context, type Handlers } from '../shared/serve';
import { findCardByCode } from '../store/card/cards';
import { read } from '../store/common/database';
import { requireForce, requireScanner } from './scanner-access';
import { codeHashOf, findForScan, payloadOf, settle, verdictOf } from './settle';

/** A scanned text: any string of this length is judged, and only a longer one is refused. */
export const code = v.pipe(
  v.string('需要扫到的文字'),
  v.maxLength(MAX_CODE_TEXT, `扫到的文字太长，最多 ${MAX_CODE_TEXT} 个字符`),
);

/** Of a pass: whether a child is brought or fetched. */
export const direction = v.picklist(['in', 'out'], '请选择签到或签离');

const MAX_COLLECTOR = 200;

const collector = v.pipe(
  v.unknown(),
  v.check((given) => canonical(given).length <= MAX_COLLECTOR, '领取人的格式不对'),
);

/** What redeem would answer, changing nothing; the collector is not asked for yet. */
const look = (
  context: Context,
  input: Input<'station', 'card.inspect'>,
  event: EventPlan | null,
  card: Card | undefined,
): ScanVerdict => {
  const opened = requireScanner(context, input, event, card);
  const codeHash = codeHashOf(input.code);
  if (codeHash === undefined) return { status: 'rejected', reason: 'malformed' };
  if (!card) return { status: 'rejected', reason: 'not_found' };
  const judgement = judge(card, {
    event: opened,
    stationId: input.stationId,
    personId: context.personId,
    codeHash,
    at: context.now,
    receivedAt: context.now,
    collector: 'not asked',
    force: false,
    direction: input.direction ?? 'in',
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
    input: v.strictObject({
      eventId: id,
      stationId: id,
      code,
      direction: v.exactOptional(direction),
    }),
    load: (input) => {
      const codeHash = codeHashOf(input.code);
      return Promise.all([
        read('events', input.eventId),
        codeHash === undefined ? undefined : findCardByCode(codeHash),
      ]);
    },
    run: (context, input, [event, card]) => {
      limitScans(context.personId, context.now);
      return counted(context, namingEvent(look(context, input, event, card), card));
    },
  }),
  /**
   * Two rounds to the database: one that reads the caller's grants and all that the scan is
   * judged on side by side, and one that changes the card.
   */
  'card.redeem': loading({
    who: 'volunteer',
    input: v.strictObject({
      nonce: id,
      eventId: id,
      stationId: id,
      deviceId: id,
      code,
      collector: v.exactOptional(collector),
      direction: v.exactOptional(direction),
      force: v.exactOptional(v.boolean()),
      reason: v.exactOptional(text(200)),
    }),
    load: (input) => Promise.all([read('events', input.eventId), findForScan(input)]),
    async run(context, input, [event, found]) {
      limitScans(context.personId, context.now);
      const { force = false, reason = '' } = input;
      if (force) requireForce(context, found.card);
      const opened = requireScanner(context, input, event, found.card);
      if (force && reason === '') refuse('INVALID_ARGUMENT', '特殊放行要写明理由。');
      const { now, personId } = context;
      const payload = payloadOf(input, 'redeem', [force, reason]);
      const outcome = await settle(input, payload, found, {
        event: opened,
        personId,
        at: now,
        receivedAt: now,
        handedOut: false,
        direction: input.direction ?? 'in',
        force,
        reason,
      });
      return counted(context, namingEvent(verdictOf(outcome), found.card));
    },
  }),
};
