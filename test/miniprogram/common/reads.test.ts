import { handlers as campaign } from '../../../cloudfunctions/campaign';
import { handlers as family } from '../../../cloudfunctions/family';
import { handlers as helper } from '../../../cloudfunctions/helper';
import { handlers as safe } from '../../../cloudfunctions/safe';
import { handlers as staff } from '../../../cloudfunctions/staff';
import { handlers as station } from '../../../cloudfunctions/station';
import { READS } from '../../../miniprogram/services/call';

const FUNCTIONS = { campaign, family, helper, safe, staff, station };

/**
 * Actions without an id of the request that are not repeated unasked: each leaves a row that
 * somebody was here, or makes a file.
 */
const LEAVE_A_TRACE = [
  'campaign.visit',
  'family.consent.withdraw',
  'staff.wish.open',
  'staff.wish.compare',
  'staff.complaint.open',
  'staff.pair.open',
  'staff.list.export',
  'staff.card.sheet',
  'staff.pack.sheet',
  'staff.fund.report',
  'staff.fund.statement',
  'staff.roster.template',
  'staff.roster.marked',
  'staff.arrival.sheet',
  'staff.arrival.marked',
  'station.open',
  'station.card.sync',
  'helper.certificate.pdf',
  'safe.concern.open',
  'safe.referral.open',
];

test('whatever reads and leaves no trace is asked again after a lost packet', () => {
  const withoutId = Object.entries(FUNCTIONS).flatMap(([name, handlers]) =>
    Object.entries(handlers as Record<string, { input: { entries?: object } }>)
      .filter(([, { input }]) => {
        const fields = Object.keys(input.entries ?? {});
        return !fields.includes('requestId') && !fields.includes('nonce');
      })
      .map(([action]) => `${name}.${action}`),
  );
  const repeated = Object.entries(READS).flatMap(([name, actions]) =>
    actions.map((action) => `${name}.${action}`),
  );
  expect([...repeated, ...LEAVE_A_TRACE].sort()).toEqual(withoutId.sort());
});
