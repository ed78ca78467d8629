import * as v from 'valibot';
import { id, nothing, requestId, text } from '../input/fields';
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
    input: v.strictObject({ requestId, programmeId: id, name: text(20) }),
    run: (context, { programmeId, name }) => joinProgramme(context, programmeId, { name }),
  },
  'programme.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId, now }) => ({
      items: await viewsOf(await enrolmentsOfPerson(personId), now),
    }),
  },
  'programme.accept': { who: 'signedIn', input: ownInput, run: acceptPlace('helper') },
  'programme.decline': { who: 'signedIn', input: ownInput, run: declinePlace('helper') },
  'programme.cancel': { who: 'signedIn', input: ownInput, run: cancelPlace('helper') },
  'programme.feedback': { who: 'signedIn', input: feedbackInput, run: giveFeedback('helper') },
  'pass.show': {
    who: 'signedIn',
    input: v.strictObject({ enrolmentId: id }),
    run: showPass('helper'),
  },
};
