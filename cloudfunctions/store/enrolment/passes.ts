import type { AgeBand, EpochMs } from '../../../typings/contract';
import { freshCard, type Card, type CardCode } from '../../domain/card/card';
import { remember } from '../../domain/card/card-history';
import { maskedNameOf } from '../../domain/certificate/certificate';
import { attendedOf, isFlagged, type PassScan } from '../../domain/enrolment/attendance';
import { runningSession, type Programme } from '../../domain/enrolment/programme';
import { byIds } from '../common/by-ids';
import { command, find, type Transaction } from '../common/database';
import type { EnrolmentRecord } from '../../domain/enrolment/records';

/** The pass of an enrolment: one card, however often somebody leaves and comes back. */
export const passIdOf = (enrolmentId: string): string => `pass_${enrolmentId}`;

/** What a new pass is made with. */
export interface NewPass {
  cardNo: string;
  keyNo: number;
  codes: CardCode[];
  guardianIds: string[];
  formerGuardianIds: string[];
  ageBand: AgeBand | null;
  now: EpochMs;
}

/** The pass in another state; how it stood is remembered for scans that are uploaded late. */
const setState = async (
  transaction: Transaction,
  card: Card,
  state: 'issued' | 'void',
  cause: string,
  now: EpochMs,
): Promise<Card> => {
  if (card.state === state) return card;
  const next = remember(
    card,
    { ...card, state, version: card.version + 1, updatedAt: now },
    cause,
    now,
  );
  await transaction.put('cards', next);
  return next;
};

/** Whoever is not enrolled any more comes in with no pass. */
export const voidPass = async (
  transaction: Transaction,
  enrolmentId: string,
  now: EpochMs,
): Promise<void> => {
  const card = await transaction.get('cards', passIdOf(enrolmentId));
  if (card) await setState(transaction, card, 'void', 'enrolment.left', now);
};

/** Sees to it that whoever is enrolled has a pass; answers it. */
export const ensurePass = async (
  transaction: Transaction,
  programme: Programme,
  enrolment: EnrolmentRecord,
  made: NewPass,
): Promise<Card> => {
  const _id = passIdOf(enrolment._id);
  const before = await transaction.get('cards', _id);
  if (before) return setState(transaction, before, 'issued', 'enrolment.back', made.now);
  const { guardianIds, formerGuardianIds, ageBand, cardNo } = made;
  const isChild = enrolment.childId !== null;
  const card: Card = {
    ...freshCard({ ...made, cardId: _id }),
    kind: 'pass',
    pass: {
      programmeId: programme._id,
      enrolmentId: enrolment._id,
      campaignId: programme.campaignId,
      isChild,
    },
    cardNo,
    campaignId: '',
    eventId: programme._id,
    wishId: '',
    guardianIds,
    formerGuardianIds,
    areaPath: enrolment.areaPath,
    alias: maskedNameOf(enrolment.who, isChild),
    ageBand,
    // What leads to a child says the neutral title.
    gift: { title: isChild ? programme.neutralTitle : programme.title, category: 'other' },
    ready: true,
    stationId: null,
    giftId: null,
  };
  await transaction.put('cards', card);
  return card;
};

/** The scans of a pass that stand: what was annulled was never. */
export const scansOf = ({ redemptions }: Pick<Card, 'redemptions'>): PassScan[] =>
  redemptions
    .filter(({ status }) => status === 'effective')
    .map(({ stationId, direction = 'in', at, flagged = false }) => ({
      sessionId: stationId,
      direction,
      at,
      flagged,
    }));

/** What somebody's pass says of attendance. */
export interface Attendance {
  scans: PassScan[];
  attended: string[];
  flagged: boolean;
}

const NONE: Attendance = { scans: [], attended: [], flagged: false };

const attendanceOn = (card: Pick<Card, 'redemptions'> | null | undefined): Attendance => {
  if (!card) return NONE;
  const scans = scansOf(card);
  return { scans, attended: attendedOf(scans), flagged: isFlagged(scans) };
};

export const attendanceIn = async (
  transaction: Pick<Transaction, 'get'>,
  enrolmentId: string,
): Promise<Attendance> => attendanceOn(await transaction.get('cards', passIdOf(enrolmentId)));

/** Attendance by enrolment; whoever never had a pass was nowhere. */
export const attendanceBy = async (
  enrolmentIds: readonly string[],
): Promise<(enrolmentId: string) => Attendance> => {
  const cards = await byIds('cards', enrolmentIds.map(passIdOf));
  return (enrolmentId) => attendanceOn(cards.get(passIdOf(enrolmentId)));
};

const LARGEST_PAGE = 1000;

/** All passes of some programmes. */
export const passesOf = async (programmeIds: readonly string[]): Promise<Card[]> => {
  const all: Card[] = [];
  for (const eventId of programmeIds) {
    let cursor = '';
    for (;;) {
      const page = await find(
        'cards',
        { eventId, _id: command.gt(cursor) },
        { orderBy: ['_id', 'asc'], limit: LARGEST_PAGE },
      );
      all.push(...page.filter(({ kind }) => kind === 'pass'));
      if (page.length < LARGEST_PAGE) break;
      cursor = page.at(-1)?._id ?? '';
    }
  }
  return all;
};

/** Whoever was taken in at the desk is at the session that is running, with no scan. */
export const attendAtDesk = async (
  transaction: Transaction,
  programme: Programme,
  enrolmentId: string,
  { by, now, mark }: { by: string; now: EpochMs; mark: string },
): Promise<void> => {
  const session = runningSession(programme, now);
  const card = await transaction.get('cards', passIdOf(enrolmentId));
  if (!session || !card) return;
  const { sessionId } = session;
  if (attendedOf(scansOf(card)).includes(sessionId)) return;
  const nonce = `walkIn#${mark}`;
  await transaction.put('cards', {
    ...card,
    redemptions: [
      ...card.redemptions,
      {
        nonce,
        payload: { kind: 'redeem', scan: nonce, extras: '' },
        generation: card.generation,
        at: now,
        receivedAt: now,
        stationId: sessionId,
        deviceId: 'desk',
        by,
        collector: null,
        direction: 'in',
        carrier: 'digital',
        forced: null,
        status: 'effective',
        annulled: null,
        resolved: null,
      },
    ],
    nonces: [...card.nonces, nonce],
    version: card.version + 1,
    updatedAt: now,
  });
};
