import { type AuditAction, fullTimeText } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import type { EpochMs } from '../../../typings/contract';
import { fileName } from '../../domain/common/file-name';
import { donorsOf, statementOf } from '../../domain/report/donor';
import { standing } from '../../domain/money/ledger';
import { figuresOf } from '../../domain/money/money';
import { refuse } from '../../domain/common/refusal';
import { isLive } from '../../domain/wish/wish';
import { spentByAgeBand, spentByCategory } from '../../domain/report/spending-report';
import { linkToFile } from '../../platform/files';
import { keepForAWhile } from '../../shared/files';
import { newId } from '../../shared/identity';
import { id, text } from '../../shared/input';
import type { Context, Handlers } from '../../shared/serve';
import { recordAct } from '../../store/common/audit';
import { getCampaign } from '../../store/campaign/campaigns';
import { everyEntry, getFund } from '../../store/money/funds';
import { reportOf, wishTallies } from '../../store/report/reports';
import { litWishes } from '../../store/wish/wishes';
import { printingFont } from '../../shared/print-font';

/** 2025年6月1日 */
const dayText = (at: EpochMs): string => fullTimeText(at).slice(0, -' 00:00'.length);

/** Keeps a file that was made for somebody, for as long as printed sheets are kept, and records it. */
const handOut = async (
  { now, personId }: Context,
  act: { action: AuditAction; subject: string; note: 'pdf' | 'xlsx' | '' },
  file: { name: string; content: Buffer; unprintable: ReadonlySet<string> },
): Promise<{ fileId: string; url: string; unprintable: string[] }> => {
  const path = `fund/${newId('paper')}/${file.name}`;
  const fileId = await keepForAWhile(path, file.content, { now });
  await recordAct({ ...act, _id: newId('act'), at: now, by: personId });
  return { fileId, url: await linkToFile(fileId), unprintable: [...file.unprintable] };
};

export const fundReportHandlers: Pick<
  Handlers<'staff'>,
  'fund.donors' | 'fund.report' | 'fund.statement'
> = {
  'fund.donors': {
    who: 'auditor',
    input: v.strictObject({ fundId: id }),
    run: async (_, { fundId }) => {
      await getFund(fundId);
      return { items: donorsOf(standing(await everyEntry(fundId)).donations) };
    },
  },
  'fund.report': {
    who: 'auditor',
    input: v.strictObject({
      campaignId: id,
      format: v.picklist(['pdf', 'xlsx'], '只能导出 PDF 或 Excel'),
    }),
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
      const act = { action: 'fund.report' as const, subject: campaignId, note: format };
      return handOut(context, act, {
        name: fileName(['公示', campaign.title], now, format),
        content,
        unprintable,
      });
    },
  },
  'fund.statement': {
    who: 'auditor',
    input: v.strictObject({ campaignId: id, donor: text(60) }),
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
      const act = {
        action: 'fund.statement' as const,
        subject: campaign.fundId,
        note: '' as const,
      };
      return handOut(context, act, {
        name: fileName(['感谢函', donor], now, 'pdf'),
        content,
        unprintable,
      });
    },
  },
};
