import { LEAVE_A_TRACE } from '../../../miniprogram/services/call';
import { everyAction, hasId } from '../../support/handlers';

/** What only looks though its name is that of an act as well. */
const ONLY_LOOK = [
  'campaign.code',
  'campaign.report',
  'family.data.export',
  'staff.campaign.open',
  'staff.invite.code',
  'staff.order.open',
];

test('whatever writes carries an id, or is named among those that leave a trace', () => {
  const withoutId = everyAction()
    .filter(({ input }) => !hasId(input))
    .map(({ title }) => title);
  const named = Object.entries(LEAVE_A_TRACE).flatMap(([name, actions]) =>
    actions.map((action) => `${name}.${action}`),
  );
  // What is named has no id; and what is not named tells by its name that it only looks.
  expect([...named, ...ONLY_LOOK].filter((title) => !withoutId.includes(title))).toEqual([]);
  const looks =
    /(^|\.)(me|mine|get|wall|programmes|certificate|consent|show|list|counts?|plans|batches|batch|sums|candidates|transfers|answers|discrepancies|inside|feedback|children|match|overseers|fairness|verify|check|place|progress|absentees|wanted|inspect|attempts|ledger|reconcile|donors|cost|look)$/;
  const others = withoutId.filter((title) => !looks.test(title));
  expect(others.sort()).toEqual([...named, ...ONLY_LOOK].sort());
});
