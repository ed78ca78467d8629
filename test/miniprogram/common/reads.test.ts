import { handlers as campaign } from '../../../cloudfunctions/campaign';
import { handlers as family } from '../../../cloudfunctions/family';
import { handlers as helper } from '../../../cloudfunctions/helper';
import { handlers as safe } from '../../../cloudfunctions/safe';
import { handlers as staff } from '../../../cloudfunctions/staff';
import { handlers as station } from '../../../cloudfunctions/station';
import { LEAVE_A_TRACE } from '../../../miniprogram/services/call';

const FUNCTIONS = { campaign, family, helper, safe, staff, station };

test('whatever writes carries an id, or is named among those that leave a trace', () => {
  const withoutId = Object.entries(FUNCTIONS).flatMap(([name, handlers]) =>
    Object.entries(handlers as Record<string, { input: { entries?: object } }>)
      .filter(([, { input }]) => {
        const fields = Object.keys(input.entries ?? {});
        return !fields.includes('requestId') && !fields.includes('nonce');
      })
      .map(([action]) => `${name}.${action}`),
  );
  const named = Object.entries(LEAVE_A_TRACE).flatMap(([name, actions]) =>
    actions.map((action) => `${name}.${action}`),
  );
  // What is named has no id; and what is not named tells by its name that it only looks.
  expect(named.filter((action) => !withoutId.includes(action))).toEqual([]);
  const looks =
    /(^|\.)(me|mine|get|wall|report|code|programmes|certificate|consent|show|list|counts?|open|plans|batches|batch|sums|candidates|transfers|answers|discrepancies|inside|feedback|children|match|overseers|fairness|verify|check|place|progress|absentees|wanted|inspect|attempts|export|ledger|reconcile|donors|cost|look)$/;
  expect(withoutId.filter((action) => !named.includes(action) && !looks.test(action))).toEqual([]);
});
