import { fullTimeText } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { noteOf } from '../../domain/common/audit';
import { fileName } from '../../domain/common/file-name';
import { donorsOf, statementOf } from '../../domain/report/donor';
import { standing } from '../../domain/money/ledger';
import { figuresOf } from '../../domain/money/money';
import { refuse } from '../../domain/common/refusal';
import { isLive } from '../../domain/wish/wish';
import { spentByAgeBand, spentByCategory } from '../../domain/report/spending-report';
import * as calls from '../../calls/money';
import type { Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { everyEntry, getFund } from '../../store/money/funds';
import { reportOf, wishTallies } from '../../store/report/reports';
import { handOut } from '../common/hand-out';
import { litWishes } from '../../store/wish/wishes';
import { printingFont } from '../../shared/print-font';

/** 2025年6月1日 */
const dayText = (at: EpochMs): string => fullTimeText(at).slice(0, -' 00:00'.length);

export const fundReportHandlers: Pick<
  Handlers<'staff'>,
  'fund.donors' | 'fund.report' | 'fund.statement'
> = {
  'fund.donors': {
    who: 'auditor',
    input: calls.fundDonors,
    run: async (_, { fundId }) => {
      await getFund(fundId);
      return { items: donorsOf(standing(await everyEntry(fundId)).donations) };
    },
  },
  'fund.report': {
    who: 'auditor',
    input: calls.fundReport,
    run: async (context, { campaignId, format }) => {
      const { now } = context;
      const campaign = await getCampaign(campaignId);
      const [fund, entries, wishes, report] = await Promise.all([
        getFund(campaign.fundId),
        everyEntry(campaign.fundId),
        wishTallies(campaignId),
        reportOf(campaignId, now),
      ]);
      const live = wishes.filter(({ state }) => isLive(state));
      const account = {
        campaign: campaign.title,
        asOf: dayText(now),
        period: `${dayText(campaign.from)} – ${dayText(campaign.until)}`,
        figures: figuresOf(fund),
        donors: donorsOf(standing(entries).donations),
        wishes: report.wishes,
        fulfilled: report.fulfilled,
        byCategory: spentByCategory(live).map(({ category, ...sums }) => ({
          key: category,
          ...sums,
        })),
        byAgeBand: spentByAgeBand(live),
      };
      const unprintable = new Set<string>();
      const content =
        format === 'pdf'
          ? await (
              await import('../../print/report/fund-papers')
            ).drawReport(account, {
              font: await printingFont(),
              now,
              unprintable,
            })
          : await (await import('../../print/report/workbook')).reportWorkbook(account);
      const made = await handOut(context, {
        folder: 'fund',
        name: fileName(['公示', campaign.title], now, format),
        content,
        act: { action: 'fund.report', subject: campaignId, note: noteOf(format) },
      });
      return { ...made, unprintable: [...unprintable] };
    },
  },
  'fund.statement': {
    who: 'auditor',
    input: calls.fundStatement,
    run: async (context, { campaignId, donor }) => {
      const { now } = context;
      const campaign = await getCampaign(campaignId);
      const { donations, spends } = standing(await everyEntry(campaign.fundId));
      const lit = await litWishes(spends.map(({ wishId }) => wishId));
      const statement = statementOf(donor, donations, spends, (wishId) => lit.get(wishId));
      if (!statement) return refuse('NOT_FOUND', '账上没有这位捐方的捐款，请从列表中选择。');
      const unprintable = new Set<string>();
      const { drawStatement } = await import('../../print/report/fund-papers');
      const content = await drawStatement(
        { ...statement, campaign: campaign.title, place: campaign.place, asOf: dayText(now) },
        { font: await printingFont(), now, unprintable },
      );
      const made = await handOut(context, {
        folder: 'fund',
        name: fileName(['感谢函', donor], now, 'pdf'),
        content,
        act: { action: 'fund.statement', subject: campaign.fundId, note: noteOf() },
      });
      return { ...made, unprintable: [...unprintable] };
    },
  },
};
