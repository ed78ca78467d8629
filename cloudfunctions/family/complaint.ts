import * as v from 'valibot';
import type { ComplaintTopic } from '../../typings/contract';
import { refuse } from '../domain/refusal';
import { newId } from '../shared/identity';
import { requestId, text } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { once } from '../store/requests';

const TOPICS: [ComplaintTopic, ...ComplaintTopic[]] = [
  'privacy',
  'review',
  'gift',
  'event',
  'other',
];

export const complaintHandlers: Pick<Handlers<'family'>, 'complaint.send'> = {
  'complaint.send': {
    who: 'guardian',
    input: v.strictObject({
      requestId,
      topic: v.picklist(TOPICS, '请选择一个主题'),
      words: text(500),
    }),
    run: async (context, { topic, words }) => {
      const { personId, now } = context;
      if ((await context.moderate(words)) === 'risky') {
        refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
      }
      const complaintId = newId('complaint');
      return once(context, async (work) => {
        // Nobody writes on behind their own erasure.
        const guardian = await work.get('guardians', personId);
        if (!guardian) return refuse('PERMISSION_DENIED', '请先阅读并同意个人信息处理规则。');
        await work.put('guardians', { ...guardian, version: guardian.version + 1 });
        const complaint = { _id: complaintId, personId, topic, words, at: now };
        await work.put('complaints', { ...complaint, state: 'open' });
        await work.audit({ action: 'complaint.send', subject: complaintId });
        return { complaintId };
      });
    },
  },
};
