import type { MotherRules } from '../../../cloudfunctions/domain/mother/mother';
import {
  addProof,
  decideOn,
  DEFAULT_RULES,
  endsToTell,
  erased,
  isCurrent,
  proofStates,
  requireRight,
  rightsOf,
  withoutTraining,
  withTold,
} from '../../../cloudfunctions/domain/mother/mother';
import type { Proof } from '../../../typings/contract';
import { ALL, entry, mother } from './samples';

const RULES: MotherRules = { certificate: false, maxPairs: 1 };
const by = { personId: 'p_staff', now: 0 };

describe('a check is good for twelve months', () => {
  it.each([
    ['2025-01-09', false],
    ['2025-01-10', true],
    ['2026-01-10', true],
    ['2026-01-11', false],
  ])('on %s: %s', (day, good) => {
    const proofs = [
      entry('declaration', '2025-01-01'),
      entry('check', '2025-01-10'),
      entry('insurance', '2025-01-01'),
    ];
    expect(rightsOf(mother({ proofs }), RULES, day).mayVisit).toBe(good);
  });

  it.each([
    ['2024-02-29', '2025-02-28'],
    ['2024-08-31', '2025-08-31'],
  ])('asked on %s it runs out on %s', (on, runsOutOn) => {
    const proofs = [entry('declaration', on), entry('check', on), entry('insurance', on)];
    expect(rightsOf(mother({ proofs }), RULES, on)).toMatchObject({ runsOutOn });
  });

  it('whatever longer time was written down, and shorter where one was', () => {
    const until = (end: string) =>
      rightsOf(mother({ proofs: [entry('check', '2025-01-10', end)] }), RULES, '2025-01-10')
        .runsOutOn;
    expect(until('2027-01-01')).toBe('2026-01-10');
    expect(until('2025-03-01')).toBe('2025-03-01');
  });
});

describe('a proof holds up to its last day', () => {
  it.each([
    ['2025-06-30', []],
    ['2025-07-01', ['insurance']],
  ])('on %s is missing %j', (day, missing) => {
    expect(rightsOf(mother({ proofs: ALL }), RULES, day).missing).toEqual(missing);
  });

  it('the latest entry counts, and one that begins later not before it begins', () => {
    const proofs = [...ALL, entry('insurance', '2025-07-01', '2025-12-31')];
    expect(rightsOf(mother({ proofs }), RULES, '2025-06-30')).toMatchObject({
      mayVisit: true,
      runsOutOn: '2025-12-31',
    });
    const gap = [...ALL, entry('insurance', '2025-07-02', '2025-12-31')];
    expect(rightsOf(mother({ proofs: gap }), RULES, '2025-06-01').runsOutOn).toBe('2025-06-30');
    const corrected = [...ALL, entry('insurance', '2025-01-10', '2025-02-01')];
    expect(rightsOf(mother({ proofs: corrected }), RULES, '2025-02-02').mayVisit).toBe(false);
  });

  it('the certificate counts where the campaign asks for it', () => {
    const asked = { ...RULES, certificate: true };
    expect(rightsOf(mother({ proofs: ALL }), asked, '2025-02-01').missing).toEqual(['certificate']);
    const proofs = [...ALL, entry('certificate', '2025-01-20')];
    expect(rightsOf(mother({ proofs }), asked, '2025-02-01').mayVisit).toBe(true);
  });
});

