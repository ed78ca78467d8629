import { fundId, HOUR, newRequestId } from '../support/world';
import { layStage, playEvent } from './event';
import { eventPlots } from './event-plot';
import { describePlays } from './plays';

describePlays('a random event', {
  holds: 'keeps its books',
  runs: 5,
  seconds: 30,
  plot: eventPlots,
  event: { from: Date.now() - HOUR, until: Date.now() + 24 * 365 * HOUR },
  async begin(setting) {
    await setting.world.admin.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '灯塔公司',
      amountFen: 9_000_000_000 as never,
    });
    const stageAnew = await layStage(setting);
    return (plot) => playEvent(stageAnew(), plot);
  },
});
