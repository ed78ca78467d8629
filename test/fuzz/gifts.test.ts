import { fundId, newRequestId } from '../support/world';
import { moments, playBuying } from './gifts';
import { describePlays } from './plays';

describePlays('orders, arrivals, withdrawals, stock and substitution in any order', {
  holds: 'give no gift to two wishes and spend nothing twice',
  runs: 3,
  seconds: 60,
  plot: moments,
  async begin(setting) {
    await setting.world.admin.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '灯塔公司',
      amountFen: 9_000_000_000 as never,
    });
    return (plot) => playBuying(setting, plot);
  },
});
