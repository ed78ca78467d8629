import type { CampaignView } from '../../../../../typings/contract';
import { SKY_LAMPS, type PosterContent } from '../../components/poster-canvas/designs';
import { brightnessOf } from '../../../../components/wish-light/brightness';
import { CAMPAIGN_WORDS, STORY } from '../../../../content/campaign';
import { countedLights } from '../../../../utils/counted-lights';
import { lastOf } from '../../../../utils/last';

/** What a campaign's poster says. */
export const posterContent = ({ title, place, counts }: CampaignView): PosterContent => ({
  title,
  motto: CAMPAIGN_WORDS.motto,
  where: place,
  host: CAMPAIGN_WORDS.host,
  story: [STORY[0] ?? '', lastOf(STORY) ?? ''],
  figure: counts.fulfilled > 0 ? `${counts.fulfilled} 个心愿已经实现` : '第一盏灯正在等您',
  lamps: countedLights(counts, SKY_LAMPS).map((state) => {
    const brightness = brightnessOf(state);
    return brightness === 'out' ? 'unlit' : brightness;
  }),
});
