import { PACK_VERSIONS, PACK_VERSION_WORDS, periodText } from '@micro-wish/vocabulary';
import { isLive } from '../../domain/card/card';
import { noteOf } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import { codeOf } from '../../shared/card-codes';
import { linkPrefix } from '../../shared/identity';
import { ofBatch } from '../../calls/pack';
import { printingFont } from '../../shared/print-font';
import type { Handlers } from '../../shared/serve';
import { getBatch } from '../../store/pack/batches';
import { packCardsOfBatch } from '../../store/pack/cards';
import { getPlan } from '../../store/pack/plans';
import { handOut } from '../common/hand-out';
import { requireBatchArea } from './access';

export const slipHandlers: Pick<Handlers<'staff'>, 'pack.sheet'> = {
  'pack.sheet': {
    who: 'staff',
    input: ofBatch,
    run: async (context, { batchId }) => {
      const { rights, now } = context;
      const event = await getBatch(batchId);
      requireBatchArea(rights, event.batch);
      const [plan, all] = await Promise.all([
        getPlan(event.batch.planId),
        packCardsOfBatch(batchId),
      ]);
      const cards = all
        // A paper that no scan takes must reach no family.
        .filter((card) => isLive(card) && card.state !== 'frozen')
        .sort(
          (a, b) =>
            (a.pack?.place ?? '').localeCompare(b.pack?.place ?? '', 'zh') ||
            a.alias.localeCompare(b.alias, 'zh'),
        );
      if (cards.length === 0) {
        refuse('FAILED_PRECONDITION', '这个批次没有等着送的暖心包，不用打印。');
      }
      const slips = cards.map((card) => {
        const code = codeOf(card, 'paper');
        return {
          cardNo: card.cardNo,
          code,
          qr: linkPrefix() + code,
          title: card.gift.title,
          alias: card.alias,
          place: card.pack?.place ?? '',
        };
      });
      const cover = {
        plan: plan.title,
        unit: event.batch.unitName,
        time: periodText(event.from, event.until),
        counts: PACK_VERSIONS.flatMap((version) => {
          const count = cards.filter(({ pack }) => pack?.version === version).length;
          return count > 0 ? `${PACK_VERSION_WORDS[version]} ${count} 份` : [];
        }),
      };
      const [{ packSlips }, font] = await Promise.all([
        import('../../print/pack/slips'),
        printingFont(),
      ]);
      const content = await packSlips(cover, slips, { font, now });
      const made = await handOut(context, {
        folder: 'card-sheets',
        name: 'packs.pdf',
        content,
        about: { ids: cards.map(({ _id }) => _id), purpose: '打印暖心包交接单' },
        act: { action: 'pack.sheet', subject: batchId, note: noteOf(cards.length) },
      });
      return { ...made, slips: cards.length };
    },
  },
};
