import type { PublicTextSuggestion, ReviewDecision } from '../../../../../../typings/contract';
import { USUAL_REASONS } from '../../reasons';
import { decisionOf, problemOf, PUBLIC_TEXT_MAX, REASON_MAX, type Draft } from './decision';

const CHOICES: { decision: ReviewDecision; word: string }[] = [
  { decision: 'approve', word: '通过' },
  { decision: 'return', word: '退回修改' },
  { decision: 'reject', word: '不予通过' },
];

/** Decides on a wish. Event `decide` with the decision and what it takes. */
Component({
  properties: {
    /** A public text to start from, and the family's words with what it leaves out. */
    suggestion: { type: Object, value: { text: '', parts: [] } as PublicTextSuggestion },
    publicText: { type: String, value: '' },
    publicTextAllowed: { type: Boolean, value: false },
    /** The wish is approved already: only sending back is left. */
    takeBack: { type: Boolean, value: false },
    /** A decision that a key picked; '' for none. */
    picked: { type: String, value: '' as ReviewDecision | '' },
    busy: { type: Boolean, value: false },
  },
  data: {
    choices: CHOICES,
    usual: [] as readonly string[],
    draft: { decision: '', reason: '', publicText: '' } as Draft,
    reasonCount: '',
    publicCount: '',
    problem: '',
    REASON_MAX,
    PUBLIC_TEXT_MAX,
  },
  observers: {
    takeBack(takeBack: boolean) {
      this.setData({
        choices: takeBack ? CHOICES.filter(({ decision }) => decision !== 'approve') : CHOICES,
      });
    },
    picked(picked: ReviewDecision | '') {
      if (picked !== '') this.pick(picked);
    },
    publicText(publicText: string) {
      this.change({ publicText });
    },
  },
  methods: {
    change(part: Partial<Draft>) {
      const draft = { ...this.data.draft, ...part };
      this.setData({
        draft,
        problem: '',
        reasonCount: `${Array.from(draft.reason).length}/${REASON_MAX}`,
        publicCount: `${Array.from(draft.publicText).length}/${PUBLIC_TEXT_MAX}`,
      });
    },
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.pick(currentTarget.dataset['decision'] as ReviewDecision);
    },
    pick(decision: ReviewDecision) {
      this.change({ decision });
      this.setData({ usual: decision === 'approve' ? [] : USUAL_REASONS[decision] });
    },
    useReason({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.change({ reason: currentTarget.dataset['reason'] as string });
    },
    writeReason({ detail }: { detail: { value: string } }) {
      this.change({ reason: detail.value });
    },
    writePublicText({ detail }: { detail: { value: string } }) {
      this.change({ publicText: detail.value });
    },
    useSuggestion() {
      this.change({ publicText: this.data.suggestion.text });
    },
    decide() {
      const { draft, publicTextAllowed } = this.data;
      const decision = decisionOf(draft, publicTextAllowed);
      if (decision) this.triggerEvent('decide', decision);
      else this.setData({ problem: problemOf(draft) });
    },
  },
});
