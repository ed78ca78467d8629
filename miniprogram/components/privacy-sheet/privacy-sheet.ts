type Answer =
  | { event: 'exposureAuthorization' }
  | { event: 'disagree' }
  | { event: 'agree'; buttonId: string };

type Resolve = (answer: Answer) => void;

/**
 * A WeChat that is too old to ask for consent makes the call without it.
 * The platform's typings give `resolve` as a plain object; it is the function of the documents.
 */
const onNeed = (ask: (resolve: Resolve) => void): void => {
  if (!wx.canIUse('onNeedPrivacyAuthorization')) return;
  wx.onNeedPrivacyAuthorization(
    ask as unknown as Parameters<WechatMiniprogram.Wx['onNeedPrivacyAuthorization']>[0],
  );
};

/** The button that WeChat knows the agreement by. */
const AGREE = 'privacy-agree';

/**
 * Asks for the consent that WeChat wants before a call such as copying, when that call is made and
 * never before. A refusal stops that call alone: the page stays as it is, and may ask again.
 */
Component({
  properties: {
    /** What is about to be done, such as 复制. */
    act: { type: String, value: '复制' },
    /** What becomes of the data. */
    text: { type: String, value: '内容会放进手机的剪贴板，只在您粘贴时才会离开这里。' },
  },
  data: { open: false, agreeId: AGREE },
  lifetimes: {
    attached() {
      onNeed((resolve) => {
        this.waiting().push(resolve);
        this.setData({ open: true });
        resolve({ event: 'exposureAuthorization' });
      });
    },
    detached() {
      this.answer({ event: 'disagree' });
    },
  },
  methods: {
    /** The calls that wait for an answer. */
    waiting(): Resolve[] {
      const self = this as unknown as { calls?: Resolve[] };
      self.calls ??= [];
      return self.calls;
    },
    answer(choice: Answer) {
      this.waiting()
        .splice(0)
        .forEach((resolve) => resolve(choice));
      this.setData({ open: false });
    },
    agree() {
      this.answer({ event: 'agree', buttonId: AGREE });
    },
    refuse() {
      this.answer({ event: 'disagree' });
    },
    openContract() {
      if (wx.canIUse('openPrivacyContract')) wx.openPrivacyContract({});
    },
  },
});
