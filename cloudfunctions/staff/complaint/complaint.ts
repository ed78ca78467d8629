import { noteOf } from '../../domain/common/audit';
import type { ComplaintRow, ComplaintTopic } from '../../../typings/contract';
import { staffRightsOf } from '../../domain/common/access';
import { dueAt, mayAnswer } from '../../domain/complaint/complaint';
import { refuse, refuseAbsent, refuseArea } from '../../domain/common/refusal';
import { isFirstAdminsId } from '../../shared/identity';
import * as calls from '../../calls/complaint';
import type { Context, Handlers } from '../../shared/serve';
import { type ComplaintRecord, inboxPage } from '../../store/complaint/complaints';
import { read } from '../../store/common/database';
import { grantsOf } from '../../store/people/grants';
import { once, type Work } from '../../store/common/requests';
import { wishNumbers } from '../../store/wish/wishes';
import { logOpening } from '../wish/child-log';

const DEFAULT_PAGE = 50;

/** What the family reads among the openings of its child's file. */
const PURPOSE: Partial<Record<ComplaintTopic, string>> = {
  appeal: '处理申诉',
  reissue: '处理补发申请',
};

const rowOf = (
  complaint: ComplaintRecord,
  { personId, now }: Context,
  numbers: ReadonlyMap<string, string>,
): ComplaintRow => {
  const { _id, topic, at, state, ownerId, wishId } = complaint;
  return {
    complaintId: _id,
    topic,
    at,
    dueAt: dueAt(at),
    state,
    overdue: state === 'open' && dueAt(at) < now,
    mine: ownerId === personId,
    ...(ownerId ? { owner: ownerId } : {}),
    ...(wishId ? { wishId, wishNo: numbers.get(wishId) ?? '' } : {}),
  };
};

/** One complaint within a transaction. @throws Refusal NOT_FOUND or PERMISSION_DENIED */
const openOne = async (
  work: Work,
  context: Context,
  complaintId: string,
): Promise<ComplaintRecord> => {
  const complaint = await work.get('complaints', complaintId);
  if (!complaint) return refuseAbsent('没有找到这条意见，家庭可能已删除。');
  if (!mayAnswer(context, complaint)) return refuseArea();
  return complaint.state === 'open'
    ? complaint
    : refuse('FAILED_PRECONDITION', '这条意见已经答复过了。');
};

/** Families write to the district, and the district answers within a week. */
export const complaintHandlers: Pick<
  Handlers<'staff'>,
  'complaint.list' | 'complaint.open' | 'complaint.assign' | 'complaint.answer'
> = {
  'complaint.list': {
    who: 'staff',
    input: calls.list,
    run: async (context, { state, cursor, limit: size = DEFAULT_PAGE }) => {
      const { rights } = context;
      const inDistrict = rights.grants.some(({ level }) => level === 'district');
      const areaIds = rights.grants.map(({ areaId }) => areaId);
      const { documents, next } = await inboxPage(
        inDistrict || rights.admin ? { state } : { state, topic: 'reissue' },
        rights.admin ? 'all' : areaIds,
        { cursor: cursor === undefined ? undefined : Number(cursor), limit: size },
      );
      const seen = documents.filter((complaint) => mayAnswer(context, complaint));
      const numbers = await wishNumbers(seen.flatMap(({ wishId }) => wishId ?? []));
      return {
        items: seen.map((complaint) => rowOf(complaint, context, numbers)),
        ...(next === undefined ? {} : { next: String(next) }),
      };
    },
  },
  'complaint.open': {
    who: 'staff',
    input: calls.open,
    run: async (context, { complaintId }) => {
      const complaint = await read('complaints', complaintId);
      if (!complaint) return refuseAbsent('没有找到这条意见，家庭可能已删除。');
      if (!mayAnswer(context, complaint)) return refuseArea();
      const { wishId, topic, words, answer } = complaint;
      const wish = wishId ? await read('wishes', wishId) : null;
      if (wish) {
        // It speaks of a child: the opening is on record before the words are shown.
        await logOpening(context, wish, PURPOSE[topic] ?? '处理投诉');
      }
      const numbers = new Map(wish ? [[wish._id, wish.wishNo]] : []);
      return {
        ...rowOf(complaint, context, numbers),
        words,
        ...(answer ? { answer: { words: answer.words, at: answer.at } } : {}),
      };
    },
  },
  'complaint.assign': {
    who: 'staff',
    input: calls.assign,
    run: async (context, { complaintId, person = context.personId }) => {
      const { personId, rights, now } = context;
      const isOther = person !== personId;
      if (isOther && !rights.admin) refuse('PERMISSION_DENIED', '只有管理员能交给别人处理。');
      const grants = isOther ? await grantsOf(person) : [];
      const theirs = isOther ? staffRightsOf(grants, now, isFirstAdminsId(person)) : rights;
      return once(context, async (work) => {
        const complaint = await openOne(work, context, complaintId);
        if (!mayAnswer({ personId: person, rights: theirs }, complaint)) {
          refuse('FAILED_PRECONDITION', '对方不能处理这条意见，请换一位。');
        }
        if (complaint.ownerId && complaint.ownerId !== personId && !rights.admin) {
          refuse('FAILED_PRECONDITION', '已经有同事在处理这条意见。');
        }
        await work.put('complaints', { ...complaint, ownerId: person });
        await work.audit({
          action: 'complaint.assign',
          subject: complaintId,
          note: noteOf({ id: person }),
        });
        return { owner: person };
      });
    },
  },
  'complaint.answer': {
    who: 'staff',
    input: calls.answer,
    run: (context, { complaintId, words }) => {
      const { personId, rights, now } = context;
      return once(context, async (work) => {
        const complaint = await openOne(work, context, complaintId);
        if (complaint.ownerId && complaint.ownerId !== personId && !rights.admin) {
          refuse('FAILED_PRECONDITION', '已经有同事在处理这条意见。');
        }
        await work.put('complaints', {
          ...complaint,
          ownerId: personId,
          state: 'answered',
          answer: { words, at: now, by: personId },
          updatedAt: now,
        });
        await work.audit({ action: 'complaint.answer', subject: complaintId });
        return { state: 'answered' as const };
      });
    },
  },
};
