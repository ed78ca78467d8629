import type { PackAnswerView } from '../../../typings/contract';
import type { Card } from '../../domain/card/card';
import { dueAt, type PackAnswerRecord } from '../../domain/pack/answer';
import { command, find, findAll, transact, type Where } from '../common/database';

const PAGE = 50;

/** What families of some areas say, the newest first; all areas where none is named. */
export const answersPage = async (
  planId: string,
  areaIds: readonly string[] | undefined,
  cursor: string | undefined,
): Promise<{ answers: PackAnswerRecord[]; next?: string }> => {
  const where: Where = { planId };
  if (areaIds !== undefined) where['areaPath'] = command.in([...areaIds]);
  if (cursor !== undefined) where['key'] = command.lt(cursor);
  const answers = await find('packAnswers', where, { orderBy: ['key', 'desc'], limit: PAGE });
  const last = answers.at(-1);
  return answers.length === PAGE && last ? { answers, next: last.key } : { answers };
};

export const viewOfAnswer = (
  record: PackAnswerRecord,
  card: Pick<Card, 'cardNo' | 'alias' | 'pack'>,
): PackAnswerView => {
  const due = dueAt(record);
  return {
    cardId: record._id,
    cardNo: card.cardNo,
    alias: card.alias,
    version: card.pack?.version ?? 'family',
    answer: record.answer,
    note: record.note,
    at: record.at,
    state: record.state,
    ...(due === null ? {} : { dueAt: due }),
    ...(record.words === '' ? {} : { words: record.words }),
  };
};

/** What a child's family said goes with the child's data. */
export const eraseAnswersOf = async (childId: string): Promise<void> => {
  for (const { _id } of await findAll('packAnswers', { childId })) {
    await transact((transaction) => transaction.remove('packAnswers', _id));
  }
};
