import {
  dueAt,
  mayAnswer,
  type Complained,
} from '../../../cloudfunctions/domain/complaint/complaint';
import { rightsOf, staffGrant } from '../wish/samples';

const complaint: Complained = { personId: 'family', topic: 'review', areaPath: ['d-1', 'c-1'] };
const district = rightsOf(staffGrant('district', 'd-1'));
const admin = { ...rightsOf(), admin: true };

test('an answer is due after seven days, to the millisecond', () => {
  expect(dueAt(1000)).toBe(1000 + 7 * 24 * 3_600_000);
});

describe('who may answer a complaint', () => {
  it.each([
    ['an admin', admin, complaint, true],
    ['an admin, about data', admin, { ...complaint, topic: 'privacy' }, true],
    ['the district', district, complaint, true],
    ['the district, not about data', district, { ...complaint, topic: 'privacy' }, false],
    ['another district', rightsOf(staffGrant('district', 'd-2')), complaint, false],
    ['not the community', rightsOf(staffGrant('community', 'c-1')), complaint, false],
    ['not an auditor', { ...rightsOf(), auditor: true }, complaint, false],
    ['not the district of nobody', district, { personId: 'family', topic: 'review' }, false],
  ] as const)('%s', (_, rights, about, may) => {
    expect(mayAnswer({ personId: 'staff', rights }, about)).toBe(may);
  });

  it('nobody their own', () => {
    expect(mayAnswer({ personId: 'family', rights: admin }, complaint)).toBe(false);
  });
});
