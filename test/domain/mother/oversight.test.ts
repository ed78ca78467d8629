import type { StaffGrant, StaffRights } from '../../../cloudfunctions/domain/common/access';
import {
  assignPair,
  endPair,
  oversightOf,
  requireOversight,
} from '../../../cloudfunctions/domain/mother/pair';
import { refusal, rightsOf, staffGrant } from '../wish/samples';
import { active, by, proposed } from './samples';

const pair = active();
const OUT_OF_REACH = '不在你负责的区域';

const grant = (_id: string, areaId = 'c-1'): StaffGrant => ({
  ...staffGrant('community', areaId),
  _id,
});
const supervisor = rightsOf(grant('other'), grant(pair.supervisorGrantId));
const deputy = rightsOf(grant('other'), grant(pair.deputyGrantId));
const colleague = rightsOf(grant('other'));
const stranger = rightsOf(grant('other', 'c-9'));
const admin: StaffRights = { ...rightsOf(), admin: true };

describe('who looks after a pair', () => {
  it.each<[string, StaffRights, 'supervisor' | 'deputy' | null]>([
    ['the holder of its supervisor’s grant', supervisor, 'supervisor'],
    ['the holder of its deputy’s grant', deputy, 'deputy'],
    [
      'who holds both, as the supervisor',
      rightsOf(grant(pair.deputyGrantId), grant(pair.supervisorGrantId)),
      'supervisor',
    ],
    ['a colleague of the same community', colleague, null],
    ['whose grants have all ended', rightsOf(), null],
    ['an admin', admin, null],
  ])('%s: %s', (_, rights, as) => {
    expect(oversightOf(pair, rights)).toBe(as);
  });

  it.each<[string, StaffRights, Parameters<typeof requireOversight>[2], string]>([
    ['the supervisor', supervisor, {}, 'supervisor'],
    ['the supervisor, where the deputy may too', supervisor, { deputy: true }, 'supervisor'],
    ['the deputy, where she may', deputy, { deputy: true }, 'deputy'],
    ['an admin, where one may', admin, { admin: true }, 'admin'],
  ])('%s goes on', (_, rights, who, as) => {
    expect(requireOversight(pair, rights, who)).toBe(as);
  });

  it.each<[string, StaffRights, Parameters<typeof requireOversight>[2], string]>([
    ['the deputy, in what is the supervisor’s alone', deputy, {}, '督导或副督导办理'],
    ['an admin, in what is no admin’s', admin, {}, '督导或副督导办理'],
    ['an admin, in what the deputy may do', admin, { deputy: true }, '督导或副督导办理'],
    ['a colleague of the area', colleague, { deputy: true, admin: true }, '督导或副督导办理'],
    ['staff of another area', stranger, { deputy: true, admin: true }, OUT_OF_REACH],
  ])('%s does not, and is told whose it is or nothing', (_, rights, who, words) => {
    const asked = () => requireOversight(pair, rights, who);
    expect(refusal(asked)).toBe('PERMISSION_DENIED');
    expect(asked).toThrow(words);
  });
});

describe('others look after a pair', () => {
  const others = {
    supervisorGrantId: 'g8',
    deputyGrantId: 'g9',
    supervisorId: 'p8',
    deputyId: 'p9',
  };

  it.each([
    ['a proposal', proposed()],
    ['one that is under way', pair],
  ])('of %s, which stays where it is', (_, live) => {
    const next = assignPair(live, others, by('2025-03-03T10:00'));
    expect(next).toMatchObject({ ...others, state: live.state });
    expect(next.history.at(-1)).toMatchObject({ event: 'assigned', by: 'p' });
  });

  it('of none that is over', () => {
    const over = endPair(pair, by('2025-03-03T10:00'));
    expect(refusal(() => assignPair(over, others, by('2025-03-04T10:00')))).toBe(
      'FAILED_PRECONDITION',
    );
  });
});