describe('what she reads of her proofs', () => {
  const statesOn = (day: string, more = ALL) => proofStates(more, RULES, day);

  it('each that is asked for: missing, good up to a day, or over since one', () => {
    expect(statesOn('2025-01-09')).toEqual([
      { proof: 'declaration', state: 'missing' },
      { proof: 'check', state: 'missing' },
      { proof: 'insurance', state: 'missing' },
    ]);
    expect(statesOn('2025-06-30')).toEqual([
      { proof: 'declaration', state: 'good' },
      { proof: 'check', state: 'good', until: '2026-01-10' },
      { proof: 'insurance', state: 'good', until: '2025-06-30' },
    ]);
    expect(statesOn('2025-07-01').at(-1)).toEqual({
      proof: 'insurance',
      state: 'over',
      until: '2025-06-30',
    });
  });

  it('a renewal without a gap carries the last day on', () => {
    const renewed = [...ALL, entry('insurance', '2025-07-01', '2026-06-30')];
    expect(statesOn('2025-06-30', renewed).at(-1)).toMatchObject({ until: '2026-06-30' });
  });

  it('no day where nothing of hers runs out', () => {
    expect(rightsOf(mother(), RULES, '2025-02-01')).not.toHaveProperty('runsOutOn');
  });
});

describe('what she may do', () => {
  const old = [entry('declaration', '2023-01-01', '2023-12-31'), entry('check', '2023-01-01')];

  it('calls need the declaration and a check once, run out or not', () => {
    expect(rightsOf(mother({ proofs: old }), RULES, '2025-02-01')).toMatchObject({
      mayVisit: false,
      mayCall: true,
      missing: ['declaration', 'check', 'insurance'],
    });
    for (const only of old) {
      expect(rightsOf(mother({ proofs: [only] }), RULES, '2025-02-01').mayCall).toBe(false);
    }
  });

  it.each(['applied', 'paused', 'ended', 'rejected'] as const)(
    'nothing while she is %s',
    (state) => {
      expect(rightsOf(mother({ state, proofs: ALL }), RULES, '2025-02-01')).toMatchObject({
        mayVisit: false,
        mayCall: false,
      });
    },
  );

  it('a refusal names what is missing', () => {
    const visit = () => requireRight(mother({ proofs: ALL }), RULES, 'inPerson', '2025-07-01');
    expect(visit).toThrow('保险');
    expect(visit).not.toThrow('从业查询');
    expect(() => requireRight(mother(), RULES, 'call', '2025-07-01')).toThrow('承诺书、从业查询');
    expect(() => requireRight(mother({ proofs: ALL }), RULES, 'call', '2025-07-01')).not.toThrow();
  });

  it.each([
    ['call', '承诺书、从业查询还没有登记'],
    ['inPerson', '承诺书、从业查询、培训证书、保险还没有登记'],
  ] as const)('the refusal of a %s names nothing that it does not need', (kind, words) => {
    const asked = () => {
      requireRight(mother(), { ...RULES, certificate: true }, kind, '2025-07-01');
    };
    expect(asked).toThrow(new RegExp(`^${words}`));
  });

  it('whoever is not in the team is told that', () => {
    const asked = () => {
      requireRight(mother({ state: 'paused', proofs: ALL }), RULES, 'call', '2025-02-01');
    };
    expect(asked).toThrow('不在爱心妈妈队伍中');
  });

  it('a campaign that says nothing else asks for no certificate, and lets her lead one pair', () => {
    expect(DEFAULT_RULES).toEqual({ certificate: false, maxPairs: 1 });
  });
});

describe('the end of a proof is told thirty days before, once', () => {
  it.each([
    ['2025-05-30', 0],
    ['2025-05-31', 1],
    ['2025-06-30', 1],
  ])('on %s: %d', (day, told) => {
    expect(endsToTell(mother({ proofs: ALL }), day)).toHaveLength(told);
  });

  it('the next day on which something is told is known beforehand', () => {
    const before = addProof(mother({ proofs: ALL.slice(0, 2) }), ALL[2]!, '2025-02-01');
    expect(before.proofAlertOn).toBe('2025-05-31');
    const told = withTold(before, endsToTell(before, '2025-05-31'), '2025-05-31');
    expect(told.proofAlertOn).toBe('2025-12-11');
    expect(endsToTell(told, '2025-06-15')).toEqual([]);
    const renewed = addProof(told, entry('insurance', '2025-06-10', '2026-06-09'), '2025-06-10');
    expect(renewed.proofAlertOn).toBe('2025-12-11');
    expect(endsToTell(renewed, '2025-12-11')).toEqual([{ proof: 'check', on: '2026-01-10' }]);
  });
});

