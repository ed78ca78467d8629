import type { ConsentTerm } from '../../../../../../typings/contract';
import { termsOr } from '../../../../../wish/consent-terms';
import { MOST_TERMS, publishable, TEXT_MAX, TITLE_MAX } from './terms';

/** A point with a key of its own, which it keeps while others come and go. */
type Row = ConsentTerm & { key: number };

let rows = 0;

const rowOf = ({ title, text }: ConsentTerm): Row => ({ key: (rows += 1), title, text });

/** Writes a consent text, beside what a family will see. Events: `publish`, `close`. */
Component({
  properties: {
    /** The text in force; none where the app's own is meant. */
    terms: { type: Array, value: [] as ConsentTerm[] },
    /** The version in force. */
    current: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    draft: [] as Row[],
    version: '',
    missing: '',
    hasRoom: true,
    TITLE_MAX,
    TEXT_MAX,
  },
  observers: {
    terms(terms: ConsentTerm[]) {
      this.show(termsOr(terms).map(rowOf));
    },
  },
  methods: {
    show(draft: Row[]) {
      this.setData({ draft, missing: '', hasRoom: draft.length < MOST_TERMS });
    },
    write({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { place, field } = currentTarget.dataset as { place: number; field: string };
      this.show(
        this.data.draft.map((term, index) =>
          index === place ? { ...term, [field]: detail.value } : term,
        ),
      );
    },
    writeVersion({ detail }: WechatMiniprogram.Input) {
      this.setData({ version: detail.value, missing: '' });
    },
    add() {
      this.show([...this.data.draft, rowOf({ title: '', text: '' })]);
    },
    remove({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const place = currentTarget.dataset['place'] as number;
      this.show(this.data.draft.filter((_, index) => index !== place));
    },
    publish() {
      const { draft, version, current } = this.data;
      const { text, problem } = publishable(version, draft, current);
      this.setData({ missing: problem });
      if (text) this.triggerEvent('publish', text);
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
