import type { ConcernFile, ConcernSituation } from '../../typings/contract';
import { ageBandAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import { raised } from '../domain/concern/concern';
import type { RaisedConcern } from '../shared/concern';
import { seal, unseal } from '../shared/sealing';
import { read, transact } from '../store/common/database';
import { keyAt } from '../store/common/page-keys';
import { tellHolders } from '../store/concern/concerns';
import { safeguardingGrants } from '../store/people/grants';
import type { Concern } from '../domain/concern/concern';

/** What is sealed of a concern, as one text. */
export type ConcernWords = Pick<
  ConcernFile,
  'words' | 'urgent' | 'about' | 'reporter' | 'child'
> & {
  situation: ConcernSituation;
  reporterId: string;
};

export const wordsOf = (concern: Concern): ConcernWords =>
  JSON.parse(unseal('CONCERN', concern.sealed, concern._id)) as ConcernWords;

/** The child that something is about, as it is now; undefined where nothing leads to one. */
const childOf = async (
  { pairId, cardId, childId }: NonNullable<RaisedConcern['about']>,
  now: number,
): Promise<ConcernFile['child']> => {
  const pair = pairId === undefined ? null : await read('pairs', pairId);
  const card = cardId === undefined ? null : await read('cards', cardId);
  const wish = card ? await read('wishes', card.wishId) : null;
  const found = childId ?? pair?.childId ?? wish?.childId;
  const child = found === undefined ? null : await read('children', found);
  if (!child) return undefined;
  const community = await read('areas', child.communityId);
  return {
    alias: child.alias,
    childNo: child.childNo,
    ageBand: ageBandAt(child.birthMonth, now),
    communityName: community?.name ?? '',
  };
};

/** Takes a concern in, once for a request, and tells the holders. @throws Refusal CONFLICT */
export const takeConcern = async (
  given: RaisedConcern,
): Promise<{ received: true; at: number }> => {
  const { request, reporterId, reporter, at, about = {}, situation, words, urgent } = given;
  const concernId = `concern_${request.id.slice(0, 24)}`;
  const child = await childOf(about, at);
  const holders = await safeguardingGrants();
  const sealed: ConcernWords = {
    words,
    situation,
    urgent,
    about,
    reporter,
    reporterId,
    ...(child ? { child } : {}),
  };
  return transact(async (transaction) => {
    const before = await transaction.get('concerns', concernId);
    if (before && before.payload !== request.payload) {
      refuse('CONFLICT', '同一个 requestId 已用于另一份内容，请换一个新的再试。');
    }
    if (before) return { received: true, at: before.at };
    const concern = raised(
      {
        _id: concernId,
        payload: request.payload,
        sealed: seal('CONCERN', JSON.stringify(sealed), concernId),
        key: keyAt(at, concernId),
      },
      at,
    );
    await transaction.put('concerns', concern);
    const holderIds = holders.map(({ personId }) => personId);
    await tellHolders(transaction, concern, { kind: 'concern', ref: concernId, holderIds }, at);
    return { received: true, at };
  });
};
