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
import { enrolmentsOfPerson } from '../store/enrolment/enrolments';
import { viewsOf } from '../store/enrolment/own-view';

/** Programmes in which adults enrol themselves: training of the mothers, lectures. */
export const programmeHandlers: Pick<
  Handlers<'helper'>,
  | 'programme.join'
  | 'programme.mine'
  | 'programme.accept'
  | 'programme.decline'
  | 'programme.cancel'
  | 'programme.feedback'
  | 'pass.show'
> = {
  'programme.join': {
    who: 'signedIn',
    input: calls.helperJoin,
    run: (context, { programmeId, name }) => joinProgramme(context, programmeId, { name }),
  },
  'programme.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId, now }) => ({
      items: await viewsOf(await enrolmentsOfPerson(personId), now),
    }),
  },
  'programme.accept': { who: 'signedIn', input: calls.ownEnrolment, run: acceptPlace('helper') },
  'programme.decline': { who: 'signedIn', input: calls.ownEnrolment, run: declinePlace('helper') },
  'programme.cancel': { who: 'signedIn', input: calls.ownEnrolment, run: cancelPlace('helper') },
  'programme.feedback': { who: 'signedIn', input: calls.ownFeedback, run: giveFeedback('helper') },
  'pass.show': {
    who: 'signedIn',
    input: calls.passShow,
    run: showPass('helper'),
  },
};
