import { matchesFor } from '../../../cloudfunctions/domain/mother/matching';
import type { Mother, MotherRules } from '../../../cloudfunctions/domain/mother/mother';
import { ALL, mother } from './samples';

const RULES: MotherRules = { certificate: false, maxPairs: 2 };
const TODAY = '2025-03-01';

const CHILD = {
  path: ['d-1', 's-1', 'c-1'],
  guardianIds: ['p_guardian'],
  formerGuardianIds: ['p_former'],
  skill: '数学',
  by: 'p_supervisor',
};

type Traits = Partial<Mother>;

/** Ready, from afar, with one lead pair of two: nothing speaks for her, and nothing against her. */
const PLAIN: Traits = { communityIds: ['c-9'], areaIds: ['d-1', 's-9', 'c-9'], proofs: ALL };
const busy = (count: number): Traits => ({
  leadPairIds: Array.from({ length: count }, (_, at) => `pair-${at}`),
});
const NEIGHBOR: Traits = { communityIds: ['c-1'], areaIds: ['d-1', 's-1', 'c-1'] };
const SAME_STREET: Traits = { communityIds: ['c-2'], areaIds: ['d-1', 's-1', 'c-2'] };
const GOOD_AT_IT: Traits = { skills: ['画画', '数学'] };
const FREE = busy(0);
const FULL = busy(2);
const NOT_READY: Traits = { proofs: [] };

const one = (name: string, key: string, ...traits: Traits[]): Mother =>
  mother(Object.assign({ _id: name, name, key }, PLAIN, busy(1), ...traits) as Traits);

const names = (mothers: Mother[], child: Parameters<typeof matchesFor>[1] = CHILD) =>
  matchesFor(mothers, child, RULES, TODAY).map(({ name }) => name);
const reasons = (traits: Traits[], child: Parameters<typeof matchesFor>[1] = CHILD) =>
  matchesFor([one('周小满', '1', ...traits)], child, RULES, TODAY)[0]?.reasons;

describe('who may be proposed for a child', () => {
  it.each<[string, Traits, boolean]>([
    ['an approved mother', {}, true],
    ['one who has applied', { state: 'applied' }, false],
    ['one who pauses', { state: 'paused' }, false],
    ['one who has left', { state: 'ended' }, false],
    ['whoever looks herself', { personId: 'p_supervisor' }, false],
    ['whoever looks, not approved either', { personId: 'p_supervisor', state: 'ended' }, false],
    ['the child’s guardian', { personId: 'p_guardian' }, false],
    ['who was its guardian once', { personId: 'p_former' }, false],
    ['one whose days are full', FULL, true],
    ['one whose proofs are missing', NOT_READY, true],
  ])('%s: %s', (_, traits, may) => {
    expect(names([one('周小满', '1', traits)])).toEqual(may ? ['周小满'] : []);
  });

  it('a list says of each what is needed to choose', () => {
    expect(matchesFor([one('周小满', '1', NEIGHBOR, GOOD_AT_IT)], CHILD, RULES, TODAY)).toEqual([
      {
        motherId: '周小满',
        name: '周小满',
        kind: 'volunteer',
        team: 'neighbor',
        skills: ['画画', '数学'],
        leads: 1,
        maxPairs: 2,
        mayVisit: true,
        reasons: ['same_community', 'skill'],
      },
    ]);
  });
});

describe('what speaks for her and against her', () => {
  it.each<[string, Traits[], string[]]>([
    ['nothing', [], []],
    ['she lives in the child’s community', [NEIGHBOR], ['same_community']],
    ['in its street, and another community', [SAME_STREET], ['same_street']],
    ['she has no lead pair', [FREE], ['free']],
    ['one pair of two', [busy(1)], []],
    ['as many as she may', [FULL], ['full']],
    ['more than she may', [busy(3)], ['full']],
    ['a proof is missing', [NOT_READY], ['not_ready']],
    ['one of her skills is the wanted one', [GOOD_AT_IT], ['skill']],
    ['her skill is said at more length', [{ skills: ['小学数学'] }], ['skill']],
    ['her skill is said shorter', [{ skills: ['数'] }], ['skill']],
    ['her skills are others', [{ skills: ['画画'] }], []],
  ])('%s', (_, traits, expected) => {
    expect(reasons(traits)).toEqual(expected);
  });

  it('no skill counts where none is asked for', () => {
    expect(reasons([GOOD_AT_IT], { ...CHILD, skill: undefined })).toEqual([]);
  });

  it('nobody is of the street of a child of whom no street is known', () => {
    expect(reasons([SAME_STREET], { ...CHILD, path: ['c-1'] })).toEqual([]);
  });
});

describe('those who fit best stand first', () => {
  it.each<[string, Traits[], string, Traits[]]>([
    ['a neighbour', [NEIGHBOR], 'one with the skill', [GOOD_AT_IT]],
    ['one with the skill', [GOOD_AT_IT], 'one of the street', [SAME_STREET]],
    ['one of the street', [SAME_STREET], 'one who is free', [FREE]],
    ['one who is free', [FREE], 'one who is not', []],
    ['one of whom nothing is known', [], 'one who is not ready', [NOT_READY]],
    ['one who is not ready', [NOT_READY], 'one whose days are full', [FULL]],
    [
      'a stranger',
      [],
      'a neighbour with the skill whose days are full',
      [NEIGHBOR, GOOD_AT_IT, FULL],
    ],
  ])('%s before %s', (_, better, _other, worse) => {
    expect(names([one('二', '1', ...worse), one('一', '2', ...better)])).toEqual(['一', '二']);
  });

  it.each<[string, Traits[], string, Traits[]]>([
    ['a neighbour', [NEIGHBOR], 'one who is free and has the skill', [GOOD_AT_IT, FREE]],
    ['one with the skill', [GOOD_AT_IT], 'one of the street who is free', [SAME_STREET, FREE]],
    ['a neighbour who is not ready', [NEIGHBOR, NOT_READY], 'one of whom nothing is known', []],
    ['a neighbour whose days are full', [NEIGHBOR, FULL], 'one who is not ready', [NOT_READY]],
  ])('%s weighs as much as %s: the order of the list decides', (_, some, _other, others) => {
    expect(names([one('一', '1', ...some), one('二', '2', ...others)])).toEqual(['一', '二']);
    expect(names([one('一', '2', ...some), one('二', '1', ...others)])).toEqual(['二', '一']);
  });
});
