import type { Input, Output } from '../../typings/contract';
import type { Person, TestCloud } from './cloud';
import { campaignId, HOUR, newFamily, newRequestId } from './world';

export const DAY = 24 * HOUR;

type ProgrammeInput = Input<'staff', 'programme.save'>;

/** A programme for children in five days, open now. `now` is the cloud's. */
export const programmeInput = (
  more: Partial<ProgrammeInput> = {},
  now = Date.now(),
): ProgrammeInput => ({
  requestId: newRequestId(),
  campaignId,
  kind: 'ability',
  title: '公开的名字',
  neutralTitle: '周末课堂',
  for: 'child',
  capacity: 2,
  opensAt: now - HOUR,
  closesAt: now + 5 * DAY,
  sessions: [
    {
      sessionId: 's-1',
      title: '第一课',
      place: '活动室',
      from: now + 5 * DAY,
      until: now + 5 * DAY + 2 * HOUR,
    },
  ],
  ...more,
});

export const newProgramme = async (
  admin: Person,
  more: Partial<ProgrammeInput> = {},
  now = Date.now(),
): Promise<string> => {
  const { programmeId } = await admin.call('staff', 'programme.save', programmeInput(more, now));
  return programmeId;
};

export const joinWithChild = (
  guardian: Person,
  programmeId: string,
  childId: string,
): Promise<Output<'family', 'programme.join'>> =>
  guardian.call('family', 'programme.join', {
    requestId: newRequestId(),
    programmeId,
    childId,
    agree: true,
  });

/** A family of its own that joins. */
export const newJoiner = async (cloud: TestCloud, openid: string, programmeId: string) => {
  const { guardian, childId } = await newFamily(cloud, openid);
  const joined = await joinWithChild(guardian, programmeId, childId);
  return { guardian, childId, ...joined };
};

export const joinAsAdult = (
  adult: Person,
  programmeId: string,
  name: string,
): Promise<Output<'helper', 'programme.join'>> =>
  adult.call('helper', 'programme.join', { requestId: newRequestId(), programmeId, name });

/** The staff's list as a map from enrolment to row. */
export const rowsOf = async (staff: Person, programmeId: string) => {
  const { items } = await staff.call('staff', 'enrolment.list', { programmeId });
  return new Map(items.map((row) => [row.enrolmentId, row]));
};
