import * as calls from '../calls/enrolment';
import { nothing } from '../calls/fields';
import {
  acceptPlace,
  cancelPlace,
  declinePlace,
  giveFeedback,
  joinProgramme,
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
    input: calls.familyJoin,
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
  'programme.accept': { who: 'guardian', input: calls.ownEnrolment, run: acceptPlace('family') },
  'programme.decline': { who: 'guardian', input: calls.ownEnrolment, run: declinePlace('family') },
  'programme.cancel': { who: 'guardian', input: calls.ownEnrolment, run: cancelPlace('family') },
  'programme.feedback': { who: 'guardian', input: calls.ownFeedback, run: giveFeedback('family') },
  'pass.show': {
    who: 'guardian',
    input: calls.passShow,
    run: showPass('family'),
  },
};