describe('whoever has left or was turned down', () => {
  it.each(['ended', 'rejected'] as const)('is told of no end: %s', (state) => {
    expect(endsToTell(mother({ state, proofs: ALL }), '2025-06-30')).toEqual([]);
  });

  it('whoever pauses is told, to come back with all she needs', () => {
    expect(endsToTell(mother({ state: 'paused', proofs: ALL }), '2025-06-30')).toHaveLength(1);
  });
});

describe('the dates of a proof', () => {
  const TODAY = '2025-03-01';
  it.each<[Proof, string, string | null, string | null]>([
    ['declaration', '2025-03-01', null, null],
    ['declaration', '2025-03-02', null, '日期不能晚于今天'],
    ['check', '2025-03-02', null, '日期不能晚于今天'],
    ['insurance', '2025-03-02', '2026-03-01', null],
    ['insurance', '2025-03-02', '2025-03-02', null],
    ['insurance', '2025-03-02', '2025-03-01', '到期日不能早于开始的那天'],
    ['certificate', '2025-03-01', '2025-02-28', '到期日不能早于开始的那天'],
  ])('a %s of %s until %s, written down on 1 March: %s', (proof, on, until, refused) => {
    const add = () => addProof(mother(), entry(proof, on, until), TODAY);
    if (refused === null) expect(add().proofs).toHaveLength(1);
    else expect(add).toThrow(refused);
  });
});

it('a training whose certificate is revoked is no proof any more; all else stays', () => {
  const trained = { ...entry('certificate', '2025-01-20'), enrolmentId: 'enrolment-1' };
  const other = { ...entry('certificate', '2025-01-25'), enrolmentId: 'enrolment-2' };
  const before = mother({ proofs: [...ALL, trained, other] });
  expect(withoutTraining(before, 'enrolment-1', '2025-02-01').proofs).toEqual([...ALL, other]);
});

describe('when her data is erased', () => {
  const step = (by: string, reason: string) => ({ at: 1, by, event: 'applied' as const, reason });
  const her = mother({
    skills: ['画画'],
    proofs: ALL,
    toldProofs: ['check.2026-01-10'],
    proofAlertOn: '2025-05-31',
    history: [step('p_mother', '想陪伴孩子'), step('p_staff', '面谈')],
  });

  it('nothing of her is left but that somebody was there', () => {
    expect(erased(her, 9)).toMatchObject({
      ...{ personId: '', name: '', skills: [], proofs: [], toldProofs: [], proofAlertOn: '' },
      history: [step('', ''), step('p_staff', ''), { at: 9, by: '', event: 'end', reason: '' }],
    });
  });

  it.each([
    ['applied', true, 'ended'],
    ['approved', true, 'ended'],
    ['paused', true, 'ended'],
    ['ended', false, 'ended'],
    ['rejected', false, 'rejected'],
  ] as const)('%s, part of the team: %s; then she is %s', (state, current, after) => {
    expect(isCurrent(state)).toBe(current);
    expect(erased({ ...her, state }, 9).state).toBe(after);
  });
});

describe('decisions', () => {
  const STATES = ['applied', 'approved', 'paused', 'ended', 'rejected'] as const;
  const ALLOWED: Record<string, string> = {
    'applied approve': 'approved',
    'applied reject': 'rejected',
    'approved pause': 'paused',
    'paused resume': 'approved',
    'approved end': 'ended',
    'paused end': 'ended',
  };
  const CASES = STATES.flatMap((state) =>
    (['approve', 'reject', 'pause', 'resume', 'end'] as const).map(
      (decision) => [state, decision] as const,
    ),
  );
  it.each(CASES)('%s, %s', (state, decision) => {
    const to = ALLOWED[`${state} ${decision}`];
    const decided = () => decideOn(mother({ state }), decision, by, '').state;
    if (to === undefined) expect(decided).toThrow();
    else expect(decided()).toBe(to);
  });
});
