import * as v from 'valibot';
import { noteOf } from '../../domain/common/audit';
import type { Input, StaffProgramme } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { insideSince } from '../../domain/enrolment/attendance';
import { cancelProgramme, settle } from '../../domain/enrolment/enrolment';
import { satisfactionOf } from '../../domain/enrolment/figures';
import { placesOf } from '../../domain/enrolment/places';
import { sessionOf, type Programme } from '../../domain/enrolment/programme';
import { newProgramme, withRules, type GivenRules } from '../../domain/enrolment/rules';
import { newId } from '../../shared/identity';
import { epochMs, id, requestId, text } from '../../input/fields';
import { offerAndNote } from '../../shared/programme-acts';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { organiserOf } from '../../store/campaign/organiser';
import { once, type Work } from '../../store/common/requests';
import { enrolmentIn, feedbackOn, putEnrolment } from '../../store/enrolment/enrolments';
import { figuresBy } from '../../store/enrolment/figures';
import { viewOfSession } from '../../store/enrolment/own-view';
import { passesOf, scansOf } from '../../store/enrolment/passes';
import {
  getProgramme,
  programmeIn,
  programmesOf,
  putPlan,
  putProgramme,
} from '../../store/enrolment/programmes';
import { mayHandle, requireMine } from './rights';

const MAX_PLACES = 1000;
const MAX_SESSIONS = 60;

const count = (min: number, max: number, what: string) =>
  v.pipe(
    v.number(`需要${what}`),
    v.integer(`${what}应为整数`),
    v.minValue(min, `${what}至少 ${min}`),
    v.maxValue(max, `${what}最多 ${max}`),
  );

const saveInput = v.strictObject({
  requestId,
  programmeId: v.exactOptional(id),
  campaignId: id,
  kind: v.picklist(['material', 'spirit', 'ability', 'certification', 'lecture'], '请选择项目类别'),
  title: text(40),
  neutralTitle: text(20),
  for: v.picklist(['child', 'adult'], '请选择面向孩子或成人'),
  ages: v.exactOptional(v.strictObject({ from: count(0, 120, '年龄'), to: count(0, 120, '年龄') })),
  communityIds: v.exactOptional(
    v.pipe(v.array(id), v.minLength(1, '请至少选一个社区'), v.maxLength(150)),
  ),
  capacity: count(1, MAX_PLACES, '名额'),
  reserved: v.exactOptional(count(0, MAX_PLACES, '预留名额')),
  opensAt: epochMs,
  closesAt: epochMs,
  sessions: v.pipe(
    v.array(
      v.strictObject({
        sessionId: id,
        title: text(30),
        place: text(60),
        from: epochMs,
        until: epochMs,
        inOut: v.exactOptional(v.boolean()),
      }),
    ),
    v.minLength(1, '请至少安排一场'),
    v.maxLength(MAX_SESSIONS, `最多 ${MAX_SESSIONS} 场`),
  ),
  organiser: v.exactOptional(text(40)),
  summary: v.exactOptional(text(300, 0)),
  certificateMonths: v.exactOptional(count(1, 120, '证书有效月数')),
});

const rulesOf = (input: Input<'staff', 'programme.save'>, organiser: string): GivenRules => ({
  campaignId: input.campaignId,
  kind: input.kind,
  title: input.title,
  neutralTitle: input.neutralTitle,
  organiser,
  summary: input.summary ?? '',
  for: input.for,
  ages: input.ages ?? null,
  communityIds: input.communityIds ?? null,
  capacity: input.capacity,
  reserved: input.reserved ?? 0,
  opensAt: input.opensAt,
  closesAt: input.closesAt,
  sessions: input.sessions.map((session) => ({ ...session, inOut: session.inOut ?? false })),
  certificateMonths: input.certificateMonths ?? null,
});

const viewOf = (programme: Programme, now: number): Omit<StaffProgramme, 'figures'> => {
  const settled = settle(programme, now);
  const { _id, ages, communityIds, certificateMonths, cancelled, sessions } = programme;
  return {
    programmeId: _id,
    campaignId: programme.campaignId,
    kind: programme.kind,
    title: programme.title,
    neutralTitle: programme.neutralTitle,
    organiser: programme.organiser,
    summary: programme.summary,
    for: programme.for,
    ...(ages === null ? {} : { ages }),
    ...(communityIds === null ? {} : { communityIds }),
    ...(certificateMonths === null ? {} : { certificateMonths }),
    capacity: programme.capacity,
    reserved: programme.reserved,
    opensAt: programme.opensAt,
    closesAt: programme.closesAt,
    sessions: sessions.map(viewOfSession),
    ...(cancelled ? { cancelled } : {}),
    places: placesOf(settled),
  };
};

