import { ASSIGN_REFUSAL_WORDS } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import { withChoices } from '../../domain/common/sheet-table';
import type { SheetProblem } from '../../../typings/contract';
import { isRedeemed, type Card } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { assignment, type Candidate } from '../../domain/pack/assignment';
import { addCard } from '../../domain/pack/batch';
import type { PackPlan } from '../../domain/pack/plan';
import {
  headOfPackRoster,
  PACK_ROSTER_COLUMNS,
  readPackRoster,
  type PackRow,
} from '../../domain/pack/roster-sheet';
import { partOf } from '../../shared/part';
import type { Context } from '../../shared/serve';
import { namesInCampaign } from '../../shared/submission';
import { getCampaign } from '../../store/campaign/campaigns';
import { changeCard } from '../../store/card/cards';
import { byIds } from '../../store/common/by-ids';
import { once, type Work } from '../../store/common/requests';
import { countPaperEntries } from '../../store/family/paper-counts';
import { keepOrRemove } from '../../store/family/paper-families';
import { batchesOf, batchIn, getBatch, putBatch, type BatchEvent } from '../../store/pack/batches';
import { packCardsOfBatch } from '../../store/pack/cards';
import { releasePack } from '../../store/pack/deliveries';
import { getPlan } from '../../store/pack/plans';
import { getUnit } from '../../store/pack/units';
import { childOnPaper } from '../family/paper-child';
import {
  entered as enteredBefore,
  idOf,
  placesOf,
  requireUnopened,
  type Compared,
  type Roster,
  type RosterForm,
  type RosterInput,
} from '../family/roster-kind';
import { readSheetFile } from '../upload/uploaded-workbook';
import { requireBatchArea } from './access';
import { assignKnown, candidateOf, placeFor, type PacksSeen } from './assign';

/** Rows of one transaction: a new family and its card take up to a score of operations. */
const AT_ONCE = 4;
const A_CALL = 40;
/** Cards of one transaction, and of one call, that an undoing ends. */
const UNDONE_AT_ONCE = 8;
const UNDONE_A_CALL = 40;

/** The template, with the meeting places of the batch's unit. */
export const packForm = async ({ rights }: Context, batchId: string): Promise<RosterForm> => {
  const { batch } = await getBatch(batchId);
  requireBatchArea(rights, batch);
  const { places } = await getUnit(batch.unitId);
  return {
    name: '暖心包名单模板',
    columns: withChoices(PACK_ROSTER_COLUMNS, 'place', places),
  };
};

const notGiven = (row: number, refused: keyof typeof ASSIGN_REFUSAL_WORDS): SheetProblem => ({
  row,
  column: '',
  message: `没有分到：${ASSIGN_REFUSAL_WORDS[refused]}`,
});

const wantedBy = ({ family }: PackRow, { day }: PackPlan) => ({
  day,
  version: family ? ('family' as const) : undefined,
  reason: '',
});

/** A child that nobody entered before: its row brings the consent. */
const newcomer = ({ birthMonth }: PackRow): Candidate => ({
  birthMonth,
  consents: true,
  hasPack: false,
  familyHasOne: false,
});

const isOfBatch = (card: Card | null | undefined, batchId: string): boolean =>
  card?.eventId === batchId && card.state !== 'void';

/** Which of these rows have a pack of this batch, and who would get one of the others. */
const compareWith = async (
  event: BatchEvent,
  plan: PackPlan,
  rows: readonly PackRow[],
): Promise<Omit<Compared, 'warnings'>> => {
  const ids = new Map(rows.map((row) => [row.row, idOf(plan.campaignId, row)]));
  const children = await byIds('children', [...ids.values()]);
  const everyone = [...children.values()];
  const guardians = await byIds(
    'guardians',
    everyone.flatMap(({ guardianIds }) => guardianIds),
  );
  const cards = await byIds('cards', [
    ...everyone.flatMap(({ packs }) => packs?.[plan._id] ?? []),
    ...[...guardians.values()].flatMap(({ familyPacks }) => familyPacks?.[plan._id] ?? []),
  ]);
  const batches = new Map((await batchesOf(plan._id)).map((batch) => [batch._id, batch]));
  const seen: PacksSeen = {
    card: (cardId) => cards.get(cardId) ?? null,
    batch: (batchId) => batches.get(batchId) ?? event,
  };
  const known = new Set<number>();
  const refused: SheetProblem[] = [];
  let { batch } = event;
  for (const row of rows) {
    const childId = ids.get(row.row) ?? '';
    const child = children.get(childId);
    if (isOfBatch(cards.get(child?.packs?.[plan._id] ?? ''), event._id)) {
      known.add(row.row);
      continue;
    }
    const parents = child?.guardianIds.flatMap((guardianId) => guardians.get(guardianId) ?? []);
    const candidate = child
      ? await candidateOf(seen, child, parents ?? [], event, plan._id)
      : newcomer(row);
    const outcome = assignment(candidate, batch, wantedBy(row, plan));
    if ('refused' in outcome) refused.push(notGiven(row.row, outcome.refused));
    else batch = addCard(batch, outcome.version, childId, 0);
  }
  return { known, refused };
};

