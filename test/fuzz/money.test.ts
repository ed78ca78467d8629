import { newRequestId } from '../support/world';
import { deals, playDeals } from './money';
import { describePlays } from './plays';

describePlays('several admins at one fund', {
  holds: 'keep its books',
  runs: 4,
  seconds: 30,
  plot: deals,
  async begin(setting) {
    for (const openid of ['second-admin', 'third-admin']) {
      await setting.world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid,
        level: 'admin',
        areaId: 'd-1',
      });
    }
    return (plot) => playDeals(setting, plot);
  },
});
