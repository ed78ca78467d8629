import type { ConcernFile, ConcernRow } from '../../typings/contract';
import {
  answered,
  named,
  notReported,
  opened,
  reported,
  requireOpenTo,
  type Concern,
} from '../domain/concern/concern';
import { refuse } from '../domain/common/refusal';
import * as calls from '../calls/concern';
import { nothing } from '../calls/fields';
import { seal, unseal } from '../shared/sealing';
import type { Context, Handlers } from '../shared/serve';
import { transact } from '../store/common/database';
import { once, type Work } from '../store/common/requests';
import { concernPage, findConcern } from '../store/concern/concerns';
import { safeguardingGrants } from '../store/people/grants';
import { wordsOf } from './take';

const rowOf = (concern: Concern): ConcernRow => {
  const { situation, urgent } = wordsOf(concern);
  const latest = concern.reports.at(-1);
  return {
    concernId: concern._id,
    at: concern.at,
    situation,
    urgent,
    state: concern.state,
    ...(concern.openedAt === null ? {} : { openedAt: concern.openedAt }),
    ...(latest === undefined ? {} : { reportedAt: latest.at }),
  };
};

const fileOf = (concern: Concern): ConcernFile => {
  const { words, reporter, about, child } = wordsOf(concern);
  const { _id, reports, answers, log, notReported: not } = concern;
  return {
    ...rowOf(concern),
    words,
    reporter,
    about,
    ...(child ? { child } : {}),
    reports: reports.map(({ number, ...report }, place) => {
      const answer = answers.findLast((each) => each.report === place);
      return {
        ...report,
        ...(number === null ? {} : { number }),
        ...(answer
          ? { answer: { words: unseal('CONCERN', answer.sealed, _id), at: answer.at } }
          : {}),
      };
    }),
    ...(not
      ? {
          notReported: {
            reason: unseal('CONCERN', not.sealed, _id),
            by: not.by,
            ...(not.second === null ? {} : { second: not.second }),
          },
        }
      : {}),
    log,
  };
};

/** One step of a concern by a holder who may see it, once. */
const step = <Answer>(
  context: Context,
  concernId: string,
  change: (concern: Concern, work: Work) => Promise<Concern> | Concern,
  answer: (concern: Concern) => Answer,
): Promise<Answer> =>
  once(context, async (work) => {
    const before = requireOpenTo(await work.get('concerns', concernId), context.personId);
    const after = await change(before, work);
    await work.put('concerns', after);
    return answer(after);
  });

const stateOf = ({ state }: Concern) => ({ state });

export const concernHandlers: Pick<
  Handlers<'safe'>,
  | 'concern.list'
  | 'concern.open'
  | 'concern.name'
  | 'concern.report'
  | 'concern.answer'
  | 'concern.notReported'
  | 'holder.list'
> = {
  'concern.list': {
    who: 'holder',
    input: calls.list,
    run: async ({ personId }, { cursor }) => {
      const { concerns, next } = await concernPage(personId, cursor);
      return { items: concerns.map(rowOf), ...(next === undefined ? {} : { next }) };
    },
  },
  'concern.open': {
    who: 'holder',
    input: calls.open,
    run: async (context, { concernId }) => {
      requireOpenTo(await findConcern(concernId), context.personId);
      const concern = await transact(async (transaction) => {
        const before = requireOpenTo(
          await transaction.get('concerns', concernId),
          context.personId,
        );
        const after = opened(before, context);
        await transaction.put('concerns', after);
        return after;
      });
      return fileOf(concern);
    },
  },
  'concern.name': {
    who: 'holder',
    input: calls.name,
    run: async (context, { concernId, grantId }) => {
      const holders = await safeguardingGrants();
      const meant =
        holders.find(({ _id }) => _id === grantId) ??
        refuse('NOT_FOUND', '没有找到这位保护专员，请刷新后再试。');
      const holderIds = holders.map(({ personId }) => personId);
      return step(
        context,
        concernId,
        (concern) => named(concern, meant.personId, holderIds, context),
        () => ({}),
      );
    },
  },
  'concern.report': {
    who: 'holder',
    input: calls.report,
    run: (context, { concernId, to, at, number }) =>
      step(
        context,
        concernId,
        (concern) => reported(concern, { to, at, number: number ?? null }, context),
        stateOf,
      ),
  },
  'concern.answer': {
    who: 'holder',
    input: calls.answer,
    run: (context, { concernId, words }) =>
      step(
        context,
        concernId,
        (concern) => answered(concern, seal('CONCERN', words, concernId), context),
        stateOf,
      ),
  },
  'concern.notReported': {
    who: 'holder',
    input: calls.notReported,
    run: (context, { concernId, reason }) =>
      step(
        context,
        concernId,
        (concern) => notReported(concern, seal('CONCERN', reason, concernId), context),
        stateOf,
      ),
  },
  'holder.list': {
    who: 'holder',
    input: nothing,
    run: async () => ({
      items: (await safeguardingGrants()).map(({ _id, label }) => ({
        grantId: _id,
        label: label ?? '',
      })),
    }),
  },
};
