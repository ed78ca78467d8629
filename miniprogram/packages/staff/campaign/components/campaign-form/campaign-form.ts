import { STAFF_LEVEL_WORDS, STAFF_LEVELS } from '@micro-wish/vocabulary';
import type { StaffLevel } from '../../../../../../typings/contract';
import { campaignInput, emptyDraft, type CampaignDraft } from './draft';

/** All settings of a campaign. Events: `save` with what is to be sent, `close`. */
Component({
  properties: {
    /** The draft to begin with. */
    start: { type: Object, value: null as unknown as CampaignDraft },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    draft: emptyDraft(Date.now()),
    levels: [] as { level: StaffLevel; word: string; chosen: boolean }[],
    missing: '',
  },
  observers: {
    start(start: CampaignDraft | null) {
      this.change(start ?? emptyDraft(Date.now()));
    },
  },
  methods: {
    change(part: Partial<CampaignDraft>) {
      const draft = { ...this.data.draft, ...part };
      const levels = STAFF_LEVELS.map((level) => ({
        level,
        word: STAFF_LEVEL_WORDS[level],
        chosen: draft.reviewLevels.includes(level),
      }));
      this.setData({ draft, levels, missing: '' });
    },
    write({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change({ [currentTarget.dataset['field'] as string]: detail.value });
    },
    toggleLevel({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const level = currentTarget.dataset['level'] as StaffLevel;
      const { reviewLevels } = this.data.draft;
      this.change({
        reviewLevels: reviewLevels.includes(level)
          ? reviewLevels.filter((other) => other !== level)
          : [...reviewLevels, level],
      });
    },
    save() {
      const { input, problem } = campaignInput(this.data.draft);
      this.setData({ missing: problem });
      if (input) this.triggerEvent('save', input);
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
