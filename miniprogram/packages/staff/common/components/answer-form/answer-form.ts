import type { ChildSays, WrittenDown, YesNo } from '../../../../../../typings/contract';

/** What a guardian without WeChat said, as staff write it down. */
export interface WrittenAnswer {
  answer: YesNo;
  childSays: ChildSays;
  how: WrittenDown['how'];
  note: string;
}

const HOWS: { how: WrittenDown['how']; word: string }[] = [
  { how: 'paper', word: '纸面签字' },
  { how: 'phone', word: '打电话问的' },
];

const SAYS: { says: ChildSays; word: string }[] = [
  { says: 'yes', word: '孩子愿意' },
  { says: 'no', word: '孩子不愿意' },
  { says: 'cannot_say', word: '孩子还说不清' },
];

/** Events `answer` with what was said, `withdraw` with who said so and how, `close`. */
Component({
  properties: {
    /** The child is asked too. */
    asksChild: { type: Boolean, value: false },
    /** From 14 on only the child's own yes counts. */
    ownWord: { type: Boolean, value: false },
    /** They agreed before; what is written down is that they take it back. */
    takesBack: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    hows: HOWS,
    choices: SAYS,
    how: '' as WrittenDown['how'] | '',
    says: '' as ChildSays | '',
    note: '',
    missing: '',
  },
  methods: {
    chooseHow({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ how: currentTarget.dataset['how'] as WrittenDown['how'], missing: '' });
    },
    chooseSays({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ says: currentTarget.dataset['says'] as ChildSays, missing: '' });
    },
    write({ detail }: WechatMiniprogram.Input) {
      this.setData({ note: detail.value, missing: '' });
    },
    answer({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const answer = currentTarget.dataset['answer'] as YesNo | 'withdraw';
      const { how, says, asksChild } = this.data;
      const note = this.data.note.trim();
      const isUnasked = asksChild && says === '' && answer === 'yes';
      const missing =
        how === ''
          ? '请选择是签字还是电话'
          : isUnasked
            ? '请先问问孩子，选孩子怎么说'
            : note === ''
              ? '请写谁在什么时候说的'
              : '';
      this.setData({ missing });
      if (missing !== '') return;
      if (answer === 'withdraw') this.triggerEvent('withdraw', { how, note });
      else this.triggerEvent('answer', { answer, how, note, childSays: says || 'cannot_say' });
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