/** Notes how somebody was assessed; never oneself or an own child. */
export const assess = async (
  work: Work,
  context: Context,
  enrolmentId: string,
  { passed, score }: { passed: boolean; score: number | null },
): Promise<Record<string, never>> => {
  const { personId: by, now } = context;
  const enrolment = await enrolmentIn(work, enrolmentId);
  await requireMine(work, context, enrolment);
  await putEnrolment(work, { ...enrolment, assessment: { passed, score, at: now, by } }, now);
  const note = noteOf(passed ? 'passed' : 'failed');
  await work.audit({ action: 'programme.assess', subject: enrolmentId, note });
  return {};
};

export const programmeHandlers: Pick<
  Handlers<'staff'>,
  | 'programme.save'
  | 'programme.cancel'
  | 'programme.list'
  | 'programme.inside'
  | 'programme.assess'
  | 'programme.feedback'
> = {
  'programme.save': {
    who: 'admin',
    input: saveInput,
    run: async (context, input) => {
      await getCampaign(input.campaignId);
      const { now } = context;
      const organiser = input.organiser ?? (await organiserOf(input.campaignId));
      const programmeId = input.programmeId ?? newId('programme');
      const rules = rulesOf(input, organiser);
      const answer = await once(context, async (work) => {
        const before = await work.get('programmes', programmeId);
        if (!before && (await work.get('events', programmeId))) {
          refuse('CONFLICT', '这个编号已用于一场领取活动，请换一个。');
        }
        const next = before ? withRules(before, rules, now) : newProgramme(programmeId, rules, now);
        await putProgramme(work, next, now);
        await putPlan(work, next);
        await work.audit({ action: 'programme.save', subject: programmeId });
        return { programmeId };
      });
      // More places are as many offers.
      await offerAndNote(programmeId, now);
      return answer;
    },
  },
  'programme.cancel': {
    who: 'admin',
    input: v.strictObject({
      requestId,
      programmeId: id,
      sessionId: v.exactOptional(id),
      reason: text(200),
    }),
    run: async (context, { programmeId, sessionId, reason }) => {
      const { now } = context;
      const answer = await once(context, async (work) => {
        const programme = await programmeIn(work, programmeId);
        const next = cancelProgramme(programme, sessionId, { at: now, reason });
        await putProgramme(work, next, now);
        await putPlan(work, next);
        await work.audit({
          action: 'programme.cancel',
          subject: programmeId,
          note: noteOf({ id: sessionId ?? '' }),
        });
        return {};
      });
      await offerAndNote(programmeId, now);
      return answer;
    },
  },
  'programme.list': {
    who: 'staff',
    input: v.strictObject({ campaignId: id }),
    run: async ({ now }, { campaignId }) => {
      const programmes = await programmesOf(campaignId);
      const figures = await figuresBy(programmes, now);
      const items = programmes.map((programme) => ({
        ...viewOf(programme, now),
        figures: figures(programme._id),
      }));
      return { items };
    },
  },
  'programme.inside': {
    who: 'staff',
    input: v.strictObject({ programmeId: id, sessionId: id }),
    run: async ({ rights }, { programmeId, sessionId }) => {
      const programme = await getProgramme(programmeId);
      const session = sessionOf(programme, sessionId);
      if (!session) return refuse('NOT_FOUND', '没有找到这一场。');
      const passes = session.inOut ? await passesOf([programmeId]) : [];
      const items = passes
        .filter((card) => mayHandle(rights, card))
        .flatMap((card) => {
          const inAt = insideSince(scansOf(card), sessionId);
          return inAt === undefined || !card.pass
            ? []
            : [{ enrolmentId: card.pass.enrolmentId, who: card.alias, inAt }];
        })
        .sort((a, b) => a.inAt - b.inAt);
      return { items };
    },
  },
  'programme.assess': {
    who: 'staff',
    input: v.strictObject({
      requestId,
      enrolmentId: id,
      passed: v.boolean('请选择合格或不合格'),
      score: v.exactOptional(
        v.pipe(
          v.number('需要分数'),
          v.minValue(0, '分数从 0 到 100'),
          v.maxValue(100, '分数从 0 到 100'),
        ),
      ),
    }),
    run: (context, { enrolmentId, passed, score }) =>
      once(context, (work) => assess(work, context, enrolmentId, { passed, score: score ?? null })),
  },
  'programme.feedback': {
    who: 'staff',
    input: v.strictObject({ programmeId: id }),
    run: async (_, { programmeId }) => {
      await getProgramme(programmeId);
      const given = (await feedbackOn(programmeId)).flatMap((one) => one ?? []);
      const satisfaction = satisfactionOf(given.map(({ stars }) => stars));
      return {
        answers: given.length,
        ...(satisfaction === undefined ? {} : { satisfaction }),
        items: given
          .filter(({ words }) => words !== '')
          .sort((a, b) => b.at - a.at)
          .map(({ stars, words }) => ({ stars, words })),
      };
    },
  },
};
