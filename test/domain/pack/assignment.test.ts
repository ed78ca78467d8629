import { assignment, type Candidate } from '../../../cloudfunctions/domain/pack/assignment';
import { newBatch, type Batch } from '../../../cloudfunctions/domain/pack/batch';

const batch = newBatch(
  { planId: 'p', unitId: 'u', unitName: '绣工坊', areaIds: [] },
  { '7-12': 1, family: 1 },
);
const closed: Batch = { ...batch, state: 'closed' };
const child: Candidate = {
  birthMonth: '2016-05',
  consents: true,
  hasPack: false,
  familyHasOne: false,
};

const assign = (
  of: Partial<Candidate> | null,
  { to = batch, version, reason = '' }: { to?: Batch; version?: 'family'; reason?: string } = {},
) => assignment(of && { ...child, ...of }, to, { day: '2025-06-01', version, reason });

describe('each reason in the order in which they win', () => {
  it.each([
    ['no child of the area', null, {}, 'not_found'],
    ['a closed batch', { consents: false }, { to: closed }, 'closed'],
    ['no consent', { consents: false, hasPack: true }, {}, 'no_consent'],
    ['a live pack', { hasPack: true, birthMonth: '2000-01' }, {}, 'has_pack'],
    ['18 on the day', { birthMonth: '2007-06' }, {}, 'too_old'],
    ['not born on the day', { birthMonth: '2025-07' }, {}, 'too_young'],
    ['none of its version', { birthMonth: '2024-01' }, {}, 'short'],
    ['18 and chosen', { birthMonth: '2007-06' }, { version: 'family' }, 'too_old'],
    ['a second of the family', { familyHasOne: true }, { version: 'family' }, 'has_pack'],
  ] as const)('%s', (_, of, more, refused) => {
    expect(assign(of, more)).toEqual({ refused });
  });

  it('by age, chosen, and a second one of the family with a reason', () => {
    expect(assign({ familyHasOne: true })).toEqual({ version: '7-12' });
    expect(assign({}, { version: 'family' })).toEqual({ version: 'family' });
    expect(assign({ familyHasOne: true }, { version: 'family', reason: '分住两处' })).toEqual({
      version: 'family',
    });
  });
});
