import * as v from 'valibot';
import { refuse } from '../domain/refusal';
import type { Value } from '../excel/write';
import { linkToFile } from '../platform/files';
import { keepForAWhile } from '../shared/files';
import { newId } from '../shared/identity';
import { id } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { recordAct } from '../store/audit';
import { listOf } from './lists';

/** Rows of one file: it is written in one call, and in its memory. */
const A_FILE = 2000;

const state = v.exactOptional(
  v.picklist(
    [
      'submitted',
      'returned',
      'approved',
      'funded',
      'ready',
      'fulfilled',
      'rejected',
      'withdrawn',
      'expired',
    ],
    '未知的状态',
  ),
);

const wanted = v.variant('list', [
  v.strictObject({ list: v.literal('wishes'), campaignId: id, state }),
  v.strictObject({ list: v.picklist(['cards', 'absentees', 'attempts']), eventId: id }),
  v.strictObject({ list: v.literal('ledger'), fundId: id }),
  v.strictObject({
    list: v.literal('calls'),
    campaignId: id,
    state: v.exactOptional(v.picklist(['open', 'done'], '未知的状态')),
  }),
]);

export const exportHandlers: Pick<Handlers<'staff'>, 'list.export'> = {
  'list.export': {
    who: 'staff',
    input: v.strictObject({ wanted, cursor: v.exactOptional(id) }),
    run: async (context, { wanted: asked, cursor }) => {
      const { personId, rights, now } = context;
      const list = listOf(context, asked);
      if (list.who === 'admin' && !rights.admin) {
        refuse('PERMISSION_DENIED', '这里只对管理员开放。');
      }
      const rows: Value[][] = [];
      let next = cursor;
      do {
        const page = await list.page(next);
        rows.push(...page.rows);
        next = page.next;
      } while (next !== undefined && rows.length < A_FILE);
      const { writeList } = await import('../excel/write');
      const content = await writeList(list.title, list.columns, rows);
      const path = `lists/${newId('list')}/${list.title}.xlsx`;
      const fileId = await keepForAWhile(path, content, { now });
      const { list: name, ...about } = asked;
      await recordAct({
        _id: newId('act'),
        at: now,
        by: personId,
        action: 'list.export',
        subject: name,
        note: [...Object.values(about), String(rows.length)].join(' '),
      });
      return {
        fileId,
        url: await linkToFile(fileId),
        rows: rows.length,
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};
