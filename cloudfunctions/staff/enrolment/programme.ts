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
import * as calls from '../../calls/enrolment';
import { ofCampaign, ofProgramme } from '../../calls/fields';
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

const rulesOf = (given: Input<'staff', 'programme.save'>, organiser: string): GivenRules => ({
  campaignId: given.campaignId,
  kind: given.kind,
  title: given.title,
  neutralTitle: given.neutralTitle,
  organiser,
  summary: given.summary ?? '',
  for: given.for,
  ages: given.ages ?? null,
  communityIds: given.communityIds ?? null,
  capacity: given.capacity,
  reserved: given.reserved ?? 0,
  opensAt: given.opensAt,
  closesAt: given.closesAt,
  sessions: given.sessions.map((session) => ({ ...session, inOut: session.inOut ?? false })),
  certificateMonths: given.certificateMonths ?? null,
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
    input: calls.programmeSave,
    run: async (context, given) => {
      await getCampaign(given.campaignId);
      const { now } = context;
      const organiser = given.organiser ?? (await organiserOf(given.campaignId));
      const programmeId = given.programmeId ?? newId('programme');
      const rules = rulesOf(given, organiser);
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
    input: calls.programmeCancel,
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
    input: ofCampaign,
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
    input: calls.programmeInside,
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
    input: calls.programmeAssess,
    run: (context, { enrolmentId, passed, score }) =>
      once(context, (work) => assess(work, context, enrolmentId, { passed, score: score ?? null })),
  },
  'programme.feedback': {
    who: 'staff',
    input: ofProgramme,
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
