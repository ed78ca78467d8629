import * as v from 'valibot';
import { id, nothing, requestId } from '../input/fields';
import {
  acceptPlace,
  cancelPlace,
  declinePlace,
  feedbackInput,
  giveFeedback,
  joinProgramme,
  ownInput,
  showPass,
} from '../shared/programme-acts';
import type { Handlers } from '../shared/serve';
import { enrolmentsOfChildren } from '../store/enrolment/enrolments';
import { viewsOf } from '../store/enrolment/own-view';
import { childrenOf } from '../store/family/children';

/** The programmes of a guardian's children. */
export const programmeHandlers: Pick<
  Handlers<'family'>,
  | 'programme.join'
  | 'programme.mine'
  | 'programme.accept'
  | 'programme.decline'
  | 'programme.cancel'
  | 'programme.feedback'
  | 'pass.show'
> = {
  'programme.join': {
    who: 'guardian',
    input: v.strictObject({
      requestId,
      programmeId: id,
      childId: id,
      agree: v.literal(true, '请先阅读并同意报名说明'),
    }),
    run: (context, { programmeId, childId }) => joinProgramme(context, programmeId, { childId }),
  },
  'programme.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId, now }) => {
      const children = await childrenOf(personId);
      const enrolments = await enrolmentsOfChildren(children.map(({ _id }) => _id));
      return { items: await viewsOf(enrolments, now) };
    },
  },
  'programme.accept': { who: 'guardian', input: ownInput, run: acceptPlace('family') },
  'programme.decline': { who: 'guardian', input: ownInput, run: declinePlace('family') },
  'programme.cancel': { who: 'guardian', input: ownInput, run: cancelPlace('family') },
  'programme.feedback': { who: 'guardian', input: feedbackInput, run: giveFeedback('family') },
  'pass.show': {
    who: 'guardian',
    input: v.strictObject({ enrolmentId: id }),
    run: showPass('family'),
  },
};