/** 暖心包名单: each row is a child on paper who gets a pack of this batch. */
export const packRoster = async (
  context: Context,
  { campaignId, fileId, batchId }: RosterInput & { batchId: string },
): Promise<Roster<PackRow>> => {
  const { now, personId, rights } = context;
  const event = await getBatch(batchId);
  requireBatchArea(rights, event.batch);
  const [sheet, { communities, areas }, campaign, plan, unit, namesOf] = await Promise.all([
    readSheetFile(fileId, personId),
    placesOf(context, campaignId),
    getCampaign(campaignId),
    getPlan(event.batch.planId),
    getUnit(event.batch.unitId),
    namesInCampaign(campaignId),
  ]);
  if (plan.campaignId !== campaignId) refuse('NOT_FOUND', '没有找到这个批次。');
  const read = readPackRoster(sheet, communities, unit.places, now);

  return {
    ...read,
    sheet,
    head: headOfPackRoster(sheet),
    atOnce: AT_ONCE,
    aCall: A_CALL,
    compare: async () => {
      const { warnings } = await enteredBefore(campaignId, read.rows);
      return { ...(await compareWith(event, plan, read.rows)), warnings };
    },
    textOf: ({ nickname }) => nickname,
    enter: (request, judged, rosterId) =>
      once({ ...context, request }, async (work) => {
        let at = await batchIn(work, batchId);
        const rejected: SheetProblem[] = [];
        const cardIds: string[] = [];
        let [entered, children] = [0, 0];
        for (const one of judged) {
          const { row } = one;
          const area = areas.get(row.communityId);
          if (!area) return refuse('NOT_FOUND', '没有找到这个社区，请重新检查名单。');
          const wanted = wantedBy(row, plan);
          // Whoever gets none is not entered for it either.
          const asNew = assignment(newcomer(row), at.batch, wanted);
          const known = await work.get('children', idOf(campaignId, row));
          if (!known && 'refused' in asNew) {
            rejected.push(notGiven(row.row, asNew.refused));
            continue;
          }
          const { child, guardians, isNew } = await childOnPaper(work, context, one, {
            campaign,
            namesOf,
          });
          const before = child.packs?.[plan._id];
          const had = before === undefined ? null : await work.get('cards', before);
          if (isOfBatch(had, batchId)) continue;
          const { event: after, result } = await assignKnown(
            work,
            context,
            {
              plan,
              areas,
              version: wanted.version,
              reason: wanted.reason,
              place: placeFor(unit.places, row.place === '' ? undefined : row.place),
              roster: { rosterId, entered: isNew },
            },
            at,
            { child, area, guardians },
          );
          at = after;
          if (result.refused) rejected.push(notGiven(row.row, result.refused));
          if (result.cardId === undefined) continue;
          entered += 1;
          cardIds.push(result.cardId);
          if (!isNew) continue;
          children += 1;
          await work.audit({
            action: 'entry.save',
            subject: result.cardId,
            note: noteOf({ id: rosterId }),
          });
        }
        if (cardIds.length > 0) {
          await putBatch(work, at, at.batch);
          const note = noteOf(...cardIds.map((id) => ({ id })));
          await work.audit({ action: 'pack.assign', subject: batchId, note });
          await countPaperEntries(work, context, children);
        }
        return { entered, rejected };
      }),
  };
};

/** Ends one card of a roster, and takes out the child that was entered for nothing else. */
const takeOut = async (work: Work, context: Context, seen: Card): Promise<void> => {
  const card = await work.get('cards', seen._id);
  if (!card?.pack || card.state === 'void') return;
  if (isRedeemed(card)) {
    refuse('FAILED_PRECONDITION', `暖心包 ${card.cardNo} 已经送到，不能撤销。`);
  }
  const { now, personId } = context;
  const { planId, campaignId, childId, roster } = card.pack;
  const act = { by: personId, now, event: 'roster.undo', reason: '' };
  await changeCard(work, card._id, act, async (before) => ({
    ...(await releasePack(work, before, now)),
    state: 'void',
    stateBefore: null,
  }));
  const child = await work.get('children', childId);
  if (!roster?.entered || !child) return;
  const { [planId]: _taken, ...packs } = child.packs ?? {};
  await keepOrRemove(work, { ...child, packs }, campaignId);
};

/** Takes some packs of a roster back, as long as none of them is with its child. */
export const undoPackRoster = async (
  context: Context,
  { rosterId, batchId }: { rosterId: string; batchId: string },
): Promise<{ undone: number; left: boolean }> => {
  const cards = (await packCardsOfBatch(batchId)).filter(
    ({ pack }) => pack?.roster?.rosterId === rosterId,
  );
  const delivered = cards.filter(isRedeemed).length;
  if (delivered > 0) {
    refuse('FAILED_PRECONDITION', `其中 ${delivered} 份已经送到，不能整批撤销；请逐个作废。`);
  }
  const open = cards.filter(({ state }) => state !== 'void');
  const some = open.slice(0, UNDONE_A_CALL);
  await requireUnopened(some.flatMap(({ pack }) => pack?.childId ?? []));
  for (let from = 0; from < some.length; from += UNDONE_AT_ONCE) {
    const part = some.slice(from, from + UNDONE_AT_ONCE);
    const request = partOf(context.request, part[0]?._id ?? '');
    await once({ ...context, request }, async (work) => {
      for (const card of part) await takeOut(work, context, card);
      return part.length;
    });
  }
  return { undone: some.length, left: open.length > some.length };
};
