import {
  desksOf,
  isActive,
  isDistrict,
  isDistrictOf,
  isHolder,
  isOffice,
  isStaff,
  leavesAnAdmin,
  mayAudit,
  mayReviewAt,
  maySee,
  overAt,
  roleOfTerms,
  scannerGrantFor,
  staffRightsOf,
  type Grant,
  type ScannerGrant,
  type StaffOffice,
} from '../../../cloudfunctions/domain/common/access';
import { rightsOf, staffGrant } from '../wish/samples';

const FROM = 1000;
const UNTIL = 2000;

const scanner = (more: Partial<ScannerGrant> = {}): ScannerGrant => ({
  _id: 'grant-scanner',
  kind: 'scanner',
  personId: 'volunteer',
  eventId: 'event-1',
  stationIds: null,
  from: FROM,
  until: UNTIL,
  grantedAt: 0,
  grantedBy: 'admin',
  endedAt: null,
  ...more,
});

const office = (level: StaffOffice, more: Partial<Grant> = {}): Grant =>
  ({ ...staffGrant('community', ''), _id: `grant-${level}`, level, ...more }) as Grant;

describe('a grant', () => {
  it.each([
    ['a millisecond before its time', FROM - 1, false],
    ['as its time begins', FROM, true],
    ['as its time ends', UNTIL, true],
    ['a millisecond after its time', UNTIL + 1, false],
  ])('of a scanner, %s', (_, now, active) => {
    expect(isActive(scanner(), now)).toBe(active);
    const found = scannerGrantFor([scanner()], { eventId: 'event-1', now });
    expect(found !== undefined).toBe(active);
  });

  it('of staff has no time of its own', () => {
    expect([0, FROM, UNTIL + 1].map((now) => isActive(office('community'), now))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each([scanner({ endedAt: 1500 }), office('admin', { endedAt: 1500 })])(
    'that was ended is over at once',
    (grant) => {
      expect(isActive(grant, 1500)).toBe(false);
      expect(overAt(grant)).toBe(1500);
    },
  );

  it('of a scanner is over by itself, one of staff is not', () => {
    expect(overAt(scanner())).toBe(UNTIL);
    expect(overAt(office('district'))).toBeNull();
  });

  it('is called by its level, its office, or scanner', () => {
    expect(roleOfTerms(scanner())).toBe('scanner');
    expect(roleOfTerms(office('auditor'))).toBe('auditor');
    expect(roleOfTerms(office('street'))).toBe('street');
  });
});

describe('a scanner’s desk', () => {
  const at = (stationId?: string, eventId = 'event-1') => ({
    eventId,
    now: FROM,
    ...(stationId === undefined ? {} : { stationId }),
  });

  it.each([
    ['every desk, where none is named', scanner(), at('desk-9'), true],
    ['its own desk', scanner({ stationIds: ['desk-1'] }), at('desk-1'), true],
    ['not another desk', scanner({ stationIds: ['desk-1'] }), at('desk-2'), false],
    ['some desk, where none is asked for', scanner({ stationIds: ['desk-1'] }), at(), true],
    ['not another event', scanner(), at('desk-1', 'event-2'), false],
    ['not by a grant of staff', office('community'), at('desk-1'), false],
  ])('%s', (_, grant, asked, found) => {
    expect(scannerGrantFor([grant], asked) !== undefined).toBe(found);
  });
});

describe('the rights of staff', () => {
  it('come from grants that stand, admin and auditor apart from levels', () => {
    const rights = staffRightsOf(
      [
        office('admin'),
        office('auditor'),
        staffGrant('community', 'c-1'),
        { ...staffGrant('district', 'd-1'), endedAt: 1 },
        scanner(),
      ],
      FROM,
      false,
    );
    expect(rights.admin).toBe(true);
    expect(rights.auditor).toBe(true);
    expect(rights.grants.map(({ level }) => level)).toEqual(['community']);
  });

  it('the first admin is one by configuration', () => {
    expect(staffRightsOf([], 0, true)).toEqual({ admin: true, auditor: false, grants: [] });
    expect(staffRightsOf([office('admin', { endedAt: 1 })], 2, false).admin).toBe(false);
  });

  it.each([
    ['nobody', rightsOf(), [false, false, false]],
    ['a reviewer', rightsOf(staffGrant('street', 's-1')), [true, false, true]],
    ['an auditor', { ...rightsOf(), auditor: true }, [false, true, true]],
    ['an admin', { ...rightsOf(), admin: true }, [true, true, true]],
  ])('%s: staff, may audit, has an office', (_, rights, expected) => {
    expect([isStaff(rights), mayAudit(rights), isOffice(rights)]).toEqual(expected);
  });

  it.each([
    ['the own community', 'community', 'c-1', true],
    ['a community of the own district', 'district', 'd-1', true],
    ['another community', 'community', 'c-2', false],
  ] as const)('see %s', (_, level, areaId, sees) => {
    const rights = rightsOf(staffGrant(level, areaId));
    expect(maySee(rights, ['d-1', 's-1', 'c-1'])).toBe(sees);
  });

  it('an admin sees all, and reviews nothing by that', () => {
    const admin = { ...rightsOf(), admin: true };
    expect(maySee(admin, ['d-1', 'c-1'])).toBe(true);
    expect(mayReviewAt(admin, 'district', ['d-1', 'c-1'])).toBe(false);
  });

  it('review at exactly the level of the grant', () => {
    const rights = rightsOf(staffGrant('district', 'd-1'));
    expect(mayReviewAt(rights, 'district', ['d-1', 'c-1'])).toBe(true);
    expect(mayReviewAt(rights, 'community', ['d-1', 'c-1'])).toBe(false);
    expect(mayReviewAt(rights, 'district', ['d-2', 'c-1'])).toBe(false);
  });
});

describe('the office of a district', () => {
  const AREA = ['d-1', 's-1', 'c-1'];
  const admin = { ...rightsOf(), admin: true };
  it.each([
    ['nobody', rightsOf(), false, false],
    ['a community of it', rightsOf(staffGrant('community', 'c-1')), false, false],
    ['the district', rightsOf(staffGrant('district', 'd-1')), true, true],
    ['another district', rightsOf(staffGrant('district', 'd-2')), true, false],
    [
      'the district, which reviews for a community too',
      rightsOf(staffGrant('community', 'c-9'), staffGrant('district', 'd-1')),
      true,
      true,
    ],
    ['an admin', admin, true, true],
  ])('%s', (_, rights, some, ofThisArea) => {
    expect(isDistrict(rights)).toBe(some);
    expect(isDistrictOf(rights, AREA)).toBe(ofThisArea);
  });

  it('sees an area by any one of its grants', () => {
    const rights = rightsOf(staffGrant('community', 'c-9'), staffGrant('community', 'c-1'));
    expect(maySee(rights, AREA)).toBe(true);
  });
});

describe('the office of an admin and of an auditor', () => {
  it.each([
    ['community', false, false],
    ['admin', true, false],
    ['auditor', false, true],
  ] as const)('%s: is admin %s, is auditor %s', (level, admin, auditor) => {
    expect(staffRightsOf([office(level)], FROM, false)).toMatchObject({ admin, auditor });
  });
});

describe('who reads concerns', () => {
  const holder = { ...office('district'), kind: 'safeguarding' } as Grant;
  it.each<[string, Grant[], boolean]>([
    ['nobody', [], false],
    ['no admin by that', [office('admin')], false],
    ['the 保护专员, whatever else they are', [office('admin'), holder], true],
    ['none whose grant was ended', [{ ...holder, endedAt: 1 }], false],
  ])('%s', (_, grants, holds) => {
    expect(isHolder(grants, FROM)).toBe(holds);
  });
});

describe('the desks of a scanner', () => {
  it.each([
    ['none', [], []],
    ['those of each grant', [['desk-1'], ['desk-2', 'desk-3']], ['desk-1', 'desk-2', 'desk-3']],
    ['every desk, where one grant names none', [['desk-1'], null], null],
  ])('are %s', (_, given, desks) => {
    expect(desksOf(given.map((stationIds) => scanner({ stationIds })))).toEqual(desks);
  });
});

describe('the last admin', () => {
  const one = office('admin', { _id: 'one' });
  it.each([
    ['alone, stays', one, [one], false, false],
    ['beside the first by configuration, may go', one, [one], true, true],
    ['beside another, may go', one, [one, office('admin', { _id: 'two' })], false, true],
    ['beside one that was ended, stays', one, [office('admin', { endedAt: 1 })], false, false],
    ['beside an auditor, stays', one, [office('auditor')], false, false],
    ['is none who reviews', office('district'), [], false, true],
  ])('%s', (_, ending, others, first, may) => {
    expect(leavesAnAdmin(ending, others, first)).toBe(may);
  });
});
